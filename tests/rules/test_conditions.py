"""Conditions: what they can say, what they refuse, and what unknown means."""

import contextlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import ArticleFacts, AuthorFacts, Facts
from rules.conditions import compiled, names
from rules.functions import Known
from rules.parsing import parsed
from rules.seen import Fact, Seen
from rules.syntax import ConditionErrors

Truth = bool | None
FACT = {True: "toxicity > 0.5", False: "toxicity > 0.9", None: "insult > 0.5"}
SEEN = Seen(Facts(text="x", scores={"toxicity": 0.7, "insult": None}))
KNOWN = Known({"slurs": ("rat",), "sites": ("bad.example",)}, ("threat",))


def holds(condition: str, seen: Seen = SEEN) -> Truth:
    return compiled(parsed(condition, KNOWN)).holds(seen)


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

    def value(seen: Seen) -> float:
        found.append(seen.facts.text)
        return 1.0

    fact, seen = Fact(float, "One.", value), Seen(Facts(text="x"))
    assert [seen.value(fact), seen.value(fact)] == [1.0, 1.0]
    assert found == ["x"]


def test_an_unknown_author_is_neither_new_nor_known() -> None:
    unknown = Seen(Facts(text="x"))
    assert holds("author.first", unknown) is None
    assert holds("not author.first", unknown) is None
    newcomer = AuthorFacts(approved=0, rejected=0, recent=0)
    assert holds("author.first", Seen(Facts(text="x", author=newcomer))) is True


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        ("0.6 < toxicity <= 0.7", True),
        ("0.7 < toxicity < 0.9", False),
        ("0.5 < toxicity", True),
        ("toxicity > insult", None),
        ("author.approved > author.rejected", True),
        ('article.section in ("sport", "news")', True),
        ('article.section not in ["sport", "news"]', False),
        ('article.section != "sport"', False),
        ("reply == False", True),
        ('words("slurs")', True),
        ('words("slurs") >= 3', False),
        ('words("slurs") == 2 and not matches("threat")', True),
        ('links_to("sites") == 1', True),
        ("author.rejected_share >= 0.4", True),
        ("language.certainty > 0", None),
    ],
)
def test_a_condition_says_what_python_would(condition: str, truth: Truth) -> None:
    facts = Facts(
        text="see news.bad.example/x",
        scores={"toxicity": 0.7, "insult": None},
        article=ArticleFacts(section="sport"),
        author=AuthorFacts(approved=3, rejected=2),
    )
    seen = Seen(facts, words={"slurs": ((0, 1), (4, 5))})
    assert holds(condition, seen) is truth


@pytest.mark.parametrize(
    ("condition", "told", "hint", "at"),
    [
        ("toxicty > 0.5", "unknown fact `toxicty`", "`toxicity`?", "toxicty"),
        ('words("slur")', "unknown word list `slur`", "`slurs`?", '"slur"'),
        ('matches("treat")', "unknown pattern `treat`", "`threat`?", '"treat"'),
        ("toxicity > 'high'", "is a number", "without quotes", "'high'"),
        ("article.section == 5", "is a word in quotes", '"5"', "5"),
        ("toxicity", "is a number and no condition", "> 0", "toxicity"),
        ("toxicity == True", "is a number, got True", "", "True"),
        ("reply > True", "is true or false, which is not >", "==", "reply"),
        ("toxicity + 1 > 1", "`toxicity + 1` is nothing", "", "toxicity + 1"),
        ("toxicity > 2 * 3", "`2 * 3` is nothing", "", "2 * 3"),
        ("toxicity >", "not a condition", "", ""),
        ("toxicity = 1", "not a condition", "`==`", ""),
        ("toxicity > 1 || reply", "not a condition", "`or`", ""),
        ("", "got nothing", "", ""),
        ("  ", "got nothing", "", ""),
        ("1 < 2", "two constants", "", "1"),
        ("toxicity in 5", "in brackets", '("…", "…")', "5"),
        ("toxicity is None", "wanted one of", "`is`", "None"),
        ("reply and (toxicty > 1)", "unknown fact", "`toxicity`?", "toxicty"),
        ("__import__('os')", "unknown function", "", "__import__"),
        ("words(reply)", "one name in quotes", 'as in words("reply")', "words(reply)"),
        ("words('slurs', 'x')", "one name in quotes", "", "words('slurs', 'x')"),
        ("().__class__ == 1", "unknown fact", "", "().__class__"),
        ("(lambda: 1)()", "unknown function", "", "lambda: 1"),
        ("[x for x in toxicity]", "nothing that a condition can say", "", ""),
        ("toxicity > 9 ** 9", "`9 ** 9` is nothing", "", "9 ** 9"),
        ("toxicity == 'a' * 99999", "is nothing", "", "'a' * 99999"),
        ("not " * 300 + "reply", "of 1000 characters at most", "two rules", ""),
        ("(" * 300 + "reply" + ")" * 300, "not a condition", "", ""),
        ("not " * 40 + "reply", "nested too deeply", "two rules", ""),
        ("reply if reply else reply", "nothing that a condition", "", ""),
        ("é > 1 and toxicty > 1", "unknown fact `é`", "", "é"),
        ("reply and\n toxicty > 1", "unknown fact", "", "toxicty"),
        ("\ud800 > 1", "not a condition", "", ""),
        ("links.count > 1" + "0" * 400, "wanted a number up to 1e+15", "", ""),
        ("links.count > 1e999", "wanted a number up to 1e+15", "", ""),
        ("reply == true", "unknown fact `true`", "write `True`", "true"),
        ("toxicity > 1j", "wanted a number up to", "", "1j"),
    ],
)
def test_what_a_condition_cannot_say_is_refused_with_place_and_hint(
    condition: str, told: str, hint: str, at: str
) -> None:
    with pytest.raises(ConditionErrors) as errors:
        holds(condition)
    first = errors.value.each[0]
    assert told in str(first)
    assert hint in first.hint
    assert 0 <= first.begin < first.end
    if at:
        assert condition[first.begin : first.end].strip("()") == at.strip("()")


def test_all_that_is_wrong_with_a_condition_is_told() -> None:
    with pytest.raises(ConditionErrors) as errors:
        holds('toxicty > 1 and (reply or words("slur")) and not insul > 0')
    assert len(errors.value.each) == 3


@given(st.text(max_size=60) | st.text("toxicity.reply()<>=!'\" 019andor", max_size=60))
def test_no_text_is_more_than_an_error(text: str) -> None:
    with contextlib.suppress(ConditionErrors):
        parsed(text, KNOWN)


def test_rules_that_ask_a_function_the_same_share_what_it_finds() -> None:
    known = Known({"shops": ["a.example"]})
    one, other = (
        parsed(text, known) for text in ('links_to("shops") > 1', 'links_to("shops")')
    )
    (first,), (second,) = names(one), names(other)
    assert first.fact is second.fact


def test_where_a_fact_shows_is_looked_for_once_and_told_in_order() -> None:
    asked = list[Seen]()

    def spans(seen: Seen) -> tuple[tuple[int, int], ...]:
        asked.append(seen)
        return ((3, 4), (0, 1), (3, 4))

    fact = Fact(float, "Of a test.", lambda seen: 1.0, spans)
    seen = Seen(Facts(text="abcd"))
    assert seen.places(fact) == seen.places(fact) == ((0, 1), (3, 4))
    assert len(asked) == 1
