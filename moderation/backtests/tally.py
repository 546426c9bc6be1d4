"""What a backtest counts: of each rule, of rules together, and of outcomes.

Tallies of parts add up to that of the whole, whoever counted them.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import NamedTuple

from moderation.comments import Action, Span, Status

EXAMPLES = 10
"""So many comments are shown of those that become milder, and of the stricter."""

CANDIDATE, LIVE = "candidate", "live"


class Key(NamedTuple):
    """A rule of one of the two rulebooks, `CANDIDATE` or `LIVE`."""

    book: str
    rule: str


class Move(NamedTuple):
    """An outcome by the live rules, that by the candidate, and what a person made."""

    before: Action
    after: Action
    decided: Status | None


class Example(NamedTuple):
    """A comment with another outcome, and the rules that say so or no longer do.

    `spans` are the places of what is found by the stricter of the two.
    """

    chance: int
    id: str
    text: str
    move: Move
    before: tuple[str, ...]
    after: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass
class Hits:
    """How often a rule fired; and on comments that people decided, and rejected."""

    all: int = 0
    decided: int = 0
    rejected: int = 0


@dataclass
class Tally:
    """Counts over some comments.

    Attributes:
        failed: comments on which a rulebook broke, by its name.
    """

    comments: int = 0
    people: Counter[Status] = field(default_factory=Counter)
    hits: dict[Key, Hits] = field(default_factory=lambda: defaultdict(Hits))
    together: Counter[tuple[Key, Key]] = field(default_factory=Counter)
    moves: Counter[Move] = field(default_factory=Counter)
    milder: list[Example] = field(default_factory=list)
    stricter: list[Example] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)

    def fired(self, keys: Sequence[Key], decided: Status | None) -> None:
        """Count a comment with the rules that fired on it."""
        self.comments += 1
        if decided is not None:
            self.people[decided] += 1
        for place, key in enumerate(keys):
            its = self.hits[key]
            its.all += 1
            its.decided += decided is not None
            its.rejected += decided is Status.REJECTED
            for other in keys[place + 1 :]:
                self.together[key, other] += 1

    def wants(self, chance: int, *, stricter: bool) -> bool:
        """Whether a comment is one of those to be shown, by its chance."""
        kept = self.stricter if stricter else self.milder
        return len(kept) < EXAMPLES or chance < kept[-1].chance

    def show(self, example: Example, *, stricter: bool) -> None:
        """Keep an example; of too many those of the lowest chance stay."""
        kept = self.stricter if stricter else self.milder
        kept[:] = _fewest([*kept, example])

    def add(self, other: "Tally") -> None:
        """Add what was counted over other comments."""
        self.comments += other.comments
        self.people.update(other.people)
        self.together.update(other.together)
        self.moves.update(other.moves)
        self.failed.update(other.failed)
        for key, its in other.hits.items():
            mine = self.hits[key]
            mine.all += its.all
            mine.decided += its.decided
            mine.rejected += its.rejected
        self.milder = _fewest([*self.milder, *other.milder])
        self.stricter = _fewest([*self.stricter, *other.stricter])


def chance(id: str) -> int:
    """A number for a comment that has nothing to do with it, the same every time."""
    return zlib.crc32(id.encode())


def _fewest(examples: Iterable[Example]) -> list[Example]:
    return nsmallest(EXAMPLES, examples, key=lambda each: (each.chance, each.id))


STRICTNESS: Mapping[Action, int] = {
    Action.APPROVE: 0,
    Action.HOLD: 1,
    Action.REJECT: 2,
}
"""How much an action is against a comment, the mildest first."""


def stricter(move: Move) -> bool:
    """Whether the candidate does more against a comment than the live rules."""
    return STRICTNESS[move.after] > STRICTNESS[move.before]
