"""Rules filed by what they need: none that fires is missed."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

import rules
from rules import ArticleFacts, AuthorFacts, Facts
from rules.conditions import Node, compiled
from rules.functions import Known
from rules.index import Index
from rules.parsing import parsed
from rules.seen import Seen
from rules.vocabulary import VOCABULARY
from tests.rules.reading_facts import facts
from tests.rules.test_hundred_texts import KINDS

KNOWN = Known({"slurs": ("rat",), "rude": ("oaf",)}, ("threat",))
LEAVES = (
    *("toxicity > 0.5", "toxicity >= 0.5", "toxicity < 0.5", "toxicity <= 0.5"),
    *("toxicity == 0.5", "toxicity != 0.5", "insult > toxicity", "0.2 < insult <= 0.5"),
    *('words("slurs")', 'words("rude") >= 2', 'words("rude") < 2', 'matches("threat")'),
    *("reply", "author.first", 'article.section == "sport"', "length > 5"),
    *('article.section in ("sport", "news")', 'article.section != "sport"'),
)


@dataclass(frozen=True, eq=False)
class Rule:
    tree: Node


def conditions() -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from(LEAVES),
        lambda each: st.one_of(
            each.map("not ({})".format),
            st.tuples(each, each).map("({0[0]}) and ({0[1]})".format),
            st.tuples(each, each).map("({0[0]}) or ({0[1]})".format),
        ),
        max_leaves=5,
    )


def comments() -> st.SearchStrategy[Seen]:
    score = st.none() | st.sampled_from([0.0, 0.2, 0.5, 0.7, 1.0])
    count = st.none() | st.integers(0, 1)
    place = st.sampled_from([(), ((0, 1),), ((0, 1), (2, 3))])
    return st.builds(
        lambda toxicity, insult, section, count, slurs, rude, threat: Seen(
            Facts(
                text="seven days",
                scores={"toxicity": toxicity, "insult": insult},
                article=ArticleFacts(section=section),
                author=AuthorFacts(approved=count, rejected=0, recent=0),
            ),
            words={n: its for n, its in (("slurs", slurs), ("rude", rude)) if its},
            matches={"threat": threat} if threat else {},
        ),
        *(score, score, st.sampled_from([None, "sport", "news", "home"]), count),
        *(place, place, place),
    )


@given(st.lists(conditions(), max_size=8), comments())
def test_every_rule_that_fires_is_a_candidate_once(
    texts: list[str], seen: Seen
) -> None:
    rules = [Rule(parsed(text, KNOWN)) for text in texts]
    found = list(Index(rules).candidates(seen))
    assert len(found) == len(set(found))
    fire = {rule for rule in rules if compiled(rule.tree).holds(seen)}
    assert fire <= set(found) <= set(rules)


def test_rules_that_cannot_fire_are_not_asked() -> None:
    texts = [f"toxicity > 0.{n}" for n in range(1, 10)] + ['words("slurs") and reply']
    rules = [Rule(parsed(text, KNOWN)) for text in texts]
    seen = Seen(Facts(text="x", scores={"toxicity": 0.25}))
    assert set(Index(rules).candidates(seen)) == set(rules[:2])


def test_a_check_finds_nothing_without_one_of_the_patterns_that_it_needs() -> None:
    checks = {name: fact for name, fact in VOCABULARY.items() if fact.needs}
    assert len(checks) >= 20
    for text in (its[0] for kind in KINDS.values() for its in kind):
        seen = rules.default().seen(facts(text))
        for name, fact in checks.items():
            if fact.needs.isdisjoint(seen.matches):
                assert seen.value(fact) == 0, (name, text)
