"""Settings: where they come from, and what a wrong one is told."""

from pathlib import Path

import pytest

from moderation import settings
from moderation.errors import BadSetting


def test_a_command_beats_a_variable_which_beats_the_file_which_beats_the_default(
    tmp_path: Path,
) -> None:
    file = tmp_path / "moderation.toml"
    file.write_text('port = 1000\nworkers = 3\nhost = "::1"\n')
    environ = {
        "MODERATION_CONFIG": str(file),
        "MODERATION_PORT": "2000",
        "MODERATION_WORKERS": "4",
    }
    found = settings.read(environ, port=3000, host=None)
    assert (found.port, found.workers, found.host) == (3000, 4, "::1")
    assert found.threads == settings.Settings().threads


@pytest.mark.parametrize(
    ("variable", "value", "wanted"),
    [
        ("MODERATION_PORT", "eighty", "a number from 1 to 65535"),
        ("MODERATION_PORT", "70000", "a number from 1 to 65535"),
        ("MODERATION_PORT", "0", "a number from 1 to 65535"),
        ("MODERATION_WORKERS", "0", "a number from 1 to 256"),
        ("MODERATION_HOLD_OFF_TOPIC_BELOW", "2", "a number from 0 to 1"),
        ("MODERATION_HOLD_OFF_TOPIC_BELOW", "nan", "a number from 0 to 1"),
        ("MODERATION_SECURE_COOKIES", "perhaps", "true or false"),
        ("MODERATION_TOPIC", "bert", "words or minilm"),
        *(
            (
                "MODERATION_PUBLIC_URL",
                url,
                "an address that begins with https:// or http://",
            )
            for url in (
                "",
                "host",
                "ftp://host/",
                "https://",
                "http://[",
                "http://h/?a",
            )
        ),
        ("MODERATION_SCORER_TIMEOUT", "0", "a number from 0.01 to 60"),
        ("MODERATION_WEBHOOK_DAYS", "1", "a number from 5 to 3650"),
        (
            "MODERATION_WEBHOOK_PRIVATE",
            "10.0.0.1/8",
            "networks as 10.1.2.0/24 or 127.0.0.1 with commas between",
        ),
        (
            "MODERATION_SCORERS",
            "insult",
            "attribute=scorer or attribute=scorer?option=value",
        ),
    ],
)
def test_a_wrong_value_is_named_with_what_was_wanted_and_came(
    variable: str, value: str, wanted: str
) -> None:
    with pytest.raises(BadSetting) as told:
        settings.read({variable: value})
    assert str(told.value) == f"{variable}: wanted {wanted}, got {value!r}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("insult=remote?url=http://h/?a=1,k=s3cret", "insult=remote…"),
        ("insult=remote?k=s3cret,insult=remote?k=s3cret", "insult=remote…"),
        ("insult=https://anna:s3cret@scores.example", "insult=https:…"),
        ("?s3cret", "…"),
    ],
)
def test_a_wrong_choice_of_scorers_is_told_without_its_options(
    value: str, shown: str
) -> None:
    with pytest.raises(BadSetting, match="MODERATION_SCORERS: wanted") as told:
        settings.read({"MODERATION_SCORERS": value + ",="})
    assert str(told.value).endswith(f", got {shown!r}")


def test_a_wrong_table_of_scorers_is_told_without_its_options(tmp_path: Path) -> None:
    file = tmp_path / "moderation.toml"
    file.write_text('[scorers]\ninsult = { url = "http://h/?key=s3cret" }\n')
    with pytest.raises(BadSetting, match="for insult a scorer") as told:
        settings.read({"MODERATION_CONFIG": str(file)})
    assert "s3cret" not in str(told.value)


def test_networks_are_read_of_a_variable_and_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "moderation.toml"
    file.write_text('webhook_private = ["10.1.2.0/24", "fd00::/8"]\n')
    read = settings.read({"MODERATION_CONFIG": str(file)}).webhook_private
    assert {str(each) for each in read} == {"10.1.2.0/24", "fd00::/8"}
    said = {"MODERATION_WEBHOOK_PRIVATE": "127.0.0.1, ::1,"}
    read = settings.read(said).webhook_private
    assert {str(each) for each in read} == {"127.0.0.1/32", "::1/128"}
    assert settings.read({}).webhook_private == frozenset()


@pytest.mark.parametrize("topic", ["words", "minilm"])
def test_who_judges_the_topic_is_a_setting(topic: str) -> None:
    assert settings.read({"MODERATION_TOPIC": topic}).topic == topic
    assert settings.read({}).topic == "words"


def test_an_unknown_name_in_the_file_is_told_with_those_that_exist(
    tmp_path: Path,
) -> None:
    file = tmp_path / "moderation.toml"
    file.write_text("prot = 1000\n")
    with pytest.raises(BadSetting, match=r"'prot'.*port"):
        settings.read({"MODERATION_CONFIG": str(file)})


@pytest.mark.parametrize("text", ["port = = 1", None])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "moderation.toml"
    if text is not None:
        file.write_text(text)
    with pytest.raises(BadSetting, match=r"moderation\.toml: wanted a TOML file"):
        settings.read({"MODERATION_CONFIG": str(file)})


def test_scorers_are_told_by_a_variable_or_by_a_table_of_the_file(
    tmp_path: Path,
) -> None:
    file = tmp_path / "moderation.toml"
    file.write_text(
        '[scorers]\ninsult = { use = "remote", url = "http://127.0.0.1:9/" }\n'
    )
    said = "insult=remote?url=http://127.0.0.1:9/"
    told = settings.read({"MODERATION_SCORERS": said}).scorers
    assert settings.read({"MODERATION_CONFIG": str(file)}).scorers == told
    assert [(each.attribute, each.use) for each in told] == [("insult", "remote")]


@pytest.mark.parametrize(
    "url", ["https://comments.example/mod", "https://comments.example/mod/"]
)
def test_the_public_address_ends_with_a_slash(url: str) -> None:
    assert settings.read({}).public_url is None
    found = settings.read({"MODERATION_PUBLIC_URL": url}).public_url
    assert found == "https://comments.example/mod/"
