"""When made-up comments come, what they say, and which of them wait."""

import hashlib
import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from math import cos, pi

from moderation.store.database import stamp
from moderation.text import Original


@dataclass(frozen=True)
class Piece:
    """Part of a text; its letters are what finds the same text again."""

    text: str
    folded: str
    letters: bytes


def piece(text: str) -> Piece:
    """Part of a text."""
    folded = Original(text).folded.text
    return Piece(text, folded, "".join(filter(str.isalnum, folded)).encode())


def chosen(dice: random.Random, stored: int, pending: int) -> frozenset[int]:
    """The numbers of those that wait: of what came lately more."""
    if pending * 2 > stored:
        return frozenset(dice.sample(range(1, stored + 1), pending))
    found = set[int]()
    while len(found) < pending:
        found.add(1 + int(stored * dice.random() ** 0.5))
    return frozenset(found)


def times(begin: float, end: float, count: int) -> Iterator[float]:
    """So many moments in order: more by day than at night, fewer at weekends."""
    hours = int((end - begin) // 3_600)
    until = list(accumulate(_busy(begin + hour * 3_600) for hour in range(hours)))
    for number in range(count):
        place = (number + 0.5) / count * until[-1]
        hour = bisect(until, place)
        before = until[hour - 1] if hour else 0.0
        within = (place - before) / (until[hour] - before)
        yield begin + (hour + within) * 3_600


def _busy(at: float) -> float:
    moment = datetime.fromtimestamp(at, UTC)
    weekend = 0.7 if moment.weekday() >= 5 else 1.0
    return weekend * (1.05 - cos((moment.hour - 3) / 24 * 2 * pi))


def when(at: float) -> str:
    """A time in seconds since 1970, as it is stored."""
    return stamp(datetime.fromtimestamp(at, UTC))


def mixed(number: int) -> int:
    """The same at every run, and without an order."""
    return int.from_bytes(hashlib.blake2b(str(number).encode(), digest_size=4).digest())
