"""What is counted in a period, and the shares that follow from it."""

from dataclasses import dataclass, field, fields
from math import sqrt

from moderation.comments import Action
from moderation.store.statistics import bins

OPINIONS = ("approve", "lean_approve", "none", "lean_reject", "reject")
"""What the machine thought of what a person decided (`counting.Act`)."""

_SIDES = {
    "approve": Action.APPROVE,
    "lean_approve": Action.APPROVE,
    "lean_reject": Action.REJECT,
    "reject": Action.REJECT,
}

_Z = 1.96  # 95 % of a normal distribution


@dataclass(kw_only=True)
class Figures:
    """What happened in a period, or in all of them together.

    Attributes:
        arrived: new comments; `edited` are told apart, and judged anew.
        held: texts that the policy left to people.
        policy_approved, policy_rejected, people_approved, people_rejected: decisions
            of this time that stand.
        undone: decisions of this time, taken back since.
        compared: those that people made and of which the machine had an opinion;
            `agreed` those in which it was theirs.
        waits: by the bins of `bins.TIMES`, how long texts had waited for a person.
    """

    arrived: int = 0
    edited: int = 0
    held: int = 0
    reported: int = 0
    appealed: int = 0
    policy_approved: int = 0
    policy_rejected: int = 0
    people_approved: int = 0
    people_rejected: int = 0
    undone: int = 0
    compared: int = 0
    agreed: int = 0
    waits: list[int] = field(default_factory=lambda: [0] * (len(bins.TIMES) + 1))

    @property
    def by_policy(self) -> int:
        """Decisions of the policy."""
        return self.policy_approved + self.policy_rejected

    @property
    def by_people(self) -> int:
        """Decisions of people."""
        return self.people_approved + self.people_rejected

    @property
    def automated(self) -> float | None:
        """The share of decisions that no person had a part in; `None` of none."""
        return share(self.by_policy, self.by_policy + self.by_people)

    @property
    def approved(self) -> float | None:
        """The share of decisions that publish."""
        return share(
            self.policy_approved + self.people_approved,
            self.by_policy + self.by_people,
        )

    @property
    def approved_by_people(self) -> float | None:
        """The same of people's decisions."""
        return share(self.people_approved, self.by_people)

    @property
    def agreement(self) -> float | None:
        """The share of people's decisions in which the machine's opinion was theirs."""
        return share(self.agreed, self.compared)

    def decided_within(self, seconds: int) -> float | None:
        """The share of texts that people decided so soon: an edge of `bins.TIMES`."""
        return share(sum(self.waits[: bins.TIMES.index(seconds) + 1]), sum(self.waits))

    def add(self, other: "Figures") -> None:
        """Count what happened in another period, too."""
        for name in (each.name for each in fields(self)):
            if name != "waits":
                setattr(self, name, getattr(self, name) + getattr(other, name))
        self.waits = [a + b for a, b in zip(self.waits, other.waits, strict=True)]


def agreed(action: str, opinion: str) -> bool | None:
    """Whether a person decided as the machine thought; `None` if it had no opinion."""
    side = _SIDES.get(opinion)
    return None if side is None else action == side


def share(part: int, whole: int) -> float | None:
    """A part of a whole, in [0, 1]; `None` of nothing."""
    return part / whole if whole else None


def interval(part: int, whole: int) -> tuple[float, float] | None:
    """Within what a share is in 95 of 100 samples as large as this one.

    E. B. Wilson, "Probable inference, the law of succession, and statistical
    inference", JASA 22, 1927.

    >>> low, high = interval(8, 10)
    >>> round(low, 3), round(high, 3)
    (0.49, 0.943)
    """
    if whole == 0:
        return None
    p, square = part / whole, _Z**2
    middle = (p + square / (2 * whole)) / (1 + square / whole)
    half = _Z * sqrt(p * (1 - p) / whole + square / (4 * whole**2))
    half /= 1 + square / whole
    return max(0.0, middle - half), min(1.0, middle + half)
