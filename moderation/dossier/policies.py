"""What the rules that fired say: to moderators, to authors, and for what reason."""

from collections.abc import Sequence
from dataclasses import dataclass

import rules
from moderation.comments import Comment, Finding


@dataclass(frozen=True)
class Said:
    """A reason of a comment, and the rule behind it.

    `rule` is as it is in service now; `None` where it is no rule, or is gone.
    """

    finding: Finding
    rule: rules.Rule | None

    @property
    def is_gone(self) -> bool:
        """Whether a rule gave the reason that is in service no more."""
        name = self.finding.rule
        is_rule = ":" not in name and name not in ("language", "import")
        return is_rule and self.rule is None


def of(comment: Comment, book: rules.Rulebook) -> Sequence[Said]:
    """What is said of each reason, in their order."""
    known = {rule.id: rule for rule in book.rules}
    return [Said(each, known.get(each.rule)) for each in comment.reasons]
