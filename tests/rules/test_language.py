"""Conditions: what they can say, what they refuse, and what unknown means."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import AuthorFacts, Facts
from rules.language import ConditionError, Fact, Hits, compile_condition

Truth = bool | None
FACT = {True: "toxicity > 0.5", False: "toxicity > 0.9", None: "insult > 0.5"}
HITS = Hits(Facts(text="x", scores={"toxicity": 0.7, "insult": None}), {}, {})


def holds(condition: str, hits: Hits = HITS) -> Truth:
    lists, patterns = frozenset({"slurs"}), frozenset({"threat"})
    return compile_condition(condition, lists, patterns).holds(hits)


@pytest.mark.parametrize(
    ("one", "other"), list(itertools.product([True, False, None], repeat=2))
)
def test_and_or_and_not_follow_kleene(one: Truth, other: Truth) -> None:
    order = {False: 0, None: 1, True: 2}
    assert holds(f"{FACT[one]} and {FACT[other]}") is min(one, other, key=order.get)
    assert holds(f"{FACT[one]} or {FACT[other]}") is max(one, other, key=order.get)
    assert holds(f"not ({FACT[one]})") is (None if one is None else not one)


@given(st.recursive(st.sampled_from([True, False, None]), lambda each: st.lists(each)))
def test_a_nested_condition_is_what_its_parts_make(tree: object) -> None:
    text, value = _told(tree)
    assert holds(text) is value


def _told(tree: object, depth: int = 0) -> tuple[str, Truth]:
    if not isinstance(tree, list):
        return FACT[tree], tree  # type: ignore[index, return-value]
    if not tree:
        return FACT[None], None
    parts = [_told(part, depth + 1) for part in tree[:3]]
    values, word = [value for _, value in parts], "and" if depth % 2 else "or"
    order = {False: 0, None: 1, True: 2}
    strongest = min if word == "and" else max
    joined = f" {word} ".join(text for text, _ in parts)
    return f"({joined})", strongest(values, key=order.get)


def test_a_fact_is_found_once_for_all_conditions_that_name_it() -> None:
    found = list[str]()

    def value(facts: Facts) -> float:
        found.append(facts.text)
        return 1.0

    fact, hits = Fact(float, value), Hits(Facts(text="x"), {}, {})
    assert [hits.value(fact), hits.value(fact)] == [1.0, 1.0]
    assert found == ["x"]


def test_an_unknown_author_is_neither_new_nor_known() -> None:
    unknown = Hits(Facts(text="x"), {}, {})
    assert holds("author.first", unknown) is None
    assert holds("not author.first", unknown) is None
    newcomer = AuthorFacts(approved=0, rejected=0, recent=0)
    assert holds("author.first", Hits(Facts(text="x", author=newcomer), {}, {})) is True


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("toxicty > 0.5", "did you mean toxicity?"),
        ('words("slur")', "did you mean slurs?"),
        ('matches("treat")', "did you mean threat?"),
        ("toxicity > 'high'", "is a number"),
        ("article.section == 5", "is a word in quotes"),
        ("toxicity", "compare it with something"),
        ("0.1 < toxicity < 0.5", "nothing that a condition can say"),
        ("toxicity + 1 > 1", "no such fact"),
        ("toxicity >", "not a condition"),
        ("", "not a condition"),
        ("__import__('os')", "only words"),
        ("().__class__ == 1", "no such fact"),
        ("(lambda: 1)()", "nothing that a condition can say"),
        ("[x for x in toxicity]", "nothing that a condition can say"),
        ("toxicity > 9 ** 9", "compare it by"),
        ("toxicity == 'a' * 99999", "compare it by"),
        ("not " * 300 + "reply", "longer than"),
    ],
)
def test_what_a_condition_cannot_say_is_refused_with_a_hint(
    condition: str, told: str
) -> None:
    with pytest.raises(ConditionError, match=told.replace("?", r"\?")):
        holds(condition)
