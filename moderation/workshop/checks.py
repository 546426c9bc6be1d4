"""What is wrong with a draft, file by file, with the line of each problem."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import rules
from moderation import policy, trying
from moderation.service import Service
from moderation.workshop.texts import RULES, Texts
from rules import Problem, Rulebook, list_files
from rules.problems import Severity

T = TypeVar("T")

MOST_TOLD = 100
"""Problems of one file that are told at once."""


@dataclass(frozen=True)
class Checked:
    """What a check found.

    Attributes:
        book: the rulebook; `None` if there are errors.
        problems: by file; files without any are not among them.
        lines: of those files, to point at.
        examples: how many there are, and `failed` those that came out otherwise;
            `None` where they were not tried.
    """

    book: Rulebook | None
    problems: Mapping[str, Sequence[Problem]]
    lines: Mapping[str, Sequence[str]]
    examples: int = 0
    failed: int | None = None
    raw: rules.Checked | None = field(default=None, repr=False)

    @property
    def errors(self) -> int:
        """How many problems make it useless."""
        return sum(
            problem.severity is Severity.ERROR
            for its in self.problems.values()
            for problem in its
        )

    @property
    def number(self) -> int:
        """How many problems there are."""
        return sum(map(len, self.problems.values()))


def check(texts: Texts) -> Checked:
    """What is wrong with the files; the examples are not tried."""
    found = texts.check()
    problems: dict[str, Sequence[Problem]] = {RULES: list(found.problems)[:MOST_TOLD]}
    lines: dict[str, Sequence[str]] = {RULES: found.lines}
    for file, text in texts.lists.items():
        is_table = file.lower().endswith(".csv")
        _, wrong = (list_files.from_csv if is_table else list_files.from_text)(text)
        problems[file], lines[file] = wrong, text.splitlines()
    some = {file: its for file, its in problems.items() if its}
    return Checked(
        book=found.book,
        problems=some,
        lines={file: lines[file] for file in some},
        examples=len(found.book.examples) if found.book else 0,
        raw=found,
    )


def check_with_examples(service: Service, texts: Texts) -> Checked:
    """As `check`, and whether the examples of the file come out as they say."""
    found = check(texts)
    if found.book is None or found.raw is None:
        return found
    judges = replace(service.judges, rulebook=found.book)
    settings = policy.Settings(hold_off_topic_below=service.hold_off_topic_below)
    failed = trying.failed_examples(judges, settings, found.raw.lines)
    if not failed:
        return replace(found, failed=0)
    told = sorted([*found.problems.get(RULES, ()), *failed])
    return replace(
        found,
        problems={RULES: told, **_but_rules(found.problems)},
        lines={RULES: found.raw.lines, **_but_rules(found.lines)},
        failed=len(failed),
    )


def _but_rules(by_file: Mapping[str, Sequence[T]]) -> dict[str, Sequence[T]]:
    return {file: its for file, its in by_file.items() if file != RULES}
