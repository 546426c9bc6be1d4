"""How broad a pattern is: at how many of its places one text can be at once.

RE2 reads a text once, whatever the pattern, but with each letter it goes on from all
places of the pattern where the text may be: in `[a-z ]{900}q` up to 900. That is what
makes a pattern dear. It is told here from the pattern alone, rather too high than too
low: words cost nothing, as hardly two are begun at once; a `*` or `+` goes on for good;
what is repeated n times has n places, and is begun more seldom behind a word.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil

_WORD = 3
"""Letters in a row that are a word: it is begun at every third letter at most."""
DEEPEST = 100
"""Brackets within one another; RE2 takes more, and nobody writes more."""
_TOKEN = re.compile(
    r"\\Q(?P<quoted>.*?)(?:\\E|\Z)"
    r"|(?P<edge>\^|\$|\\[bBAz])"
    r"|(?P<class>\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|\\[pP](?:\{[^}]*\}|.)"
    r"|\\[dDwWsSC]|\.)"
    r"|(?P<flags>\(\?[a-zA-Z-]*\))"
    r"|(?P<begin>\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?)"
    r"|(?P<or>\|)|(?P<end>\))"
    r"|(?P<times>[*+?]|\{\d+(?:,\d*)?\})"
    r"|(?P<literal>\\x\{[^}]*\}|\\x..|\\[0-7]{1,3}|\\.|.)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Breadth:
    """Of one pattern.

    Attributes:
        always: places that a text of any kind may be at.
        behind: the same behind the words that end in these letters, while such a word
            was met not long ago.
    """

    always: int = 0
    behind: Mapping[str, int] = field(default_factory=dict)

    @property
    def most(self) -> int:
        """At once."""
        return together([self])


def together(its: Iterable[Breadth]) -> int:
    """The breadth of several patterns that are matched at once.

    Of those behind words only the ones behind the same word add up.
    """
    always, behind = 0, defaultdict[str, int](int)
    for each in its:
        always += each.always
        for word, places in each.behind.items():
            behind[word] += places
    return always + max(behind.values(), default=0)


def breadth(expression: str) -> Breadth:
    """That of an RE2 expression.

    Raises:
        ValueError: its brackets are nested too deeply.

    >>> breadth(r"\\b(?:oaf|lout)s?\\b").most, breadth("[a-z ]{900}q").most
    (0, 900)
    >>> breadth("buy.*now").most, breadth("kill .{0,30}you").behind
    (1, {'ll ': 10})
    """
    meter = _Meter()
    tokens = list(_TOKEN.finditer(expression))
    while tokens:  # more than once only where brackets close nothing
        meter.group(_group(tokens), frozenset())
    return Breadth(meter.always, dict(meter.behind))


@dataclass
class _Part:
    """A letter, a class of letters, or a group, with how often it stands there.

    Attributes:
        letter: that it is; "" for others.
        is_thin: whether hardly a text goes on from it: a letter, or white space.
        ways: of a group, each a row of parts.
        most: times; `None` for any number.
    """

    letter: str = ""
    is_thin: bool = False
    ways: "list[list[_Part]] | None" = None
    least: int = 1
    most: int | None = 1

    @property
    def places(self) -> int:
        """Of the pattern, with all that is repeated."""
        ways = self.ways or ()
        once = sum(part.places for way in ways for part in way) if ways else 1
        return once * max(self.least, self.most or 1, 1)

    def repeat(self, times: str) -> None:
        """Let it stand there so often: `*`, `{2,5}`."""
        least, most = _TIMES.get(times, (1, 1))
        if times.startswith("{"):
            first, comma, second = times[1:-1].partition(",")
            least = int(first)
            most = int(second) if second else None if comma else least
        self.least *= least
        self.most = None if self.most is None or most is None else self.most * most


_TIMES: Mapping[str, tuple[int, int | None]] = {
    "*": (0, None),
    "+": (1, None),
    "?": (0, 1),
}


def _group(tokens: "list[re.Match[str]]") -> list[list[_Part]]:
    """The ways of a group up to its end; takes away what it has read."""
    ways: list[list[_Part]] = [[]]
    tokens.reverse()
    around: list[list[list[_Part]]] = []
    while tokens:
        token = tokens.pop()
        kind, written = token.lastgroup, token.group()
        if kind == "begin":
            around.append(ways)
            if len(around) > DEEPEST:
                raise ValueError(f"wanted {DEEPEST} brackets in one another at most")
            ways = [[]]
        elif kind == "end":
            if not around:
                break
            inner, ways = ways, around.pop()
            ways[-1].append(_Part(ways=inner))
        elif kind == "or":
            ways.append([])
        elif kind == "times":
            if ways[-1]:
                ways[-1][-1].repeat(written)
        elif kind == "quoted":
            ways[-1] += [_Part(each, is_thin=True) for each in token["quoted"]]
        elif kind == "class":
            ways[-1].append(_Part(is_thin=written == r"\s"))
        elif kind == "literal":
            ways[-1].append(_Part(written[-1], is_thin=True))
    tokens.reverse()
    while around:  # never closed; RE2 tells it
        inner, ways = ways, around.pop()
        ways[-1].append(_Part(ways=inner))
    return ways


class _Meter:
    """Counts places while it goes through a pattern."""

    def __init__(self) -> None:
        self.always = 0
        self.behind: dict[str, int] = defaultdict(int)

    def group(self, ways: list[list[_Part]], words: frozenset[str]) -> frozenset[str]:
        """Count a group behind words; those that it ends behind, if it must."""
        ends = [self._way(way, words) for way in ways]
        return frozenset[str]().union(*ends) if all(ends) else frozenset()

    def _way(self, parts: list[_Part], words: frozenset[str]) -> frozenset[str]:
        run = ""
        for part in parts:
            is_once = part.least == part.most == 1
            if part.letter and is_once:
                run += part.letter
                words = frozenset((run[-_WORD:],)) if len(run) >= _WORD else words
                continue
            run = ""
            if part.ways is not None and part.most == 1:
                after = self.group(part.ways, words)
                words = after if is_once else words
            elif part.most == 1:
                self.always += not words and not part.is_thin
            elif part.most is not None or part.least > 1 or not part.is_thin:
                self._count(part, words)
                words = frozenset()  # it may be met at any place from here on
        return words

    def _count(self, part: _Part, words: frozenset[str]) -> None:
        if part.most is None or not words:
            self.always += part.places
        for word in words if part.most is not None else ():
            self.behind[word] += ceil(part.places / _WORD)
