"""What is hard to read, and what is a moderator's everyday."""

import pytest

from moderation import severity
from moderation.comments import Action, Reason
from moderation.preferences import Preferences
from moderation.service import Service
from tests.moderation.stories import comment, finding, post

HARD = Preferences().blur_from


@pytest.mark.parametrize(
    "text",
    [
        "I will kill you tonight",
        "All of them must be gassed, these vermin",
        "Fuck you asshole, you fucking cunt",
    ],
)
def test_threats_hatred_and_severe_abuse_are_hard(service: Service, text: str) -> None:
    assert severity.of(post(service, text)) >= HARD


@pytest.mark.parametrize(
    "text", ["Well said!", "Bullshit. They promised the same.", "What a moron."]
)
def test_disagreement_swearing_and_plain_insults_are_not(
    service: Service, text: str
) -> None:
    assert severity.of(post(service, text)) < HARD


def test_the_highest_of_scores_and_weights_counts() -> None:
    found = comment(
        scores={"threat": 0.3, "severe_toxicity": None, "insult": 1.0},
        reasons=(finding(Action.HOLD, Reason.HATE, 0.4), finding(Action.HOLD)),
    )
    assert severity.of(found) == 0.4


def test_what_speaks_for_a_comment_makes_it_no_harder() -> None:
    found = comment(reasons=(finding(Action.APPROVE, Reason.THREAT, 1.0),))
    assert severity.of(found) == 0


def test_what_nobody_scored_is_not_known_to_be_hard() -> None:
    assert severity.of(comment(scores={"threat": None})) == 0
