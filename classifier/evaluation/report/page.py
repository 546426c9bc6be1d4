"""The page from its top to its bottom."""

from collections.abc import Sequence

from classifier import card
from classifier.evaluation.examination import Comparison, Examination
from classifier.evaluation.report import attributes, probes
from classifier.evaluation.report.document import document
from classifier.evaluation.report.dots import (
    Dots,
    Value,
    beginning,
    figure,
    of_both,
)
from classifier.evaluation.report.markup import Markup, joined, tag
from classifier.evaluation.report.tables import (
    Column,
    count,
    side_by_side,
    table,
)
from classifier.evaluation.scored import ALL


def page(
    ours: Examination, other: Comparison | None = None, *, data: Sequence[str] = ()
) -> str:
    """The page, in HTML, to be written in UTF-8.

    Args:
        ours: the model that the page is about.
        other: another one, shown beside it.
        data: names of the files that the rows came from.
    """
    theirs = other.theirs if other else None
    return document(
        f"Evaluation of {ours.version}",
        _header(ours, theirs, data),
        tag(
            "main",
            _glance(ours, theirs),
            _ranking(ours, other),
            *(attributes.attribute(name, ours, theirs) for name in ours.overall),
            probes.identities(ours, theirs),
            probes.disguises(ours, theirs),
            probes.functional(ours, theirs),
            _method(ours),
        ),
        tag("footer", "Made by ", tag("code", "moderate evaluate --report"), "."),
    )


def _header(
    ours: Examination, theirs: Examination | None, data: Sequence[str]
) -> Markup:
    beside = (", beside ", tag("code", theirs.version)) if theirs else ()
    links = [
        ("ranking", "Ranking"),
        *((name, card.words(name).capitalize()) for name in ours.overall),
        *([("identities", "Identity terms")] if ours.fairness else []),
        *([("disguises", "Disguises")] if ours.disguises else []),
        *([("functional", "Functional cases")] if probes.cases(ours) else []),
        ("method", "How it was measured"),
    ]
    return tag(
        "header",
        tag("h1", "How good the model is"),
        tag(
            "p",
            tag("code", ours.version),
            *beside,
            f", on {ours.rows:,} rows",
            f" of {', '.join(data)}." if data else ".",
            class_="lead",
        ),
        tag(
            "p",
            "This page quotes comments, many of them offensive: keep it where those "
            "may be read.",
            class_="note",
        ),
        tag(
            "nav",
            tag("ul", *(tag("li", tag("a", t, href=f"#{to}")) for to, t in links)),
            aria_label="On this page",
        ),
    )


def _glance(ours: Examination, theirs: Examination | None) -> Markup:
    mine = _headlines(ours)
    other = _headlines(theirs) if theirs else {}
    return tag(
        "section",
        tag("h2", "At a glance"),
        tag(
            "dl",
            *(
                tag(
                    "div",
                    tag("dt", name),
                    tag(
                        "dd",
                        value,
                        tag("small", f"other: {other[name]}") if name in other else "",
                    ),
                )
                for name, value in mine.items()
            ),
            class_="glance",
        ),
    )


def _headlines(found: Examination) -> dict[str, str]:
    told: dict[str, str] = {}
    if found.overall:
        areas = [each.figures["auc"] for each in found.overall.values()]
        errors = [each.figures["calibration_error"] for each in found.overall.values()]
        if "toxicity" in found.overall:
            told["AUC, toxicity"] = card.three(found.overall["toxicity"].figures["auc"])
        told["Mean AUC"] = card.three(sum(areas) / len(areas))
        told["Mean calibration error"] = card.three(sum(errors) / len(errors))
    if "toxicity" in found.fairness:
        gap = found.fairness["toxicity"]["at_rate"]["gap"]
        told["Gap over identity terms"] = card.three(gap)
    if found.disguises:
        lost = max(each["auc_lost"] for each in found.disguises.values())
        told["AUC lost, worst disguise"] = card.three(lost)
    if probes.cases(found):
        told["Hateful cases held"] = card.percent(found.functional.get("hateful"))
        told["Others let through"] = card.percent(found.functional.get("non_hateful"))
    return told


def _ranking(ours: Examination, other: Comparison | None) -> Markup:
    theirs = other.theirs if other else None
    mine, others = _all_figures(ours), _all_figures(theirs)
    rows: list[Dots] = []
    told = ""
    for attribute, source in mine:
        if attribute != told:
            rows.append(Dots(attribute))
            told = attribute
        key = (attribute, source)
        rows.append(of_both(source, key, mine, others, _ranked))
    return tag(
        "section",
        tag("h2", "Ranking, by attribute and source"),
        tag(
            "p",
            "AUC: how often a comment labelled so scores above one that is not. 0.5 is "
            "chance, 1 is perfect. The bars are 95 % confidence intervals.",
        ),
        figure(
            "AUC by attribute and source",
            rows,
            across="AUC",
            low=beginning(rows),
            versions=probes.versions(ours, theirs),
            behind=side_by_side(
                ("Attribute", "Source"),
                mine,
                others if other else None,
                (
                    Column("Rows", lambda each: each["rows"], count, alike=True),
                    Column(
                        "Positive", lambda each: each["positive"], count, alike=True
                    ),
                    Column("AUC", lambda each: each["auc"], card.three),
                    Column(
                        "95 %",
                        lambda each: each["auc_interval"],
                        card.interval,
                        differs=False,
                    ),
                    Column("AP", lambda each: each["average_precision"], card.three),
                    Column("ECE", lambda each: each["calibration_error"], card.three),
                ),
            ),
        ),
        *([_differences(other)] if other else []),
        id="ranking",
    )


def _ranked(found: card.Figures) -> Value:
    return Value(found["auc"], found["auc_interval"])


def _differences(other: Comparison) -> Markup:
    told = card.Table(
        ("Attribute", "Source", "AUC more", "from", "to", ""),
        tuple(
            (
                card.words(attribute),
                source,
                f"{each.value:+.3f}",
                f"{each.low:+.3f}",
                f"{each.high:+.3f}",
                "better" if each.low > 0 else "worse" if each.high < 0 else "",
            )
            for attribute, sources in other.differences.items()
            for source, each in sources.items()
        ),
        frozenset((2, 3, 4)),
    )
    return joined(
        tag("h3", "How much more than the other"),
        tag(
            "p",
            "With 95 % bootstrap intervals over the same rows; “better” or “worse” "
            "where the interval leaves out 0.",
        ),
        table(told),
    )


def _method(ours: Examination) -> Markup:
    rates = ", ".join(
        f"{card.words(name)} {ours.rates[name]:.2%}" for name in ours.overall
    )
    return tag(
        "section",
        tag("h2", "How it was measured"),
        tag(
            "p",
            "A row counts for an attribute where it is labelled for it; a share of "
            "votes of at least a half is positive. “All sources” puts the rows of all "
            "together, as many as there are of each.",
        ),
        tag(
            "p",
            "Data sets are picked to hold many positives. Reliability, calibration "
            "error and what a threshold holds are therefore weighted to the rates of "
            f"comments as they come: {rates}. The calibration error is the expected "
            "one, in ten bins of equal width (Guo et al., 2017). Precision-recall "
            "curves and average precision are at the rate of the rows (dashed).",
        ),
        tag(
            "p",
            "Intervals of an AUC are by DeLong et al. (1988; Sun and Xu, 2014); "
            "those of differences are percentile bootstraps (Efron and Tibshirani, "
            "1993) over the same rows. The AUCs of identity terms are those of Borkan "
            "et al. (2019): within the term; harmless sentences with the term against "
            "abuse without (BPSN); and abuse with it against harmless ones without "
            "(BNSP). The functional cases follow HateCheck (Röttger et al., 2021).",
        ),
        id="method",
    )


def _all_figures(found: Examination | None) -> dict[tuple[str, ...], card.Figures]:
    if found is None:
        return {}
    result: dict[tuple[str, ...], card.Figures] = {}
    for attribute, each in found.overall.items():
        name, sources = card.words(attribute), found.figures.get(attribute, {})
        if len(sources) != 1:
            result[name, ALL] = each.figures
        result |= {(name, source): its for source, its in sources.items()}
    return result
