"""Drafts of rules: each person's own, kept as they write, lost to nobody."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moderation import audit, rulebooks
from moderation.errors import BadSubmission, StaleRules, UnknownRules
from moderation.service import Service
from moderation.store.audit import Wanted
from moderation.workshop import checks, drafts, publishing, texts
from moderation.workshop.texts import RULES, Texts
from rules import RuleMode, RulesError, default, default_file
from tests import needs
from tests.moderation.rule_files import LONG, TRAMS, save
from tests.moderation.stories import post

TRAM = "The tram is late."


def write(service: Service, text: str, by: str = "ed", file: str = RULES) -> None:
    base, _ = texts.in_service(service, "default")
    drafts.keep(service, "default", by, base=base, file=file, text=text)


def publish(service: Service, by: str = "ed", **more: object) -> rulebooks.Saved:
    base = drafts.of(service, "default", by).current
    asked = {"base": base, "note": "A note.", "modes": {}, **more}
    return publishing.publish(service, "default", by, **asked)  # type: ignore[arg-type]


def content(service: Service) -> str:
    return texts.in_service(service, "default")[1].content


def test_who_has_no_draft_begins_with_what_is_in_service(
    service: Service, tmp_path: Path
) -> None:
    desk = drafts.of(service, "default", "ed")
    assert desk.texts.content == default_file().read_text(encoding="utf-8")
    assert "insults.txt" in desk.texts.lists
    assert (desk.base, desk.kept_at) == (0, None)
    save(service, tmp_path, TRAMS)
    desk = drafts.of(service, "default", "ed")
    assert (desk.texts.lists, desk.base) == ({"trams.txt": "tram\n"}, 1)


def test_a_draft_is_of_one_person_and_has_no_effect(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, TRAMS)
    write(service, "rules: [")
    assert drafts.of(service, "default", "ed").texts.content == "rules: ["
    assert drafts.of(service, "default", "ann").kept_at is None
    assert post(service, TRAM).rules.startswith("ours-")


def test_what_is_as_it_was_is_no_draft_whatever_ends_its_lines(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, TRAMS)
    write(service, content(service).replace("\n", "\r\n"))
    assert drafts.of(service, "default", "ed").kept_at is None


def test_published_it_judges_the_next_comment_and_is_audited(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, LONG)
    write(service, content(service).replace("words.count >= 4", "words.count >= 90"))
    saved = publish(service)
    assert post(service, "This is a text of many words.").reasons == ()
    assert drafts.of(service, "default", "ed").kept_at is None
    assert (saved.kept.by, saved.kept.note, saved.kept.number) == ("ed", "A note.", 2)
    found = audit.search(service.db, Wanted(site="default", kind="rules.published"))
    assert [(its.by, its.about) for its in found] == [
        ("ed", "rules 2"),
        ("ed", "rules 1"),
    ]


def test_who_comes_second_loses_nothing_and_is_told(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, LONG)
    write(service, content(service) + "# mine\n", by="ed")
    write(service, content(service) + "# hers\n", by="ann")
    publish(service, by="ann")
    with pytest.raises(StaleRules, match="ann put number 2 into service"):
        publish(service, by="ed", base=1)
    desk = drafts.of(service, "default", "ed")
    assert desk.texts.content.endswith("# mine\n")
    assert desk.overtaken_by is not None
    assert (desk.base, desk.current, desk.overtaken_by.by) == (1, 2, "ann")
    assert "+# hers" in drafts.between(service, "default", 1, 2)
    assert "+# mine" in drafts.diff(service, "default", 2, desk.texts)
    drafts.onto_current(service, "default", "ed")
    assert publish(service, by="ed").kept.number == 3
    assert content(service).endswith("# mine\n")
    assert texts.numbered(service, "default", 2).content.endswith("# hers\n")


def test_with_errors_nothing_is_published(service: Service, tmp_path: Path) -> None:
    save(service, tmp_path, LONG)
    write(service, content(service).replace("words.count", "words.cuont"))
    with pytest.raises(RulesError, match=r"did you mean `words\.count`"):
        publish(service)
    assert drafts.of(service, "default", "ed").kept_at is not None


def test_without_a_note_nothing_is_published(service: Service) -> None:
    write(service, default_file().read_text(encoding="utf-8") + "# mine\n")
    with pytest.raises(BadSubmission, match="note: wanted what is new"):
        publish(service, note="")


def test_examples_that_fail_have_to_be_wanted(service: Service, tmp_path: Path) -> None:
    save(service, tmp_path, LONG)
    example = "examples:\n  - {text: Short., expect: reject}\n"
    write(service, content(service) + example)
    found = checks.check_with_examples(
        service, drafts.of(service, "default", "ed").texts
    )
    assert (found.examples, found.failed) == (1, 1)
    with pytest.raises(BadSubmission, match="anyway"):
        publish(service)
    assert publish(service, anyway=True).is_new


def test_a_rule_may_go_into_service_in_another_mode_than_written(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, LONG)
    write(service, content(service) + "# mine\n")
    publish(service, modes={"long": RuleMode.SHADOW})
    assert "    mode: shadow\n" in content(service)
    assert post(service, "This is a text of many words.").reasons == ()


def test_a_single_rule_gets_another_mode_and_the_site_a_copy(service: Service) -> None:
    saved = publishing.set_mode(
        service,
        "default",
        "ed",
        rule="insult_aimed",
        mode=RuleMode.SHADOW,
        base=0,
        note="Too many.",
    )
    assert saved.kept.rules == rulebooks.run(default())
    diff = rulebooks.diff(service.db, "default", 0, 1)
    assert diff.count("mode: shadow") == 1
    with pytest.raises(UnknownRules, match="no rule 'nobody'"):
        publishing.set_mode(
            service,
            "default",
            "ed",
            rule="nobody",
            mode=RuleMode.LIVE,
            base=1,
            note="x",
        )


def test_an_earlier_version_can_be_taken_up_again(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, LONG)
    save(service, tmp_path, TRAMS)
    drafts.begin_from(service, "default", "ed", 1)
    desk = drafts.of(service, "default", "ed")
    assert "id: long" in desk.texts.content
    assert (desk.base, desk.overtaken_by) == (2, None)


def test_lists_come_and_go(service: Service, tmp_path: Path) -> None:
    save(service, tmp_path, TRAMS)
    write(service, "bus\n", file="buses.txt")
    assert drafts.of(service, "default", "ed").texts.files == (
        RULES,
        "buses.txt",
        "trams.txt",
    )
    drafts.without(service, "default", "ed", "trams.txt")
    found = checks.check(drafts.of(service, "default", "ed").texts)
    assert "there is no file `words/trams.txt`" in found.problems[RULES][0].message


@pytest.mark.parametrize(
    "file", ["../x.txt", "a/b.txt", ".txt", "x", "rules.yaml.py", "a\nb.txt", ""]
)
def test_a_list_has_a_plain_name(service: Service, file: str) -> None:
    with pytest.raises(BadSubmission, match="file"):
        write(service, "word\n", file=file)


def test_what_is_too_large_is_refused(service: Service) -> None:
    with pytest.raises(BadSubmission, match="1000000 bytes at most"):
        write(service, "#" * 1_000_001)


def test_problems_of_a_list_stand_at_its_own_lines() -> None:
    content = "words: {bad: bad.txt}\nrules: []\n"
    found = checks.check(Texts("ours", content, {"bad.txt": f"fine\n{201 * 'x'}\n"}))
    assert found.problems["bad.txt"][0].place.line == 2
    assert found.book is None


@settings(
    max_examples=needs.examples(60),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(max_size=300))
def test_whatever_somebody_writes_is_kept_and_checked(
    service: Service, text: str
) -> None:
    write(service, text)
    desk = drafts.of(service, "default", "ed")
    assert desk.texts.content == text.replace("\r\n", "\n")
    assert checks.check(desk.texts).book is None
    drafts.drop(service.db, "default", "ed")
