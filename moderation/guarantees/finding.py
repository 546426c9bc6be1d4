"""The thresholds that keep to what is accepted, out of a grid that is fixed."""

from collections.abc import Sequence
from dataclasses import dataclass

from classifier.evaluation import risk
from classifier.evaluation.risk import Counted
from moderation.accepted import Accepted
from moderation.guarantees.counting import Audits
from moderation.policy import Threshold

HOLDS = (
    *(0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.06),
    *(0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5),
)
"""From which P(reject) on a comment may be held, the strictest first: below, nothing
but rules and other scores holds it. No look at any audit has chosen these."""

REJECTS = (
    *(0.999, 0.998, 0.995, 0.99, 0.985, 0.98, 0.97, 0.96, 0.95, 0.94, 0.92, 0.9),
    *(0.88, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5),
)
"""From which on it may be rejected, the strictest first."""

ROOM = 3
"""Wrong decisions for which there must be room at the strictest threshold that is
tried: with room for none one chance error ends the search before it has begun. Where to
begin goes by how many decisions a threshold makes, never by which were wrong; as those
that come in from one to the next are the riskier ones, that errs to the safe side."""


@dataclass(frozen=True)
class Side:
    """Automatic approvals, or automatic rejections.

    Attributes:
        accepted: the share of wrong ones that is; `None` where no bound is named.
        counted: of the audited comments, at the threshold found.
        bound: the share that is surely not exceeded.
        is_kept: whether that is promised.
        missing: how many more audited comments are wanted, at the present rate and if
            as few are wrong, until something may be promised; 0 if it is, `None` where
            more of them would not help.
    """

    accepted: float | None
    counted: Counted
    bound: float
    is_kept: bool
    missing: int | None = 0


@dataclass(frozen=True)
class Found:
    """What the audits allow.

    Attributes:
        version: of the model.
        threshold: what the score of `reject` does from now on.
        audits: how many there are.
        approvals, rejections: what is promised of either.
        automated: of the audited comments, how many no person would decide; `wrong`
            counts the wrong ones.
        held: how many would wait; `wrong` counts none.
        most_held: the share that is accepted, and `None` where none is.
    """

    version: str
    threshold: Threshold
    confidence: float
    audits: int
    approvals: Side
    rejections: Side
    automated: Counted
    held: Counted
    most_held: float | None

    @property
    def holds_too_many(self) -> bool:
        """Whether surely no more are held than is accepted cannot be said."""
        if self.most_held is None:
            return False
        shares = Counted(self.held.decided, self.held.wrong)
        return risk.upper(shares, self.confidence) > self.most_held


def find(version: str, audits: Audits, accepted: Accepted, usual: Threshold) -> Found:
    """The thresholds for a model's scores.

    Each bound is kept to by itself, at the confidence asked for. Where one cannot be
    promised yet, nothing is rejected by this score, and it holds from where it usually
    does. A bound on errors never gives way to one on how many are held.

    Args:
        audits: judged with the model.
        usual: what holds without any promise.
    """
    hold, approvals = _hold(audits, accepted, usual)
    reject, rejections = _reject(audits, accepted, hold)
    threshold = Threshold(hold=hold, reject=reject)
    alone = [audits.approvals(hold, reject), audits.rejections(hold, reject)]
    decided = sum(each.decided for each in alone)
    return Found(
        version=version,
        threshold=threshold,
        confidence=accepted.confidence,
        audits=len(audits),
        approvals=approvals,
        rejections=rejections,
        automated=Counted(decided, sum(each.wrong for each in alone)),
        held=Counted(len(audits), len(audits) - decided),
        most_held=accepted.held,
    )


def _hold(audits: Audits, accepted: Accepted, usual: Threshold) -> tuple[float, Side]:
    share, confidence = accepted.wrong_approvals, accepted.confidence
    tried = [audits.approvals(hold, None) for hold in HOLDS]
    first, last = 0, len(HOLDS) - 1
    if share is not None:
        first = _first(tried, share, confidence)
        place = risk.laxest(tried[first:], share, confidence)
        if place is None:
            counted = audits.approvals(usual.hold, None)
            missing = _missing(tried[first], share, confidence, len(audits))
            return usual.hold, _side(share, counted, confidence, missing)
        last = first + place
    elif accepted.held is None:
        counted = audits.approvals(usual.hold, None)
        return usual.hold, _side(None, counted, confidence, 0)
    place = last
    if accepted.held is not None:  # as careful as that allows
        place = next(
            (
                place
                for place in range(first, last + 1)
                if _held(audits, HOLDS[place], confidence) <= accepted.held
            ),
            last,
        )
    side = _side(share, tried[place], confidence, 0, is_kept=share is not None)
    return HOLDS[place], side


def _held(audits: Audits, hold: float, confidence: float) -> float:
    """The share of comments that surely no more than are held, if none is rejected by
    this score.
    """
    alone = audits.approvals(hold, None).decided + audits.rejections(hold, None).decided
    return risk.upper(Counted(len(audits), len(audits) - alone), confidence)


def _reject(
    audits: Audits, accepted: Accepted, hold: float
) -> tuple[float | None, Side]:
    share, confidence = accepted.wrong_rejections, accepted.confidence
    alone = audits.rejections(hold, None)
    if share is None:
        return None, _side(None, alone, confidence, 0)
    places = [place for place in REJECTS if place >= hold]
    tried = [audits.rejections(hold, reject) for reject in places]
    first = _first(tried, share, confidence)
    place = risk.laxest(tried[first:], share, confidence)
    if place is None:
        missing = _missing(tried[first], share, confidence, len(audits))
        return None, _side(share, alone, confidence, missing)
    place += first
    side = _side(share, tried[place], confidence, 0, is_kept=True)
    return places[place], side


def _first(tried: Sequence[Counted], share: float, confidence: float) -> int:
    """Where there is room for some wrong ones; the last place where there never is."""
    least = risk.needed(ROOM, share, confidence)
    places = (place for place, its in enumerate(tried) if its.decided >= least)
    return next(places, len(tried) - 1)


def _missing(its: Counted, share: float, confidence: float, audits: int) -> int | None:
    if its.decided and its.wrong > share * its.decided:
        return None
    decided = risk.needed(its.wrong, share, confidence) - its.decided
    rate = max(its.decided, 1) / max(audits, 1)
    return max(1, round(decided / rate))


def _side(
    accepted: float | None,
    counted: Counted,
    confidence: float,
    missing: int | None,
    *,
    is_kept: bool = False,
) -> Side:
    bound = risk.upper(counted, confidence)
    return Side(accepted, counted, bound, is_kept, missing)
