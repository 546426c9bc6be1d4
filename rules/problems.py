"""What is wrong with a rules file, told with its place, a pointer and a way out."""

import difflib
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a file with the problem can be used."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands in a file: line and column from 1, and how long it is."""

    line: int = 1
    column: int = 1
    length: int = 1


WHOLE = Place(0, 0, 0)
"""That of what is wrong with a file and not with a line of it."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        message: what was wanted and what came; names in backquotes.
        hint: the way out; may be empty.
    """

    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def told(self, name: str, lines: Sequence[str]) -> str:
        """The problem as people read it.

        Args:
            name: of the file.
            lines: of the file.

        >>> problem = Problem(Place(1, 7, 7), "unknown fact `toxcity`", "no such")
        >>> print(problem.told("my.yaml", ["when: toxcity > 1"]))
        my.yaml:1:7: error: unknown fact `toxcity`
            1 | when: toxcity > 1
              |       ^^^^^^^
          hint: no such
        """
        at = self.place
        where = name if at == WHOLE else f"{name}:{at.line}:{at.column}"
        told = [f"{where}: {self.severity}: {self.message}"]
        if shown := self.pointed(lines):
            line, pointer = shown
            told += [f"{at.line:5} | {line}", f"      | {pointer}"]
        if self.hint:
            told.append(f"  hint: {self.hint}")
        return "\n".join(told)

    def pointed(self, lines: Sequence[str]) -> tuple[str, str] | None:
        """What is shown of its line, and what points at it from below; `None` where it
        is of no one line.
        """
        at = self.place
        if not 0 < at.line <= len(lines):
            return None
        line, column = _around(lines[at.line - 1], at.column)
        before = line[: column - 1]
        # A tab stays one, so that the pointer is below what it points at.
        gap = "".join("\t" if each == "\t" else " " * _width(each) for each in before)
        its = line[len(before) : len(before) + max(1, at.length)]
        return _shown(line), f"{gap}{'^' * max(1, sum(map(_width, its)))}"


class RulesError(Exception):
    """A rules file cannot be used.

    Attributes:
        problems: all that is wrong with it, in the order of the file.
    """

    def __init__(
        self, name: str, problems: Iterable[Problem], lines: Sequence[str] = ()
    ) -> None:
        """Carry all problems, so that one reading mends them all."""
        self.problems = tuple(sorted(problems))
        super().__init__(told(name, self.problems, lines))


class RuleFailed(Exception):
    """A rule broke while reading a comment; it names the rule, never the text."""


def told(name: str, problems: Iterable[Problem], lines: Sequence[str]) -> str:
    """All problems of a file as people read them."""
    return "\n".join(problem.told(name, lines) for problem in problems)


_WIDEST = 120  # characters of a line that are shown


def _around(line: str, column: int) -> tuple[str, int]:
    """What is shown of a line, and where its column then is."""
    if len(line) <= _WIDEST:
        return line, column
    begin = max(0, column - 1 - _WIDEST // 2)
    end = begin + _WIDEST
    before, after = "…" * (begin > 0), "…" * (end < len(line))
    return before + line[begin:end] + after, column - begin + len(before)


def similar(name: str, known: Collection[str]) -> str:
    """The hint for a name that is rather another; "" where none is near.

    >>> similar("toxcity", ["toxicity", "insult"])
    'did you mean `toxicity`?'
    """
    by_case = {each.lower(): each for each in known}
    near = difflib.get_close_matches(name, list(known), n=1) or [
        by_case[each]
        for each in difflib.get_close_matches(name.lower(), list(by_case), n=1)
    ]
    return _told_near(near[0]) if near else ""


def nearest(name: str, known: Collection[str]) -> str:
    """As `similar`, or all names that are known where they are few."""
    if hint := similar(name, known):
        return hint
    if len(known) > _FEW:
        return ""
    return _told_known(known)


def _told_near(name: str) -> str:
    return f"did you mean `{name}`?"


def _told_known(known: Collection[str]) -> str:
    return f"there are {', '.join(sorted(known))}" if known else "there are none"


_FEW = 20  # names that a hint lists


def _width(sign: str) -> int:
    """The columns that a terminal gives to a character: 0, 1 or 2 (UAX #11)."""
    if unicodedata.category(sign) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _shown(line: str) -> str:
    """A line without what a terminal would act on."""
    return "".join(each if each.isprintable() or each == "\t" else "?" for each in line)
