"""The model now in service judges what is here already; what people decided stays."""

import pytest

from moderation import learning, queue, recount, rescoring, retroaction, review
from moderation.comments import Action, Comment, Judgement, Reason, Status
from moderation.errors import RescoringStopped, UnknownSite
from moderation.levels import Level, Override
from moderation.queue.orders import By, Order
from moderation.rescoring import Counted
from moderation.service import Service
from moderation.store import levels
from moderation.store.database import now
from tests.moderation.stories import RUDE, count, post, taught

SITE = "default"
LAW = "My lawyer will sue you, complete moron."
TRAM = "The tram stops near the market, complete moron."


@pytest.fixture
def learnt(service: Service) -> Service:
    """Two comments wait, and a model has come into service since."""
    for id, text in (("tram", TRAM), ("law", LAW)):
        assert post(service, text, id).status is Status.PENDING
    taught(service, 90)
    live = service.judges.live
    done = learning.retrain(service.db, live.registry, live.ground, SITE)
    assert done.promoted
    return service


def found(service: Service, id: str) -> Comment:
    return queue.find(service.db, SITE, id)


def rescored(service: Service, **asked: object) -> Counted:
    its = rescoring.begin(service, SITE, by="ed", **asked)  # type: ignore[arg-type]
    return rescoring.run(service, its)


def in_order(service: Service, attribute: str) -> list[str]:
    order = Order(By.SCORE, attribute)
    return [its.id for its in queue.page(service, SITE, order=order).comments]


def test_what_waits_has_the_scores_of_the_model_in_service(learnt: Service) -> None:
    version = learnt.judges.live.registry.current(SITE)
    assert "reject" not in found(learnt, "law").scores
    assert in_order(learnt, "reject") == ["tram", "law"]
    counted = rescored(learnt)
    assert counted.looked == counted.moved == 2
    law, tram = found(learnt, "law"), found(learnt, "tram")
    assert in_order(learnt, "reject") == ["law", "tram"]
    assert (law.scores["reject"] or 0) > (tram.scores["reject"] or 0)
    assert law.model.endswith(f"+{version}")
    assert law.status is tram.status is Status.PENDING
    assert law.version == 1  # whoever has it open decides it all the same


def test_it_is_what_a_new_comment_with_the_text_would_get(learnt: Service) -> None:
    rescored(learnt)
    assert found(learnt, "law").scores == post(learnt, LAW + " ", "new").scores


def test_counting_changes_nothing(learnt: Service) -> None:
    before = found(learnt, "law")
    its = rescoring.begin(learnt, SITE, by="ed")
    counted = rescoring.count(learnt, its)
    assert (counted.looked, counted.moved) == (2, 2)
    assert found(learnt, "law") == before
    assert rescored(learnt).looked == 2


def test_decisions_stay_with_their_reasons_and_only_scores_change(
    learnt: Service,
) -> None:
    post(learnt, RUDE, "decided")
    review.reject(learnt.db, SITE, "decided", by="mo", reason=Reason.INSULT)
    learnt.judges.live.registry.rollback(SITE)
    before, examples = found(learnt, "decided"), count(learnt, "examples")
    assert rescored(learnt, pending_only=False).looked == 93
    after = found(learnt, "decided")
    assert "reject" in before.scores
    assert "reject" not in after.scores
    for field in ("status", "reasons", "decided_by", "decided_at", "version", "action"):
        assert getattr(after, field) == getattr(before, field)
    assert count(learnt, "examples") == examples


def test_who_is_stopped_goes_on_there(
    learnt: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescoring, "AT_ONCE", 10)
    its = rescoring.begin(learnt, SITE, pending_only=False, by="ed")
    told = list[int]()

    def stop(done: int) -> None:
        told.append(done)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rescoring.run(learnt, its, tell=stop)
    again = rescoring.begin(learnt, SITE, pending_only=False, by="ed")
    assert (again.number, again.done) == (its.number, 30)
    assert rescoring.left(learnt, again) == 62
    assert rescoring.run(learnt, again).looked == 62
    assert rescoring.begin(learnt, SITE, pending_only=False, by="ed").done == 0


def test_another_model_in_service_stops_it(
    learnt: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescoring, "AT_ONCE", 1)
    its = rescoring.begin(learnt, SITE, by="ed")
    roll_back = learnt.judges.live.registry.rollback
    with pytest.raises(RescoringStopped, match="stopped after 1 comments"):
        rescoring.run(learnt, its, tell=lambda done: roll_back(SITE) and None)


def test_two_who_do_it_at_once_do_it_once(learnt: Service) -> None:
    its = rescoring.begin(learnt, SITE, by="ed")
    rescoring.run(learnt, its)
    learnt.db.write(
        lambda connection: connection.execute("UPDATE rescorings SET through = 1")
    )
    with pytest.raises(RescoringStopped, match="another process"):
        rescoring.run(learnt, its)


def test_a_judge_that_breaks_leaves_what_was_said_before(
    learnt: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> Judgement:
        raise ValueError("broken")

    before = found(learnt, "law")
    monkeypatch.setattr(type(learnt.judges.model), "score", broken)
    assert rescored(learnt).broken == 2
    assert found(learnt, "law") == before


def test_the_policy_decides_what_waits_as_one_batch_that_can_be_undone(
    learnt: Service,
) -> None:
    rescored(learnt)
    between = sum(found(learnt, id).scores["reject"] or 0 for id in ("law", "tram")) / 2
    with learnt.db.writing() as connection:
        override = Override(level=Level.SITE, rejects={"reject": between})
        levels.keep(connection, SITE, override, now())
    counted = rescored(learnt)
    assert counted.outcomes.get(Action.REJECT) == 1
    assert found(learnt, "law").status is Status.PENDING
    plan = recount.plan(learnt, SITE)
    done = retroaction.apply(learnt, plan, by="ed")
    assert found(learnt, "law").status is Status.REJECTED
    assert found(learnt, "tram").status is Status.PENDING
    retroaction.undo(learnt.db, SITE, done.batch, by="ed")
    assert found(learnt, "law").status is Status.PENDING


def test_an_unknown_site_is_told(service: Service) -> None:
    with pytest.raises(UnknownSite):
        rescoring.begin(service, "none", by="ed")
