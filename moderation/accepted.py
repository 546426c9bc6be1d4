"""Which errors of the service an editor accepts."""

from dataclasses import dataclass

from moderation.errors import BadSubmission, FieldProblem

CONFIDENCE = 0.95
"""Unless another is asked for: a bound is broken on one site in twenty."""

LEAST_SURE = 0.5
"""Less sure than that is a guess."""


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """Bounds that are asked for, each in (0, 1); `None` where nothing is asked.

    Attributes:
        wrong_rejections: of what is rejected by a machine alone, the share that people
            would have approved.
        wrong_approvals: of what is approved by a machine alone, the share that people
            would have rejected.
        held: of all comments, the share that waits for a person.
        confidence: how surely each bound shall be kept to, by itself.
        holds_unproven: whether nothing is approved by a machine alone until the bound
            on wrong approvals is sure to be kept to.
    """

    wrong_rejections: float | None = None
    wrong_approvals: float | None = None
    held: float | None = None
    confidence: float = CONFIDENCE
    holds_unproven: bool = False

    def check(self) -> None:
        """Refuse what cannot be.

        Raises:
            BadSubmission: naming it.
        """
        problems = [
            FieldProblem(field, "a share above 0 and below 1", f"{share:g}")
            for field in ("wrong_rejections", "wrong_approvals", "held")
            if (share := getattr(self, field)) is not None and not 0 < share < 1
        ]
        if not LEAST_SURE <= self.confidence < 1:
            wanted = f"{LEAST_SURE:g} or more, and below 1"
            problems.append(FieldProblem("confidence", wanted, f"{self.confidence:g}"))
        bounds = (self.wrong_rejections, self.wrong_approvals, self.held)
        if all(share is None for share in bounds):
            wanted = "a bound on wrong rejections, wrong approvals or held comments"
            problems.append(FieldProblem("accepted", wanted, "none"))
        elif self.holds_unproven and self.wrong_approvals is None:
            wanted = "a bound on wrong approvals, until which all shall be held"
            problems.append(FieldProblem("wrong_approvals", wanted, "none"))
        if problems:
            raise BadSubmission(*problems)
