"""The thresholds that keep to what is accepted, out of a grid that is fixed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classifier import risk
from classifier.risk import Counted
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

ALL = 0.0
"""From which score on a comment is held, where each is."""

ROOM = (5, 40)
"""Wrong decisions for which there must be room at the strictest thresholds from which
on others are tried. With room for none one chance error ends the search before it has
begun; a start that is farther on helps where even what scores lowest is not pure. Where
to start goes by how many decisions a threshold makes, never by which were wrong; as
those that come in from one to the next are the riskier ones, that errs to the safe
side."""


@dataclass(frozen=True)
class Side:
    """Automatic approvals, or automatic rejections.

    Attributes:
        accepted: the share of wrong ones that is; `None` where no bound is named.
        counted: of the audited comments, at the threshold found.
        bound: the share that is surely not exceeded.
        is_kept: whether that is promised.
        is_broken: whether more are wrong than is accepted, surely.
        missing: how many more audited comments are wanted, at the present rate and if
            as few are wrong, until something may be promised; 0 if it is, `None` where
            more of them would not help.
    """

    accepted: float | None
    counted: Counted
    bound: float
    is_kept: bool
    missing: int | None = 0
    is_broken: bool = False


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

    Each bound is kept to by itself, at the confidence asked for. Where one on wrong
    rejections cannot be promised yet, nothing is rejected by this score. Where one on
    wrong approvals cannot, it holds from where it usually does; if by that more are
    wrong, surely, or nothing unproven shall be approved, all is held. A bound on errors
    never gives way to one on how many are held.

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


def sides(audits: Audits, accepted: Accepted, at: Threshold) -> Mapping[str, Side]:
    """What thresholds that are in force come to; nothing is promised by that."""
    found = {
        "approvals": (accepted.wrong_approvals, audits.approvals(at.hold, at.reject)),
        "rejections": (
            accepted.wrong_rejections,
            audits.rejections(at.hold, at.reject),
        ),
    }
    return {
        name: _side(share, counted, accepted.confidence, None)
        for name, (share, counted) in found.items()
    }


def _hold(audits: Audits, accepted: Accepted, usual: Threshold) -> tuple[float, Side]:
    share, confidence = accepted.wrong_approvals, accepted.confidence
    tried = [audits.approvals(hold, None) for hold in HOLDS]
    places = list(range(len(HOLDS)))
    if share is not None:
        places = _passing(tried, share, confidence)
    if not places or (share is None and accepted.held is None):
        missing = _missing(tried, share, confidence, len(audits))
        counted = audits.approvals(usual.hold, None)
        side = _side(share, counted, confidence, missing)
        holds_all = side.is_broken or accepted.holds_unproven
        return ALL if holds_all else usual.hold, side
    place = places[-1]
    if accepted.held is not None:  # as careful as that allows
        most = accepted.held
        few = (p for p in places if _held(audits, HOLDS[p], confidence) <= most)
        place = next(few, place)
    is_kept = share is not None
    return HOLDS[place], _side(share, tried[place], confidence, 0, is_kept=is_kept)


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
    rejects = [reject for reject in REJECTS if reject >= hold]
    tried = [audits.rejections(hold, reject) for reject in rejects]
    places = _passing(tried, share, confidence)
    if not places:
        missing = _missing(tried, share, confidence, len(audits))
        return None, _side(share, alone, confidence, missing)
    place = places[-1]
    side = _side(share, tried[place], confidence, 0, is_kept=True)
    return rejects[place], side


def _passing(tried: Sequence[Counted], share: float, confidence: float) -> list[int]:
    return risk.passing(tried, _starts(tried, share, confidence), share, confidence)


def _starts(tried: Sequence[Counted], share: float, confidence: float) -> set[int]:
    """Where there is room for some wrong ones; the last place where there never is."""
    found = set[int]()
    for room in ROOM:
        surely = 1 - (1 - confidence) / len(ROOM)
        least = risk.needed(room, share, surely)
        places = (place for place, its in enumerate(tried) if its.decided >= least)
        if (place := next(places, None)) is not None:
            found.add(place)
    return found or {len(tried) - 1}


def _missing(
    tried: Sequence[Counted], share: float | None, confidence: float, audits: int
) -> int | None:
    """By the threshold that is the nearest to what is asked for."""
    if share is None:
        return 0
    wanted = [
        (risk.needed(its.wrong, share, confidence) - its.decided) / its.decided
        for its in tried
        if its.decided and its.wrong <= share * its.decided
    ]
    if wanted:
        return max(1, round(min(wanted) * audits))
    if any(its.wrong for its in tried):
        return None
    return risk.needed(0, share, confidence)


def _side(
    accepted: float | None,
    counted: Counted,
    confidence: float,
    missing: int | None,
    *,
    is_kept: bool = False,
) -> Side:
    bound = risk.upper(counted, confidence)
    is_broken = accepted is not None and risk.is_surely_more(
        counted, accepted, confidence
    )
    return Side(accepted, counted, bound, is_kept, missing, is_broken)
