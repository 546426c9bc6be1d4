"""What had come before each comment, told by going through the past in its order.

It is counted as of the time when a comment came: what its author had behind them, and
how often the same text had come, or nearly the same.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from moderation.comments import STATUS_AFTER, Status
from moderation.store.past import Arrival, Decision
from moderation.surroundings import RECENT_WITHIN, REPEATS_WITHIN
from rules import repetition

MOST = 2_000
"""Nearly equal texts that are counted; of a wave of more the number does not matter."""


class Before(NamedTuple):
    """What had come before a comment: counts of the author, if known, and repeats.

    `own_similar` and `others_similar` are texts that were nearly the same; `None` where
    nobody asks.
    """

    approved: int | None
    rejected: int | None
    recent: int | None
    own: int
    others: int
    own_similar: int | None = None
    others_similar: int | None = None


@dataclass
class _Author:
    count: Counter[Status] = field(default_factory=Counter)
    recent: deque[datetime] = field(default_factory=deque)


class Past:
    """The past of a site, gone through once from its beginning.

    It keeps counts of each author and what came in the last days, never a text.

    Args:
        decisions: of people, in the order of time.
        similar: whether texts that are nearly the same are looked for.
    """

    def __init__(self, decisions: Iterable[Decision], *, similar: bool = False) -> None:
        self._similar = _Similar() if similar else None
        self._decisions = iter(decisions)
        self._next = next(self._decisions, None)
        self._authors = defaultdict[str, _Author](_Author)
        self._lately = deque[tuple[Arrival, int | None]]()
        self._digests = Counter[str]()
        self._own = Counter[tuple[str, str]]()

    def before(self, arrival: Arrival, fingerprint: int | None = None) -> Before:
        """What had come before a comment, which is the next in order.

        Args:
            arrival: that of the comment.
            fingerprint: of its text, if it has one.
        """
        self._catch_up(arrival.at)
        near = self._similar.to(arrival, fingerprint) if self._similar else _NOT_ASKED
        if arrival.author is None:
            return Before(None, None, None, 0, self._digests[arrival.digest], *near)
        its = self._authors[arrival.author]
        while its.recent and its.recent[0] < arrival.at - RECENT_WITHIN:
            its.recent.popleft()
        own = self._own[arrival.author, arrival.digest]
        return Before(
            approved=its.count[Status.APPROVED],
            rejected=its.count[Status.REJECTED],
            recent=len(its.recent),
            own=own,
            others=self._digests[arrival.digest] - own,
            own_similar=near[0],
            others_similar=near[1],
        )

    def add(self, arrival: Arrival, fingerprint: int | None = None) -> None:
        """Go past a comment."""
        self._lately.append((arrival, fingerprint))
        if self._similar is not None:
            self._similar.add(arrival, fingerprint)
        self._digests[arrival.digest] += 1
        if arrival.author is not None:
            its = self._authors[arrival.author]
            its.count[STATUS_AFTER[arrival.action]] += 1
            its.recent.append(arrival.at)
            while its.recent[0] < arrival.at - RECENT_WITHIN:
                its.recent.popleft()
            self._own[arrival.author, arrival.digest] += 1

    def _catch_up(self, at: datetime) -> None:
        while self._next is not None and self._next.at <= at:
            count = self._authors[self._next.author].count
            count[STATUS_AFTER[self._next.before]] -= 1
            count[self._next.status] += 1
            self._next = next(self._decisions, None)
        while self._lately and self._lately[0][0].at < at - REPEATS_WITHIN:
            gone, fingerprint = self._lately.popleft()
            if self._similar is not None:
                self._similar.forget(gone, fingerprint)
            _less(self._digests, gone.digest)
            if gone.author is not None:
                _less(self._own, (gone.author, gone.digest))


class _Similar:
    """Texts of the last days by their fingerprints, as the store finds them
    (`near_texts`): by the parts that near ones share.
    """

    def __init__(self) -> None:
        self._bands = defaultdict[int, dict[int, None]](dict)  # in the order they came
        self._who = defaultdict[int, Counter[tuple[str, str | None]]](Counter)

    def to(self, arrival: Arrival, found: int | None) -> tuple[int, int]:
        """How many are nearly the same but not quite: of this author, of others."""
        own = others = 0
        for each in self._near(found) if found is not None else ():
            for (digest, author), number in self._who[each].items():
                if digest == arrival.digest:
                    continue
                if author is not None and author == arrival.author:
                    own += number
                else:
                    others += number
        return own, others

    def _near(self, found: int) -> set[int]:
        near = set[int]()
        for band in repetition.bands(found):
            near.update(
                each
                for each in self._bands.get(band, ())
                if (each ^ found).bit_count() <= repetition.NEAR
            )
            if len(near) >= MOST:
                break
        return near

    def add(self, arrival: Arrival, found: int | None) -> None:
        """Look for a text from now on."""
        if found is None:
            return
        if found not in self._who:
            for band in repetition.bands(found):
                self._bands[band][found] = None
        self._who[found][arrival.digest, arrival.author] += 1

    def forget(self, arrival: Arrival, found: int | None) -> None:
        """Look for a text no longer."""
        if found is None:
            return
        _less(self._who[found], (arrival.digest, arrival.author))
        if not self._who[found]:
            del self._who[found]
            for band in repetition.bands(found):
                del self._bands[band][found]


_NOT_ASKED = (None, None)


def _less(counter: Counter[Any], key: Any) -> None:
    counter[key] -= 1
    if not counter[key]:
        del counter[key]
