"""The words of English comments, how common each is, and which are words of abuse.

Disguised words are read by what they could be: "id*ot" is *idiot* because that is a
word. Three files in `words/` say what words there are:

- `english.txt.gz`: words of comments on Wikipedia talk pages and news sites with the
  number of comments they occur in, made by `classifier.vocabulary_training`. Counts of
  words only, no text; from Jigsaw's Wikipedia talk comments (CC0, text CC BY-SA 3.0),
  CAT_LARGE (Apache-2.0) and Civil Comments (CC0). The file is given out under this
  project's licence, Apache-2.0.
- `swearing.txt`: words of abuse, our own compilation.
- `innocent.txt`: names and words that resemble one and mean no harm, our own too.

Read once, when first asked.
"""

import math
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path

WORDS = Path(__file__).parent / "words"
ENGLISH = "english.txt.gz"
_GZIP = 31  # what zlib calls that format; xz would be smaller, and takes 8 ms more
RARE = 3
"""Comments that a word of our own lists counts as occurring in when no comment of the
sources has it: as many as the rarest word that is kept."""


_RUN_TOGETHER = """
    alot atleast aswell eachother fairuse forsure fuckyou fuckyourself goodluck iam
    iknow ihave incase infact isa killyourself ofcourse talkpage talkpages thankyou
    wikijews
"""
_MISTYPED = """
    amercian asshol christain engish enlgish fagot fcking fcuk fcuking foriegn fuc hows
    fuking idoit isreali perisan usless
"""
_NO_WORDS = frozenset((_RUN_TOGETHER + _MISTYPED).split())
"""Not rare in comments, and yet two words, or a slip of the keys."""


@dataclass(frozen=True)
class Vocabulary:
    """Words with their counts.

    Attributes:
        counts: comments with the word, by the word, commonest first.
        shares: the natural logarithm of a word's share of all, by its count.
        abuse: words of abuse, a subset of `counts`.
        innocent: words that resemble one, a subset of `counts`.
    """

    counts: Mapping[str, int]
    shares: Mapping[int, float]
    abuse: frozenset[str]
    innocent: frozenset[str]

    @property
    def likely(self) -> "_Likely":
        """The natural logarithm of a word's share of all, by the word."""
        return _Likely(self.counts, self.shares)


@dataclass(frozen=True)
class _Likely:
    counts: Mapping[str, int]
    shares: Mapping[int, float]

    def __getitem__(self, word: str) -> float:
        return self.shares[self.counts[word]]


def is_abuse(word: str) -> bool:
    """Whether it is a word of abuse."""
    return word in vocabulary().abuse


def known(word: str) -> bool:
    """Whether it is a word, perhaps in the genitive: lower case, a to z, apostrophes.

    >>> known("scunthorpe"), known("scunthorpe's"), known("1diot")
    (True, True, False)
    """
    counts = vocabulary().counts
    return word in counts or (word.endswith("'s") and word[:-2] in counts)


def count(word: str) -> int:
    """In how many comments of the sources it occurs (two figures); 0 when unknown."""
    return vocabulary().counts.get(word, 0)


@cache
def vocabulary() -> Vocabulary:
    """All words, read from the package's files on the first call.

    Raises:
        OSError: a file of the package is missing.
    """
    counts = unpacked((WORDS / ENGLISH).read_bytes())
    for word in _NO_WORDS:
        counts.pop(word, None)
    abuse = frozenset(read_swearing(WORDS / "swearing.txt"))
    innocent = frozenset(read_innocent(WORDS / "innocent.txt"))
    for word in sorted(abuse | innocent):
        counts.setdefault(word, RARE)
    total = sum(counts.values())
    shares = {number: math.log(number / total) for number in set(counts.values())}
    return Vocabulary(counts, shares, abuse, innocent)


def packed(counts: Mapping[str, int]) -> bytes:
    """The counts as a file: a count and its words a line, commonest first.

    Counts are rounded to two figures, which nothing here needs finer.
    """
    lines: dict[int, list[str]] = {}
    for word in sorted(counts):
        lines.setdefault(_two_figures(counts[word]), []).append(word)
    text = "".join(
        f"{number} {' '.join(lines[number])}\n"
        for number in sorted(lines, reverse=True)
    )
    packer = zlib.compressobj(level=9, wbits=_GZIP)  # its header has no date
    return packer.compress(text.encode("ascii")) + packer.flush()


def not_rare(words: Sequence[str], least: int) -> list[str]:
    """Those of abuse, and those in so many comments at least.

    Args:
        words: in the order of `Vocabulary.counts`.
    """
    its = vocabulary()
    rare = bisect_right(words, -least, key=lambda word: -its.counts[word])
    return [*words[:rare], *filter(its.abuse.__contains__, words[rare:])]


@cache
def by_length() -> Mapping[int, Sequence[str]]:
    """All words by how many letters they have, in the order of `Vocabulary.counts`."""
    lists = defaultdict[int, list[str]](list)
    for word in vocabulary().counts:
        lists[len(word)].append(word)
    return lists


def unpacked(packed: bytes) -> dict[str, int]:
    """The counts of `packed`, in two figures, commonest first."""
    counts = dict[str, int]()
    for line in zlib.decompress(packed, wbits=_GZIP).decode("ascii").splitlines():
        number, words = line.split(" ", 1)
        counts.update(zip(words.split(" "), repeat(int(number))))
    return counts


def _two_figures(number: int) -> int:
    return round(number, 2 - len(str(number)))


def read_swearing(path: Path) -> Iterator[str]:
    """The words of a list whose lines are a word and the endings it takes."""
    for line in _lines(path):
        word, *endings = line.split()
        yield word
        yield from (word + ending for ending in endings)


def read_innocent(path: Path) -> Iterator[str]:
    """The words of a plain list."""
    for line in _lines(path):
        yield from line.split()


def _lines(path: Path) -> Iterable[str]:
    lines = path.read_text(encoding="ascii").splitlines()
    return (line for line in lines if line and not line.startswith("#"))
