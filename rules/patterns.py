"""Patterns on google-re2: linear in the text, whatever the pattern."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

import re2

from rules.breadth import breadth, together
from rules.encoded import Encoded, encoded
from rules.facts import Facts, Spans

MOST_PLACES = 250
"""Of one pattern or word list that are told of one text: more than any comment has that
a person reads, and a bound on the work that a hostile one makes."""

BROAD = 40
"""Places of patterns (`breadth`) up to which all of a text is read. To go on from one
takes some 10 ns a letter, so 20,000 letters take some 8 ms."""
READ = 1_000_000
"""Letters times places: so much is read by the patterns that are broader together."""
LEAST_READ = 2_000
"""Letters of a text that each pattern reads at least; most comments are shorter."""
MOST_BROAD = READ // LEAST_READ
"""Places of all patterns together; more are refused."""
SOUGHT = 3_000_000
"""Letters that all patterns together may look through for the places they match."""
LEAST_PLACES = 3
"""That are told of each pattern that matches, however many do."""

_HALF_A_LETTER = re.compile(r"(?<!\\)(?:\\\\)*\\C")
MEMORY = 64 << 20
"""Bytes that the compiled set may use at most. With too little RE2 reads each text ten
times slower, as it forgets what it has found out about the patterns."""
MEMORY_OF_ONE = 4 << 20
"""The same of each pattern by itself: two thousand may be asked of one text."""


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


def places(
    pattern: "re2._Regexp", text: str, most: int = MOST_PLACES
) -> Iterator[tuple[int, int]]:
    """Where a pattern matches, `[begin, end)` in code points; never empty places.

    The first ones alone.
    """
    read = encoded(text)
    for begin, end in islice(_matches(pattern, read), most):
        if begin < end:
            yield read.letters(begin), read.letters(end)


def _matches(pattern: "re2._Regexp", read: Encoded) -> Iterator[tuple[int, int]]:
    """Where it matches in bytes, empty places too; none begins within a letter."""
    for match in pattern.finditer(read.read):
        begin, end = match.span()
        if begin < end or read.begins_a_letter(begin):
            yield begin, end


def _options(memory: int = MEMORY_OF_ONE) -> "re2.Options":
    options = re2.Options()
    options.log_errors = False  # a pattern or text has no place in a log
    options.max_mem = memory
    options.never_capture = True  # only whole matches are told, at a tenth of the work
    return options


class Patterns:
    """Named patterns, compiled into sets that are asked once for each text.

    Patterns are matched on the folded spelling, so they are written in lower case.
    What is broad (`breadth`) is matched on the beginning of a text alone.

    Args:
        patterns: RE2 expressions by name.
        trusted: names of those that are built in, known to be quick and read in full.

    Attributes:
        built_in: those that are, as conditions need them.
        broad: the names of those that read only the beginning.
        read: how many letters that is.

    Raises:
        ValueError: an expression is not one that RE2 takes, or they are too broad; the
            message says why.
    """

    def __init__(
        self, patterns: Mapping[str, str], trusted: Collection[str] = ()
    ) -> None:
        self.names = frozenset(patterns)
        self._expressions = dict(patterns)
        self._trusted = frozenset(trusted)
        self.built_in = frozenset(("matches", name) for name in trusted)
        self.broad, self.read = self._apart()
        slim = patterns.keys() - self.broad - self._trusted
        known = {name: its for name, its in patterns.items() if name in trusted}
        self._built_in = _built_in(tuple(known.items()))
        self._slim = _Set({name: its for name, its in patterns.items() if name in slim})
        self._broad = _Set({name: patterns[name] for name in sorted(self.broad)})

    def _apart(self) -> tuple[frozenset[str], int]:
        """The broad ones: those that are left when the slimmest are read in full."""
        its = {
            name: breadth(expression)
            for name, expression in self._expressions.items()
            if name not in self._trusted
        }
        names = sorted(its, key=lambda name: (its[name].most, name))
        if together(its.values()) <= BROAD:
            return frozenset(), 0
        # How many of the slimmest are together slim enough: all less are so too.
        slim, too_many = 0, len(names)
        while too_many - slim > 1:
            middle = (slim + too_many) // 2
            if together([its[name] for name in names[:middle]]) <= BROAD:
                slim = middle
            else:
                too_many = middle
        left = names[slim:]
        places = together([its[name] for name in left])
        if LEAST_READ * places > READ:
            raise ValueError(
                "together these patterns are too broad: a text may be at "
                f"{places} places of them at once, of {MOST_BROAD} at most"
            )
        return frozenset(left), READ // places

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Patterns) and self._expressions == other._expressions

    def __hash__(self) -> int:
        return hash(frozenset(self._expressions.items()))

    def differing(self, other: "Patterns") -> frozenset[str]:
        """The names of patterns that are others there, or are in one place alone."""
        mine, its = self._expressions, other._expressions
        return frozenset(
            name for name in {*mine, *its} if mine.get(name) != its.get(name)
        )

    @staticmethod
    def size(expression: str) -> int:
        """Steps of the program that RE2 makes of an expression that it takes."""
        return int(pattern(expression)._regexp.ProgramSize())

    @staticmethod
    def problem(expression: str) -> str:
        """Why an expression is not taken; "" if it is."""
        if _HALF_A_LETTER.search(expression):
            return "\\C is a byte and may be half a letter"
        try:
            if (places := breadth(expression).most) > MOST_BROAD:
                # Before RE2 is asked, which would make them all.
                return (
                    f"a text may be at {places} places of it, of {MOST_BROAD} at most"
                )
            pattern(expression)
        except ValueError as error:
            return str(error)
        return ""

    def find(self, facts: Facts, *, built_in: bool = True) -> Mapping[str, Spans]:
        """Where each pattern matches, in the comment's text; absent when nowhere.

        Which match is told at once, and where when it is asked: the first
        `MOST_PLACES`, or fewer of a long text that very many patterns match, but
        `LEAST_PLACES` in any case.

        Args:
            built_in: whether to look for those too.
        """
        text = facts.reading
        matched = self._slim.matching(text)
        if built_in:
            matched |= self._built_in.matching(text)
        if self.broad:
            matched |= self._broad.matching(_beginning(text, self.read))
        if not matched:
            return {}
        others = len(matched.keys() - self._trusted)
        most = min(MOST_PLACES, SOUGHT // max(len(text) * others, 1))
        return _Matches(facts, matched, self, max(most, LEAST_PLACES))

    def places(self, name: str, text: str, most: int) -> Iterator[tuple[int, int]]:
        """Where one of them matches.

        Args:
            most: that are told of one that is not trusted.
        """
        if name in self._trusted:
            return places(self._built_in.each[name], text)
        if name in self.broad:
            beginning = _beginning(text, self.read)
            return places(self._broad.each[name], beginning, most)
        return places(self._slim.each[name], text, most)


def _beginning(text: str, length: int) -> str:
    """At most so many letters, up to the end of a word if there is one."""
    if len(text) <= length:
        return text
    end = text.rfind(" ", 0, length)
    return text[: end if end > 0 else length]


class _Set:
    """Patterns that are asked together."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self.each: dict[str, re2._Regexp] = {}
        self._names = list(patterns)
        self._set = re2.Set.SearchSet(_options(MEMORY))
        for name, expression in patterns.items():
            try:
                self.each[name] = pattern(expression)
            except ValueError as error:
                raise ValueError(f"pattern {name!r}: {error}") from error
            self._set.Add(expression)
        try:
            if patterns:
                self._set.Compile()
        except re2.error:
            raise ValueError("together these patterns are too large") from None

    def matching(self, text: str) -> dict[str, "re2._Regexp"]:
        if not self._names:
            return {}
        hits = self._set.Match(text)
        return {(name := self._names[number]): self.each[name] for number in hits or ()}


@lru_cache(maxsize=2)
def _built_in(patterns: tuple[tuple[str, str], ...]) -> _Set:
    """Those that are the same in every rules file: to compile them takes longest."""
    return _Set(dict(patterns))


class _Matches(Mapping[str, Spans]):
    """Patterns that match a text, and their places there, found when asked for."""

    def __init__(
        self,
        facts: Facts,
        matched: Mapping[str, "re2._Regexp"],
        of: Patterns,
        most: int,
    ) -> None:
        self._facts = facts
        self._patterns = matched
        self._of, self._most = of, most
        self._found: dict[str, Spans] = {}

    def __getitem__(self, name: str) -> Spans:
        if name not in self._found:
            if name not in self._patterns:
                raise KeyError(name)
            its = self._of.places(name, self._facts.reading, self._most)
            self._found[name] = self._facts.spans(its)
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
