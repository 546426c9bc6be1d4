"""Letters written too often: drawn out ("stuuuupid") or doubled ("iiddiioott")."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from classifier.spelling.places import Places, Reading, one_by_one
from classifier.spelling.segmentation import is_strong
from classifier.spelling.vocabulary import count, known, vocabulary

LONGEST = 64
"""Letters of the longest word that is searched for drawn-out letters."""

REPEATED = re.compile(r"([a-z])\1+")
_THRICE = re.compile(r"([a-z])\1\1")
_TWICE = re.compile(r"(?:([a-z])\1|'+)+")
_MEANT = 100
"""How much rather a word of abuse is drawn out than another, and a word that has its
double letters where they are written: "asss" is no "as". Chosen by us."""
_MOST_RUNS = 4


def drawn(word: str) -> Reading | None:
    """What a word of letters and apostrophes is without those that are too many.

    >>> drawn("iiddiioott")[0], drawn("stuuupid")[0], drawn("aaass")[0]
    ('idiot', 'stupid', 'ass')
    """
    if not REPEATED.search(word) or len(word) > LONGEST:
        return None
    half, shortened = _halved(word), _shortened(word)
    if half and shortened and _MEANT * _weight(half[0]) < _weight(shortened[0]):
        return shortened
    return half or shortened


def halved(word: str) -> Reading | None:
    """Every letter that is written twice once, whether that is a word or not."""
    if len(word) < 4 or len(set(word)) < 2 or not _TWICE.fullmatch(word):
        return None
    kept = list(_second_of_each_two(word))
    half = "".join([word[at] for at in kept])
    places = [(at - 1 if word[at] != "'" else at, at + 1) for at in kept]
    return (half, places) if 1 < len(half) < len(word) else None


def squeezed(word: str) -> Reading | None:
    """Four or more of a letter once, in what is no word either way."""
    runs = [run for run in REPEATED.finditer(word) if len(run.group()) > 3]
    if not runs:
        return None
    if len(set(word)) == 1:  # "kkkkkk" is laughter
        return word[:2], [(0, 1), (1, len(word))]
    once = [1] * len(runs)  # three are left: "Schifffahrt"
    return _with_runs(word, runs, once), _run_places(word, runs, once)


def _halved(word: str) -> Reading | None:
    half = halved(word)
    return half if half and known(half[0]) else None


def _second_of_each_two(word: str) -> Iterator[int]:
    """Where every second letter of each run is, and the apostrophes."""
    for run in re.finditer(r"([a-z])\1+|'", word):
        begin, end = run.span()
        yield from range(begin + (end > begin + 1), end, 2)


def _shortened(word: str) -> Reading | None:
    """The likeliest word with fewer letters in its runs."""
    runs = list(REPEATED.finditer(word))
    clear = _THRICE.search(word) is not None
    if len(word) < (4 if clear else 5):
        return None
    if not clear and REPEATED.sub(r"\1", word) not in _strong():
        return None  # German "hatte" is not "hate"
    counts, best, most = vocabulary().counts, None, 0
    for lengths in _shorter([len(run.group()) for run in runs]):
        text = _with_runs(word, runs, lengths)
        weight = _weight(text) if text in counts else 0
        if weight and all(
            n == 2
            for n, run in zip(lengths, runs, strict=True)
            if len(run.group()) == 2
        ):
            weight *= _MEANT
        if weight > most:
            best, most = (text, lengths), weight
    if best is None or not (clear or is_strong(best[0])):
        return None
    return best[0], _run_places(word, runs, best[1])


@cache
def _strong() -> frozenset[str]:
    """Strong abuse without any letter twice in a row."""
    return frozenset(
        REPEATED.sub(r"\1", word) for word in vocabulary().abuse if is_strong(word)
    )


def _weight(text: str) -> int:
    return count(text) * (_MEANT if text in vocabulary().abuse else 1)


def _shorter(lengths: list[int]) -> Iterator[Sequence[int]]:
    if len(lengths) <= _MOST_RUNS:
        yield from product((1, 2), repeat=len(lengths))
        return
    yield [1] * len(lengths)
    yield [min(2, length) for length in lengths]
    for at in range(min(len(lengths), 20)):
        yield [2 if at == other else 1 for other in range(len(lengths))]


def _with_runs(word: str, runs: list[re.Match[str]], lengths: Sequence[int]) -> str:
    pieces, at = list[str](), 0
    for run, length in zip(runs, lengths, strict=True):
        pieces += (word[at : run.start()], run.group(1) * length)
        at = run.end()
    return "".join((*pieces, word[at:]))


def _run_places(word: str, runs: list[re.Match[str]], lengths: Sequence[int]) -> Places:
    """Where each letter is from: the last of a run from all the rest of it."""
    places, at = list[tuple[int, int]](), 0
    for run, length in zip(runs, lengths, strict=True):
        begin, end = run.span()
        places += one_by_one(at, begin + length - 1)
        places.append((begin + length - 1, end))
        at = end
    return places + one_by_one(at, len(word))
