"""Patterns on google-re2: linear in the text, whatever the pattern."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import re2

from rules.facts import Facts, Spans, encodable

MOST_PLACES = 250
"""Of one pattern or word list that are told of one text: more than any comment has that
a person reads, and a bound on the work that a hostile one makes."""

_HALF_A_LETTER = re.compile(r"(?<!\\)(?:\\\\)*\\C")
MEMORY = 64 << 20
"""Bytes that the compiled set may use at most. With too little RE2 reads each text ten
times slower, as it forgets what it has found out about the patterns."""


def pattern(expression: str) -> "re2._Regexp":
    """An RE2 expression, compiled.

    Raises:
        ValueError: RE2 does not take it; the message says why.
    """
    try:
        return re2.compile(expression, _options())
    except re2.error as error:
        reason = error.args[0]
        told = reason.decode() if isinstance(reason, bytes) else str(reason)
        raise ValueError(told) from error


def places(pattern: "re2._Regexp", text: str) -> Iterator[tuple[int, int]]:
    """Where a pattern matches, `[begin, end)` in code points; never empty places.

    The first `MOST_PLACES` alone.
    """
    for match in islice(pattern.finditer(encodable(text)), MOST_PLACES):
        if match.end() > match.start():
            yield match.span()


def _options() -> "re2.Options":
    options = re2.Options()
    options.log_errors = False  # a pattern or text has no place in a log
    options.max_mem = MEMORY
    return options


class Patterns:
    """Named patterns, compiled into one set that is asked once for each text.

    Patterns are matched on the folded spelling, so they are written in lower case.

    Args:
        patterns: RE2 expressions by name.

    Raises:
        ValueError: an expression is not one that RE2 takes; the message says why.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self.names = frozenset(patterns)
        self._expressions = dict(patterns)
        self._each = []
        self._set = re2.Set.SearchSet(_options())
        for name, expression in patterns.items():
            try:
                self._each.append((name, pattern(expression)))
            except ValueError as error:
                raise ValueError(f"pattern {name!r}: {error}") from error
            self._set.Add(expression)
        try:
            if self._each:
                self._set.Compile()
        except re2.error:
            raise ValueError("together these patterns are too large") from None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Patterns) and self._expressions == other._expressions

    def __hash__(self) -> int:
        return hash(frozenset(self._expressions.items()))

    @staticmethod
    def problem(expression: str) -> str:
        """Why an expression is not taken; "" if it is."""
        if _HALF_A_LETTER.search(expression):
            return "\\C is a byte and may be half a letter"
        try:
            pattern(expression)
        except ValueError as error:
            return str(error)
        return ""

    def find(self, facts: Facts) -> Mapping[str, Spans]:
        """Where each pattern matches, in the comment's text; absent when nowhere.

        Which match is told at once, and where when it is asked.
        """
        if not self._each:
            return {}
        hits = self._set.Match(facts.reading)
        return _Matches(facts, dict([self._each[number] for number in hits or ()]))


class _Matches(Mapping[str, Spans]):
    """Patterns that match a text, and their places there, found when asked for."""

    def __init__(self, facts: Facts, patterns: Mapping[str, "re2._Regexp"]) -> None:
        self._facts = facts
        self._patterns = patterns
        self._found: dict[str, Spans] = {}

    def __getitem__(self, name: str) -> Spans:
        if name not in self._found:
            its = places(self._patterns[name], self._facts.reading)
            self._found[name] = tuple(self._facts.span(*place) for place in its)
        return self._found[name]

    def get(self, name: str, default: Any = None) -> Any:
        # That of `Mapping` raises an error to itself for each that does not match.
        return self[name] if name in self._patterns else default

    def __contains__(self, name: object) -> bool:
        return name in self._patterns

    def __iter__(self) -> Iterator[str]:
        return iter(self._patterns)

    def __len__(self) -> int:
        return len(self._patterns)
