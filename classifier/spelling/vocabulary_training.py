"""Making the list of words anew from comments: `build(data, out)`.

A word is kept when it occurs in at least `RARE` training comments. Left out is what is
itself a disguise: stretched words, rare words that are a common one with a letter
doubled, and rare ones that are two common ones run together. Of words that stand beside
digits or signs nothing is taken, so that "sh!t" teaches no "sh".
"""

import csv
import gzip
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from classifier.spelling.vocabulary import RARE, packed

SOURCES = ("jigsaw_wiki", "news_civil_spans", "wiki_context")
LONGEST = 24
"""Letters of the longest word kept; longer ones in comments are hardly ever words."""

_WORD = re.compile(
    r"(?<![\w@$*#^%+])(?<!\w['./!])[a-z]+(?:'[a-z]+)*(?![\w@$*#^%+]|['./!]\w)"
)
_STRETCHED = re.compile(r"([a-z])\1\1")
_TWICE = re.compile(r"([a-z])\1")
_KEPT = frozenset(("www", "hmm", "hmmm", "zzz", "shh", "ahh", "brr", "grr", "mmm"))


def build(data: Path, out: Path) -> None:
    """Count the words of training comments and write the list.

    Args:
        data: folder with `jigsaw_wiki.csv.gz`, `news_civil_spans.csv.gz` and
            `wiki_context.csv.gz`.
        out: the file to write; the same data give the same bytes.

    Raises:
        OSError: a file of the data is missing.
    """
    counts: Counter[str] = Counter()
    for source in SOURCES:
        for text in _training_texts(data / f"{source}.csv.gz"):
            counts.update(set(_WORD.findall(_bare(text))))
    out.write_bytes(packed(without_disguises(counts)))


def without_disguises(counts: Mapping[str, int]) -> dict[str, int]:
    """The words worth keeping, by how many comments they occur in.

    >>> without_disguises({"idiot": 900, "idiott": 3, "idiooot": 9, "it": 9, "x": 2})
    {'idiot': 900, 'it': 9}
    """
    frequent = {
        word: number
        for word, number in counts.items()
        if number >= RARE
        and (1 < len(word) <= LONGEST or word in ("a", "i"))
        and not _is_stretched(word)
    }
    total = sum(frequent.values())
    return {
        word: number
        for word, number in frequent.items()
        if not _is_doubled(word, frequent) and not _is_joined(word, frequent, total)
    }


def _is_stretched(word: str) -> bool:
    return bool(_STRETCHED.search(word)) and word not in _KEPT


def _is_doubled(word: str, counts: Mapping[str, int]) -> bool:
    """Whether it is a word a hundred times as common with one letter twice.

    Only among the rarest: "booth" is no "both".
    """
    if counts[word] > 10:
        return False
    shorter = (
        word[: at.start()] + word[at.start() + 1 :] for at in _TWICE.finditer(word)
    )
    return any(counts.get(each, 0) >= 100 * counts[word] for each in shorter)


def _is_joined(word: str, counts: Mapping[str, int], total: int) -> bool:
    """Whether it is two common words with the blank forgotten ("ofthe").

    Such pairs are twenty times as frequent as the word if words followed each other by
    chance; chosen by reading what goes.
    """
    number = counts[word]
    if number > 30 or len(word) < 4:
        return False
    pairs = ((word[:cut], word[cut:]) for cut in range(1, len(word)))
    return any(
        counts.get(first, 0) * counts.get(second, 0) > 20 * number * total
        for first, second in pairs
    )


def _training_texts(path: Path) -> Iterator[str]:
    csv.field_size_limit(10_000_000)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["split"] == "train":
                yield row["text"]


def _bare(text: str) -> str:
    """Lower case, apostrophes straight, letters without marks."""
    lowered = text.lower().replace("\u2019", "'")
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(each for each in decomposed if unicodedata.category(each)[0] != "M")
