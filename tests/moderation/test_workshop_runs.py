"""What the workshop begins beside the pages: a backtest, and rules applied."""

from pathlib import Path

import pytest

from moderation import erasure, intake, jobs, queue
from moderation.comments import Action, Status, Submission
from moderation.errors import NothingStored, NotUndoable, StaleRules
from moderation.service import Service
from moderation.store.jobs import State
from moderation.workshop import applying, backtesting, texts
from moderation.workshop.texts import Texts
from rules import RulesError
from tests.moderation.rule_files import LONG, TRAMS, rule, save
from tests.moderation.stories import decide, post
from tests.moderation.waits import ended

TRAM, BUS = "The tram is late.", "The bus is late."
HARD = Texts(
    "hard", f"name: hard\nrules:\n{rule('all', 'length > 0', then='reject')}", {}
)


def backtest(service: Service, its: Texts, days: int = 7) -> backtesting.Report:
    number = backtesting.start(
        service, "default", its, days=days, by="ed", what="a draft"
    )
    job = ended(service, number)
    assert job.state is State.DONE, job.trouble
    assert (job.done, job.total) == (job.done, job.done)
    report = backtesting.report(service, job)
    assert report is not None
    return report


def test_a_draft_is_tried_on_the_past(service: Service, tmp_path: Path) -> None:
    save(service, tmp_path, LONG)
    for id, text in (("1", TRAM), ("2", "Late!")):
        post(service, text, id)
    decide(service, "1", Action.APPROVE)
    report = backtest(service, HARD)
    assert report.summary["comments"] == 2
    assert report.summary["become_stricter"] == 2
    assert (report.rules[0]["rule"], report.rules[0]["precision"]) == ("all", 0.0)
    assert {
        "".join(text for text, _ in its.pieces or ()) for its in report.stricter
    } == {
        TRAM,
        "Late!",
    }


def test_no_text_is_kept_and_what_was_erased_since_is_not_told(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, TRAMS)
    post(service, BUS, "1")
    post(service, "A ferry!", "2")
    backtest(service, HARD)
    with service.db.reading() as db:
        (stored,) = db.execute("SELECT result FROM jobs").fetchone()
    assert "bus" not in stored
    erasure.erase(service.db, "default", "1", by="ed")
    intake.receive(service, "default", Submission(id="2", text="A boat!"))
    (job,) = jobs.latest(service.db, "default", [backtesting.KIND])
    report = backtesting.report(service, job)
    assert report is not None
    told = {its.told["id"]: (its.pieces, its.edited) for its in report.stricter}
    assert told == {"1": (None, False), "2": ([("A boat!", False)], True)}


def test_rules_that_cannot_be_used_are_told_before_it_begins(service: Service) -> None:
    post(service, BUS)
    with pytest.raises(RulesError):
        backtesting.start(
            service, "default", Texts("x", "rules: [", {}), days=1, by="ed", what="x"
        )
    assert jobs.latest(service.db, "default", [backtesting.KIND]) == []


def test_without_comments_there_is_nothing_to_try_on(service: Service) -> None:
    its = texts.of_service(service)
    with pytest.raises(NothingStored):
        backtesting.start(service, "default", its, days=1, by="ed", what="x")


@pytest.fixture
def held(service: Service, tmp_path: Path) -> Service:
    """Two comments held by a rule that is no longer there; one would be rejected."""
    save(service, tmp_path, LONG)
    for id, text in (("1", TRAM), ("2", BUS)):
        assert post(service, text, id).status is Status.PENDING
    save(service, tmp_path, rule("trams", "'words(\"trams\")'", then="reject"))
    return service


def status(service: Service, id: str) -> Status:
    return queue.find(service.db, "default", id).status


def test_it_is_counted_then_done_then_undone_as_one(held: Service) -> None:
    job = ended(held, applying.count(held, "default", by="ed"))
    counted = applying.counted(held, job)
    assert counted is not None
    assert (counted.held, counted.approve, counted.reject, counted.hold) == (2, 1, 1, 0)
    done = ended(held, applying.apply(held, "default", job.number, by="ed"))
    assert (status(held, "1"), status(held, "2")) == (Status.REJECTED, Status.APPROVED)
    result = jobs.result(held.db, done)
    assert (result["changed"], result["left"]) == (2, 0)
    (batch,) = applying.batches(held.db, "default")
    undone = ended(held, applying.undo(held, "default", batch.batch, by="ann"))
    assert jobs.result(held.db, undone)["changed"] == 2
    assert status(held, "1") is status(held, "2") is Status.PENDING
    with pytest.raises(NotUndoable, match="was undone by ann"):
        applying.undo(held, "default", batch.batch, by="ed")


def test_what_a_person_decided_meanwhile_stays(held: Service) -> None:
    job = ended(held, applying.count(held, "default", by="ed"))
    decide(held, "1", Action.APPROVE)
    done = ended(held, applying.apply(held, "default", job.number, by="ed"))
    assert jobs.result(held.db, done)["left"] == 1
    assert status(held, "1") is Status.APPROVED


def test_once_others_are_in_service_it_has_to_be_counted_again(
    held: Service, tmp_path: Path
) -> None:
    job = ended(held, applying.count(held, "default", by="ed"))
    save(held, tmp_path, TRAMS)
    with pytest.raises(StaleRules, match="counted again"):
        applying.apply(held, "default", job.number, by="ed")
    assert status(held, "1") is Status.PENDING
