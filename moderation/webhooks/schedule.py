"""When a message that was not taken is sent again, and when an endpoint is given up.

The waits are those of the example in the Standard Webhooks specification 1.0.0,
"Deliverability and reliability", with one of 30 seconds added for a receiver that
restarts: https://github.com/standard-webhooks/standard-webhooks (spec/). Each is up to
a fifth longer, at random, so that what failed together is not sent again together.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

BACK_OFF = tuple(
    timedelta(seconds=seconds)
    for seconds in (
        5,
        30,
        300,
        1_800,
        7_200,
        18_000,
        36_000,
        50_400,
        72_000,
        86_400,
    )
)
"""Waits between the tries of a message: eleven tries in three days and four hours."""

JITTER = 0.2
"""The part of a wait that chance adds to it at most."""

SPAN = sum(BACK_OFF, timedelta())
"""Between the first and the last try of a message, at least."""

DEAD_AFTER_FAILURES = len(BACK_OFF) + 1
"""An endpoint is dead when as many tries as a message has failed in a row, and for as
long as those take (`SPAN`): so neither one bad message nor one bad day disables it."""

PAUSE_AT_MOST = timedelta(minutes=5)
"""An endpoint that fails, with many messages waiting, is asked this often."""

RETRY_AFTER_AT_MOST = timedelta(days=1)
"""The longest wait that a receiver can ask for."""

_TIRED = frozenset({429, 502, 503, 504})
"""What a receiver answers, or who stands before it, when there is too much for it."""


def wait(tries: int, chance: float, asked: timedelta | None = None) -> timedelta | None:
    """How long to wait before a message is tried again; `None` is never.

    Args:
        tries: that were made, from 1 on.
        chance: in [0, 1], drawn at random.
        asked: for how long the receiver wants to be left alone.
    """
    if tries > len(BACK_OFF):
        return None
    return _longer(max(BACK_OFF[tries - 1], asked or timedelta()), chance)


def pause(
    failures: int, status: int | None, chance: float, asked: timedelta | None = None
) -> timedelta | None:
    """How long an endpoint gets no message at all; `None` is not.

    Other failures than no answer and "too much" are told of one message, and the next
    is tried; from the third in a row on they are the endpoint's too.

    Args:
        failures: in a row, from 1 on.
        status: that it answered; `None` is no answer.
        chance: in [0, 1], drawn at random.
        asked: for how long it wants to be left alone.
    """
    tired = status is None or status in _TIRED or asked is not None
    if not tired and failures < 3:
        return None
    usual = BACK_OFF[min(failures, len(BACK_OFF)) - 1]
    return _longer(max(min(usual, PAUSE_AT_MOST), asked or timedelta()), chance)


def is_dead(failures: int, failing_since: datetime, at: datetime) -> bool:
    """Whether an endpoint has failed so often and for so long that it is disabled."""
    return failures >= DEAD_AFTER_FAILURES and failing_since <= at - SPAN


def retry_after(header: str | None, at: datetime) -> timedelta | None:
    """What a receiver asks for by `Retry-After`, in seconds or as a date.

    Returns:
        At most `RETRY_AFTER_AT_MOST`; `None` if it asks for nothing that can be meant.

    >>> retry_after("120", datetime(2026, 11, 26, tzinfo=UTC))
    datetime.timedelta(seconds=120)
    """
    given = (header or "").strip()
    if given.isascii() and given.isdigit():
        return timedelta(seconds=min(int(given[:12]), _seconds(RETRY_AFTER_AT_MOST)))
    try:
        until = parsedate_to_datetime(given)
        asked = until.replace(tzinfo=until.tzinfo or UTC) - at
    except (ValueError, TypeError, OverflowError):
        return None
    return min(asked, RETRY_AFTER_AT_MOST) if asked > timedelta() else None


def _longer(time: timedelta, chance: float) -> timedelta:
    return time * (1 + JITTER * chance)


def _seconds(time: timedelta) -> int:
    return int(time.total_seconds())
