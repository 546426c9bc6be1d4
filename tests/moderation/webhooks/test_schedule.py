"""When it is sent again: later and later, for days, and never all at once."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from moderation.webhooks import schedule

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
CHANCES = some.floats(0, 1)
DAY = timedelta(days=1)
ASKED = some.none() | some.timedeltas(min_value=timedelta(), max_value=DAY)


def test_the_waits_are_those_of_the_specification_and_one_for_a_restart() -> None:
    specified = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
    waits = [int(wait.total_seconds()) for wait in schedule.BACK_OFF]
    assert waits == sorted((*specified, 30))
    assert timedelta(days=3) < schedule.SPAN < timedelta(days=4)


@given(some.integers(1, 30), CHANCES, ASKED)
def test_a_wait_is_as_long_as_planned_and_asked_for_and_hardly_longer(
    tries: int, chance: float, asked: timedelta | None
) -> None:
    wait = schedule.wait(tries, chance, asked)
    if tries > len(schedule.BACK_OFF):
        assert wait is None
        return
    assert wait is not None
    least = max(schedule.BACK_OFF[tries - 1], asked or timedelta())
    assert least <= wait <= least * (1 + schedule.JITTER)


@given(some.lists(CHANCES, min_size=len(schedule.BACK_OFF)))
def test_all_tries_take_at_least_as_long_as_a_dead_endpoint_is_waited_for(
    chances: list[float],
) -> None:
    waits = [schedule.wait(tries, chances[tries - 1]) for tries in range(1, 11)]
    since = AT - sum(filter(None, waits), timedelta())
    assert schedule.is_dead(len(waits) + 1, since, AT)
    assert not schedule.is_dead(len(waits), since, AT)
    assert not schedule.is_dead(99, AT - schedule.SPAN + timedelta(seconds=1), AT)


def test_those_who_failed_together_are_not_tried_together() -> None:
    waits = {schedule.wait(3, chance / 100) for chance in range(101)}
    assert len(waits) == 101
    times = sorted(filter(None, waits))
    assert times[-1] - times[0] == schedule.BACK_OFF[2] * schedule.JITTER


@given(some.integers(1, 10_000), some.none() | some.integers(300, 599), CHANCES, ASKED)
def test_an_endpoint_is_paused_shortly_unless_it_asks_for_more(
    failures: int, status: int | None, chance: float, asked: timedelta | None
) -> None:
    pause = schedule.pause(failures, status, chance, asked)
    if pause is None:
        assert failures < 3
        assert status not in (None, 429, 502, 503, 504)
        assert asked is None
        return
    most = max(schedule.PAUSE_AT_MOST, asked or timedelta())
    assert (asked or timedelta()) <= pause <= most * (1 + schedule.JITTER)


@given(some.integers(1, 10), CHANCES)
def test_a_lone_message_is_not_kept_longer_by_its_endpoints_pause(
    tries: int, chance: float
) -> None:
    wait, pause = schedule.wait(tries, 0), schedule.pause(tries, 503, chance)
    assert wait is not None
    assert pause is not None
    assert pause <= wait * (1 + schedule.JITTER)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 7 ", 7),
        ("86401", 86_400),
        ("9" * 400, 86_400),
        ("Thu, 26 Nov 2026 12:02:00 GMT", 120),
        ("Thu, 26 Nov 2026 12:02:00", 120),
        ("Fri, 26 Nov 2032 12:02:00 GMT", 86_400),
        ("Thu, 26 Nov 2026 11:59:00 GMT", None),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("\u0663", None),
    ],
)
def test_retry_after_is_read_in_seconds_and_as_a_date(
    header: str | None, seconds: int | None
) -> None:
    wanted = None if seconds is None else timedelta(seconds=seconds)
    assert schedule.retry_after(header, AT) == wanted


@given(some.text())
def test_whatever_a_receiver_asks_for_it_is_a_day_at_most(header: str) -> None:
    asked = schedule.retry_after(header, AT)
    assert asked is None or timedelta() <= asked <= schedule.RETRY_AFTER_AT_MOST
