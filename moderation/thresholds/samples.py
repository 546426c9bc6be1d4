"""The latest decisions and the latest comments of a site, with their scores as columns.

Samples of a bounded size, so that a site of millions is looked at as quickly as a small
one; kept in each process, as the pages ask for the same again and again.
"""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from moderation.policy import EMPHASIS_BELOW, THRESHOLDS
from moderation.service import Service
from moderation.store import people, scored
from moderation.store.database import now
from moderation.store.scored import Scored

DECISIONS = 5_000
"""The last decisions of people that are looked at."""

CAME = 5_000
"""The last comments that are looked at: a share of 5 % is right to 0.6 points."""

DAYS = 14
"""Whole days before today, whose comments make the arrivals of a day."""

KEPT_FOR = 60.0
"""Seconds after which a sample is read anew, while the old one is still shown."""

SHOWN_FOR = 600.0
"""Seconds after which it is shown no longer."""

ON_TOPIC = "on_topic"
"""The attribute of which a low score speaks against a comment."""

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Columns:
    """Some comments: the scores of each attribute, NaN where it has none.

    Of profanity those are left out that are mere emphasis, which holds nothing
    (`policy.EMPHASIS_BELOW`).
    """

    scores: Mapping[str, Floats]
    sections: Sequence[str | None]

    def __len__(self) -> int:
        return len(self.sections)


@dataclass(frozen=True)
class Sample:
    """What thresholds are looked at with.

    Attributes:
        decided: comments that people decided, and `rejected` which they rejected.
        came: comments as they came.
        a_day: comments that come on a day; `None` where there was no whole day yet.
    """

    decided: Columns
    rejected: Bools
    came: Columns
    a_day: float | None

    @property
    def sections(self) -> list[str]:
        """Those that the comments are in."""
        return sorted({its for its in self.came.sections if its})

    def of(self, section: str) -> "Sample":
        """That of one section alone."""
        decided, came = _of(self.decided, section), _of(self.came, section)
        share = len(came) / len(self.came) if len(self.came) else 0.0
        where = np.array([its == section for its in self.decided.sections], np.bool_)
        return Sample(
            decided=decided,
            rejected=self.rejected[where],
            came=came,
            a_day=None if self.a_day is None else share * self.a_day,
        )


_kept: dict[tuple[str, str], tuple[float, Sample]] = {}
_lock = threading.Lock()


def sample(service: Service, site: str) -> Sample:
    """That of a site, not older than `SHOWN_FOR`.

    Raises:
        UnknownSite: there is no such site.
    """
    name = str(service.db.path), site
    known = _kept.get(name)
    age = time.monotonic() - known[0] if known else SHOWN_FOR
    if known is None or age >= SHOWN_FOR:
        return _renew(service, site, name)
    if age > KEPT_FOR and not _lock.locked():
        threading.Thread(
            target=_renew, args=(service, site, name), name="sampler", daemon=True
        ).start()
    return known[1]


def _renew(service: Service, site: str, name: tuple[str, str]) -> Sample:
    with _lock:
        known = _kept.get(name)
        if known is None or time.monotonic() - known[0] > KEPT_FOR:
            known = time.monotonic(), _read(service, site)
            _kept[name] = known
    return known[1]


def forget(service: Service, site: str) -> None:
    """Have it read anew the next time."""
    with _lock:
        _kept.pop((str(service.db.path), site), None)


def _read(service: Service, site: str) -> Sample:
    at = now()
    with service.db.reading() as connection:
        people.site(connection, site)  # raises if there is none
        decided = scored.decided(connection, site, DECISIONS)
        came = scored.came(connection, site, CAME)
        days = scored.by_day(connection, site, at - timedelta(days=DAYS), at)
    return Sample(
        decided=_columns(decided),
        rejected=np.array([its.rejected for its in decided], np.bool_),
        came=_columns(came),
        a_day=sum(days) / len(days) if days else None,
    )


def _columns(rows: Sequence[Scored]) -> Columns:
    scores = {
        name: np.array(
            [_number(its.scores.get(name)) for its in rows], dtype=np.float64
        )
        for name in (*THRESHOLDS, ON_TOPIC)
    }
    is_emphasis = scores["toxicity"] < EMPHASIS_BELOW
    scores["profanity"] = np.where(is_emphasis, np.nan, scores["profanity"])
    return Columns(scores, [its.section for its in rows])


def _number(score: float | None) -> float:
    return float("nan") if score is None else score


def _of(columns: Columns, section: str) -> Columns:
    where = np.array([its == section for its in columns.sections], np.bool_)
    return Columns(
        {name: its[where] for name, its in columns.scores.items()},
        [its for its in columns.sections if its == section],
    )
