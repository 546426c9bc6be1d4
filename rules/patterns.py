"""Patterns on google-re2: linear in the text, whatever the pattern."""

from collections.abc import Mapping

import re2

from rules.facts import Facts, Spans

MEMORY = 16 << 20  # of the compiled set, in bytes


class Patterns:
    """Named patterns, compiled into one set that is asked once for each text.

    Patterns are matched on the folded spelling, so they are written in lower case.

    Args:
        patterns: RE2 expressions by name.

    Raises:
        ValueError: an expression is not one that RE2 takes; the message says why.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        options = re2.Options()
        options.log_errors = False  # a pattern or text has no place in a log
        options.max_mem = MEMORY
        self.names = frozenset(patterns)
        self._each = []
        self._set = re2.Set.SearchSet(options)
        for name, pattern in patterns.items():
            try:
                self._each.append((name, re2.compile(pattern, options)))
                self._set.Add(pattern)
            except re2.error as error:
                reason = error.args[0]
                told = reason.decode() if isinstance(reason, bytes) else str(reason)
                raise ValueError(f"pattern {name!r}: {told}") from error
        if self._each:
            self._set.Compile()

    def find(self, facts: Facts) -> Mapping[str, Spans]:
        """Where each pattern matches, in the comment's text; absent when nowhere."""
        if not self._each:
            return {}
        # What UTF-8 cannot hold is no letter of any pattern.
        text = facts.reading.encode("utf-8", "replace").decode()
        hits = self._set.Match(text) or []
        return {
            name: spans
            for number in hits
            for name, pattern in [self._each[number]]
            if (spans := _places(facts, pattern, text))
        }


def _places(facts: Facts, pattern: "re2._Regexp", text: str) -> Spans:
    return tuple(
        facts.span(*match.span())
        for match in pattern.finditer(text)
        if match.end() > match.start()
    )
