"""The model card: what a model is, what it learnt from, how good it is, and where not.

A card is `card.json` beside the weights (Mitchell et al., "Model Cards for Model
Reporting", 2019). `Card` is its schema. Every part may be missing: a card of an
older version is still shown, with what it has. All figures are on rows that the model
has not learnt from; shares and areas are in [0, 1].
"""

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from classifier import folder
from classifier.errors import DamagedModel

WIDTH = 88  # of lines on a terminal


class Source(TypedDict, total=False):
    """A data set that was learnt from."""

    source: str
    name: str
    licence: str
    rows: int
    weight: float


class CutFigures(TypedDict):
    """How many validation rows score a threshold or more, and how right that is."""

    flagged: int
    precision: float | None
    recall: float


class Figures(TypedDict, total=False):
    """How good an attribute is on the rows of a source."""

    rows: int
    positive: int
    auc: float
    auc_interval: tuple[float, float]
    average_precision: float
    calibration_error: float
    cuts: dict[str, CutFigures]


class ReliabilityBin(TypedDict):
    """Rows of like scores: mean score, share of positives, share of all comments."""

    score: float
    share: float
    weight: float
    rows: int


class Calibration(TypedDict, total=False):
    """How true an attribute's scores are at the natural rate, all sources together."""

    rows: int
    error: float
    bins: list[ReliabilityBin]


class Rates(TypedDict):
    """False-positive rates over identity terms at one threshold."""

    threshold: float
    overall: float
    gap: float
    lowest: str
    highest: str


class TermFigures(TypedDict):
    """An identity term: false-positive rates, and AUCs after Borkan et al. (2019)."""

    group: str
    at_rate: float
    at_hold: float
    subgroup_auc: float
    bpsn_auc: float
    bnsp_auc: float


class Fairness(TypedDict):
    """An attribute over identity terms."""

    sentences: int
    at_rate: Rates
    at_hold: Rates
    terms: dict[str, TermFigures]


class Disguised(TypedDict):
    """What a disguise costs the toxicity score."""

    rows: int
    auc_plain: float
    auc: float
    auc_lost: float
    clean_flagged_plain: float
    clean_flagged: float


class Passed(TypedDict):
    """Functional cases of one functionality; `kind` is hateful, spelling or neither."""

    functionality: str
    kind: str
    cases: int
    passed: int


class Functional(TypedDict, total=False):
    """Pass rates of the functional cases."""

    hateful: float | None
    non_hateful: float | None
    spelling: float | None
    functionalities: list[Passed]


class OutOfSource(TypedDict):
    """AUC on a source of which nothing was learnt, beside the baseline's."""

    rows: int
    positive: int
    auc: float
    baseline: float
    difference: float
    interval: tuple[float, float]


class Card(TypedDict, total=False):
    """All that a card may tell; `base_rates` are what scores are calibrated to."""

    kind: str
    name: str
    version: str
    date: str
    attributes: list[str]
    languages: list[str]
    seed: int
    made_with: dict[str, str]
    sources: list[Source]
    base_rates: dict[str, float]
    validation: dict[str, dict[str, Figures]]
    calibration: dict[str, Calibration]
    fairness: dict[str, Fairness]
    disguises: dict[str, Disguised]
    functional: Functional
    out_of_source: dict[str, dict[str, OutOfSource]]
    limits: list[str]


@dataclass(frozen=True)
class Table:
    """Rows of texts; columns that `numbers` names by place stand to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Section:
    """A part of a card for people: a title, sentences, and a table if there is one."""

    title: str
    says: tuple[str, ...] = ()
    table: Table | None = None


NO_SEXUALLY_EXPLICIT = (
    "There is no score for sexually explicit text: no open data carries such a label."
)
OTHER_SHAPE = "This part was written by another version and cannot be shown."
UNSAID = "The card does not say what the model cannot do."


def read(path: Path) -> folder.Card:
    """The card of a model folder of any kind.

    Raises:
        DamagedModel: it is not whole, not unchanged, or no model folder.
    """
    try:
        kind = json.loads((path / folder.CARD).read_bytes())["kind"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise DamagedModel(f"{path}: not a readable model: {error}") from error
    return folder.read(path, kind)[1]


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


def lines(parts: Iterable[Section], *, width: int = WIDTH) -> Iterator[str]:
    """Sections as lines for a terminal."""
    for number, part in enumerate(parts):
        if number:
            yield ""
        yield part.title
        yield "-" * len(part.title)
        for sentence in part.says:
            yield from textwrap.wrap(sentence, width)
        if part.table is not None:
            yield from table_lines(part.table, width=width)


def table_lines(table: Table, *, width: int = WIDTH) -> Iterator[str]:
    """A table as lines, its columns aligned; a last one of words goes on below."""
    columns = list(zip(table.heads, *table.rows, strict=True))
    sizes = [max(map(len, column)) for column in columns]
    last = len(sizes) - 1
    if last not in table.numbers:
        sizes[last] = max(24, width - sum(sizes[:last]) - 2 * last)
    for row in (table.heads, *table.rows):
        first, *below = textwrap.wrap(row[last], sizes[last]) or [""]
        cells = [
            cell.rjust(size) if place in table.numbers else cell.ljust(size)
            for place, (cell, size) in enumerate(
                zip((*row[:last], first), sizes, strict=True)
            )
        ]
        yield "  ".join(cells).rstrip()
        for more in below:
            yield " " * (sum(sizes[:last]) + 2 * last) + more


def cut(text: str, most: int) -> str:
    """The text, or its beginning and "..." where it is longer than `most`."""
    return text if len(text) <= most else text[: most - 3] + "..."


def three(value: float | None) -> str:
    """A figure with three decimals; "-" for none."""
    return "-" if value is None else f"{value:.3f}"


def percent(value: float | None) -> str:
    """A share in percent, with a decimal; "-" for none."""
    return "-" if value is None else f"{value:.1%}"


def interval(ends: Sequence[float] | None) -> str:
    """Both ends of a 95 % interval; "-" for none."""
    return "-" if ends is None else f"{ends[0]:.3f} to {ends[1]:.3f}"


def words(name: str) -> str:
    """A code as words: `severe_toxicity` is "severe toxicity"."""
    return name.replace("_", " ")


def _about(title: str, card: Mapping[str, Any]) -> Section:
    named = {
        "Version": card.get("version"),
        "Made": card.get("date") or card.get("made_at"),
        "Stands on": card.get("base") or card.get("words"),
        "Estimates": ", ".join(map(words, card.get("attributes", ()))),
        "Reads": ", ".join(card.get("languages", ())),
        "Pairs" if _is_of_topic(card) else "Decisions": card.get("rows"),
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
    return _section(
        title,
        ("Data set", "Rows", "Weight", "Licence"),
        [
            (
                each.get("name") or each.get("source", ""),
                _count(each.get("rows")),
                "-" if each.get("weight") is None else f"{each['weight']:g}",
                each.get("licence") or "not stated",
            )
            for each in sources
        ],
        {1, 2},
    )


def _topic_sources(title: str, card: Mapping[str, Any]) -> Section | None:
    return _section(
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
    return _section(
        title,
        ("Attribute", "Source", "Rows", "Positive", "AUC", "95 %", "AP", "ECE"),
        [
            (
                words(attribute),
                source,
                _count(each.get("rows")),
                _count(each.get("positive")),
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
    return _section(
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
    return _section(
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
    return _section(
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
    return _section(
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
    return _section(
        title,
        ("Attribute", "Natural rate", "Calibration error", "Rows"),
        [
            (
                words(name),
                percent(rates.get(name)),
                three(found.get(name, {}).get("error")),
                _count(found.get(name, {}).get("rows")),
            )
            for name in found or rates
        ],
        {1, 2, 3},
        "A score of 0.8 shall mean that 80 of 100 such comments are so, among "
        "comments as they come, of which the natural rate is so.",
    )


def _fairness(title: str, card: Mapping[str, Any]) -> Section | None:
    found: Mapping[str, Fairness] = card.get("fairness", {})
    return _section(
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
    return _section(
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
    return _section(
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
    return _section(
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


def _section(
    title: str,
    heads: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    numbers: set[int],
    *says: str,
) -> Section | None:
    if not rows:
        return None
    # A card is only JSON: where a name is wanted a number may stand.
    cells = tuple(tuple(map(str, row)) for row in rows)
    return Section(title, says, Table(heads, cells, frozenset(numbers)))


def _is_of_topic(card: Mapping[str, Any]) -> bool:
    return str(card.get("kind")).startswith("topic")


def _ends(rates: Rates) -> tuple[str, str]:
    return ("-", "-") if rates["gap"] == 0 else (rates["lowest"], rates["highest"])


def _count(rows: int | None) -> str:
    return "-" if rows is None else f"{rows:,}"


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
