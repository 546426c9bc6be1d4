"""New rules for what is held already: counted, applied to that alone, undone as one."""

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

import rules
from moderation import queue, recount, retroaction, review, rulebooks
from moderation.comments import (
    Action,
    Article,
    Author,
    Comment,
    EventKind,
    Mode,
    Reason,
    Status,
)
from moderation.errors import NotUndoable, StaleVersion, UnknownRules, UnknownSite
from moderation.levels import Level, Override
from moderation.service import Service
from moderation.store import Database, endpoints, levels, people
from moderation.store.database import now
from tests.moderation.rule_files import LONG, TRAMS, rule, save
from tests.moderation.stories import KIND, RUDE, count, decide, post

REJECTED = rule("rejected", "'words(\"trams\")'", then="reject", weight="0.8")
TRAM = "The old tram is late."
BUS = "The old bus is late."


def standing(service: Service, id: str) -> Comment:
    return queue.find(service.db, "default", id)


def kinds(service: Service, id: str) -> list[tuple[EventKind, str, str | None]]:
    history = queue.history(service.db, "default", id)
    return [(event.kind, event.by, event.note) for event in history]


@pytest.fixture
def held(service: Service, tmp_path: Path) -> Service:
    """Two trams and a bus, held by a rule that is no longer in service."""
    save(service, tmp_path, LONG)
    for id, text in (("1", TRAM), ("2", BUS), ("3", "Another tram is late.")):
        assert post(service, text, id).status is Status.PENDING
    save(service, tmp_path, REJECTED)
    return service


def applied(service: Service) -> retroaction.Applied:
    return retroaction.apply(service, recount.plan(service, "default"), by="ed")


def test_the_same_rules_change_nothing(service: Service) -> None:
    about = Article(id="t", title="The tram", text="A new tram for the town.")
    author = Author(id="a", name="A.")
    texts = [RUDE, "These people are vermin.", "Mail me: a@tram.example", "Ça va bien?"]
    texts += ["See http://bit.ly/x1 and http://bit.ly/x2", RUDE, "Du bist ein Idiot."]
    texts += ["Das ist eine sehr lange Bemerkung über Straßenbahnen in der Stadt."] * 9
    for id, text in enumerate(texts):
        post(service, text, str(id), article=about, author=author)
    found = recount.plan(service, "default")
    assert found.held > 10
    assert found.changes == []


def test_it_is_counted_first_and_nothing_is_touched(held: Service) -> None:
    found = recount.plan(held, "default")
    assert found.held == 3
    assert found.counts == {Action.APPROVE: 1, Action.REJECT: 2, Action.HOLD: 0}
    assert queue.page(held, "default").waiting == 3
    assert standing(held, "1").version == 1


def test_what_was_counted_is_done_by_the_policy_under_the_new_rules(
    held: Service,
) -> None:
    done = applied(held)
    assert (done.changed, done.left, done.stopped) == (3, 0, "")
    tram, bus = standing(held, "1"), standing(held, "2")
    assert (tram.status, bus.status) == (Status.REJECTED, Status.APPROVED)
    assert [its.rule for its in tram.reasons] == ["rejected"]
    current = rulebooks.in_service(held.db, "default")
    assert current is not None
    assert tram.rules == bus.rules == current.version
    assert (tram.decided_by, tram.version) == (None, 2)
    assert queue.page(held, "default").waiting == 0
    note = f"batch {done.batch}"
    assert kinds(held, "1")[-2:] == [
        (EventKind.JUDGED, "policy", note),
        (EventKind.DECIDED, "policy", note),
    ]


def test_it_teaches_nothing_and_adds_no_hits(held: Service) -> None:
    before = count(held, "rule_hits")
    applied(held)
    assert count(held, "rule_hits") == before
    assert count(held, "examples") == 0


def test_publishers_are_told(held: Service) -> None:
    with held.db.writing() as db:
        url = "http://receiver.example"
        endpoints.add(db, "ep_1", "default", url, (), "whsec_eA==", now())
    done = applied(held)
    assert count(held, "messages") == 3
    retroaction.undo(held.db, "default", done.batch, by="ed")
    assert count(held, "messages") == 6


def test_undone_as_one_it_all_stands_as_before(held: Service) -> None:
    before = [standing(held, id) for id in "123"]
    done = applied(held)
    undone = retroaction.undo(held.db, "default", done.batch, by="ed")
    assert (undone.changed, undone.left) == (3, [])
    after = [standing(held, id) for id in "123"]
    assert [replace(its, version=1) for its in after] == before
    assert {its.version for its in after} == {3}
    assert kinds(held, "1")[-1] == (EventKind.UNDONE, "ed", f"batch {done.batch}")
    assert recount.plan(held, "default").counts[Action.REJECT] == 2


def test_undone_once_it_is_not_undone_twice(held: Service) -> None:
    done = applied(held)
    retroaction.undo(held.db, "default", done.batch, by="ed")
    with pytest.raises(NotUndoable, match="undone by ed"):
        retroaction.undo(held.db, "default", done.batch, by="ed")
    with pytest.raises(NotUndoable, match="no batch 9"):
        retroaction.undo(held.db, "default", 9, by="ed")


def test_what_changed_since_is_left_and_told(held: Service) -> None:
    done = applied(held)
    decide(held, "1", Action.APPROVE, by="ann")
    undone = retroaction.undo(held.db, "default", done.batch, by="ed")
    assert (undone.changed, undone.left) == (2, ["1"])
    assert standing(held, "1").decided_by == "ann"
    assert standing(held, "1").status is Status.APPROVED


def test_what_a_person_decided_since_it_was_counted_stays(held: Service) -> None:
    found = recount.plan(held, "default")
    decide(held, "1", Action.APPROVE, by="ann")
    done = retroaction.apply(held, found, by="ed")
    assert (done.changed, done.left) == (2, 1)
    assert standing(held, "1").decided_by == "ann"


def test_what_its_author_edited_since_stays(held: Service) -> None:
    found = recount.plan(held, "default")
    edited = post(held, RUDE, "1")
    assert edited.status is Status.PENDING
    done = retroaction.apply(held, found, by="ed")
    assert (done.changed, done.left) == (2, 1)
    assert standing(held, "1") == edited


def test_of_a_person_and_a_batch_at_once_each_comment_has_one_decision(
    service: Service, tmp_path: Path
) -> None:
    patient = Database(service.db.path)  # as the service's is outside of tests
    service = Service(patient, service.judges, 0.0)
    save(service, tmp_path, LONG)
    ids = [str(number) for number in range(120)]
    for id in ids:
        post(service, f"The tram of line {id} is late.", id)
    save(service, tmp_path, REJECTED)
    found = recount.plan(service, "default")
    start, mine = threading.Event(), list[str]()

    def act() -> None:
        start.wait()
        for id in reversed(ids):
            try:
                decide(service, id, Action.APPROVE, by="ann", version=1)
                mine.append(id)
            except StaleVersion:
                pass

    person = threading.Thread(target=act)
    person.start()
    start.set()
    done = retroaction.apply(service, found, by="ed")
    person.join()
    assert mine
    assert done.changed + len(mine) == len(ids)
    assert done.left <= len(mine)
    for id in ids:
        comment = standing(service, id)
        wanted = Status.APPROVED if id in mine else Status.REJECTED
        assert (comment.status, comment.version) == (wanted, 2)
        assert [kind for kind, *_ in kinds(service, id)].count(EventKind.DECIDED) == 1
    patient.close()


@pytest.mark.impatient
def test_a_store_that_is_locked_leaves_what_was_not_reached_to_another_time(
    held: Service,
) -> None:
    found = recount.plan(held, "default")

    def lock(_: int) -> None:
        """Somebody else takes the one lock between two transactions."""
        other.execute("BEGIN IMMEDIATE")

    many = replace(found, changes=[*found.changes[:2]] * 25 + [*found.changes[2:]])
    other = sqlite3.connect(held.db.path, isolation_level=None)
    done = retroaction.apply(held, many, by="ed", tell=lock)
    other.close()
    assert done.changed == 2
    assert "locked" in done.stopped
    assert retroaction.undo(held.db, "default", done.batch, by="ed").changed == 2


def test_it_stops_when_the_rules_in_service_change(
    held: Service, tmp_path: Path
) -> None:
    found = recount.plan(held, "default")
    rulebooks.rollback(held.db, "default", by="ann")
    done = retroaction.apply(held, found, by="ed")
    assert (done.changed, done.stopped) == (0, "the rules in service changed")
    assert queue.page(held, "default").waiting == 3


def test_one_rule_alone_is_applied_to_what_it_hits(held: Service) -> None:
    found = recount.plan(held, "default", rule="rejected")
    assert found.counts == {Action.APPROVE: 0, Action.REJECT: 2, Action.HOLD: 0}
    with pytest.raises(UnknownRules, match="'nothing'"):
        recount.plan(held, "default", rule="nothing")
    with pytest.raises(UnknownSite, match="'nowhere'"):
        recount.plan(held, "nowhere")


def test_other_reasons_to_hold_move_a_comment_in_the_queue(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, LONG)
    post(service, BUS, "1")
    post(service, TRAM, "2")
    save(
        service,
        tmp_path,
        LONG,
        TRAMS.replace("then: hold", "then: hold\n    weight: 0.9"),
    )
    assert recount.plan(service, "default").counts[Action.HOLD] == 1
    done = applied(service)
    assert [its.id for its in queue.page(service, "default").comments] == [
        "2",
        "1",
    ]
    retroaction.undo(service.db, "default", done.batch, by="ed")
    assert [its.id for its in queue.page(service, "default").comments] == [
        "1",
        "2",
    ]
    assert EventKind.UNDONE not in [kind for kind, *_ in kinds(service, "2")]


def test_a_paused_rule_changes_nothing_and_shadow_rules_neither(
    held: Service, tmp_path: Path
) -> None:
    save(held, tmp_path, LONG, REJECTED.replace("then", "mode: shadow\n    then"))
    assert recount.plan(held, "default").changes == []


def test_where_everything_waits_for_a_person_it_goes_on_waiting(held: Service) -> None:
    with held.db.writing() as db:
        people.change_site(db, "default", mode=Mode.PRE)
    found = recount.plan(held, "default")
    assert (found.counts[Action.APPROVE], found.counts[Action.REJECT]) == (0, 0)


def test_closing_comments_does_not_reject_what_is_held(held: Service) -> None:
    with held.db.writing() as db:
        people.change_site(db, "default", mode=Mode.CLOSED)
    assert recount.plan(held, "default").counts[Action.REJECT] == 2


def test_what_no_judge_could_read_stays_held(service: Service, tmp_path: Path) -> None:
    save(service, tmp_path, LONG)
    post(service, "Puhelinluettelo on kadonnut jonnekin viime vuonna.", "1")
    save(service, tmp_path, TRAMS)
    applied(service)
    comment = standing(service, "1")
    assert comment.status is Status.PENDING
    assert [its.code for its in comment.reasons] == [Reason.LANGUAGE]


def test_what_a_judge_failed_on_stays_held_but_for_the_rules_themselves(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(service, tmp_path, LONG)
    with monkeypatch.context() as broken:
        broken.setattr(service.judges.model, "score", None)
        post(service, "Well.", "1")
    with monkeypatch.context() as broken:
        broken.setattr(rules.Rulebook, "check", None)
        post(service, "Well.", "2")
    for id in "12":
        assert standing(service, id).reasons[0].code is Reason.UNSCORED
    applied(service)
    assert standing(service, "1").status is Status.PENDING
    assert standing(service, "2").status is Status.APPROVED


def test_what_came_later_does_not_make_a_comment_a_repetition(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, LONG)
    author = Author(id="a")
    post(service, TRAM, "1", author=author)
    post(service, TRAM, "2", author=author)
    save(service, tmp_path, LONG, rule("again", "repetition.own >= 1", then="reject"))
    applied(service)
    assert standing(service, "1").status is Status.PENDING
    assert standing(service, "2").status is Status.REJECTED


def test_a_person_may_decide_on_what_was_applied(held: Service) -> None:
    applied(held)
    decide(held, "1", Action.APPROVE, by="ann")
    back = review.undo(held.db, "default", "1", by="ann")
    assert back.status is Status.REJECTED  # as the policy left it


def test_progress_counts_every_comment(held: Service) -> None:
    looked, done = list[int](), list[int]()
    found = recount.plan(held, "default", tell=looked.append)
    retroaction.apply(held, found, by="ed", tell=done.append)
    assert (sum(looked), sum(done)) == (3, 3)


def test_a_kind_comment_is_none_of_its_business(
    service: Service, tmp_path: Path
) -> None:
    post(service, KIND)
    save(service, tmp_path, rule("all", "length > 1", then="reject"))
    assert recount.plan(service, "default").held == 0


def test_what_settings_make_of_it_otherwise_than_counted_is_left(
    held: Service,
) -> None:
    counted = recount.plan(held, "default")
    with held.db.writing() as db:
        override = Override(level=Level.SITE, mode=Mode.PRE)
        levels.keep(db, "default", override, now())
    done = retroaction.apply(held, counted, by="ed")
    assert done.changed == counted.counts[Action.HOLD]
    assert standing(held, "1").status is Status.PENDING
