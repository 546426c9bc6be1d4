"""The scores of a comment, beside the thresholds that would hold or reject it now."""

from collections.abc import Sequence
from dataclasses import dataclass

from moderation import policy
from moderation.comments import Comment
from moderation.policy import Settings

ON_TOPIC, RISK = "on_topic", "risk"


@dataclass(frozen=True)
class Bar:
    """One score, in [0, 1].

    Attributes:
        score: `None` where there is no opinion.
        hold: from which score on a comment is held; `None` where none is.
        reject: from which on it is rejected.
        below: whether it is held below `hold`, and not from it on.
        set_by: the level that set it, as "section sport"; "" where all inherit.
    """

    name: str
    score: float | None
    hold: float | None = None
    reject: float | None = None
    below: bool = False
    set_by: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the score alone asks for a person."""
        if self.score is None or self.hold is None:
            return False
        return self.score < self.hold if self.below else self.score >= self.hold


def of(comment: Comment, settings: Settings) -> Sequence[Bar]:
    """A bar for each score and for the risk, what asks for a person first, then the
    highest.
    """
    settings = policy.under(settings, comment.model)
    found = [_bar(name, score, settings) for name, score in comment.scores.items()]
    found.append(
        Bar(
            RISK,
            comment.risk,
            settings.hold_risk_from,
            set_by=_set_by(RISK, settings),
        )
    )
    return sorted(found, key=lambda bar: (not bar.is_over, -(bar.score or 0)))


def _bar(name: str, score: float | None, settings: Settings) -> Bar:
    set_by = _set_by(name, settings)
    if name == ON_TOPIC:
        below = settings.hold_off_topic_below
        return Bar(name, score, below, below=True, set_by=set_by)
    known = settings.thresholds.get(name)
    if known is None:
        return Bar(name, score)
    return Bar(name, score, known.hold, known.reject, set_by=set_by)


def _set_by(name: str, settings: Settings) -> str:
    told = settings.levels.get(name) or settings.levels.get("thresholds", "")
    return "" if told == "site" else told
