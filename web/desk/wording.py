"""How the pages say what is stored: codes as words, scores, orders."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from flask import g
from flask_babel import format_datetime, format_percent, format_timedelta

from moderation.comments import POLICY, Action, Event, EventKind, Status
from moderation.errors import (
    ModerationError,
    NotUndoable,
    OwnAppeal,
    StaleVersion,
    UnknownComment,
    WaitsForNobody,
)
from moderation.queue import bands
from moderation.queue.orders import By
from moderation.store.database import now
from moderation.store.hits import Odd
from web.desk.entering import blueprint, service
from web.desk.languages import gettext, in_order, spoken
from web.desk.retelling import fields, message, ours, problem, told

NOTHING = "–"  # noqa: RUF001 - a dash

MOST_MOMENTS = 2_000
"""Minutes whose words are remembered, of some 100 bytes."""

MOST_WORDS = 2_000
"""Words for codes that are remembered: ours in both languages are some 500, and
scorers, rules and sections have names of their own."""


for its in (fields, message, ours, problem, told):
    blueprint.add_app_template_filter(its)


@blueprint.app_template_filter("percent")
def percent(score: float | None) -> str:
    """A score for people."""
    return NOTHING if score is None else in_order(f"{score:.0%}")


@blueprint.app_template_filter("fine_percent")
def fine_percent(share: float | None) -> str:
    """A share that is mostly small."""
    if share is None:
        return NOTHING
    return in_order(format_percent(share, "0.00 %" if share < 0.1 else "0.0 %"))


@blueprint.app_template_filter("fine_or_whole")
def fine_or_whole(share: float) -> str:
    """A share at an axis, without zeros that say nothing."""
    return in_order(format_percent(share, "0.## %"))


@blueprint.app_template_filter("ago")
def ago(moment: datetime) -> str:
    """How long ago it was, to the largest unit: "3 hours ago"."""
    return str(format_timedelta(moment - now(), add_direction=True, threshold=1))


@blueprint.app_template_filter("words")
def words(code: str) -> str:
    """A code as words: `off_topic` is "off topic", in the reader's language."""
    return _words(spoken().language, str(code))


@lru_cache(maxsize=MOST_WORDS)
def _words(language: str, code: str) -> str:
    """The same for everybody of a language; a page of the queue has 300 such codes."""
    return str(gettext(code.replace("_", " ")))


@blueprint.app_template_filter("told_moment")
def told_moment(moment: datetime) -> str:
    """A moment to the minute, such as "26 Nov 2026, 12:00 UTC"."""
    return _moment(spoken().language, moment.replace(second=0, microsecond=0))


@lru_cache(maxsize=MOST_MOMENTS)
def _moment(language: str, moment: datetime) -> str:
    """The same for everybody of a language."""
    return gettext("%(when)s UTC", when=format_datetime(moment, "medium"))


@blueprint.app_template_filter("who")
def who(name: str) -> str:
    """Who did something: a person by name, or the policy."""
    return str(gettext("policy")) if name == POLICY else name


@blueprint.app_template_filter("order_name")
def order_name(by: By) -> str:
    """An order of the queue for people."""
    names = {
        By.URGENT: gettext("most urgent first"),
        By.NEWEST: gettext("newest first"),
        By.OLDEST: gettext("oldest first"),
        By.UNCERTAIN: gettext("most uncertain first"),
        By.TEACHES: gettext("most to learn from first"),
        By.RISK: gettext("highest risk first"),
        By.REPORTS: gettext("most reports first"),
        By.EASY: gettext("easiest first"),
        By.SCORE: gettext("highest score first"),
    }
    return str(names[by])


@blueprint.app_template_global("attributes")
def attributes() -> Sequence[str]:
    """What has scores in the queue of the page's site."""
    return bands.attributes(service(), g.site)


@blueprint.app_template_filter("told_odd")
def told_odd(odd: Odd) -> str:
    """What is odd about a rule."""
    shares = (odd.hits / odd.comments, odd.low, odd.high)
    share, low, high = (in_order(f"{its:.1%}") for its in shares)
    said = gettext(
        "%(share)s of the %(comments)s comments of today, usually %(low)s to %(high)s",
        share=share,
        comments=odd.comments,
        low=low,
        high=high,
    )
    return str(said)


@blueprint.app_template_filter("happened")
def happened(event: Event) -> str:
    """What an event is, in a word or two."""
    match event.kind, event.action:
        case EventKind.DECIDED, Action.APPROVE:
            return str(gettext("approved"))
        case EventKind.DECIDED, _:
            return str(gettext("rejected"))
        case EventKind.JUDGED, Action.HOLD:
            return str(gettext("held"))
        case EventKind.DEFERRED, _:
            return str(gettext("deferred to %(queue)s", queue=event.queue))
        case EventKind.RETURNED, _ if event.queue:
            return str(gettext("put back to %(queue)s", queue=event.queue))
        case EventKind.RETURNED, _:
            return str(gettext("put back"))
        case _:
            return words(event.kind)


def told_problem(id: str, error: ModerationError) -> str:
    """Why nothing was done about a comment."""
    match error:
        case StaleVersion():
            return _told_stale(id, error)
        case OwnAppeal():
            said = gettext(
                "Comment %(id)s: its author appeals against your decision, so somebody "
                "else has to decide.",
                id=id,
            )
        case WaitsForNobody():
            said = gettext(
                "Comment %(id)s: it waits for nobody, so it cannot be put aside.", id=id
            )
        case NotUndoable():
            said = gettext(
                "Comment %(id)s: no person has decided it; there is nothing to undo.",
                id=id,
            )
        case UnknownComment():
            said = gettext("Comment %(id)s: there is none, or it was erased.", id=id)
        case _:
            said = gettext("Comment %(id)s: %(problem)s.", id=id, problem=told(error))
    return str(said)


def _told_stale(id: str, error: StaleVersion) -> str:
    """That somebody came first, and what they did."""
    if error.by is None or error.at is None:
        return str(gettext("Comment %(id)s changed meanwhile; look again.", id=id))
    told = {"id": id, "name": error.by, "when": format_datetime(error.at, "medium")}
    if error.status == Status.APPROVED:
        said = gettext(
            "Comment %(id)s: already approved by %(name)s, %(when)s UTC.", **told
        )
    else:
        said = gettext(
            "Comment %(id)s: already rejected by %(name)s, %(when)s UTC.", **told
        )
    return str(said)
