"""What thresholds would do: counted from a site's own decisions, honest about few."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation import review, thresholds
from moderation.comments import Action, Article, Caution
from moderation.errors import BadLevel
from moderation.levels import Level
from moderation.policy import THRESHOLDS, Settings
from moderation.service import Service
from moderation.store import levels
from moderation.thresholds import Sample, samples, setting
from moderation.thresholds.samples import Columns
from moderation.thresholds.shares import LEAST, share
from tests.moderation.stories import KIND, RUDE, decide, post

NAMES = thresholds.names()


def columns(insults: Sequence[float], **more: Sequence[float]) -> Columns:
    none = np.full(len(insults), np.nan)
    given = {"insult": insults, **more}
    return Columns(
        {name: np.array(given.get(name, none), float) for name in NAMES},
        [None] * len(insults),
    )


def sample(
    decided: Sequence[tuple[float, bool]],
    came: Sequence[float],
    a_day: float | None = 100.0,
) -> Sample:
    return Sample(
        decided=columns([score for score, _ in decided]),
        rejected=np.array([rejected for _, rejected in decided], bool),
        came=columns(came),
        a_day=a_day,
    )


FORTY = [(0.9, True)] * 27 + [(0.9, False)] * 3 + [(0.4, False)] * 10


def test_precision_is_the_share_that_people_rejected_of_what_is_beyond() -> None:
    its = thresholds.curve(
        sample(FORTY, [0.1] * 90 + [0.95] * 10), "insult", Settings()
    )
    point = its.at(0.9)
    assert (point.decided, point.rejected) == (30, 27)
    assert point.precision is not None
    assert point.precision.share == 0.9
    assert point.precision.low < 0.9 < point.precision.high
    assert its.at(0.2).decided == 40
    assert (point.held, point.a_day) == (0.1, 10.0)


def test_of_few_decisions_nothing_is_said() -> None:
    its = thresholds.curve(sample(FORTY[:24], [0.5]), "insult", Settings())
    assert its.at(0.5).decided == LEAST - 1
    assert its.at(0.5).precision is None


def test_a_score_at_the_threshold_is_held_as_the_policy_does() -> None:
    its = thresholds.curve(sample([], [0.6, 0.599999]), "insult", Settings())
    assert its.at(THRESHOLDS["insult"].hold).held == 0.5


def test_what_is_off_topic_is_held_below() -> None:
    its = Sample(
        decided=columns([]),
        rejected=np.array([], bool),
        came=columns([0.0] * 4, on_topic=[0.1, 0.5, 0.6, float("nan")]),
        a_day=None,
    )
    found = thresholds.curve(its, "on_topic", Settings(hold_off_topic_below=0.5))
    assert found.below
    assert (found.at(0.5).held, found.at(0.55).held) == (0.25, 0.5)
    assert found.at(0.5).a_day is None


def test_emphasis_is_left_out_of_profanity(service: Service) -> None:
    post(service, "Damn good, that was a damn good article!")
    found = thresholds.sample(service, "default")
    scores = found.came.scores
    assert scores["toxicity"][0] < 0.2
    assert np.isnan(scores["profanity"][0])


def test_caution_is_told_in_numbers_the_cautious_holding_most() -> None:
    came = [0.1] * 50 + [0.4] * 30 + [0.7] * 15 + [0.98] * 5
    found = thresholds.of_cautions(sample(FORTY, came), Settings())
    held = {caution: its.held for caution, its in found.items()}
    assert held == {
        Caution.CAUTIOUS: pytest.approx(0.45),
        Caution.BALANCED: pytest.approx(0.15),
        Caution.LENIENT: 0.0,
    }
    balanced = found[Caution.BALANCED]
    assert (balanced.rejected, balanced.a_day) == (0.05, pytest.approx(15.0))
    assert balanced.precision is not None
    assert balanced.precision.share == 0.9
    assert balanced.caught is not None
    assert balanced.caught.share == 1.0


def test_a_band_of_scores_tells_what_people_made_of_it() -> None:
    found = thresholds.between(sample(FORTY, []), "insult", 0.85, 1.0)
    assert (found.decided, found.rejected) == (30, 27)
    nothing = thresholds.between(sample(FORTY, []), "no_such", 0.0, 1.0)
    assert (nothing.decided, nothing.precision) == (0, None)


def test_a_site_without_comments_has_no_numbers_and_no_errors(service: Service) -> None:
    found = thresholds.sample(service, "default")
    assert found.a_day is None
    for name in NAMES:
        its = thresholds.curve(found, name, Settings())
        assert {point.held for point in its.points} == {None}
    assert thresholds.of_settings(found, Settings()).held is None


def test_only_people_count_and_an_undone_decision_no_longer(service: Service) -> None:
    post(service, RUDE, "1")
    post(service, KIND, "2")  # is approved by the policy
    decide(service, "1", Action.REJECT)
    assert len(thresholds.sample(service, "default").decided) == 1
    review.undo(service.db, "default", "1", by="mo")
    samples.forget(service, "default")
    found = thresholds.sample(service, "default")
    assert (len(found.decided), len(found.came)) == (0, 2)


def test_a_section_has_its_own_part(service: Service) -> None:
    for id, section in (("1", "sport"), ("2", "sport"), ("3", "local")):
        about = Article(id=section, section=section)
        post(service, RUDE, id, article=about)
    decide(service, "3", Action.REJECT)
    found = thresholds.sample(service, "default")
    assert found.sections == ["local", "sport"]
    assert len(found.of("sport").came) == 2
    assert (len(found.of("local").decided), len(found.of("sport").decided)) == (1, 0)


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_lies_in_its_band(part: int, more: int) -> None:
    found = share(part, part + more)
    if part + more < LEAST:
        assert found is None
    else:
        assert found is not None
        assert 0 <= found.low <= found.share <= found.high <= 1


def test_a_threshold_is_set_for_a_section_alone(service: Service) -> None:
    set_it = setting.set_thresholds
    set_it(service, "default", "sport", "insult", hold=0.8, reject=0.9, by="ed")
    sport = setting.standing(service, "default", "sport")
    whole = setting.standing(service, "default")
    assert sport.settings.thresholds["insult"].hold == 0.8
    assert sport.set_by("insult") == "section sport"
    assert whole.settings.thresholds["insult"] == THRESHOLDS["insult"]
    assert whole.sections == ("sport",)
    set_it(service, "default", "sport", "insult", hold=None, reject=None, by="ed")
    assert setting.standing(service, "default").sections == ()


def test_to_reject_what_is_not_held_is_refused(service: Service) -> None:
    with pytest.raises(BadLevel, match="insult"):
        setting.set_thresholds(
            service, "default", "", "insult", hold=0.9, reject=0.5, by="ed"
        )


def test_a_caution_may_take_single_thresholds_back(service: Service) -> None:
    setting.set_thresholds(
        service, "default", "", "spam", hold=0.1, reject=None, by="ed"
    )
    setting.set_thresholds(
        service, "default", "", "on_topic", hold=0.3, reject=None, by="ed"
    )
    setting.set_caution(service, "default", "", Caution.LENIENT, alone=False, by="ed")
    assert setting.standing(service, "default").settings.thresholds["spam"].hold == 0.1
    setting.set_caution(service, "default", "", Caution.LENIENT, alone=True, by="ed")
    found = setting.standing(service, "default")
    assert found.settings.thresholds["spam"].hold == 0.85
    assert found.own_hold("on_topic") == 0.3
    with service.db.reading() as db:
        (site,) = levels.of(db, "default", [(Level.SITE, "")])
    assert (site.caution, site.holds) == (Caution.LENIENT, {})
