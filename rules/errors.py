"""What can be wrong with a rules file, and with a rule at work."""

from collections.abc import Sequence


class RulesError(Exception):
    """A rules file cannot be used; the message lists every problem in it."""

    def __init__(self, where: str, problems: Sequence[str]) -> None:
        """Carry all problems, so that one reading mends them all."""
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{where}: {problem}" for problem in problems))


class RuleFailed(Exception):
    """A rule broke while reading a comment; it names the rule, never the text."""
