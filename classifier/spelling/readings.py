"""Disguised words read as the words they stand for.

Takes one word in lower case, with letters already Latin where they look so, and finds
what it was before somebody wrote digits or signs for letters ("1d10t", "f*ck"), parted
the letters ("i.d.i.o.t"), drew them out ("stuuupid"), doubled them ("iiddiioott") or
ran words together ("youidiot"). A reading counts only when it makes known words; all
else, such as names, foreign words, measures and addresses, stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from string import ascii_lowercase

from classifier.spelling.segmentation import LONGEST, is_strong, segmented
from classifier.spelling.vocabulary import vocabulary

Places = Sequence[tuple[int, int]]
Reading = tuple[str, Places]
"""What is read, and for each of its characters the place in the word as written."""

# What digits and signs stand for; "1" looks like two letters.
_LEET = {
    "0": "o",
    "1": "il",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "9": "g",
}
_LEET |= {"@": "a", "$": "s", "!": "il", "|": "il", "€": "e", "+": "t"}
_PARTING = "|!+"  # those of the signs that also part words
_MASKED = re.compile(r"[a-z'01345789@$!|€+]+")
_LONGEST = 64
"""Characters of the longest word that is searched for signs and drawn-out letters."""

_SEPARATOR = re.compile(r"[^a-z0-9@$!|€'\u0080-\U0010ffff]+")
_PIECE = re.compile(r"[a-z0-9@$!|€']+")
_JOINTS = frozenset(".*_-/~|+=#%^,:\\·•…")  # separators that may stand inside a word
_STAR = "*#%^"  # what is written for letters unsaid
_UNSAID = re.compile(r"(?!#)[a-z'*#%^.\-_~=+@$!/]+[a-z'*#%^]")

_LONGEST_ADDRESS = 100
"""Characters of the longest address; what is longer is text without blanks."""
_ADDRESS = re.compile(
    r"://|^www\.|^[\w.+-]+@[\w-]+\.\w"
    r"|\w\.(?:com|org|net|edu|gov|info|html?|php|co|uk|de|ro|pt|br|io|tv|me|jpe?g|png"
    r"|gif|svg|pdf|js|css|py)\b(?!\.\w\.)"
    r"|\[\[|\{\{|==|#[0-9a-f]{3,8}\b"  # wiki markup and colours
)
_MEASURE = re.compile(
    r"\d*(?:1st|2nd|3rd|\dth)|[a-z][1-9]\d*|[\d.,:]+(?:[a-z]|am|pm|[ckm]?m|kg|[kmgt]b"
    r"|g?hz|ft|lbs?|min|hrs?|secs?|p[xt]|bn|yrs?|'s)"
)

_LETTERS = re.compile(r"[a-z']+")
_RUN = re.compile(r"([a-z])\1+")
_STRETCHED = re.compile(r"([a-z])\1\1")
_TWICE = re.compile(r"(?:([a-z])\1|'+)+")
_ROMAN = re.compile(r"[ivxlcdm]+")


def read(word: str) -> Reading | None:
    """What a word that is not known was meant to be; None when it stays as it is.

    Args:
        word: lower case, without white space and outer punctuation.

    >>> read("1d10t")[0], read("y0u4r3")[0], read("f**k")[0]
    ('idiot', 'you are', 'fuck')
    >>> read("covid19"), read("w3c"), read("hofbräuhaus")
    (None, None, None)
    """
    if _LETTERS.fullmatch(word):
        return _letters(word) if word.strip("'") else None
    if not any("a" <= letter <= "z" for letter in word):
        return None
    if len(word) > _LONGEST_ADDRESS and not word.startswith(("http", "www.")):
        return _piece_by_piece(word)
    if _ADDRESS.search(word):
        return None
    return _masked(word) or _parted(word) or _piece_by_piece(word)


def is_known(word: str) -> bool:
    """Whether it is a word of the vocabulary, perhaps in the genitive."""
    counts = vocabulary().counts
    return word in counts or (word.endswith("'s") and word[:-2] in counts)


def _is_abuse(text: str) -> bool:
    return text in vocabulary().abuse


def _same(text: str) -> Reading:
    return text, [(at, at + 1) for at in range(len(text))]


def _composed(outer: Reading, inner: Places) -> Reading:
    """A reading of a reading, with places in what the first was read from."""
    text, places = outer
    return text, [(inner[begin][0], inner[end - 1][1]) for begin, end in places]


# Letters alone


def _letters(word: str) -> Reading | None:
    if len(word) > LONGEST:
        return _squeezed(word)
    if len(word) < 3 or (word.isalpha() and _ROMAN.fullmatch(word) and len(word) < 7):
        return None
    return _doubled(word) or _stretched(word) or _joined(word) or _squeezed(word)


def _doubled(word: str) -> Reading | None:
    """Every letter written twice."""
    if len(word) < 4 or len(set(word)) < 2 or not _TWICE.fullmatch(word):
        return None
    kept = list(_halved(word))
    half = "".join(word[at] for at in kept)
    places = [(at - 1 if word[at] != "'" else at, at + 1) for at in kept]
    if is_known(half):
        return half, places
    if len(half) < 3 or len(half) == len(word):
        return None
    again = _letters(half)
    return _composed(again, places) if again else (half, places)


def _halved(word: str) -> Iterator[int]:
    """Where every second letter of each run is, and the apostrophes."""
    for run in re.finditer(r"([a-z])\1+|'", word):
        begin, end = run.span()
        yield from range(begin + (end > begin + 1), end, 2)


def _stretched(word: str) -> Reading | None:
    """Letters written too often: the likeliest word with fewer of them."""
    runs = list(_RUN.finditer(word))
    clear = _STRETCHED.search(word) is not None
    if not runs or not (4 if clear else 5) <= len(word) <= _LONGEST:
        return None
    likely, best = vocabulary().likely, None
    for lengths in _shorter([len(run.group()) for run in runs]):
        text = _with_runs(word, runs, lengths)
        if text in likely and (best is None or likely[text] > likely[best[0]]):
            best = text, lengths
    if best is None or not (clear or is_strong(best[0])):
        return None  # German "hatte" is not "hate"
    return best[0], _run_places(word, runs, best[1])


def _shorter(lengths: list[int]) -> Iterator[Sequence[int]]:
    if len(lengths) <= 5:
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
        places += [(each, each + 1) for each in range(at, begin + length - 1)]
        places.append((begin + length - 1, end))
        at = end
    return places + [(each, each + 1) for each in range(at, len(word))]


def _squeezed(word: str) -> Reading | None:
    """Four or more of a letter once, in what is still no word."""
    runs = [run for run in _RUN.finditer(word) if len(run.group()) > 3]
    if not runs:
        return None
    if len(set(word)) == 1:  # "kkkkkk" is laughter
        return word[:2], [(0, 1), (1, len(word))]
    once = [1] * len(runs)  # three are left: "Schifffahrt"
    text, places = _with_runs(word, runs, once), _run_places(word, runs, once)
    again = _joined(text)
    return _composed(again, places) if again else (text, places)


def _joined(word: str) -> Reading | None:
    """Words run together, parted by blanks."""
    words = segmented(word)
    if words is None:
        return None
    places, at = list[tuple[int, int]](), 0
    for part in words:
        if at:
            places.append((at - 1, at))
        places += [(each, each + 1) for each in range(at, at + len(part))]
        at += len(part)
    return " ".join(words), places


# Digits and signs for letters


def _masked(word: str) -> Reading | None:
    """Digits and signs inside a word read as the letters they stand for."""
    if (
        len(word) > _LONGEST
        or not _MASKED.fullmatch(word)
        or (len(word) > 2 and _MEASURE.fullmatch(word))
    ):
        return None
    if len(word) == 2:
        return _pair(word)
    stem = word.rstrip("0123456789")
    if stem != word and len(stem) >= 3 and vocabulary().counts.get(stem, 0) >= 30:
        abuse = [each for each in _decoded(word) if _is_abuse(each)]
        return _same(abuse[0]) if abuse else None
    candidates = [each for each in _decoded(word) if _is_likely_meant(each)]
    if candidates:
        return _same(max(candidates, key=vocabulary().likely.__getitem__))
    if any(sign in word for sign in _PARTING):
        return None
    if sum(map(str.isalpha, word)) < 0.4 * len(word):
        return None
    for text in _decoded(word, most=2):
        if len(text) >= 5 and (reading := _letters(text)) and _is_all_known(reading[0]):
            return reading
    if _is_mostly_letters(word):
        return _same(next(_decoded(word)))
    return None


def _pair(word: str) -> Reading | None:
    """Two characters, where few digits can be letters: "0f", "n0", "!t", not "m3"."""
    meant = [text for text in _decoded(word) if text in _UNDOTTED]
    sure = word[1] == "0" or word[0] in "0!@$" or word in ("1n", "1t", "1f")
    return _same(meant[0]) if meant and sure else None


def _decoded(word: str, most: int = 32) -> Iterator[str]:
    choices = [_LEET.get(letter, letter) for letter in word]
    for number, letters in enumerate(product(*choices)):
        if number >= most:
            return
        yield "".join(letters)


def _is_likely_meant(text: str) -> bool:
    """Short words must be common: any three signs spell something."""
    enough = {2: 5000, 3: 400, 4: 60}.get(len(text), 3)
    return len(text) > 1 and (
        vocabulary().counts.get(text, 0) >= enough or _is_abuse(text)
    )


def _is_mostly_letters(word: str) -> bool:
    """Whether an unknown word clearly holds signs for letters: not "covid19"."""
    letters = sum(letter.isalpha() for letter in word)
    if letters < 4 or letters < 2 * (len(word) - letters):
        return False
    return re.fullmatch(r"[a-z']+(?:[0134578@$€]{1,2}[a-z']+)+", word) is not None


def _is_all_known(text: str) -> bool:
    return all(map(is_known, text.split(" ")))


# Signs between letters, and for letters unsaid


def _parted(word: str) -> Reading | None:
    """Signs between letters taken out, or read as letters left unsaid."""
    pieces = [piece for piece in _SEPARATOR.split(word) if piece]
    if not pieces or "".join(pieces) == word:
        return None
    kept = [at for at in range(len(word)) if not _SEPARATOR.match(word[at])]
    joined = "".join(word[at] for at in kept)
    places = [(at, at + 1) for at in kept]
    if _is_spelt_out(pieces):
        return _spelt_out(word, joined, places)
    if len(joined) == 2 and _is_parted_pair(word, joined):
        return joined, places
    unsaid = _unsaid(word)
    whole = _known_reading(joined) if len(pieces) > 1 else None
    if unsaid and not (whole and _weight(whole[0]) > 30 * _weight(unsaid)):
        return unsaid, _spread(len(unsaid), word)
    if whole and (_is_abuse(whole[0]) or _is_broken(word, pieces)):
        return _composed(whole, places)
    return None


def _is_parted_pair(word: str, joined: str) -> bool:
    """Two letters parted by a sign: "t.o", "u*s", but not "u.s", "f*k" and "n-o"."""
    if len(word) != 3 or word[1] not in "._*~":
        return False
    return joined in (_PAIRS if word[1] == "." else _UNDOTTED)


def _is_broken(word: str, pieces: Sequence[str]) -> bool:
    """Whether the pieces are no words by themselves: "sep-tember", not "t-shirt"."""
    if not all(sign in _JOINTS or sign.isalnum() or sign in "'@$" for sign in word):
        return False
    single = any(len(piece) == 1 for piece in pieces) and not set(word) & set("*_")
    if single and "'" in word and is_known("".join(pieces)):
        return True  # "i.t's"
    if single:  # "s.omething"; but "intr-o" is Romanian
        last = len(pieces[-1]) == 1 and "-" in word
        return not last and any(len(each) > 2 and not _is_fine(each) for each in pieces)
    return not all(map(_is_fine, pieces))


def _is_spelt_out(pieces: Sequence[str]) -> bool:
    single = sum(len(piece) == 1 for piece in pieces)
    longest = max(len(piece.partition("'")[0]) for piece in pieces)  # "d.o.n't"
    return len(pieces) > 2 and single >= 0.6 * len(pieces) and longest < 3


_ABBREVIATIONS = frozenset(("aka", "bbc", "fbi", "nyc", "phd", "rip", "usa", "ussr"))
# Words of two letters; with dots not "a.m." and "U.S."
_PAIRS = frozenset(
    (
        *("an", "as", "at", "be", "by", "do", "go", "he", "hi", "if", "in", "is", "it"),
        *("me", "my", "no", "of", "oh", "on", "or", "so", "to", "up", "we"),
    )
)
_UNDOTTED = _PAIRS | {"am", "us"}


def _spelt_out(word: str, joined: str, places: Places) -> Reading | None:
    signs = Counter(each for each in word if _SEPARATOR.match(each))
    if len(signs) > 1:  # "a.n.t.i-w.a.r": the rarer signs part words
        common = re.escape(signs.most_common(1)[0][0])
        return _piece_by_piece(word, re.compile(rf"[a-z0-9@$!|€'{common}]+"))
    reading = _known_reading(joined)
    if "." in signs and (joined in _ABBREVIATIONS or _is_initials(joined)):
        return None
    if reading is None and not (len(joined) > 3 and joined.isalpha()):
        return None
    return _composed(reading or _same(joined), places)


def _is_initials(joined: str) -> bool:
    """Whether three letters with dots are no word: "b.b.c", but "y.o.u" is one."""
    if len(joined) != 3:
        return False
    return not _is_abuse(joined) and (
        vocabulary().counts.get(joined, 0) < 100 or not set(joined) & set("aeiouy")
    )


def _known_reading(joined: str) -> Reading | None:
    """The joined letters as known words."""
    if is_known(joined):
        return _same(joined)
    reading = _letters(joined) if _LETTERS.fullmatch(joined) else _masked(joined)
    return reading if reading and _is_all_known(reading[0]) else None


def _is_fine(piece: str) -> bool:
    return piece.isdigit() or (len(piece) > 1 and is_known(piece))


def _unsaid(word: str) -> str | None:
    """The likeliest word when each sign stands for a letter."""
    if not _UNSAID.fullmatch(word) or len(word) > 24 or len(word) < 3:
        return None
    signs = [at for at, each in enumerate(word) if not (each.isalpha() or each == "'")]
    stars = all(word[at] in _STAR for at in signs)
    if len(signs) == 1:
        begin, end = word[: signs[0]], word[signs[0] + 1 :]
        fits = [begin + letter + end for letter in ascii_lowercase]
        fits = [text for text in fits if text in vocabulary().counts]
    elif word[0].isalpha() and word[-1].isalpha() and len(word) - len(signs) > 1:
        fits = _fitting(word, _alike().get((len(word), word[0], word[-1]), ()))
    else:
        fits = _fitting(word, vocabulary().abuse)
    best = _likeliest(fits)
    return best if best and (stars or is_strong(best)) else None


@cache
def _alike() -> dict[tuple[int, str, str], list[str]]:
    """The words by length, first and last letter."""
    words: dict[tuple[int, str, str], list[str]] = {}
    for word in vocabulary().counts:
        words.setdefault((len(word), word[0], word[-1]), []).append(word)
    return words


def _likeliest(fits: Sequence[str]) -> str | None:
    return max(fits, key=lambda text: (_weight(text), text), default=None)


def _fitting(word: str, among: Iterable[str]) -> list[str]:
    """The words that it may be when each sign stands for a letter."""
    fixed = [at for at, each in enumerate(word) if each.isalpha() or each == "'"]
    wanted = [word[at] for at in fixed]
    return [
        text
        for text in among
        if len(text) == len(word) and [text[at] for at in fixed] == wanted
    ]


def _weight(text: str) -> float:
    """How often a word is meant by one with letters unsaid: abuse more often."""
    return vocabulary().counts.get(text, 0) * (10 if _is_abuse(text) else 1)


def _spread(length: int, word: str) -> Places:
    if length == len(word):
        return [(at, at + 1) for at in range(length)]
    return [(0, len(word))] * length


def _piece_by_piece(word: str, pieces: re.Pattern[str] = _PIECE) -> Reading | None:
    """The pieces of a word, each read by itself."""
    text, places, changed, at = list[str](), list[tuple[int, int]](), False, 0
    for piece in pieces.finditer(word):
        begin, end = piece.span()
        if end - begin == len(word):
            return _piece_by_piece(word, _LETTERS) if pieces is _PIECE else None
        reading = None if _is_known_or_number(piece.group()) else read(piece.group())
        changed |= reading is not None
        inner = reading or _same(piece.group())
        text += (word[at:begin], inner[0])
        places += [(each, each + 1) for each in range(at, begin)]
        places += [(begin + first, begin + last) for first, last in inner[1]]
        at = end
    text.append(word[at:])
    places += [(each, each + 1) for each in range(at, len(word))]
    return ("".join(text), places) if changed else None


def _is_known_or_number(piece: str) -> bool:
    return is_known(piece) or piece.isdigit() or len(piece) < 3
