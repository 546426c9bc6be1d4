"""A backtest as one HTML page.

As the page of an evaluation it has no script and nothing from elsewhere. It quotes
comments, and so belongs where those may be read.
"""

from pathlib import Path

from classifier.evaluation.report.document import document
from classifier.evaluation.report.markup import Markup, joined, tag
from moderation.backtests.report import Backtest
from moderation.backtests.tally import CANDIDATE, LIVE
from rules import RuleMode
from web.backtesting.moves import examples, outcomes
from web.backtesting.rule_tables import rules

_STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


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
            outcomes(found),
            examples(
                "stricter",
                found.changed(to_stricter=True),
                "By chance, of all that the candidate holds or rejects and the live "
                "rules treat more mildly.",
                found.stricter,
            ),
            examples(
                "milder",
                found.changed(to_stricter=False),
                "By chance, of all that the live rules hold or reject and the "
                "candidate treats more mildly.",
                found.milder,
            ),
            rules("rules", "Rules of the candidate", live),
            rules("shadow", "Shadow rules", tried),
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


def _method(found: Backtest) -> Markup:
    return tag(
        "section",
        tag("h2", "How it was counted"),
        joined(
            tag(
                "p",
                "Each stored comment was read by both rulebooks with the scores that "
                "it got when it came; nothing was scored again and nothing was "
                "changed. Authors' earlier comments, and texts that were the same or "
                "nearly so, are counted as of the time when a comment came. An edited "
                "comment is seen as it is now. Reports of readers are not looked for.",
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
