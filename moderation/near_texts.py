"""Which texts of the last days are nearly the same as one, looked for in memory.

To look through a hundred thousand fingerprints there takes less than to read a hundred
from the database. What is found is asked of the database again (`store.fingerprints`):
it knows what was edited, erased or forgotten since, and what the asking transaction
sees. So the memory only has to have all that was committed up to some number; what came
after that is read each time, until it is enough to be taken in.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from moderation.store import Database, fingerprints
from rules.repetition import NEAR, found_among, is_found

MOST = 2_000
"""That are found, the latest; of a wave of more the number does not matter."""

TAKEN_FROM, TAKEN_SHARE = 32, 0.001
"""New ones after which they are taken in, and the share of all that they are then: each
is read for every comment until it is, and taking them in copies all."""

_NUMBER, _WHOLE = 0, 1


@dataclass(frozen=True)
class _Known:
    """All that were committed up to a number, by site; and how many they are."""

    upto: int = 0
    of: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)
    size: int = 0


class NearTexts:
    """The texts of the last days, by their fingerprints; safe in many threads.

    Args:
        db: what they are kept in, by whichever process.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._lock = threading.Lock()
        self._known = _Known()

    def to(self, connection: Connection, site: str, found: int) -> Sequence[int]:
        """The numbers of fingerprints that are near one, the latest `MOST`.

        All are among them that the transaction of the connection sees, and perhaps some
        that it does not see, or not any more.
        """
        known = self._known
        new = fingerprints.after(connection, known.upto)
        if len(new) > TAKEN_FROM + TAKEN_SHARE * known.size:
            known = self._grown(known)
            new = fingerprints.after(connection, known.upto)
        numbers = list[int]()
        if (its := known.of.get(site)) is not None:
            numbers = its[_NUMBER, found_among(found, its[_WHOLE])].tolist()
        numbers += [
            number
            for number, of, whole in new
            # Most are not near: to see that here is half the work of asking.
            if (whole ^ found).bit_count() <= NEAR
            if of == site and is_found(found, whole)
        ]
        return numbers[-MOST:]

    def _grown(self, known: _Known) -> _Known:
        """What is known, with what was committed since, and without what is gone.

        It is read by a connection of its own: that which asks may be writing, and what
        it has written may yet be undone.
        """
        with self._lock:
            if self._known is not known:  # another thread was quicker
                return self._known
            with self._db.reading() as connection:
                first = fingerprints.first(connection)
                new = fingerprints.after(connection, known.upto)
            self._known = _with(known, new, first)
            return self._known


def _with(known: _Known, new: Sequence[tuple[int, str, int]], first: int) -> _Known:
    if not new:
        return known
    by_site: dict[str, list[tuple[int, int]]] = {}
    for number, site, whole in new:
        by_site.setdefault(site, []).append((number, whole))
    grown = dict(known.of)
    for site, rows in by_site.items():
        its = _columns(rows)
        if (before := grown.get(site)) is not None:
            gone = int(np.searchsorted(before[_NUMBER], first))
            its = np.concatenate((before[:, gone:], its), axis=1)
        grown[site] = its
    return _Known(new[-1][0], grown, sum(its.shape[1] for its in grown.values()))


def _columns(rows: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    return np.ascontiguousarray(np.array(rows, np.int64).T)
