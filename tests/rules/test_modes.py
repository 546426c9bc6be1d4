"""A rule's mode changed in its file: nothing else of the text does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from rules import RuleMode
from rules.changes import Became, changes
from rules.modes import with_mode

HEAD = "# ours\nname: ours\nrules:\n"
ONE = HEAD + "  - id: one   # the first\n    says: It is.\n    when: links.count > 1\n"


def book(content: str, **lists: str) -> rules.Rulebook:
    return rules.read("ours", content.encode(), lists)


def modes(content: str) -> list[RuleMode]:
    return [rule.mode for rule in book(content).rules]


def test_a_mode_is_written_below_the_id_and_all_else_stays() -> None:
    tried = with_mode(ONE, "one", RuleMode.SHADOW)
    assert tried == ONE.replace("first\n", "first\n    mode: shadow\n")
    assert modes(tried) == [RuleMode.SHADOW]


def test_a_mode_that_is_there_is_replaced_where_it_stands() -> None:
    tried = ONE + "    mode: 'shadow'  # for a week\n"
    assert with_mode(tried, "one", RuleMode.LIVE) == ONE + (
        "    mode: live  # for a week\n"
    )


def test_a_rule_that_is_live_without_saying_so_stays_as_it_is() -> None:
    assert with_mode(ONE, "one", RuleMode.LIVE) == ONE


@pytest.mark.parametrize(
    "content",
    [
        'rules: [{id: one, says: "It is.", when: links.count > 1}]\n',
        'rules:\n- {"id": "one", says: "It is.", when: links.count > 1}',
        "rules:\n-   says: It is.\n    when: links.count > 1\n    id: one",
        ONE.replace("\n", "\r\n"),
        "\ufeff" + ONE,
        "# Größe 😀\n" + ONE,
    ],
)
def test_however_a_file_is_laid_out(content: str) -> None:
    draft = with_mode(content, "one", RuleMode.DRAFT)
    assert modes(draft) == [RuleMode.DRAFT]
    assert with_mode(draft, "one", RuleMode.LIVE).replace("live", "draft") == draft
    assert draft.count("\r\n") in (0, draft.count("\n"))


def test_of_the_shipped_rules_each_alone_can_be_tried() -> None:
    content = rules.default_file().read_text(encoding="utf-8")
    for rule in rules.default().rules:
        tried = with_mode(content, rule.id, RuleMode.SHADOW)
        lines = set(tried.splitlines()) - set(content.splitlines())
        assert {line.strip() for line in lines} == {"mode: shadow"}
        assert len(tried.splitlines()) == len(content.splitlines()) + 1


def test_a_rule_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError):
        with_mode(ONE, "two", RuleMode.DRAFT)


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40))
def test_whatever_a_comment_says_it_stays(remark: str) -> None:
    content = (
        f"{HEAD}  - id: one # {remark}\n    says: It is.\n    when: links.count > 1\n"
    )
    tried = with_mode(content, "one", RuleMode.SHADOW)
    assert tried.replace("    mode: shadow\n", "") == content


def test_what_became_of_each_rule_is_told() -> None:
    two = ONE + "  - id: two\n    says: It was.\n    when: links.count > 1\n"
    three = ONE + "  - id: three\n    says: It will.\n    when: links.count > 1\n"
    found = changes(book(two), book(three.replace("It is", "It is so")))
    told = [(each.rule.id, each.became) for each in found]
    assert told == [
        ("one", Became.CHANGED),
        ("three", Became.NEW),
        ("two", Became.GONE),
    ]


def test_a_rule_changes_with_the_words_that_it_looks_for() -> None:
    content = "words: {trams: trams.txt}\nrules:\n  - {id: one, says: A., when: 'words(\"trams\")'}\n"  # noqa: E501
    content += "  - {id: two, says: B., when: links.count > 1}\n"
    before = book(content, **{"trams.txt": "tram\n"})
    after = book(content, **{"trams.txt": "tram\nbus\n"})
    (change,) = changes(before, after)
    assert (change.rule.id, change.through) == ("one", ['words("trams")'])
    assert changes(before, before) == []
