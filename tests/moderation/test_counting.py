"""Each event is counted once, whoever counts it and whenever."""

import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Row
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moderation import appeals, erasure, reports, review
from moderation.comments import Action, Reason
from moderation.errors import ModerationError
from moderation.judges import Judges
from moderation.service import Service
from moderation.statistics import counting
from moderation.store import Database
from moderation.store.statistics import counting as store
from tests import needs
from tests.moderation import histories
from tests.moderation.stories import KIND, RUDE, post

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def rows(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All that is counted."""
    with db.reading() as connection:
        return {
            table: sorted(
                tuple(row)
                for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608
            )
            for table in store.TABLES
        }


def figures(db: Database, table: str, *names: str) -> Counter[tuple[Any, ...]]:
    """What a table has by day, by some columns of its key."""
    columns = ", ".join(names)
    value = store.TABLES[table][1][0]
    with db.reading() as connection:
        found = connection.execute(
            f"SELECT {columns}, sum({value}) AS n FROM {table} "  # noqa: S608
            f"WHERE step = 'day' GROUP BY {columns}"
        )
        return Counter({tuple(row)[:-1]: row["n"] for row in found if row["n"]})


def recounted(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    counting.recount(db)
    return rows(db)


@pytest.fixture(scope="module")
def judges(tmp_path_factory: pytest.TempPathFactory) -> Judges:
    return Judges.open(tmp_path_factory.mktemp("models"))


@contextmanager
def fresh(empty: Path, judges: Judges) -> Iterator[Service]:
    with tempfile.TemporaryDirectory() as folder:
        db = Database(shutil.copyfile(empty, Path(folder) / "moderation.db"))
        with db._lent(writes=True) as connection:
            connection.execute("PRAGMA synchronous = OFF")
        yield Service(db, judges, judges.topic.hold_below)
        db.close()


ACTS = st.tuples(
    st.sampled_from(
        [
            *("post", "post", "approve", "reject", "undo"),
            *("report", "appeal", "erase", "count"),
        ]
    ),
    st.sampled_from(["1", "2"]),
    st.sampled_from(["ann", "bob"]),
    st.integers(1, 5),
)


def act(service: Service, what: str, id: str, by: str, number: int) -> None:
    db = service.db
    match what:
        case "post":
            post(service, (RUDE, KIND, RUDE + " Really.")[number % 3], id)
        case "approve":
            review.approve(db, "default", id, by=by)
        case "reject":
            reason = (Reason.INSULT, Reason.SPAM)[number % 2]
            review.reject(db, "default", id, by=by, reason=reason)
        case "undo":
            review.undo(db, "default", id, by=by)
        case "report":
            reports.report(
                service, "default", id, reporter=by, reason=Reason.INSULT, note=None
            )
        case "appeal":
            appeals.appeal(db, "default", id, text="Why?")
        case "erase":
            erasure.erase(db, "default", id, by=by)
        case "count":
            counting.bring_up_to_date(db, most=number)


@settings(
    max_examples=needs.examples(60),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(ACTS, min_size=3, max_size=25))
def test_whatever_happens_counts_are_those_of_counting_all_anew_and_by_hand(
    empty_database: Path, judges: Judges, acts: list[tuple[str, str, str, int]]
) -> None:
    with fresh(empty_database, judges) as service:
        for each in acts:
            try:
                act(service, *each)
            except ModerationError:  # such as undoing what nobody decided
                continue
        counting.count_all(service.db)
        found = rows(service.db)
        assert found == recounted(service.db)
        assert_counted_by_hand(service.db)


def assert_counted_by_hand(db: Database) -> None:
    """Another way to the same counts: each comment's events one after the other."""
    with db.reading() as connection:
        events = connection.execute(
            "SELECT * FROM events ORDER BY comment, number"
        ).fetchall()
    made, undone = Counter[tuple[Any, ...]](), Counter[tuple[Any, ...]]()
    replaced, others = Counter[tuple[Any, ...]](), Counter[tuple[Any, ...]]()
    other_kinds = Counter[tuple[Any, ...]]()
    standing: dict[int, Row | None] = {}
    for event in events:
        last = standing.get(event["comment"])
        match event["kind"]:
            case "decided":
                made[of(event)] += 1
                if last is not None:
                    replaced[of(last)] += 1
                standing[event["comment"]] = event
            case "undone":
                assert last is not None
                undone[of(last)] += 1
                others[of(last)] += event["by"] != last["by"]
                standing[event["comment"]] = None
            case kind:
                other_kinds[kind, event["action"] or ""] += 1
                if kind == "edited":
                    standing[event["comment"]] = None
    with db.reading() as connection:
        found = connection.execute(
            "SELECT by, action, reason, sum(made) AS made, sum(undone) AS undone, "
            "sum(undone_by_others) AS others, sum(replaced) AS replaced "
            "FROM counted_people WHERE step = 'hour' GROUP BY by, action, reason"
        ).fetchall()
        policy = connection.execute(
            "SELECT 'policy' AS by, action, reason, sum(made) AS made, "
            "sum(undone) AS undone, 0 AS others, sum(replaced) AS replaced "
            "FROM counted_decisions WHERE step = 'hour' AND policy = 1 "
            "GROUP BY action, reason"
        ).fetchall()
    for row in [*found, *policy]:
        key = of(row)
        by_others = 0 if row["by"] == "policy" else others[key]
        assert tuple(row)[3:] == (made[key], undone[key], by_others, replaced[key])
    assert sum(row["made"] for row in [*found, *policy]) == sum(made.values())
    assert figures(db, "counted_events", "kind", "action") == other_kinds


def of(event: Row) -> tuple[str, str, str]:
    return event["by"], event["action"], event["reason"] or ""


def test_many_who_count_at_once_count_each_event_once(service: Service) -> None:
    with service.db.writing() as db:
        for number in range(300):
            key = histories.arrive(db, str(number), NOON, rules=("x",))
            histories.decide(db, key, NOON + timedelta(hours=1), Action.APPROVE)
    others = [Database(service.db.path) for _ in range(4)]
    ready = threading.Barrier(len(others))

    def count(db: Database) -> None:
        ready.wait()
        for _ in range(200):
            if counting.bring_up_to_date(db, most=37) == 0:
                return

    threads = [threading.Thread(target=count, args=(db,)) for db in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for db in others:
        db.close()
    counting.count_all(service.db)
    assert figures(service.db, "counted_events", "kind") == {
        ("received",): 300,
        ("judged",): 300,
    }
    assert rows(service.db) == recounted(service.db)


def test_who_finds_the_place_moved_keeps_nothing(service: Service) -> None:
    with service.db.writing() as db:
        histories.arrive(db, "1", NOON)
    with service.db.reading() as db:
        facts = store.facts(db, 0, limit=10)
    counting.count_all(service.db)
    before = rows(service.db)
    with service.db.writing() as db:
        assert not store.keep(db, 0, facts.until, counting.counted(facts))
    assert rows(service.db) == before


def test_no_more_is_counted_at_a_look_than_is_asked_for(service: Service) -> None:
    with service.db.writing() as db:
        for number in range(10):
            histories.arrive(db, str(number), NOON)
    assert counting.bring_up_to_date(service.db, most=5) == 15
    assert counting.bring_up_to_date(service.db, most=100) == 0


def test_a_decision_undone_is_taken_off_where_it_was_made(service: Service) -> None:
    with service.db.writing() as db:
        key = histories.arrive(db, "1", NOON, rules=("x",))
        histories.decide(db, key, NOON + timedelta(hours=1), Action.REJECT)
    counting.count_all(service.db)
    with service.db.writing() as db:
        histories.undo(db, key, NOON + timedelta(days=2), by="bob")
    counting.count_all(service.db)
    with service.db.reading() as db:
        made = db.execute(
            "SELECT period, made, undone, undone_by_others, replaced "
            "FROM counted_people WHERE step = 'hour'"
        ).fetchall()
        rules = db.execute(
            "SELECT period, hits, decided, rejected FROM counted_rules "
            "WHERE step = 'hour' ORDER BY period"
        ).fetchall()
    assert list(map(tuple, made)) == [("2026-03-04T13", 1, 1, 1, 0)]
    assert list(map(tuple, rules)) == [
        ("2026-03-04T12", 1, 0, 0),
        ("2026-03-04T13", 0, 0, 0),
    ]


def test_a_later_decision_on_the_same_text_replaces_the_one_before(
    service: Service,
) -> None:
    with service.db.writing() as db:
        key = histories.arrive(db, "1", NOON, Action.APPROVE)
        histories.decide(db, key, NOON, Action.REJECT, by="ann")
        histories.decide(db, key, NOON, Action.APPROVE, by="bob")
        other = histories.arrive(db, "2", NOON)
        histories.decide(db, other, NOON, Action.REJECT, by="ann")
        histories.edit(db, other, NOON)  # another text
        histories.decide(db, other, NOON, Action.APPROVE, by="bob")
    counting.count_all(service.db)
    with service.db.reading() as db:
        found = db.execute(
            "SELECT by, sum(made), sum(replaced) FROM counted_people "
            "WHERE step = 'day' GROUP BY by"
        ).fetchall()
        policy = db.execute(
            "SELECT made, replaced FROM counted_decisions "
            "WHERE step = 'day' AND policy = 1"
        ).fetchall()
    assert list(map(tuple, found)) == [("ann", 2, 1), ("bob", 2, 0)]
    assert list(map(tuple, policy)) == [(1, 1)]


@pytest.mark.parametrize(
    ("action", "scores", "opinion"),
    [
        (Action.APPROVE, {"toxicity": 0.9}, "approve"),
        (Action.REJECT, {"toxicity": 0.1}, "reject"),
        (Action.HOLD, {"toxicity": 0.9, "on_topic": 0.2}, "lean_reject"),
        (Action.HOLD, {"toxicity": 0.4, "on_topic": 0.9}, "lean_approve"),
        (Action.HOLD, {"toxicity": 0.9, "reject": 0.1}, "lean_approve"),
        (Action.HOLD, {"toxicity": None}, "none"),
        (Action.HOLD, {}, "none"),
    ],
)
def test_what_the_machine_thought_is_told_by_what_it_did_or_by_its_scores(
    service: Service, action: Action, scores: dict[str, float | None], opinion: str
) -> None:
    with service.db.writing() as db:
        key = histories.arrive(db, "1", NOON, action, scores=scores)
        histories.decide(db, key, NOON, Action.REJECT)
    counting.count_all(service.db)
    found = figures(service.db, "counted_people", "by", "opinion")
    assert found == {("ann", opinion): 1}


def test_it_is_the_text_that_was_decided_of_which_the_machine_thought(
    service: Service,
) -> None:
    with service.db.writing() as db:
        key = histories.arrive(db, "1", NOON, scores={"toxicity": 0.9}, rules=("old",))
        histories.decide(db, key, NOON, Action.REJECT)
        histories.edit(db, key, NOON, scores={"toxicity": 0.1}, rules=("new",))
        histories.decide(db, key, NOON, Action.APPROVE)
    counting.count_all(service.db)
    assert figures(service.db, "counted_people", "action", "opinion") == {
        ("reject", "lean_reject"): 1,
        ("approve", "lean_approve"): 1,
    }
    with service.db.reading() as db:
        found = db.execute(
            "SELECT rule, hits, decided, rejected FROM counted_rules "
            "WHERE step = 'day' ORDER BY rule"
        ).fetchall()
    assert list(map(tuple, found)) == [("new", 1, 1, 0), ("old", 1, 1, 1)]
