"""An attribute on the page: its curves, its thresholds, its worst mistakes."""

from collections.abc import Sequence
from typing import Any

from classifier import card
from classifier.evaluation.examination import Examination, Mistake, Overall
from classifier.evaluation.report import charts
from classifier.evaluation.report.charts import Line
from classifier.evaluation.report.markup import Markup, joined, tag
from classifier.evaluation.report.tables import (
    Column,
    count,
    folded,
    side_by_side,
    table,
)

SHOWN_STEPS = 5
"""The table behind a chart of thresholds has one in so many."""


def attribute(name: str, ours: Examination, theirs: Examination | None) -> Markup:
    """An attribute on the rows of all sources: curves, thresholds, mistakes."""
    mine = ours.overall[name]
    other = theirs.overall.get(name) if theirs else None
    both = [("This model", mine, "ours"), ("The other", other, "theirs")]
    known = [(label, each, look) for label, each, look in both if each is not None]
    positive = mine.figures["positive"] / mine.figures["rows"]
    hold = ours.holds[name]
    return tag(
        "section",
        tag("h2", card.words(name).capitalize()),
        tag(
            "p",
            f"{mine.figures['rows']:,} rows of all sources, "
            f"{mine.figures['positive']:,} of them positive. Comments are held from "
            f"{hold:g} on: of comments as they come {card.percent(mine.at_hold.held)}, "
            f"of which {card.percent(mine.at_hold.precision)} are positive; "
            f"{card.percent(mine.at_hold.recall)} of the positive ones are found.",
        ),
        tag(
            "div",
            charts.lines(
                f"ROC, {card.words(name)}",
                [Line(label, each.roc, look) for label, each, look in known],
                across="Clean comments flagged",
                up="Positive comments found",
                diagonal=True,
            ),
            charts.lines(
                f"Precision and recall, {card.words(name)}",
                [
                    Line(label, each.precision_recall, look)
                    for label, each, look in known
                ],
                across="Recall: positive comments found",
                up="Precision: flagged rightly",
                level=positive,
            ),
            charts.lines(
                f"Reliability, {card.words(name)}",
                [
                    Line(
                        f"{label}, error {each.figures['calibration_error']:.3f}",
                        [(bin_.score, bin_.share) for bin_ in each.reliability],
                        look,
                        dotted=True,
                    )
                    for label, each, look in known
                ],
                across="Score",
                scores=True,
                up="Share that is positive",
                diagonal=True,
            ),
            *(
                charts.lines(
                    f"Threshold, {card.words(name)}, {label.lower()}",
                    _threshold_lines(each, look),
                    across="Threshold (upright: where comments are held)",
                    scores=True,
                    up="Share",
                    upright=hold,
                )
                for label, each, look in known
            ),
            class_="charts",
        ),
        folded("Thresholds and errors as a table", _thresholds(mine, other)),
        folded("Reliability as a table", _reliability(mine, other)),
        mistakes(ours.mistakes.get(name, ())),
        id=name,
    )


def _threshold_lines(found: Overall, look: str) -> list[Line]:
    return [
        Line("Held, of all", [(c.threshold, c.held) for c in found.cuts], look),
        Line(
            "Held rightly (precision)",
            [(c.threshold, c.precision) for c in found.cuts if c.precision is not None],
            "second",
        ),
        Line("Found (recall)", [(c.threshold, c.recall) for c in found.cuts], "third"),
    ]


def _thresholds(ours: Overall, theirs: Overall | None) -> Markup:
    def by_step(found: Overall) -> dict[tuple[str, ...], Any]:
        return {(f"{cut.threshold:.1f}",): cut for cut in found.cuts[::SHOWN_STEPS]}

    return side_by_side(
        ("Threshold",),
        by_step(ours),
        by_step(theirs) if theirs else None,
        (
            Column("Held", lambda cut: cut.held, card.percent),
            Column("Precision", lambda cut: cut.precision, card.percent),
            Column("Recall", lambda cut: cut.recall, card.percent),
            Column("Clean held", lambda cut: cut.clean_held, card.percent),
        ),
    )


def _reliability(ours: Overall, theirs: Overall | None) -> Markup:
    rows = [
        (
            label,
            card.three(each.score),
            card.three(each.share),
            card.percent(each.weight),
            count(each.rows),
        )
        for label, found in (("this model", ours), ("the other", theirs))
        if found is not None
        for each in found.reliability
    ]
    heads = ("Model", "Mean score", "Share positive", "Of all comments", "Rows")
    return table(card.Table(heads, tuple(rows), frozenset(range(1, 5))))


def mistakes(found: Sequence[Mistake]) -> Markup:
    """Comments with the words marked that drove their scores the wrong way."""
    kinds = (
        (True, "Scored too high", "Labelled clean. Marked: what raised the score."),
        (False, "Scored too low", "Labelled positive. Marked: what lowered the score."),
    )
    return joined(
        *(
            joined(
                tag("h3", title),
                tag("p", says, class_="note"),
                tag("ul", *map(_mistake, of_kind), class_="mistakes"),
            )
            for kind, title, says in kinds
            if (of_kind := [each for each in found if each.held_wrongly == kind])
        )
    )


def _mistake(found: Mistake) -> Markup:
    way = "up" if found.held_wrongly else "down"
    pieces, at = [], 0
    for begin, end, strength in found.marks:
        pieces += [
            found.text[at:begin],
            tag("mark", found.text[begin:end], class_=f"{way}{strength}"),
        ]
        at = end
    pieces.append(found.text[at:])
    return tag(
        "li",
        tag("p", f"{found.score:.3f} · {found.source}"),
        tag("blockquote", tag("bdi", *pieces), dir="auto"),
    )
