"""What there is to tell of a version: how it does on what it has not learnt."""

import shutil

import pytest

from moderation import erasure, learning
from moderation.comments import Action, Author, Reason
from moderation.examined import Figures, Of
from moderation.learning.examining import examine
from moderation.learning.foretelling import foretold
from moderation.learning.measuring import LEAST
from moderation.service import Service
from tests.moderation.audited import LAW, TRAM, audit, learnt
from tests.moderation.stories import decide, post, taught


def look(service: Service, version: str | None = None) -> Figures:
    name = version or service.judges.live.registry.current("default")
    assert name is not None
    return examine(service, "default", name)


def test_a_version_is_measured_on_audits_and_on_what_came_since_apart(
    service: Service,
) -> None:
    learnt(service)
    assert not look(service).measured  # nothing that it has not learnt
    audit(service, 50)
    taught(service, 60, start=90)
    found = look(service)
    assert (found.audits, found.later) == (50, 60)
    audits, later = found.measured
    assert (audits.of, audits.decisions) == (Of.AUDITS, 50)
    assert (later.of, later.decisions) == (Of.LATER, 60)
    assert (sum(audits.rejected), sum(later.rejected)) == (25, 20)
    assert audits.theirs.name == "shipped toxicity"
    assert found.main is audits


def test_too_few_audits_are_measured_together_with_what_came_since(
    service: Service,
) -> None:
    learnt(service)
    audit(service, 10)
    taught(service, LEAST, start=90)
    (both,) = look(service).measured
    assert (both.of, both.decisions) == (Of.BOTH, LEAST + 10)


def test_words_that_lead_to_rejections_are_told_if_several_have_used_them(
    service: Service,
) -> None:
    learnt(service)
    for number in range(3):
        text = f"Time {number}: {LAW} the xylophone."
        post(service, text, f"same-{number}", author=Author(id="one"))
        decide(service, f"same-{number}", Action.REJECT)
    words = [each.word for each in look(service).gained]
    assert {"lawyer", "sue"} <= set(words)
    assert "xylophone" not in words


def test_what_differs_most_is_told_first_and_what_is_erased_no_more(
    service: Service,
) -> None:
    learnt(service)
    audit(service, 60)
    post(service, f"House 7, {LAW} the market.", "gone")
    decide(service, "gone", Action.REJECT)
    found = look(service)
    assert found.better
    gaps = [abs(each.ours - each.theirs) for each in found.flips if each.is_better]
    assert gaps == sorted(gaps, reverse=True)
    assert found.later == 1
    erasure.erase(service.db, "default", "gone", by="ann")
    assert look(service).later == 0


def test_a_version_is_compared_with_the_one_that_was_in_service(
    service: Service,
) -> None:
    first = learnt(service).version
    taught(service, 60, start=90)
    live = service.judges.live
    done = learning.retrain(service.db, live.registry, live.ground, "default")
    audit(service, 60)
    found = look(service, done.version)
    assert found.main is not None
    assert found.main.theirs.name == first
    assert [each.name for each in found.automated] == [done.version, first]
    assert found.learnt["person"] == {"mo": 150}
    assert not found.parent_is_gone
    shutil.rmtree(live.registry.root / "default" / first)
    alone = look(service, done.version)
    assert alone.parent_is_gone
    assert [each.name for each in alone.automated] == [done.version]


def test_rejections_are_counted_by_reason_and_by_what_the_score_does_with_them(
    service: Service,
) -> None:
    learnt(service)
    audit(service, 50)
    text = f"Flat 9, {TRAM} the zoo."  # the score lets it through
    for number in range(7):
        post(service, text, f"spam-{number}")
        decide(service, f"spam-{number}", Action.REJECT, reason=Reason.SPAM)
    taught(service, 40, start=90)
    audits, later = look(service).measured
    (other,) = audits.reasons
    assert (other.reason, other.decisions, other.approved) == ("other", 25, 0)
    spam = next(each for each in later.reasons if each.reason == "spam")
    assert (spam.approved, spam.held, spam.rejected) == (7, 0, 0)


def test_what_could_be_decided_without_a_person_is_told_from_audits_alone(
    service: Service,
) -> None:
    learnt(service)
    taught(service, 60, start=90)
    assert not look(service).automated
    audit(service, 60)
    (few,) = look(service).automated
    assert few.alone.part == 0
    assert few.missing


def test_groups_that_are_named_are_measured_only_where_there_are_enough(
    service: Service,
) -> None:
    learnt(service)
    for number in range(66):
        who = "muslim" if number % 2 else "women"
        if number >= 60:
            who = "disabled"
        about = LAW if number % 3 == 0 else TRAM
        post(service, f"The {who} said: {about} the market {number}.", f"n{number}")
        action = Action.REJECT if number % 3 == 0 else Action.APPROVE
        decide(service, f"n{number}", action)
    (later,) = look(service).measured
    named = {each.kind: each for each in later.named}
    assert set(named) == {"", "religion", "gender", "disability"}
    assert named[""].decisions == 66
    religion, few = named["religion"], named["disability"]
    assert religion.decisions == 30
    assert religion.auc is not None
    assert religion.wrongly is not None
    assert religion.wrongly.whole == 20
    assert (few.auc, few.wrongly) == (None, None)


def test_the_learning_curve_tells_auc_and_log_loss(service: Service) -> None:
    taught(service, 240)
    live = service.judges.live
    learning.retrain(service.db, live.registry, live.ground, "default")
    curve = look(service).curve
    assert curve is not None
    sizes = [each.decisions for each in curve.points]
    assert sizes == sorted(sizes)
    assert sizes[-1] == 192
    assert curve.points[-1].loss < curve.points[0].loss
    assert all(0.5 <= each.auc <= 1 for each in curve.points)


@pytest.mark.parametrize(
    "points", [[(100, 0.7), (200, 0.7)], [(10, 0.9), (20, 0.8), (40, 0.7)], []]
)
def test_what_follows_no_curve_is_not_foretold(points: list[tuple[int, float]]) -> None:
    assert foretold(points) is None


def test_a_power_law_is_foretold_as_it_goes_on() -> None:
    points = [(n, 1 - 2 * n**-0.5) for n in (100, 200, 400, 800)]
    found = foretold(points)
    assert found is not None
    expected = 2 * 800**-0.5 - 2 * 1300**-0.5
    assert found == pytest.approx((expected,) * 3, abs=1e-9)
