"""The rules of a backtest, in tables."""

from collections.abc import Sequence

from classifier.evaluation.report.markup import Markup, tag
from moderation.backtests.report import RuleReport
from moderation.backtests.tally import LIVE, Key


def rules(name: str, title: str, found: Sequence[RuleReport]) -> Markup:
    """A section of the page with how each rule did, those that fired most first."""
    if not found:
        return tag(
            "section",
            tag("h2", title),
            tag("p", "There are none.", class_="note"),
            id=name,
        )
    hit = sorted(found, key=lambda its: -its.hits.all)
    some = [its for its in hit if its.hits.all]
    none = [its for its in hit if not its.hits.all]
    return tag(
        "section",
        tag("h2", title),
        tag(
            "p",
            "Precision: of its hits that people decided, the share that they rejected. "
            "Caught: of all that people rejected, the share that it hits. Both are "
            "in bars, too; a dash stands where people decided nothing.",
        ),
        _table(some) if some else "",
        tag(
            "p",
            f"{len(none)} never fired: ",
            ", ".join(its.rule.id for its in none),
            ".",
            class_="note",
        )
        if none
        else "",
        id=name,
    )


def _table(found: Sequence[RuleReport]) -> Markup:
    heads = (
        *("Rule", "Then", "Weight", "Hits", "Share", "Decided", "Precision"),
        *("Caught", "Most often with"),
    )
    numbers = (*[False] * 2, *[True] * 6, False)
    head = [
        tag("th", text, scope="col", class_="number" if number else None)
        for text, number in zip(heads, numbers, strict=True)
    ]
    return tag(
        "div",
        tag(
            "table",
            tag("thead", tag("tr", *head)),
            tag("tbody", *map(_row, found)),
            class_="of-rules",
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label="Table",
    )


def _row(its: RuleReport) -> Markup:
    live = its.key.book == LIVE
    name = tag(
        "th",
        tag("code", its.rule.id),
        " (live file)" if live else "",
        tag("small", its.rule.says),
        scope="row",
    )
    numbers = (
        f"{its.rule.weight:g}",
        f"{its.hits.all:,}",
        _share(its.share),
        f"{its.hits.decided:,}",
    )
    return tag(
        "tr",
        name,
        tag("td", its.rule.then or "-"),
        *(tag("td", number, class_="number") for number in numbers),
        _bar(its.precision),
        _bar(its.caught),
        tag("td", *_together(its), class_="together"),
    )


def _bar(share: float | None) -> Markup:
    """A share in percent, above a bar of it."""
    if share is None:
        return tag("td", "-", class_="number")
    bar = tag(
        "svg",
        tag("rect", width=100, height=4, class_="ground"),
        tag("rect", width=100 * share, height=4, class_="bar"),
        viewBox="0 0 100 4",
        preserveAspectRatio="none",
        class_="share",
        aria_hidden="true",
    )
    return tag("td", f"{share:.0%}", bar, class_="number")


def _share(share: float) -> str:
    return f"{share:.2%}" if share < 0.1 else f"{share:.1%}"


def _together(its: RuleReport) -> list[Markup]:
    if not its.together:
        return [Markup("-")]
    return [
        tag("span", tag("code", _name(each.key)), f" {each.hits:,}")
        for each in its.together
    ]


def _name(key: Key) -> str:
    return f"{key.rule} (live file)" if key.book == LIVE else key.rule
