"""A backtest as one HTML page.

As the page of an evaluation it has no script and nothing from elsewhere. It quotes
comments, and so belongs where those may be read.
"""

from collections.abc import Sequence
from pathlib import Path

from classifier import card
from classifier.card import Table
from classifier.evaluation.report.document import document
from classifier.evaluation.report.markup import Markup, joined, tag
from classifier.evaluation.report.tables import folded, table
from moderation.backtested import Backtest, RuleReport
from moderation.comments import Action
from moderation.tally import CANDIDATE, LIVE, Example, Key
from moderation.text import pieces
from rules import RuleMode
from web.backtesting.lines import person

_STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
_DONE = {Action.APPROVE: "approved", Action.HOLD: "held", Action.REJECT: "rejected"}
_LONGEST = 1_500  # characters of an example that are shown at once


def page(found: Backtest) -> str:
    """The page, in HTML, to be written in UTF-8."""
    live = [each for each in found.rules if each.rule.mode is RuleMode.LIVE]
    tried = [each for each in found.rules if each.rule.mode is RuleMode.SHADOW]
    return document(
        f"Backtest of {found.candidate}",
        _header(found),
        tag(
            "main",
            _glance(found),
            _outcomes(found),
            _examples(
                "stricter",
                found.changed(to_stricter=True),
                "By chance, of all that the candidate holds or rejects and the live "
                "rules treat more mildly.",
                found.stricter,
            ),
            _examples(
                "milder",
                found.changed(to_stricter=False),
                "By chance, of all that the live rules hold or reject and the "
                "candidate treats more mildly.",
                found.milder,
            ),
            _rules("rules", "Rules of the candidate", live),
            _rules("shadow", "Shadow rules", tried),
            _method(found),
        ),
        tag("footer", "Made by ", tag("code", "moderate rules backtest --html"), "."),
        more_style=_STYLE,
    )


def _header(found: Backtest) -> Markup:
    links = (
        ("outcomes", "Outcomes"),
        ("stricter", "Stricter"),
        ("milder", "Milder"),
        ("rules", "Rules"),
        ("shadow", "Shadow rules"),
        ("method", "How it was counted"),
    )
    return tag(
        "header",
        tag("h1", "What the candidate would have done"),
        tag(
            "p",
            tag("code", found.candidate),
            ", beside the live rules ",
            tag("code", found.live),
            f", on {found.comments:,} comments of site {found.site} since "
            f"{found.since:%Y-%m-%d %H:%M} UTC.",
            class_="lead",
        ),
        tag(
            "p",
            "This page quotes comments, some of them offensive: keep it where those "
            "may be read.",
            class_="note",
        ),
        tag(
            "nav",
            tag("ul", *(tag("li", tag("a", t, href=f"#{to}")) for to, t in links)),
            aria_label="On this page",
        ),
    )


def _glance(found: Backtest) -> Markup:
    told = {
        "Comments": f"{found.comments:,}",
        "Become stricter": f"{found.changed(to_stricter=True):,}",
        "Become milder": f"{found.changed(to_stricter=False):,}",
        "Decided by people": f"{found.decided:,}",
        "Rejected by people": f"{found.rejected:,}",
    }
    boxes = [tag("div", tag("dt", name), tag("dd", its)) for name, its in told.items()]
    return tag(
        "section",
        tag("h2", "At a glance"),
        tag("dl", *boxes, class_="glance"),
        *(_failed(found, book) for book, number in found.failed.items() if number),
    )


def _failed(found: Backtest, book: str) -> Markup:
    return tag(
        "p",
        f"The rules of the {_NAMES[book]} broke on {found.failed[book]:,} comments, "
        "which count as held.",
        class_="warning",
    )


_NAMES = {CANDIDATE: "candidate", LIVE: "live file"}


def _outcomes(found: Backtest) -> Markup:
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


def _examples(name: str, of: int, says: str, found: Sequence[Example]) -> Markup:
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
            f" · {person(move.decided)} · ",
            tag("code", its.id),
        ),
        folded(f"{len(its.text):,} characters", quote)
        if len(its.text) > _LONGEST
        else quote,
        _reasons("Only now", its.before),
        _reasons("Only with the candidate", its.after),
    )


def _reasons(title: str, names: Sequence[str]) -> Markup:
    if not names:
        return Markup("")
    codes = [tag("code", name) for name in names]
    listed = [codes[0], *(part for code in codes[1:] for part in (", ", code))]
    return tag("p", f"{title}: ", *listed, class_="reasons")


def _rules(name: str, title: str, found: Sequence[RuleReport]) -> Markup:
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


def _method(found: Backtest) -> Markup:
    return tag(
        "section",
        tag("h2", "How it was counted"),
        joined(
            tag(
                "p",
                "Each stored comment was read by both rulebooks with the scores that "
                "it got when it came; nothing was scored again and nothing was "
                "changed. Authors' earlier comments and repeated texts are counted as "
                "of the time when a comment came. An edited comment is seen as it is "
                "now. Texts that were nearly the same, and reports of readers, are "
                "not looked for.",
            ),
            tag(
                "p",
                "Precision and the share caught look only at comments that a person "
                "decided. People mostly decide what was held, so what passed unseen "
                "is hardly among it: precision says how often moderators agreed, and "
                "not how often a rule is right about comments as they come.",
            ),
        ),
        id="method",
    )
