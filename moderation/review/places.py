"""Where a comment waits, told by what happened to it: a pure fold over its events."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from moderation.comments import Event, EventKind


@dataclass(frozen=True)
class Place:
    """A named queue, "" for none, and whether leads shall look."""

    queue: str = ""
    escalated: bool = False


@dataclass(frozen=True)
class _Way:
    """Where a comment is, and where it was before each time that it was put aside.

    `undecided` is the way that it had come when it was decided.
    """

    now: Place = Place()
    before: tuple[Place, ...] = ()
    undecided: "_Way | None" = None


def is_aside(happened: Sequence[Event]) -> bool:
    """Whether a person put a comment aside after it was last decided."""
    return bool(_way(happened).before)


def current(happened: Sequence[Event]) -> Place:
    """Where a comment is."""
    return _way(happened).now


def before(happened: Sequence[Event]) -> Place:
    """Where a comment was before it was last put aside."""
    way = _way(happened)
    return way.before[-1] if way.before else Place()


def undecided(happened: Sequence[Event]) -> Place:
    """Where a comment was before it was decided, once that is taken back."""
    way = _way(happened)
    return (way.undecided or way).now


def _way(happened: Sequence[Event]) -> _Way:
    way = _Way()
    for event in happened:
        way = _further(way, event)
    return way


def _further(way: _Way, event: Event) -> _Way:
    match event.kind:
        case EventKind.DEFERRED:
            put = replace(way.now, queue=event.queue or "")
            return replace(way, now=put, before=(*way.before, way.now))
        case EventKind.ESCALATED:
            put = replace(way.now, escalated=True)
            return replace(way, now=put, before=(*way.before, way.now))
        case EventKind.RETURNED if way.before:
            return replace(way, now=way.before[-1], before=way.before[:-1])
        case EventKind.DECIDED:
            put = replace(way.now, escalated=False)
            return _Way(put, undecided=way.undecided or way)
        case EventKind.UNDONE if way.undecided:
            return way.undecided
        case EventKind.EDITED:
            return replace(way, undecided=None)
        case _:
            return way
