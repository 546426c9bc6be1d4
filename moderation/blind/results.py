"""How far people agree: what a person may know of themselves, and leads of all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classifier import risk
from classifier.risk import Counted
from moderation.blind import agreement
from moderation.blind.agreement import Figure, Verdicts
from moderation.store import Database, blind_looks
from moderation.store.blind import Answer, Kind
from moderation.store.blind_looks import Look

APPROVED, REJECTED = "approve", "reject"


@dataclass(frozen=True)
class Share:
    """So many of so many, with the exact 95 % interval (Clopper and Pearson, 1934)."""

    part: int
    whole: int
    low: float
    high: float

    @classmethod
    def of(cls, part: int, whole: int) -> "Share":
        """With its interval."""
        return cls(part, whole, *risk.interval(Counted(whole, part)))


@dataclass(frozen=True)
class Pair:
    """Two people who decided the same comments.

    Attributes:
        kappa: `None` of too few comments.
    """

    names: tuple[str, str]
    agree: Share
    kappa: Figure | None


@dataclass(frozen=True)
class ForReason:
    """What somebody rejected for one reason.

    Attributes:
        both: by the reason of the first, or of the only one, how often both rejected.
        alpha: of rejecting for this reason or doing anything else, over all comments;
            `None` of too few.
    """

    both: Share
    alpha: Figure | None


@dataclass(frozen=True)
class Agreement:
    """How far people agree.

    Attributes:
        agree: of the comments that two decided, those that both approved or rejected.
        verdicts: alpha of approving and rejecting; `None` of too few comments.
        reasons: alpha of these with the reason.
        pairs: each two people, those who decided most together first.
        golden: by name, how often somebody knew the known answer.
    """

    agree: Share
    verdicts: Figure | None
    reasons: Figure | None
    by_reason: Mapping[str, ForReason]
    pairs: Sequence[Pair]
    golden: Mapping[str, Share]


@dataclass(frozen=True)
class Ceiling:
    """What human agreement lets a model become.

    Attributes:
        agree: of the comments that two decided, those decided alike, which is as often
            as a model can be right by either's measure.
        alpha: the same beyond chance.
    """

    agree: Share
    alpha: Figure | None


def agreement_of(db: Database, site: str, name: str | None = None) -> Agreement:
    """Of all people, or only what somebody's own decisions had a part in."""
    with db.reading() as connection:
        looks = blind_looks.answered(connection, site)
    if name is not None:
        looks = [look for look in looks if name in _names(look)]
    twice = [look for look in looks if look.kind is not Kind.GOLDEN]
    units = [_verdicts(look) for look in twice]
    return Agreement(
        agree=_share(twice),
        verdicts=agreement.alpha_figure(units),
        reasons=agreement.alpha_figure([_verdicts(look, True) for look in twice]),
        by_reason=_by_reason(twice),
        pairs=_pairs(units),
        golden=_golden(looks, name),
    )


def ceiling(db: Database, site: str) -> Ceiling | None:
    """How far a model can come; `None` of fewer comments than `agreement.LEAST`."""
    with db.reading() as connection:
        looks = blind_looks.answered(connection, site)
    twice = [look for look in looks if look.kind is not Kind.GOLDEN]
    if len(twice) < agreement.LEAST:
        return None
    units = [_verdicts(look) for look in twice]
    return Ceiling(_share(twice), agreement.alpha_figure(units))


def _names(look: Look) -> set[str]:
    return {its.by for its in (look.first, look.answer) if its is not None}


def _verdicts(look: Look, with_reason: bool = False) -> Verdicts:
    both = (its for its in (look.first, look.answer) if its is not None)
    return {its.by: _said(its, with_reason) for its in both}


def _said(its: Answer, with_reason: bool) -> str:
    if not its.rejected:
        return APPROVED
    return str(its.reason or REJECTED) if with_reason else REJECTED


def _share(looks: Sequence[Look]) -> Share:
    alike = sum(len(set(_verdicts(look).values())) == 1 for look in looks)
    return Share.of(alike, len(looks))


def _by_reason(looks: Sequence[Look]) -> Mapping[str, ForReason]:
    found = defaultdict[str, list[Look]](list)
    for look in looks:
        rejections = [
            its for its in (look.first, look.answer) if its is not None and its.rejected
        ]
        if rejections:
            found[str(rejections[0].reason or REJECTED)].append(look)
    units = [_verdicts(look, True) for look in looks]
    return {
        reason: ForReason(_share(its), agreement.alpha_figure(_of_one(units, reason)))
        for reason, its in sorted(found.items())
    }


def _of_one(units: Sequence[Verdicts], reason: str) -> Sequence[Verdicts]:
    """The verdicts as far as they tell one from all others."""
    return [
        {who: said if said == reason else "" for who, said in unit.items()}
        for unit in units
    ]


def _pairs(units: Sequence[Verdicts]) -> Sequence[Pair]:
    found = [
        Pair(
            names,
            Share.of(sum(one == other for one, other in said), len(said)),
            agreement.kappa_figure(said),
        )
        for names, said in agreement.pairs_of(units).items()
    ]
    return sorted(found, key=lambda pair: -pair.agree.whole)


def _golden(looks: Sequence[Look], name: str | None) -> Mapping[str, Share]:
    right = defaultdict[str, list[bool]](list)
    for look in looks:
        if look.kind is not Kind.GOLDEN or not look.first or not look.answer:
            continue
        if name in (None, look.answer.by):
            known = look.first.rejected == look.answer.rejected
            right[look.answer.by].append(known)
    return {who: Share.of(sum(its), len(its)) for who, its in sorted(right.items())}
