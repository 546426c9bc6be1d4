"""The figures of small histories, worked out by hand."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from moderation import appeals
from moderation.comments import Action, Reason
from moderation.errors import NotAllowed, UnknownPerson
from moderation.service import Service
from moderation.statistics import (
    counting,
    drift,
    figures,
    overview,
    people,
    queue_ages,
    tables,
    times,
)
from moderation.statistics.drift import Reading
from moderation.statistics.tables import Table
from moderation.statistics.times import Reach, Step
from moderation.store import people as known
from moderation.store.database import now
from moderation.store.people import User
from moderation.store.statistics import bins
from moderation.store.statistics import queue_ages as kept_ages
from tests.moderation import histories
from tests.moderation.stories import RUDE, decide, person, post

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def at(ago: timedelta) -> datetime:
    """So long ago, at half past: never at the edge of a period."""
    return now().replace(minute=30, second=0, microsecond=0) - ago


def user(name: str, role: str) -> User:
    return User(name=name, password="", role=role, site="default", session="")


LEAD = user("lena", "lead")


def found(
    service: Service, reach: Reach = Reach.WEEK, step: Step | None = None
) -> overview.Overview:
    counting.count_all(service.db)
    return overview.overview(service, "default", times.until(now(), reach, step))


def one(service: Service, name: str, asking: User = LEAD) -> people.Statistics:
    counting.count_all(service.db)
    week = times.until(now(), Reach.WEEK)
    return people.one(service.db, "default", name, week, asking=asking)


def test_each_period_has_what_happened_in_it_and_older_things_are_not_there(
    service: Service,
) -> None:
    with service.db.writing() as db:
        for number, ago in enumerate((2 * DAY, 2 * DAY, DAY, 10 * DAY)):
            histories.arrive(db, str(number), at(ago))
        key = histories.arrive(db, "9", at(2 * DAY))
        histories.edit(db, key, at(DAY))
    its = found(service)
    assert [each.arrived for each in its.periods] == [0, 0, 0, 0, 3, 1, 0]
    assert [each.edited for each in its.periods] == [0, 0, 0, 0, 0, 1, 0]
    assert [each.held for each in its.periods] == [0, 0, 0, 0, 3, 2, 0]
    assert its.total.arrived == 4
    by_hour = found(service, Reach.WEEK, Step.HOUR)
    assert len(by_hour.periods) == 168
    assert by_hour.total.arrived == 4
    assert found(service, Reach.DAY).total.arrived == 0  # a day and a half hour ago
    assert found(service, Reach.MONTH).total.arrived == 5


def test_shares_are_of_the_decisions_that_stand(service: Service) -> None:
    with service.db.writing() as db:
        for number in range(6):  # the policy alone
            histories.arrive(db, f"a{number}", at(HOUR), Action.APPROVE)
        histories.arrive(db, "r", at(HOUR), Action.REJECT, reason=Reason.SPAM)
        keys = [histories.arrive(db, f"h{each}", at(HOUR)) for each in range(4)]
        histories.decide(db, keys[0], at(HOUR), Action.APPROVE)
        histories.decide(db, keys[1], at(HOUR), Action.REJECT, reason=Reason.INSULT)
        histories.decide(db, keys[2], at(HOUR), Action.REJECT, reason=Reason.INSULT)
        histories.decide(db, keys[3], at(HOUR), Action.APPROVE)
        histories.undo(db, keys[3], at(HOUR))
    its = found(service, Reach.MONTH)
    total = its.total
    assert (total.policy_approved, total.policy_rejected) == (6, 1)
    assert (total.people_approved, total.people_rejected) == (1, 2)
    assert total.undone == 1
    assert total.automated == pytest.approx(7 / 10)
    assert total.approved == pytest.approx(7 / 10)
    assert total.approved_by_people == pytest.approx(1 / 3)
    assert [(each.reason, each.by_policy, each.by_people) for each in its.reasons] == [
        ("insult", 0, 2),
        ("spam", 1, 0),
    ]


def test_what_a_person_decides_again_is_no_longer_the_policys_alone(
    service: Service,
) -> None:
    with service.db.writing() as db:
        key = histories.arrive(db, "1", at(HOUR), Action.APPROVE)
        histories.decide(db, key, at(HOUR), Action.APPROVE)
    total = found(service, Reach.MONTH).total
    assert total.automated == 0.0
    assert (total.by_policy, total.by_people) == (0, 1)


def test_of_nothing_there_are_no_shares(service: Service) -> None:
    its = found(service)
    total = its.total
    assert total.automated is None
    assert total.approved is None
    assert total.agreement is None
    assert total.decided_within(bins.HOUR) is None
    assert its.reasons == []
    assert its.rules == []
    assert its.drift == []
    assert its.queue.waiting == 0
    assert its.queue.oldest is None


def test_it_is_told_how_soon_people_decided(service: Service) -> None:
    waited = (timedelta(minutes=3), timedelta(minutes=50), timedelta(hours=30))
    with service.db.writing() as db:
        for number, wait in enumerate(waited):
            key = histories.arrive(db, str(number), at(HOUR) - wait)
            histories.decide(db, key, at(HOUR), Action.APPROVE)
    total = found(service, Reach.MONTH).total
    assert total.decided_within(5 * bins.MINUTE) == pytest.approx(1 / 3)
    assert total.decided_within(bins.HOUR) == pytest.approx(2 / 3)
    assert total.decided_within(bins.DAY) == pytest.approx(2 / 3)
    assert total.decided_within(3 * bins.DAY) == 1.0


def test_a_text_waits_from_its_last_edit_and_only_until_it_is_first_decided(
    service: Service,
) -> None:
    with service.db.writing() as db:
        key = histories.arrive(db, "1", at(3 * DAY))
        histories.edit(db, key, at(2 * HOUR))
        decided = at(2 * HOUR) + timedelta(minutes=2)
        histories.decide(db, key, decided, Action.APPROVE)
        histories.decide(db, key, at(HOUR), Action.REJECT, by="bob")
    total = found(service, Reach.MONTH).total
    assert sum(total.waits) == 1
    assert total.decided_within(5 * bins.MINUTE) == 1.0


def test_people_and_machine_agree_where_they_decided_alike_or_it_leant_so(
    service: Service,
) -> None:
    bad = {"toxicity": 0.9}
    with service.db.writing() as db:
        for number, (scores, action) in enumerate(
            [
                (bad, Action.REJECT),
                (bad, Action.REJECT),
                (bad, Action.APPROVE),
                ({"toxicity": 0.2}, Action.APPROVE),
                ({"toxicity": None}, Action.APPROVE),  # no opinion
            ]
        ):
            key = histories.arrive(db, str(number), at(HOUR), scores=scores)
            histories.decide(db, key, at(HOUR), action)
    its = found(service, Reach.MONTH)
    assert its.total.compared == 4
    assert its.total.agreement == 0.75
    assert its.opinions["lean_reject"] == (1, 2)
    assert its.opinions["lean_approve"] == (1, 0)
    assert its.opinions["none"] == (1, 0)


def test_a_rules_precision_is_the_share_of_its_hits_that_people_rejected(
    service: Service,
) -> None:
    with service.db.writing() as db:
        for number, action in enumerate([Action.REJECT, Action.REJECT, Action.APPROVE]):
            key = histories.arrive(
                db, str(number), at(HOUR), rules=("rude",), tried=("draft",)
            )
            histories.decide(db, key, at(HOUR), action)
        histories.arrive(db, "9", at(HOUR), rules=("rude", "unseen"))
    rules = {rule.its.rule: rule for rule in found(service, Reach.MONTH).rules}
    assert rules["rude"].its == ("rude", False, 4, 3, 2)
    assert rules["rude"].precision == pytest.approx(2 / 3)
    low, high = rules["rude"].interval or (0, 0)
    assert low < 2 / 3 < high
    assert rules["draft"].its.shadow
    assert rules["unseen"].precision is None
    assert rules["unseen"].interval is None


def test_scores_of_this_week_are_compared_with_the_four_weeks_before(
    service: Service,
) -> None:
    def some(begin: int, ago: timedelta, scores: Mapping[str, float | None]) -> None:
        for number in range(300):
            histories.arrive(db, f"{begin}-{number}", at(ago), scores=scores)

    with service.db.writing() as db:
        some(1, 10 * DAY, {"insult": 0.02, "spam": 0.02})
        some(2, 20 * DAY, {"insult": 0.6, "spam": 0.2})
        some(3, DAY, {"insult": 0.6, "spam": 0.02})
        some(4, 2 * DAY, {"insult": 0.7, "spam": 0.2})
        some(5, 60 * DAY, {"insult": 0.9, "spam": 0.9})  # too long ago
    insult, spam = found(service).drift
    assert (insult.attribute, spam.attribute) == ("insult", "spam")
    assert insult.reading is Reading.SHIFTED
    assert (insult.high_before, insult.high_now) == (0.5, 1.0)
    assert spam.reading is Reading.STEADY
    assert sum(spam.now) == 600
    assert sum(spam.before) == 600


def test_one_in_ten_more_is_worth_a_look_and_few_scores_tell_nothing() -> None:
    before = {0: 5_000, 14: 5_000}
    assert drift.drift("x", {0: 3_400, 14: 6_600}, before).reading is Reading.LOOK
    assert drift.drift("x", {0: 4, 14: 66}, {0: 25, 14: 25}).reading is Reading.TOO_FEW
    assert drift.drift("x", {}, before).reading is Reading.TOO_FEW


def test_what_was_never_seen_before_is_a_shift_also_where_all_was_alike() -> None:
    alike = {3: 10_000}
    assert drift.drift("x", {3: 5_000}, alike).reading is Reading.STEADY
    assert drift.drift("x", {3: 3_000, 18: 2_000}, alike).reading is Reading.SHIFTED


@pytest.mark.parametrize("half", [(0, 0), (1, 1)])
def test_an_interval_of_shares_stays_within_what_can_be(half: tuple[int, int]) -> None:
    low, high = figures.interval(*half) or (0.5, 0.5)
    assert (low, high) == (0.5, 0.5) if half[1] == 0 else 0 <= low < high <= 1


def test_the_queues_ages_are_those_of_what_waits(service: Service) -> None:
    for number in range(4):
        post(service, RUDE, str(number))
    decide(service, "0", Action.APPROVE)
    with service.queues.columns(service.db, "default") as columns:
        later = now() + timedelta(hours=2)
        ages = queue_ages.ages(columns, later)
    assert ages.waiting == 3
    assert sum(ages.ages) == 3
    assert ages.ages[bins.TIMES.index(4 * bins.HOUR)] == 3
    assert ages.oldest is not None
    assert ages.middle is not None
    assert ages.oldest <= ages.middle < later


def test_looks_at_the_queue_are_kept_once_an_hour_and_not_too_often(
    service: Service,
) -> None:
    post(service, RUDE, "1")
    queue_ages.keep_looks(service)
    post(service, RUDE, "2")
    queue_ages.keep_looks(service)  # a moment later
    its = found(service, Reach.DAY)
    assert [look.waiting for look in its.looks if look] == [1]
    assert its.queue.waiting == 2
    with service.db.reading() as db:
        last = kept_ages.last(db, "default")
    assert last is not None
    assert last.oldest is not None
    assert last.waiting == 1


def test_a_person_has_their_own_figures(service: Service) -> None:
    with service.db.writing() as db:
        keys = [
            histories.arrive(db, str(each), at(2 * DAY), scores={"toxicity": 0.9})
            for each in range(5)
        ]
        base = at(DAY)
        histories.decide(db, keys[0], base, Action.REJECT, reason=Reason.SPAM)
        histories.decide(db, keys[1], base + timedelta(minutes=1), Action.APPROVE)
        histories.decide(db, keys[2], base + timedelta(minutes=7), Action.REJECT)
        histories.undo(db, keys[2], base + timedelta(minutes=8))
        histories.decide(db, keys[3], base + timedelta(minutes=9), Action.REJECT)
        histories.undo(db, keys[3], base + timedelta(minutes=9), by="bob")
        histories.decide(db, keys[4], base, Action.APPROVE)
        histories.decide(db, keys[4], base, Action.REJECT, by="bob")
    its = one(service, "ann")
    person = its.person
    assert person.made == 5
    assert (person.approved, person.rejected) == (1, 1)
    assert (person.undone, person.undone_by_others, person.replaced) == (1, 1, 1)
    assert person.approval == 0.5
    assert person.active == pytest.approx(2 * 5 / 60)
    assert person.an_hour == pytest.approx(30)
    assert (person.compared, person.agreement) == (2, 0.5)
    assert its.everybody.made == 6
    assert [(each.reason, each.by_people) for each in its.reasons] == [("spam", 1)]
    assert its.opinions["lean_reject"] == (1, 1)
    assert [each.by_people for each in its.periods] == [0, 0, 0, 0, 0, 2, 0]


def test_who_decided_the_same_author_or_text_otherwise_disagrees(
    service: Service,
) -> None:
    with service.db.writing() as db:

        def decided(id: str, by: str, action: Action, **more: Any) -> None:
            key = histories.arrive(db, id, at(HOUR), **more)
            histories.decide(db, key, at(HOUR), action, by=by)

        decided("1", "ann", Action.REJECT, author="x", text="One.")
        decided("2", "bob", Action.REJECT, author="x", text="Two.")
        decided("3", "bob", Action.APPROVE, author="x", text="One.")
        decided("4", "ann", Action.REJECT, author="x", text="Three.")  # her own
        decided("5", "bob", Action.REJECT, author="y", text="Four.")  # of another
        decided("6", "ann", Action.APPROVE, text="Of nobody known.")
    beside = one(service, "ann").beside
    assert beside["author"] == (2, 4)
    assert beside["text"] == (0, 1)


def test_appeals_against_somebody_are_told_with_those_granted(
    service: Service,
) -> None:
    person(service, "ann")
    for id in ("1", "2", "3"):
        post(service, RUDE, id)
        decide(service, id, Action.REJECT, by="ann", reason=Reason.INSULT)
        appeals.appeal(service.db, "default", id, text="Why?")
    decide(service, "1", Action.APPROVE, by="bob")
    decide(service, "2", Action.REJECT, by="bob", reason=Reason.INSULT)
    its = one(service, "ann").person
    assert (its.appeals, its.granted) == (2, 1)
    assert its.replaced == 2


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("admin", True),
        ("lead", True),
        ("analyst", True),
        ("moderator", False),
        ("rules_editor", False),
    ],
)
def test_figures_of_others_are_for_those_with_the_right(
    service: Service, role: str, may: bool
) -> None:
    person(service, "ann")
    asking = user("carl", role)
    week = times.until(now(), Reach.WEEK)
    if may:
        assert one(service, "ann", asking).person.made == 0
        assert people.everybody(service.db, "default", week, asking=asking) == []
        return
    for name in ("ann", "nobody"):  # nor is it told who there is
        with pytest.raises(NotAllowed):
            one(service, name, asking)
    with pytest.raises(NotAllowed):
        people.everybody(service.db, "default", week, asking=asking)


def test_everybody_sees_their_own(service: Service) -> None:
    person(service, "mo")
    assert one(service, "mo", user("mo", "moderator")).person.made == 0


def test_who_is_at_another_site_is_not_known_here(service: Service) -> None:
    with service.db.writing() as db:
        known.add_site(db, "other", now())
    person(service, "far", site="other")
    for name in ("far", "nobody"):
        with pytest.raises(UnknownPerson):
            one(service, name)


def test_one_site_has_nothing_of_another(service: Service) -> None:
    with service.db.writing() as db:
        known.add_site(db, "other", now())
        key = histories.arrive(db, "1", at(HOUR), site="other", rules=("x",))
        histories.decide(db, key, at(HOUR), Action.APPROVE)
    its = found(service, Reach.MONTH)
    assert its.total.arrived == 0
    assert its.total.by_people == 0
    assert its.rules == []
    week = times.until(now(), Reach.WEEK)
    assert people.everybody(service.db, "default", week, asking=LEAD) == []


def test_every_table_has_a_row_for_what_there_is(service: Service) -> None:
    with service.db.writing() as db:
        key = histories.arrive(db, "1", at(HOUR), rules=("=cmd()",))
        histories.decide(db, key, at(HOUR), Action.REJECT, reason=Reason.SPAM)
    its = found(service, Reach.MONTH)
    sizes = {table: len(list(tables.of_site(its, table))) for table in Table}
    assert sizes == {
        Table.PERIODS: 30,
        Table.REASONS: 1,
        Table.RULES: 1,
        Table.AGREEMENT: 5,
        Table.DRIFT: 1,
        Table.QUEUE: 30,
        Table.PEOPLE: 0,
    }
    month = times.until(now(), Reach.MONTH)
    everybody = people.everybody(service.db, "default", month, asking=LEAD)
    assert [row["name"] for row in tables.of_people(everybody)] == ["ann"]


def test_a_reach_ends_with_the_period_that_is_now() -> None:
    moment = datetime(2026, 3, 1, 0, 30, tzinfo=UTC)
    day = times.until(moment, Reach.DAY)
    assert day.span == ("hour", "2026-02-28T01", "2026-03-01T00")
    assert times.until(moment, Reach.QUARTER, Step.HOUR).step is Step.DAY
    assert times.until(moment, Reach.WEEK, Step.HOUR).span.first == "2026-02-22T01"
