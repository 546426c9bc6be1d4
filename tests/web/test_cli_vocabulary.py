"""`moderate rules facts`: the vocabulary as it is."""

from click.testing import CliRunner

from rules.vocabulary import VOCABULARY
from web.cli import main


def test_every_fact_is_listed_with_its_type_and_meaning() -> None:
    told = CliRunner().invoke(main, ["rules", "facts"]).stdout
    for name, fact in VOCABULARY.items():
        (line,) = [each for each in told.splitlines() if each.split()[0] == name]
        assert fact.says in line
        assert fact.says.endswith(".")
    assert 'links_to("LIST")' in told


def test_a_word_finds_facts_by_name_or_meaning() -> None:
    told = CliRunner().invoke(main, ["rules", "facts", "phone"])
    assert [line.split()[0] for line in told.stdout.splitlines()] == [
        "privacy.phones",
        "privacy.worded_phones",
    ]
    missed = CliRunner().invoke(main, ["rules", "facts", "zebra"])
    assert missed.exit_code == 1
    assert "there is no fact with 'zebra'" in missed.stderr
