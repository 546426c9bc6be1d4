"""The last look at each site is kept, so that the desk shows it at once."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from moderation.drift.found import Look, Measured, Performance
from moderation.drift.shifts import Kind, Moved, Shift
from moderation.drift.wording import Word
from moderation.store import Database, drift_looks
from moderation.store.database import now

DUE_AFTER = timedelta(days=1)
"""After which it is looked again by itself: what is new of a day may say something."""


def is_due(db: Database, site: str, version: str) -> bool:
    """Whether this version was not looked at yet, or so long ago, or the last time lies
    ahead since the clock was put back.
    """
    with db.reading() as connection:
        kept = drift_looks.all_kept(connection).get(site)
    if kept is None or kept.version != version:
        return True
    return not timedelta() <= now() - kept.at < DUE_AFTER


def keep(db: Database, site: str, its: Look) -> None:
    """Keep a look in the place of the one before."""
    with db.writing() as connection:
        # As SQLite quotes ids when they are erased.
        found = json.dumps(asdict(its), default=datetime.isoformat, ensure_ascii=False)
        drift_looks.keep(
            connection, site, its.version, its.at, found, worries=its.worries
        )


def tried(db: Database, site: str, version: str) -> None:
    """Note that it was looked in vain: it is due again as after a look."""
    with db.writing() as connection:
        drift_looks.tried(connection, site, version, now())


def last(db: Database, site: str, version: str | None) -> Look | None:
    """The last look at a version; `None` where there was none, or by another version of
    ours.
    """
    with db.reading() as connection:
        found = drift_looks.found(connection, site)
    try:
        its = _look(json.loads(found)) if found else None
    except (KeyError, TypeError, ValueError):
        return None
    return its if its is not None and its.version == version else None


def worries(db: Database, site: str, version: str | None) -> bool:
    """Whether the last look at a version found what somebody should look at."""
    with db.reading() as connection:
        kept = drift_looks.all_kept(connection).get(site)
    return kept is not None and kept.version == version and kept.worries


def _look(its: Mapping[str, Any]) -> Look:
    return Look(
        version=its["version"],
        at=datetime.fromisoformat(its["at"]),
        learnt=datetime.fromisoformat(its["learnt"]),
        shifts=tuple(_shift(each) for each in its["shifts"]),
        words=tuple(
            Word(**_with_examples(each)) for each in its["words"] if each["word"]
        ),
        audits=_performance(its["audits"]),
        unkept=tuple(its["unkept"]),
    )


def _shift(its: Mapping[str, Any]) -> Shift:
    moved = tuple(Moved(**_with_examples(each)) for each in its["moved"])
    return Shift(**{**its, "kind": Kind(its["kind"]), "moved": moved})


def _with_examples(its: Mapping[str, Any]) -> dict[str, Any]:
    return {**its, "examples": tuple(id for id in its["examples"] if id)}


def _performance(its: Mapping[str, Any]) -> Performance:
    measured = {name: _measured(its[name]) for name in ("before", "now")}
    parts = tuple(each for part in its["parts"] if (each := _measured(part)))
    return Performance(**{**its, **measured, "parts": parts})


def _measured(its: Mapping[str, Any] | None) -> Measured | None:
    if its is None:
        return None
    first, last = (datetime.fromisoformat(its[name]) for name in ("first", "last"))
    low_to_high = tuple(its["auc"])
    return Measured(**{**its, "first": first, "last": last, "auc": low_to_high})
