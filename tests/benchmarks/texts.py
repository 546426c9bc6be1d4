"""The texts that are scored: made up or read from files, and hostile ones.

Made-up texts use words as comments do: a few often, most seldom (Zipf's law), and there
are always some that nobody used before: names, misspellings, words with their
punctuation. That share decides how much a scorer that remembers words has to work
out; in the labelled sets 5 to 8 of 100 words are new after 20,000 comments.
"""

import csv
import gzip
import random
import sys
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from classifier.spelling.vocabulary import vocabulary

SHORTEST, LONGEST = 20, 600
HOSTILE = 20_000
"""Characters of a text, of a mean length of 180, and of a hostile one."""

_ENGLISH = 30_000
_RANKS = 3_000_000
_ZIPF = 1.2
"""The word of rank r is used in proportion to r to the power of -1.2; beyond the
commonest English words, each rank is an invented one."""

_BEGINS: tuple[str, ...] = (
    *"bcdfghklmnprstvwyz",
    "br",
    "ch",
    "pr",
    "qu",
    "sh",
    "st",
    "th",
)
_MIDDLES: tuple[str, ...] = (*"aeiou", "ai", "ee", "ou", "ea", "oo")
_ENDS: tuple[str, ...] = (*"nrstlmx", "ck", "nd", "rt", "ng", "st")


def made(count: int, seed: int = 0) -> list[str]:
    """Distinct texts of 20 to 600 characters, the same at every run."""
    dice = random.Random(seed)
    english = list(vocabulary().counts)[:_ENGLISH]
    found = dict[str, None]()
    while len(found) < count:
        length = min(max(int(dice.lognormvariate(4.95, 0.7)), SHORTEST), LONGEST)
        found[_text(dice, english, length)] = None
    return list(found)


def _text(dice: random.Random, english: Sequence[str], length: int) -> str:
    words, size, begins = list[str](), 0, True
    while size <= length:
        word = _word(_rank(dice), english)
        chance = dice.random()
        if begins or chance < 0.04:
            word = word.capitalize()
        elif chance < 0.045:
            word = word.upper()
        begins = chance > 0.93
        if begins:
            word += dice.choice("....!?")
        elif chance > 0.86:
            word += ","
        elif chance > 0.85:
            word = f'"{word}"'
        words.append(word)
        size += len(word) + 1
    return " ".join(words)[:LONGEST].strip()


def _rank(dice: random.Random) -> int:
    """By the inverse of the power law's distribution function."""
    least = _RANKS ** (1 - _ZIPF)
    return int((1 - dice.random() * (1 - least)) ** (1 / (1 - _ZIPF)))


def _word(rank: int, english: Sequence[str]) -> str:
    if rank <= len(english):
        return english[rank - 1]
    dice = random.Random(rank)
    syllables = dice.randint(1, 3)
    begin = "".join(
        dice.choice(_BEGINS) + dice.choice(_MIDDLES) for _ in range(syllables)
    )
    return begin + dice.choice(_ENDS)


def read(paths: Sequence[Path]) -> list[str]:
    """The texts of CSV files, in an order of chance that is the same at every run.

    Raises:
        ValueError: a file has no column `text`.
    """
    found = list(dict.fromkeys(text for path in paths for text in _column(path)))
    random.Random(0).shuffle(found)
    return found


def _column(path: Path) -> Iterator[str]:
    csv.field_size_limit(sys.maxsize)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if "text" not in (rows.fieldnames or ()):
            raise ValueError(f"{path}: wanted a column `text`, got {rows.fieldnames}")
        yield from (row["text"] for row in rows)


def new_share(known: Sequence[str], fresh: Sequence[str]) -> float:
    """The share of the words of `fresh`, in lower case, that are new; each once."""
    seen = {word for text in known for word in text.lower().split()}
    words = [word for text in fresh for word in text.lower().split()]
    return len(set(words) - seen) / len(words)


def articles(count: int) -> list[tuple[str, str]]:
    """Made-up titles and articles of some 3,000 characters."""
    sentences = iter(made(count * 17, seed=1))
    return [
        (next(sentences)[:80], "\n".join(next(sentences) for _ in range(16)))
        for _ in range(count)
    ]


def hostile(seed: int) -> dict[str, str]:
    """A text of 20,000 characters of each kind that makes work; another each time."""
    dice = random.Random(seed)
    return {kind: make(dice)[:HOSTILE] for kind, make in _HOSTILE.items()}


def _repeated(piece: Callable[[random.Random], str], blank: str = "") -> "Make":
    """A maker of one piece said again and again."""
    return lambda dice: ((once := piece(dice)) + blank) * (HOSTILE // len(once) + 1)


def _joined(piece: Callable[[random.Random], str], blank: str = "") -> "Make":
    """A maker of many pieces, each made anew."""
    return lambda dice: blank.join(piece(dice) for _ in range(HOSTILE))


Make = Callable[[random.Random], str]
_ABUSE = ("idiot", "moron", "fucking", "asshole", "stupid", "bastard", "retard")
_LEET = str.maketrans("aeiost", "43!05+")
_CYRILLIC = str.maketrans("aceiopxys", "асеіорхуѕ")
_VANISHING = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def _letters(dice: random.Random, least: int, most: int) -> str:
    size = dice.randint(least, most)
    return "".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=size))


def _english(dice: random.Random) -> str:
    return dice.choice(_COMMON_WORDS)


_COMMON_WORDS = list(vocabulary().counts)[:2_000]
_SHARES = list(accumulate((0.2, 0.2, 0.2, 0.2, 0.2)))
_SCRIPTS = ((0x61, 26), (0x430, 32), (0x3B1, 24), (0x5D0, 26), (0x4E00, 2_000))


def _of_any_script(dice: random.Random) -> str:
    first, size = _SCRIPTS[bisect(_SHARES[:-1], dice.random())]
    return chr(first + dice.randrange(size))


_HOSTILE: dict[str, Make] = {
    "one letter": _repeated(lambda dice: _letters(dice, 1, 1)),
    "distinct words": _joined(lambda dice: _letters(dice, 3, 9), " "),
    "letters without blanks": _joined(lambda dice: _letters(dice, 9, 9)),
    "English without blanks": _joined(_english),
    "distinct joined words": _joined(
        lambda dice: "".join(_english(dice) for _ in range(4)), " "
    ),
    "single letters": _joined(lambda dice: _letters(dice, 1, 1), " "),
    "abuse spelt out": _joined(lambda dice: " ".join(dice.choice(_ABUSE)), "   "),
    "leetspeak": _joined(
        lambda dice: (dice.choice(_ABUSE) + _letters(dice, 1, 4)).translate(_LEET), " "
    ),
    "stars inside words": _joined(
        lambda dice: _letters(dice, 1, 3) + "*" * dice.randint(1, 3) + "k", " "
    ),
    "dots inside words": _joined(lambda dice: ".".join(_letters(dice, 3, 9)), " "),
    "signs": _joined(lambda dice: dice.choice("*_-~=#+^%&/\\|@$!€()[]{}<>.,;:?")),
    "signs and letters": _joined(lambda dice: dice.choice("*_-~#@$!().aeiourstx ")),
    "stretched words": _joined(
        lambda dice: "".join(each * dice.randint(1, 9) for each in _english(dice)), " "
    ),
    "look-alikes": _joined(
        lambda dice: (_english(dice) + _letters(dice, 1, 3)).translate(_CYRILLIC), " "
    ),
    "vanishing characters": _joined(
        lambda dice: dice.choice(_VANISHING).join(_english(dice)), " "
    ),
    "combining marks": _joined(
        lambda dice: _letters(dice, 1, 1) + chr(0x300 + dice.randrange(0x70)) * 3
    ),
    "full width": _joined(
        lambda dice: "".join(chr(ord(c) + 0xFEE0) for c in _letters(dice, 3, 9)), " "
    ),
    "emoji": _joined(lambda dice: chr(0x1F600 + dice.randrange(80))),
    "digits": _joined(lambda dice: str(dice.randrange(10**9))),
    "NUL": _repeated(lambda dice: "\0"),
    "lone surrogates": _joined(lambda dice: chr(0xD800 + dice.randrange(0x800))),
    "any character": _joined(lambda dice: chr(dice.randrange(0x110000))),
    "mixed scripts": _joined(
        lambda dice: "".join(_of_any_script(dice) for _ in range(6)), " "
    ),
    "HTML": _joined(lambda dice: f'<a href="{_letters(dice, 5, 9)}"><b>', "x"),
    "links": _joined(lambda dice: f"https://{_letters(dice, 5, 9)}.example/", " "),
}
