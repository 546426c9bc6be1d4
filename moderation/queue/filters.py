"""What a moderator asks to see of the queue, as the address of a page tells it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from typing import Any

from moderation.comments import Reason, Status
from moderation.errors import BadSubmission, FieldProblem
from moderation.scopes import Scope

EVERY = "*"
"""All queues, the main one and the named ones."""

MOST = 200
"""Characters of a name or of what is searched for; nothing longer is asked for."""

_AGES = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_AGE = re.compile(r"([1-9][0-9]{0,4})([mhd])")
_BAND = re.compile(r"([a-z_]{1,40}):([0-9.]{1,8})-([0-9.]{1,8})")


@dataclass(frozen=True, order=True)
class Band:
    """The scores of an attribute from `low` up to, and with, `high`; in [0, 1]."""

    attribute: str
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.attribute}:{self.low:g}-{self.high:g}"


@dataclass(frozen=True, kw_only=True)
class Filter:
    """All that is asked for has to be true of a comment; `None` and "" ask nothing.

    Attributes:
        text: words that are in it.
        queue: the named one that it waits in; "" is the main queue, `EVERY` is any.
        escalated: whether it was handed to leads; the main queue has no such ones.
        status: held, or published and to be looked at.
        scores: bands that its scores are in.
        older: it waits for longer than that, such as "2h"; `newer` for less.
        scope: what whoever asks is limited to; no address tells it.
    """

    text: str = ""
    queue: str = ""
    escalated: bool = False
    section: str | None = None
    article: str | None = None
    author: str | None = None
    language: str | None = None
    reason: Reason | None = None
    rule: str | None = None
    status: Status | None = None
    scores: tuple[Band, ...] = ()
    older: str | None = None
    newer: str | None = None
    scope: Scope = field(default=Scope(), compare=False)

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for more than a queue."""
        return replace(self, queue="", escalated=False) != Filter()

    def without(self, name: str) -> "Filter":
        """The same, but for one thing that is asked for."""
        return replace(self, **{name: getattr(Filter(), name)})

    def asked(self) -> Iterator[tuple[str, str]]:
        """What it asks for, by name, as addresses tell it."""
        for name in ASKED:
            value = getattr(self, name)
            if value == getattr(Filter(), name):
                continue
            if name == "scores":
                yield from (("scores", str(band)) for band in value)
            elif name == "escalated":
                yield "escalated", "1"
            else:
                yield name, str(value)


ASKED = tuple(each.name for each in fields(Filter) if each.compare)
"""What addresses tell."""

MAIN = Filter()
"""All of the main queue."""


def read(asked: Mapping[str, Iterable[str]]) -> Filter:
    """The filter that an address tells; names of other things are let be.

    Raises:
        BadSubmission: naming what cannot be asked for, and what can.
    """
    found: dict[str, Any] = {}
    for name in ASKED:
        given = [each[:MOST].strip() for each in asked.get(name, ()) if each]
        if given:
            found[name] = _READ.get(name, _name)(name, given)
    return Filter(**found)


def age(told: str) -> timedelta:
    """How long "30m", "2h" or "7d" is."""
    found = _AGE.fullmatch(told)
    if found is None:
        raise ValueError(told)
    return int(found[1]) * _AGES[found[2]]


def _name(field: str, given: list[str]) -> str:
    return given[-1]


def _age(field: str, given: list[str]) -> str:
    if _AGE.fullmatch(given[-1]) is None:
        raise _wrong(field, "a time such as 30m, 2h or 7d", given[-1])
    return given[-1]


def _reason(field: str, given: list[str]) -> Reason:
    if given[-1] not in list(Reason):
        raise _wrong(field, ", ".join(Reason), given[-1])
    return Reason(given[-1])


def _status(field: str, given: list[str]) -> Status:
    if given[-1] not in list(Status):
        raise _wrong(field, ", ".join(Status), given[-1])
    return Status(given[-1])


def _yes(field: str, given: list[str]) -> bool:
    return given[-1] == "1"


def _bands(field: str, given: list[str]) -> tuple[Band, ...]:
    return tuple(sorted(_band(field, each) for each in given))


def _band(field: str, told: str) -> Band:
    wanted = "an attribute and two scores from 0 to 1, such as toxicity:0.5-0.9"
    found = _BAND.fullmatch(told)
    try:
        band = found and Band(found[1], float(found[2]), float(found[3]))
    except ValueError:
        band = None
    if not band or not 0 <= band.low <= band.high <= 1:
        raise _wrong(field, wanted, told)
    return band


def _wrong(field: str, wanted: str, got: str) -> BadSubmission:
    return BadSubmission(FieldProblem(field, wanted, repr(got)))


_READ: Mapping[str, Any] = {
    "escalated": _yes,
    "reason": _reason,
    "status": _status,
    "scores": _bands,
    "older": _age,
    "newer": _age,
}
