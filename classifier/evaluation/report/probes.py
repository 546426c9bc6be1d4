"""What the probes found, on the page."""

from collections.abc import Mapping
from typing import Any, TypeVar

from classifier import card
from classifier.evaluation.examination import Examination
from classifier.evaluation.probing import OVERALL_RATE
from classifier.evaluation.report.dots import Value, beginning, figure, of_both
from classifier.evaluation.report.markup import Markup, tag
from classifier.evaluation.report.tables import Column, count, folded, side_by_side

T = TypeVar("T")

NAMED_TERMS = 15
"""Identity terms in the chart, those that either model flags most; the table has
all."""


def identities(ours: Examination, theirs: Examination | None) -> Markup:
    """How fair the model is over identity terms; nothing where that was not tried."""
    if not ours.fairness:
        return Markup("")
    name = "toxicity" if "toxicity" in ours.fairness else next(iter(ours.fairness))
    terms = ours.fairness[name]["terms"]
    others: Mapping[str, card.TermFigures] = {}
    if theirs and name in theirs.fairness:
        others = theirs.fairness[name]["terms"]
    most = sorted(terms, key=lambda term: -_most_flagged(term, terms, others))
    return tag(
        "section",
        tag("h2", "Identity terms"),
        tag(
            "p",
            "The same sentences about different people, written for this test. The "
            "false-positive rate is the share of harmless ones that a threshold flags; "
            "the gap is that between the most and the least flagged term, and 0 is "
            f"fair. First at the threshold where {OVERALL_RATE:.0%} of all harmless "
            "sentences are flagged, then at the one from which comments are held.",
        ),
        side_by_side(
            ("Attribute",),
            _by_words(ours.fairness),
            _by_words(theirs.fairness) if theirs else None,
            (
                Column("Gap at 5 %", lambda each: each["at_rate"]["gap"], card.three),
                Column("Gap at hold", lambda each: each["at_hold"]["gap"], card.three),
                Column(
                    "Flagged at hold", lambda e: e["at_hold"]["overall"], card.percent
                ),
            ),
        ),
        tag("h3", f"The terms most flagged, {card.words(name)}"),
        figure(
            "False-positive rate by identity term",
            [of_both(term, term, terms, others, _rate) for term in most[:NAMED_TERMS]],
            across=f"False-positive rate where it is {OVERALL_RATE:.0%} overall",
            versions=versions(ours, theirs),
        ),
        *(_terms(key, ours, theirs) for key in ours.fairness),
        id="identities",
    )


def _most_flagged(term: str, *models: Mapping[str, card.TermFigures]) -> float:
    return max(found[term]["at_rate"] for found in models if term in found)


def _terms(name: str, ours: Examination, theirs: Examination | None) -> Markup:
    def by_term(found: Examination) -> dict[tuple[str, ...], Any]:
        terms = found.fairness[name]["terms"] if name in found.fairness else {}
        return {(term, each["group"]): each for term, each in terms.items()}

    return folded(
        f"Every term, {card.words(name)}",
        side_by_side(
            ("Term", "Group"),
            by_term(ours),
            by_term(theirs) if theirs else None,
            (
                Column("FPR at 5 %", lambda each: each["at_rate"], card.percent),
                Column("FPR at hold", lambda each: each["at_hold"], card.percent),
                Column("Subgroup AUC", lambda each: each["subgroup_auc"], card.three),
                Column("BPSN AUC", lambda each: each["bpsn_auc"], card.three),
                Column("BNSP AUC", lambda each: each["bnsp_auc"], card.three),
            ),
        ),
    )


def disguises(ours: Examination, theirs: Examination | None) -> Markup:
    """What each disguise costs; nothing where that was not tried."""
    if not ours.disguises:
        return Markup("")
    others = theirs.disguises if theirs else {}
    rows = [
        of_both(card.words(name), name, ours.disguises, others, _disguised)
        for name in ours.disguises
    ]
    return tag(
        "section",
        tag("h2", "Letters in disguise"),
        tag(
            "p",
            "Toxic and clean comments disguised alike. A dot is the AUC of toxicity "
            "under the disguise, its bar what was lost from the plain texts.",
        ),
        figure(
            "AUC of toxicity by disguise",
            rows,
            across="AUC of toxicity",
            low=beginning(rows),
            versions=versions(ours, theirs),
            behind=side_by_side(
                ("Disguise",),
                _by_words(ours.disguises),
                _by_words(others) if theirs else None,
                (
                    Column("AUC plain", lambda each: each["auc_plain"], card.three),
                    Column("AUC", lambda each: each["auc"], card.three),
                    Column("Lost", lambda each: each["auc_lost"], card.three),
                    Column(
                        "Clean flagged, plain",
                        lambda each: each["clean_flagged_plain"],
                        card.percent,
                    ),
                    Column(
                        "Clean flagged",
                        lambda each: each["clean_flagged"],
                        card.percent,
                    ),
                ),
            ),
        ),
        id="disguises",
    )


def functional(ours: Examination, theirs: Examination | None) -> Markup:
    """Which functional cases pass; nothing where they were not tried."""
    if not cases(ours):
        return Markup("")
    mine, others = _by_functionality(ours), _by_functionality(theirs)
    return tag(
        "section",
        tag("h2", "Functional cases"),
        tag(
            "p",
            "Short comments written for this test, each trying one thing. A hateful "
            "case passes if it would be held, another if it would not.",
        ),
        figure(
            "Share of cases passed, by functionality",
            [of_both(key[0], key, mine, others, _passed) for key in mine],
            across="Share passed",
            versions=versions(ours, theirs),
            behind=side_by_side(
                ("Functionality", "Kind"),
                mine,
                others if theirs else None,
                (
                    Column("Cases", lambda each: each["cases"], count, alike=True),
                    Column("Passed", _share, card.percent),
                ),
            ),
        ),
        id="functional",
    )


def _by_words(found: Mapping[str, T]) -> dict[tuple[str, ...], T]:
    return {(card.words(name),): each for name, each in found.items()}


def _by_functionality(
    found: Examination | None,
) -> dict[tuple[str, ...], card.Passed]:
    passed = cases(found) if found else []
    return {(each["functionality"], each["kind"]): each for each in passed}


def versions(ours: Examination, theirs: Examination | None) -> tuple[str, str | None]:
    """Of the model, and of the one beside it."""
    return ours.version, theirs.version if theirs else None


def _rate(term: card.TermFigures) -> Value:
    return Value(term["at_rate"])


def _disguised(found: card.Disguised) -> Value:
    return Value(found["auc"], (found["auc"], found["auc_plain"]))


def _passed(passed: card.Passed) -> Value:
    return Value(_share(passed))


def _share(passed: card.Passed) -> float:
    return passed["passed"] / passed["cases"]


def cases(found: Examination) -> list[card.Passed]:
    """What passed, by functionality."""
    return found.functional.get("functionalities", [])
