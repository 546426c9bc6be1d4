"""What would have become of comments: how many, and some of them quoted."""

from collections.abc import Sequence

from classifier import card
from classifier.card import Table
from classifier.evaluation.report.markup import Markup, tag
from classifier.evaluation.report.tables import folded, table
from moderation.backtests.report import Backtest
from moderation.backtests.tally import Example
from moderation.comments import Action, Status
from moderation.text import pieces

_DONE = {Action.APPROVE: "approved", Action.HOLD: "held", Action.REJECT: "rejected"}
_LONGEST = 1_500  # characters of an example that are shown at once


def outcomes(found: Backtest) -> Markup:
    """A table of the outcomes by both rulebooks, and what people made of them."""
    rows = [
        (
            _DONE[before],
            _DONE[after],
            "same" if before is after else "stricter" if its.stricter else "milder",
            f"{its.comments:,}",
            card.percent(its.comments / found.comments),
            f"{its.approved:,}",
            f"{its.rejected:,}",
        )
        for (before, after), its in found.outcomes.items()
    ]
    heads = (
        *("Live rules", "Candidate", "", "Comments", "Share"),
        *("People approved", "People rejected"),
    )
    return tag(
        "section",
        tag("h2", "Outcomes by the live rules and by the candidate"),
        tag(
            "p",
            f"With the site's mode {found.mode} and its thresholds. The last columns "
            "say what people made of those comments, where they decided.",
        ),
        table(Table(heads, tuple(rows), frozenset(range(3, 7)))),
        id="outcomes",
    )


def examples(name: str, of: int, says: str, found: Sequence[Example]) -> Markup:
    """Comments that become milder, or stricter.

    Args:
        name: which of both.
        of: how many there are.
        says: how they were chosen.
        found: those to show.
    """
    title = f"{len(found)} of the {of:,} that become {name}"
    return tag(
        "section",
        tag("h2", title if found else f"None becomes {name}"),
        *(
            (
                tag("p", says, class_="note"),
                tag("ul", *map(_example, found), class_="mistakes"),
            )
            if found
            else ()
        ),
        id=name,
    )


def _example(its: Example) -> Markup:
    move = its.move
    shown = [
        tag("mark", text, class_="up2") if marked else text
        for text, marked in pieces(its.text, its.spans)
    ]
    quote = tag("blockquote", tag("bdi", *shown), dir="auto")
    return tag(
        "li",
        tag(
            "p",
            tag("strong", f"{_DONE[move.before]} → {_DONE[move.after]}"),
            f" · {_person(move.decided)} · ",
            tag("code", its.id),
        ),
        folded(f"{len(its.text):,} characters", quote)
        if len(its.text) > _LONGEST
        else quote,
        _reasons("Only now", its.before),
        _reasons("Only with the candidate", its.after),
    )


def _person(decided: Status | None) -> str:
    """What a person made of a comment, for people."""
    return f"{decided} by a person" if decided else "no person decided it"


def _reasons(title: str, names: Sequence[str]) -> Markup:
    if not names:
        return Markup("")
    codes = [tag("code", name) for name in names]
    listed = [codes[0], *(part for code in codes[1:] for part in (", ", code))]
    return tag("p", f"{title}: ", *listed, class_="reasons")
