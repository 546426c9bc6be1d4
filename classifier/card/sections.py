"""A card as sections to read.

What can't be read of a card, since another version wrote it, says so in its place.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from classifier.card.schema import (
    Calibration,
    Disguised,
    Fairness,
    Figures,
    Functional,
    OutOfSource,
    Rates,
    Source,
)
from classifier.card.wording import (
    Section,
    Table,
    interval,
    percent,
    tabled,
    thousands,
    three,
    words,
)

NO_SEXUALLY_EXPLICIT = (
    "There is no score for sexually explicit text: no open data carries such a label."
)
OTHER_SHAPE = "This part was written by another version and cannot be shown."
UNSAID = "The card does not say what the model cannot do."


def sections(card: Mapping[str, Any]) -> list[Section]:
    """A card as sections to read, in order; parts that it lacks are left out.

    Args:
        card: as a model's folder has it; also a site's own or the topic judge's.
    """
    made = []
    for title, part in (_TOPIC_PARTS if _is_of_topic(card) else _PARTS).items():
        try:
            section = part(title, card)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            section = Section(title, (OTHER_SHAPE,))
        if section is not None:
            made.append(section)
    return made


def _about(title: str, card: Mapping[str, Any]) -> Section:
    named = {
        "Version": card.get("version"),
        "Made": card.get("date") or card.get("made_at"),
        "Stands on": card.get("base") or card.get("words"),
        "Estimates": ", ".join(map(words, card.get("attributes", ()))),
        "Reads": ", ".join(card.get("languages", ())),
        "Pairs" if _is_of_topic(card) else "Decisions": (
            thousands(card["rows"]) if card.get("rows") else None
        ),
        "Holds below": card.get("hold_below"),
        "Made from": card.get("made_from"),
        "Licence": card.get("licence"),
        "Seed": card.get("seed"),
        "Made with": ", ".join(
            f"{name} {version}" for name, version in card.get("made_with", {}).items()
        ),
    }
    rows = tuple((n, str(v)) for n, v in named.items() if v not in (None, ""))
    return Section(title, table=Table(("", ""), rows))


def _limits(title: str, card: Mapping[str, Any]) -> Section:
    limits = [str(each) for each in card.get("limits", ())] or [UNSAID]
    told = " ".join(limits).lower()
    if card.get("attributes") and "sexually" not in told:
        limits.append(NO_SEXUALLY_EXPLICIT)
    return Section(title, tuple(limits))


def _sources(title: str, card: Mapping[str, Any]) -> Section | None:
    sources: Sequence[Source] = card.get("sources", ())
    return tabled(
        title,
        ("Data set", "Rows", "Weight", "Licence"),
        [
            (
                each.get("name") or each.get("source", ""),
                thousands(each.get("rows")),
                "-" if each.get("weight") is None else f"{each['weight']:g}",
                each.get("licence") or "not stated",
            )
            for each in sources
        ],
        {1, 2},
    )


def _topic_sources(title: str, card: Mapping[str, Any]) -> Section | None:
    return tabled(
        title,
        ("Data set", "What for", "Licence"),
        [
            (each["source"], each.get("for", "-"), each.get("licence") or "not stated")
            for each in card.get("sources", ())
        ],
        set(),
    )


def _validation(title: str, card: Mapping[str, Any]) -> Section | None:
    found: Mapping[str, Mapping[str, Figures]] = card.get("validation", {})
    return tabled(
        title,
        ("Attribute", "Source", "Rows", "Positive", "AUC", "95 %", "AP", "ECE"),
        [
            (
                words(attribute),
                source,
                thousands(each.get("rows")),
                thousands(each.get("positive")),
                three(each.get("auc")),
                interval(each.get("auc_interval")),
                three(each.get("average_precision")),
                three(each.get("calibration_error")),
            )
            for attribute, sources in found.items()
            for source, each in sources.items()
        ],
        {2, 3, 4, 5, 6, 7},
        "On rows that it has not learnt from. AUC: how often a comment labelled so "
        "scores above one that is not; 0.5 is chance. AP: average precision. ECE: "
        "expected calibration error at the rates of comments as they come.",
    )


def _topic_validation(title: str, card: Mapping[str, Any]) -> Section | None:
    longer = card.get("with_stand_in_bodies") or {}
    return tabled(
        title,
        ("On", "Told from", "AUC", "With bodies"),
        [
            (words(on), words(kind), three(auc), three(longer.get(on, {}).get(kind)))
            for on, kinds in card.get("validation", {}).items()
            for kind, auc in kinds.items()
        ],
        {2, 3},
        "On articles that it was not fitted on. AUC: how often a comment scores higher "
        "under its own article than one that does not belong; 0.5 is chance. Most "
        "articles are headlines; with bodies, other comments stand in for the text.",
    )


def _topic_holds(title: str, card: Mapping[str, Any]) -> Section | None:
    kinds = {"true": "under its own article"}
    return tabled(
        title,
        ("Comment", "Held"),
        [
            (kinds.get(kind) or words(kind), percent(share))
            for kind, share in card.get("held", {}).items()
        ],
        {1},
        "The share of comments under English headlines that score below the threshold.",
    )


def _topic_calibration(title: str, card: Mapping[str, Any]) -> Section | None:
    among = {
        "natural": "comments as they come",
        "balanced": "as many off topic as on topic",
    }
    return tabled(
        title,
        ("Among", "Calibration error"),
        [
            (among.get(kind, kind), three(error))
            for kind, error in card.get("calibration", {}).items()
        ],
        {1},
        "A score of 0.8 shall mean that 80 of 100 such comments are on topic.",
    )


def _out_of_source(title: str, card: Mapping[str, Any]) -> Section | None:
    found: Mapping[str, Mapping[str, OutOfSource]] = card.get("out_of_source", {})
    return tabled(
        title,
        ("Source", "Attribute", "AUC", "Baseline", "Difference", "95 %"),
        [
            (
                source,
                words(attribute),
                three(each["auc"]),
                three(each["baseline"]),
                f"{each['difference']:+.3f}",
                interval(each["interval"]),
            )
            for source, attributes in found.items()
            for attribute, each in attributes.items()
        ],
        {2, 3, 4, 5},
        "Trained anew without the source. The baseline is TF-IDF of words and "
        "characters with logistic regression, trained on the same rows.",
    )


def _calibration(title: str, card: Mapping[str, Any]) -> Section | None:
    found: Mapping[str, Calibration] = card.get("calibration", {})
    rates: Mapping[str, float] = card.get("base_rates", {})
    return tabled(
        title,
        ("Attribute", "Natural rate", "Calibration error", "Rows"),
        [
            (
                words(name),
                percent(rates.get(name)),
                three(found.get(name, {}).get("error")),
                thousands(found.get(name, {}).get("rows")),
            )
            for name in found or rates
        ],
        {1, 2, 3},
        "A score of 0.8 shall mean that 80 of 100 such comments are so, among "
        "comments as they come, of which the natural rate is so.",
    )


def _fairness(title: str, card: Mapping[str, Any]) -> Section | None:
    found: Mapping[str, Fairness] = card.get("fairness", {})
    return tabled(
        title,
        ("Attribute", "At", "Overall", "Gap", "Least flagged", "Most flagged"),
        [
            (
                words(attribute),
                f"{rates['threshold']:.3f}" + (", hold" if held else ""),
                percent(rates["overall"]),
                three(rates["gap"]),
                *_ends(rates),
            )
            for attribute, each in found.items()
            for rates, held in ((each["at_rate"], False), (each["at_hold"], True))
        ],
        {2, 3},
        "The same harmless sentences about different people: how far apart the shares "
        "are that score the threshold or more. 0 is fair. First at the threshold where "
        "5 % of them all do, then at the one from which comments are held.",
    )


def _terms(title: str, card: Mapping[str, Any]) -> Section | None:
    found: Mapping[str, Fairness] = card.get("fairness", {})
    attribute = "toxicity" if "toxicity" in found else next(iter(found), None)
    if attribute is None:
        return None
    return tabled(
        f"{title}, {words(attribute)}",
        ("Term", "FPR", "At hold", "Subgroup AUC", "BPSN AUC", "BNSP AUC"),
        [
            (
                term,
                percent(each["at_rate"]),
                percent(each["at_hold"]),
                three(each["subgroup_auc"]),
                three(each["bpsn_auc"]),
                three(each["bnsp_auc"]),
            )
            for term, each in found[attribute]["terms"].items()
        ],
        {1, 2, 3, 4, 5},
        "FPR: share of harmless sentences flagged. Subgroup AUC: abuse of these people "
        "against harmless talk about them; BPSN: abuse of others against harmless talk "
        "about them; BNSP: abuse of them against harmless talk about others (Borkan et "
        "al., 2019).",
    )


def _disguises(title: str, card: Mapping[str, Any]) -> Section | None:
    found: Mapping[str, Disguised] = card.get("disguises", {})
    return tabled(
        title,
        ("Disguise", "AUC plain", "AUC", "Lost", "Clean flagged, plain", "Disguised"),
        [
            (
                words(name),
                three(each["auc_plain"]),
                three(each["auc"]),
                f"{each['auc_lost']:+.3f}",
                percent(each["clean_flagged_plain"]),
                percent(each["clean_flagged"]),
            )
            for name, each in found.items()
        ],
        {1, 2, 3, 4, 5},
        "Toxicity, with toxic and clean comments disguised alike. Clean flagged: share "
        "of clean comments at the hold threshold or above.",
    )


def _functional(title: str, card: Mapping[str, Any]) -> Section | None:
    found: Functional = card.get("functional", {})
    halves = (
        ("all hateful", found.get("hateful")),
        ("all not hateful", found.get("non_hateful")),
        ("all spelling variants", found.get("spelling")),
    )
    return tabled(
        title,
        ("Cases", "Kind", "Passed", "Share"),
        [
            *((name, "", "", percent(v)) for name, v in halves if v is not None),
            *(
                (
                    each["functionality"],
                    each["kind"],
                    f"{each['passed']} of {each['cases']}",
                    percent(each["passed"] / each["cases"]),
                )
                for each in found.get("functionalities", ())
            ),
        ],
        {2, 3},
        "Short cases of our own, each trying one thing, in the manner of HateCheck "
        "(Röttger et al., 2021). A hateful case passes if it is held, another if not.",
    )


def _is_of_topic(card: Mapping[str, Any]) -> bool:
    return str(card.get("kind")).startswith("topic")


def _ends(rates: Rates) -> tuple[str, str]:
    return ("-", "-") if rates["gap"] == 0 else (rates["lowest"], rates["highest"])


_PARTS: Mapping[str, Callable[[str, Mapping[str, Any]], Section | None]] = {
    "The model": _about,
    "What it cannot do": _limits,
    "What it learnt from": _sources,
    "How good it is": _validation,
    "On sources of which it learnt nothing": _out_of_source,
    "How true its scores are": _calibration,
    "Fairness": _fairness,
    "Each identity term": _terms,
    "Letters in disguise": _disguises,
    "Hate and its look-alikes": _functional,
}
_TOPIC_PARTS: Mapping[str, Callable[[str, Mapping[str, Any]], Section | None]] = {
    "The model": _about,
    "What it cannot do": _limits,
    "What it was made from": _topic_sources,
    "How good it is": _topic_validation,
    "What it holds": _topic_holds,
    "How true its scores are": _topic_calibration,
}
