"""A card as sections to read.

What can't be read of a card, since another version wrote it, says so in its place.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from classifier.card import of_house, of_topic
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
from classifier.saying import N_, Say, english, in_a_row

NO_SEXUALLY_EXPLICIT = N_(
    "There is no score for sexually explicit text: no open data carries such a label."
)
OTHER_SHAPE = N_("This part was written by another version and cannot be shown.")
UNSAID = N_("The card does not say what the model cannot do.")


def sections(card: Mapping[str, Any], gettext: Say = english) -> list[Section]:
    """A card as sections to read, in order; parts that it lacks are left out.

    Args:
        card: as a model's folder has it; also a site's own or the topic judge's.
        gettext: what puts sentences and words into the reader's language.
    """
    made = []
    for title, part in (_TOPIC_PARTS if _is_of_topic(card) else _PARTS).items():
        try:
            section = part(gettext(title), card, gettext)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            section = Section(gettext(title), (gettext(OTHER_SHAPE),))
        if section is not None:
            made.append(section)
    return made


def _about(title: str, card: Mapping[str, Any], gettext: Say) -> Section:
    named = {
        gettext("Version"): card.get("version"),
        gettext("Made"): card.get("date") or card.get("made_at"),
        gettext("Stands on"): card.get("base") or card.get("words"),
        gettext("Estimates"): in_a_row(
            (gettext(words(its)) for its in card.get("attributes", ())), gettext
        ),
        gettext("Reads"): ", ".join(card.get("languages", ())),
        (gettext("Pairs") if _is_of_topic(card) else gettext("Decisions")): (
            thousands(card["rows"]) if card.get("rows") else None
        ),
        gettext("Holds below"): card.get("hold_below"),
        gettext("Made from"): card.get("made_from"),
        gettext("Licence"): card.get("licence"),
        gettext("Seed"): card.get("seed"),
        gettext("Fingerprint of what it learnt from"): card.get("fingerprint"),
        gettext("Made with"): ", ".join(
            f"{name} {version}" for name, version in card.get("made_with", {}).items()
        ),
    }
    rows = tuple((n, str(v)) for n, v in named.items() if v not in (None, ""))
    return Section(title, table=Table(("", ""), rows))


def _limits(title: str, card: Mapping[str, Any], gettext: Say) -> Section:
    limits = [str(each) for each in card.get("limits", ())] or [UNSAID]
    told = " ".join(limits).lower()
    if card.get("attributes") and "sexually" not in told:
        limits.append(NO_SEXUALLY_EXPLICIT)
    return Section(title, tuple(map(gettext, limits)))


def _sources(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    sources: Sequence[Source] = card.get("sources", ())
    return tabled(
        title,
        gettext("Data set | Rows | Weight | Licence"),
        [
            (
                gettext(each.get("name") or each.get("source") or N_("not stated")),
                thousands(each.get("rows")),
                "-" if each.get("weight") is None else f"{each['weight']:g}",
                gettext(each.get("licence") or N_("not stated")),
            )
            for each in sources
        ],
        {1, 2},
    )


def _validation(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    found: Mapping[str, Mapping[str, Figures]] = card.get("validation", {})
    return tabled(
        title,
        gettext("Attribute | Source | Rows | Positive | AUC | 95 % | AP | ECE"),
        [
            (
                gettext(words(attribute)),
                source,
                thousands(each.get("rows")),
                thousands(each.get("positive")),
                three(each.get("auc")),
                interval(each.get("auc_interval"), gettext),
                three(each.get("average_precision")),
                three(each.get("calibration_error")),
            )
            for attribute, sources in found.items()
            for source, each in sources.items()
        ],
        {2, 3, 4, 5, 6, 7},
        gettext(
            "On rows that it has not learnt from. AUC: how often a comment labelled "
            "so scores above one that is not; 0.5 is chance. AP: average precision. "
            "ECE: expected calibration error at the rates of comments as they come."
        ),
    )


def _out_of_source(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    found: Mapping[str, Mapping[str, OutOfSource]] = card.get("out_of_source", {})
    return tabled(
        title,
        gettext("Source | Attribute | AUC | Baseline | Difference | 95 %"),
        [
            (
                source,
                gettext(words(attribute)),
                three(each["auc"]),
                three(each["baseline"]),
                f"{each['difference']:+.3f}",
                interval(each["interval"], gettext),
            )
            for source, attributes in found.items()
            for attribute, each in attributes.items()
        ],
        {2, 3, 4, 5},
        gettext(
            "Trained anew without the source. The baseline is TF-IDF of words and "
            "characters with logistic regression, trained on the same rows."
        ),
    )


def _calibration(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    found: Mapping[str, Calibration] = card.get("calibration", {})
    rates: Mapping[str, float] = card.get("base_rates", {})
    return tabled(
        title,
        gettext("Attribute | Natural rate | Calibration error | Rows"),
        [
            (
                gettext(words(name)),
                percent(rates.get(name)),
                three(found.get(name, {}).get("error")),
                thousands(found.get(name, {}).get("rows")),
            )
            for name in found or rates
        ],
        {1, 2, 3},
        gettext(
            "A score of 0.8 shall mean that 80 of 100 such comments are so, among "
            "comments as they come, of which the natural rate is so."
        ),
    )


def _fairness(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    found: Mapping[str, Fairness] = card.get("fairness", {})
    return tabled(
        title,
        gettext("Attribute | At | Overall | Gap | Least flagged | Most flagged"),
        [
            (
                gettext(words(attribute)),
                gettext("%(threshold)s, hold", threshold=three(rates["threshold"]))
                if held
                else three(rates["threshold"]),
                percent(rates["overall"]),
                three(rates["gap"]),
                *_ends(rates),
            )
            for attribute, each in found.items()
            for rates, held in ((each["at_rate"], False), (each["at_hold"], True))
        ],
        {2, 3},
        gettext(
            "The same harmless sentences about different people: how far apart the "
            "shares are that score the threshold or more. 0 is fair. First at the "
            "threshold where %(share)s of them all do, then at the one from which "
            "comments are held.",
            share="5 %",
        ),
    )


def _terms(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    found: Mapping[str, Fairness] = card.get("fairness", {})
    attribute = "toxicity" if "toxicity" in found else next(iter(found), None)
    if attribute is None:
        return None
    return tabled(
        gettext(
            "%(title)s, %(attribute)s", title=title, attribute=gettext(words(attribute))
        ),
        gettext("Term | FPR | At hold | Subgroup AUC | BPSN AUC | BNSP AUC"),
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
        gettext(
            "FPR: share of harmless sentences flagged. Subgroup AUC: abuse of these "
            "people against harmless talk about them; BPSN: abuse of others against "
            "harmless talk about them; BNSP: abuse of them against harmless talk "
            "about others (Borkan et al., 2019)."
        ),
    )


def _disguises(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    found: Mapping[str, Disguised] = card.get("disguises", {})
    return tabled(
        title,
        gettext("Disguise | AUC plain | AUC | Lost | Clean flagged, plain | Disguised"),
        [
            (
                gettext(words(name)),
                three(each["auc_plain"]),
                three(each["auc"]),
                f"{each['auc_lost']:+.3f}",
                percent(each["clean_flagged_plain"]),
                percent(each["clean_flagged"]),
            )
            for name, each in found.items()
        ],
        {1, 2, 3, 4, 5},
        gettext(
            "Toxicity, with toxic and clean comments disguised alike. Clean flagged: "
            "share of clean comments at the hold threshold or above."
        ),
    )


def _functional(title: str, card: Mapping[str, Any], gettext: Say) -> Section | None:
    found: Functional = card.get("functional", {})
    halves = (
        (gettext("all hateful"), found.get("hateful")),
        (gettext("all not hateful"), found.get("non_hateful")),
        (gettext("all spelling variants"), found.get("spelling")),
    )
    return tabled(
        title,
        gettext("Cases | Kind | Passed | Share"),
        [
            *((name, "", "", percent(v)) for name, v in halves if v is not None),
            *(
                (
                    gettext(each["functionality"]),
                    gettext(each["kind"]),
                    gettext("%(passed)s of %(cases)s", **each),
                    percent(each["passed"] / each["cases"]),
                )
                for each in found.get("functionalities", ())
            ),
        ],
        {2, 3},
        gettext(
            "Short cases of our own, each trying one thing, in the manner of "
            "HateCheck (Röttger et al., 2021). A hateful case passes if it is held, "
            "another if not."
        ),
    )


def _is_of_topic(card: Mapping[str, Any]) -> bool:
    return str(card.get("kind")).startswith("topic")


def _ends(rates: Rates) -> tuple[str, str]:
    return ("-", "-") if rates["gap"] == 0 else (rates["lowest"], rates["highest"])


_Part: TypeAlias = Callable[[str, Mapping[str, Any], Say], Section | None]

_PARTS: Mapping[str, _Part] = {
    N_("The model"): _about,
    N_("What it cannot do"): _limits,
    N_("What it learnt from"): _sources,
    N_("How good it is"): _validation,
    N_("Beside what was in service"): of_house.compared,
    N_("Where it fared better or worse"): of_house.groups,
    N_("Who was left out"): of_house.left_out,
    N_("On sources of which it learnt nothing"): _out_of_source,
    N_("How true its scores are"): _calibration,
    N_("Fairness"): _fairness,
    N_("Each identity term"): _terms,
    N_("Letters in disguise"): _disguises,
    N_("Hate and its look-alikes"): _functional,
}
_TOPIC_PARTS: Mapping[str, _Part] = {
    N_("The model"): _about,
    N_("What it cannot do"): _limits,
    N_("What it was made from"): of_topic.sources,
    N_("How good it is"): of_topic.validation,
    N_("What it holds"): of_topic.holds,
    N_("How true its scores are"): of_topic.calibration,
}
