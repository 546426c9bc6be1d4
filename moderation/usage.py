"""Each call of a key is counted, and refused beyond what the key may send."""

import logging
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass

from moderation.errors import TooManyComments
from moderation.store import blogs
from moderation.store.database import now
from moderation.store.keys import Key
from moderation.store.usage import Usage

LAST_WITHIN, AGAIN_AFTER = 3.0, 0.05
"""Seconds that a process which ends may take for it, and rests in between."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Allowance:
    """What a key may still send: `left` of `limit` comments, anew in `wait` seconds."""

    limit: int
    left: int
    wait: int


def count(usage: Usage, key: Key, comments: int) -> Allowance | None:
    """Count a call.

    Counts that cannot be kept stop nobody: they are not what the service is for.

    Args:
        comments: that the call brings; 0 if it is about none.

    Returns:
        What the key may still send; `None` if it has no limit.

    Raises:
        TooManyComments: it has sent as many in this minute as it may.
    """
    at = now()
    try:
        left = usage.take(key.name, comments, key.per_minute, at)
    except (sqlite3.Error, OSError) as error:
        log.warning("calls cannot be counted: %s", type(error).__name__)
        return None
    if key.per_minute is None:
        return None
    wait = 60 - at.second
    if left < 0:
        raise TooManyComments(key.name, key.per_minute, wait)
    return Allowance(key.per_minute, left, wait)


def write(usage: Usage) -> None:
    """Write down what was counted; what cannot be written waits for the next time."""
    with suppress(sqlite3.Error, OSError):
        usage.write()


def write_last(usage: Usage) -> None:
    """Write down what was counted, for the last time: while others have the file, it is
    tried again, for `LAST_WITHIN`; processes that end together all write then.
    """
    until = time.monotonic() + LAST_WITHIN
    while time.monotonic() < until:
        try:
            usage.write()
        except (sqlite3.Error, OSError):
            time.sleep(AGAIN_AFTER)
        else:
            return


def note(usage: Usage, key: Key, blog: str, kind: str) -> None:
    """Count what a blog asked, or told, by a key; `kind` is one of the store's."""
    try:
        blogs.note(usage.file, key.name, blog, kind, now())
    except (sqlite3.Error, OSError) as error:
        log.warning("blogs cannot be counted: %s", type(error).__name__)
