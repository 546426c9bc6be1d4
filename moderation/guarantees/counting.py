"""What the whole policy would have done with audited comments, by each threshold.

The rules, the other scores and the levels stay as they are: what a person is promised
is about what happens to comments, not about a score.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from classifier.house import SiteModel
from classifier.live import Live
from classifier.risk import Counted
from moderation import judging, policy, surroundings
from moderation.comments import Action, Comment, Judgement, Mode
from moderation.judges import Judges
from moderation.policy import Settings, Threshold
from moderation.service import Service
from moderation.store import blind, comments, people

TOGETHER = 100
"""Comments that are judged between two looks at the database."""

NOTHING = Threshold(hold=2.0, reject=None)  # what a score of reject asks for,
HOLD = Threshold(hold=0.0, reject=None)  # as it lies below both thresholds,
REJECT = Threshold(hold=0.0, reject=0.0)  # between them, or above

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Audits:
    """Audited comments of a site, n of them.

    Attributes:
        people_rejected: whether they did, shape (n,).
        scores: P(reject) by one model, shape (n,); NaN where it has no opinion.
        approved, rejected: whether a machine alone does that where the score asks for
            nothing, for a hold, or for a rejection; each shape (3, n).
    """

    people_rejected: Bools
    scores: NDArray[np.float64]
    approved: Bools
    rejected: Bools

    def __len__(self) -> int:
        return len(self.scores)

    def approvals(self, hold: float, reject: float | None) -> Counted:
        """What is approved by a machine alone, and how much of that people rejected."""
        chosen = self._chosen(self.approved, hold, reject)
        wrong = np.count_nonzero(chosen & self.people_rejected)
        return Counted(int(np.count_nonzero(chosen)), int(wrong))

    def rejections(self, hold: float, reject: float | None) -> Counted:
        """What is rejected by a machine alone, and how much of that people approved."""
        chosen = self._chosen(self.rejected, hold, reject)
        wrong = np.count_nonzero(chosen & ~self.people_rejected)
        return Counted(int(np.count_nonzero(chosen)), int(wrong))

    def _chosen(self, its: Bools, hold: float, reject: float | None) -> Bools:
        asks = np.zeros(len(self), int)
        asks[self.scores >= hold] = 1
        if reject is not None:
            asks[self.scores >= reject] = 2
        chosen: Bools = np.take_along_axis(its, asks[None], axis=0)[0]
        return chosen


def audits(service: Service, site: str, model: SiteModel) -> Audits:
    """All that was audited and not edited since, judged anew with a model.

    Raises:
        UnknownSite: there is no such site.
    """
    judges = replace(service.judges, live=_Only(service.judges.live, model))
    with service.db.reading() as connection:
        decided = blind.audited(connection, site)
    scores, done = list[float](), list[list[Action]]()
    for first in range(0, len(decided), TOGETHER):
        keys = [key for key, _ in decided[first : first + TOGETHER]]
        for judgement, settings in _judged(service, judges, site, keys):
            score = judgement.scores.get("reject")
            scores.append(float("nan") if score is None else score)
            done.append(_actions(judgement, settings))
    actions = np.array(done, dtype=object).reshape(len(done), 3).T
    return Audits(
        people_rejected=np.array([rejected for _, rejected in decided], bool),
        scores=np.array(scores, float),
        approved=actions == Action.APPROVE,
        rejected=actions == Action.REJECT,
    )


class _Only(Live):
    """One model in service, whichever is."""

    def __init__(self, live: Live, model: SiteModel) -> None:
        super().__init__(live.registry, live.ground)
        self._model = model

    def for_site(self, site: str) -> SiteModel:
        return self._model


def _judged(
    service: Service, judges: Judges, site: str, keys: Sequence[int]
) -> list[tuple[Judgement, Settings]]:
    with service.db.reading() as connection:
        cases = [
            (surroundings.case_of(connection, service, comment), comment)
            for comment in (comments.get(connection, key) for key in keys)
        ]
        settings = [
            _settings(connection, service, site, comment) for _, comment in cases
        ]
    return [
        (judging.judge(judges, case), its)
        for (case, _), its in zip(cases, settings, strict=True)
    ]


def _settings(
    connection: Connection, service: Service, site: str, comment: Comment
) -> Settings:
    found = surroundings.in_force(
        connection,
        service,
        people.site(connection, site),
        comment.article,
        comment.author.id,
    )
    closed = found.mode is Mode.CLOSED  # which is about what comes now
    mode = Mode.AUTO if closed else found.mode
    # By the score alone, and by nothing that was promised of it before.
    return replace(found, mode=mode, kept_to={}, holds_unproven=False)


def _actions(judgement: Judgement, settings: Settings) -> list[Action]:
    """What is done where the score asks for nothing, for a hold, for a rejection."""
    if policy.is_set_by_hand(settings):
        return [policy.decide(judgement, settings).action] * 3
    return [
        policy.decide(
            judgement,
            replace(settings, thresholds={**settings.thresholds, "reject": asked}),
        ).action
        for asked in (NOTHING, HOLD, REJECT)
    ]
