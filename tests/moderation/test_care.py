"""What people of the desk have read is counted for them, and a break suggested."""

from datetime import UTC, datetime, timedelta

import pytest

from moderation import care, preferences
from moderation.care import Advice
from moderation.preferences import Preferences
from moderation.service import Service
from tests.moderation.stories import comment, count

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
HARD = comment(scores={"threat": 0.9})
EASY = comment(scores={"threat": 0.1})


def read(
    service: Service, *texts: object, at: datetime = NOON, who: str = "mo"
) -> None:
    for each in texts:
        care.saw(service.db, who, each, at=at)  # type: ignore[arg-type]


def test_comments_and_hard_ones_are_counted_by_day_and_in_a_row(
    service: Service,
) -> None:
    read(service, HARD, EASY, EASY)
    seen = care.today(service.db, "mo", at=NOON)
    assert (seen.comments, seen.hard) == (3, 1)
    assert (seen.in_a_row, seen.hard_in_a_row) == (3, 1)


def test_many_that_are_read_at_once_count_as_if_read_one_by_one(
    service: Service,
) -> None:
    read(service, HARD, EASY, HARD)
    care.saw(service.db, "ann", HARD, EASY, HARD, at=NOON)
    care.saw(service.db, "ann", at=NOON + timedelta(hours=1))  # nothing is no break
    one, other = (care.today(service.db, who, at=NOON) for who in ("mo", "ann"))
    assert one == other


def test_what_is_hard_is_what_the_person_finds_hard(service: Service) -> None:
    preferences.choose(service.db, "mo", {"blur_from": 0.05})
    read(service, EASY)
    read(service, EASY, who="ann")
    assert care.today(service.db, "mo", at=NOON).hard == 1
    assert care.today(service.db, "ann", at=NOON).hard == 0


@pytest.mark.parametrize(("minutes", "in_a_row"), [(9, 3), (10, 1)])
def test_a_pause_of_ten_minutes_ends_a_row(
    service: Service, minutes: int, in_a_row: int
) -> None:
    later = NOON + timedelta(minutes=minutes)
    read(service, HARD, HARD)
    read(service, EASY, at=later)
    seen = care.today(service.db, "mo", at=later)
    assert (seen.comments, seen.in_a_row) == (3, in_a_row)


def test_a_row_goes_on_over_midnight_and_the_day_begins_anew(service: Service) -> None:
    midnight = datetime(2026, 11, 28, tzinfo=UTC)
    read(service, EASY, HARD, at=midnight - timedelta(minutes=1))
    read(service, EASY, at=midnight)
    seen = care.today(service.db, "mo", at=midnight)
    assert (seen.comments, seen.hard, seen.in_a_row) == (1, 0, 3)


def test_days_before_the_last_are_forgotten(service: Service) -> None:
    for day in range(3):
        read(service, EASY, at=NOON + timedelta(days=day))
    assert count(service, "exposures") == 1


def test_a_break_is_suggested_after_as_many_as_the_person_says(
    service: Service,
) -> None:
    chosen = Preferences(break_after=3)
    read(service, HARD, EASY)
    assert care.advice(service.db, "mo", chosen, at=NOON) is None
    read(service, EASY)
    assert care.advice(service.db, "mo", chosen, at=NOON) == Advice(3, 1)
    rested = NOON + timedelta(minutes=10)
    assert care.advice(service.db, "mo", chosen, at=rested) is None


def test_nobody_is_suggested_a_break_who_wants_none(service: Service) -> None:
    read(service, *[HARD] * 5)
    assert care.advice(service.db, "mo", Preferences(break_after=0), at=NOON) is None


def test_a_break_put_off_is_suggested_again_after_as_many_more(
    service: Service,
) -> None:
    chosen = Preferences(break_after=2)
    read(service, EASY, EASY)
    care.put_off(service.db, "mo", at=NOON)
    read(service, EASY)
    assert care.advice(service.db, "mo", chosen, at=NOON) is None
    read(service, EASY)
    assert care.advice(service.db, "mo", chosen, at=NOON) == Advice(4, 0)


def test_to_put_off_nothing_changes_nothing(service: Service) -> None:
    care.put_off(service.db, "mo", at=NOON)
    assert count(service, "exposures") == 0


def test_easy_ones_are_wanted_after_ten_hard_of_twenty_until_they_came(
    service: Service,
) -> None:
    def wants(chosen: Preferences | None = None) -> bool:
        return care.wants_easy(service.db, "mo", chosen or Preferences(), at=NOON)

    read(service, *[HARD, EASY] * 9)
    assert not wants()
    read(service, HARD)
    assert wants()
    assert not wants(Preferences(eases=False))
    read(service, EASY, EASY, EASY)
    assert not wants()


def test_after_a_break_no_easy_ones_are_wanted(service: Service) -> None:
    read(service, *[HARD] * 20)
    rested = NOON + timedelta(minutes=10)
    assert not care.wants_easy(service.db, "mo", Preferences(), at=rested)
