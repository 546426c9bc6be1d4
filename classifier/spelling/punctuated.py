"""Words read with the punctuation, signs and markup around them."""

import re

from classifier.spelling.leet import decoded
from classifier.spelling.lookalikes import latin
from classifier.spelling.places import Places, Reading, one_by_one, same
from classifier.spelling.readings import read
from classifier.spelling.strong import is_strong
from classifier.spelling.vocabulary import count, is_abuse, known

AS_IT_IS = re.compile(r"[a-z]|[\d.,:%/+\-]*")
"""A letter, a number, a date or a time."""
SIGNS = "*_-~=#+^%&/\\|@$!€("
"""Signs around a word that may be none of its letters."""

_BEFORE = "\"'([{<.,;:?“”‘«»„"
_AFTER = "\"')]}>.,;:?!“”‘«»„"
_COLOUR = re.compile(r"#[0-9a-f]{3,8}")
_MARKUP = re.compile(r"(https?://.*|\[\[.*|\{\{.*|==+)")  # the last of a wiki


def inner(word: str) -> str:
    """A word without the punctuation around it."""
    return word.rstrip(_AFTER).lstrip(_BEFORE)


def settled(text: str, places: Places, rounds: int) -> Reading | None:
    """Each word as what it may be a disguise of, until nothing more changes; None if
    something always does.
    """
    for _ in range(rounds):
        before = text
        text, places = _repaired(text, places)
        if text == before:
            return text, places
        text = latin(text)
    return None


def _repaired(text: str, places: Places) -> Reading:
    words = text.split(" ")
    readings = list(map(read_around, words))
    if not any(readings):
        return text, places
    result, found, at = list[str](), list[tuple[int, int]](), 0
    for word, reading in zip(words, readings, strict=True):
        if at:
            result.append(" ")
            found.append(places[at - 1])
        its = places[at : at + len(word)]
        if reading is None:
            result.append(word)
            found += its
        else:
            result.append(reading[0])
            found += ((its[b][0], its[e - 1][1]) for b, e in reading[1])
        at += len(word) + 1
    return "".join(result), found


_LONGEST_NAME = 24
"""Characters of the longest mention, chosen by us: names on Twitter have up to 15. What
is longer is a text without blanks that begins with one."""


def read_around(word: str) -> Reading | None:
    """A word with its punctuation, read; None when it stays as it is."""
    core = word.rstrip(_AFTER)
    end = len(core)
    core = core.lstrip(_BEFORE)
    begin = end - len(core)
    if known(core) or AS_IT_IS.fullmatch(core):
        return None
    if _MARKUP.search(core):
        return _around_markup(word)
    if core[0] == "#" and _COLOUR.fullmatch(core):
        return None
    begins_with_name = core[0] == "@" and len(core) <= _LONGEST_NAME and "'" not in core
    if begins_with_name and _is_mention(core):
        return None
    bare = core.strip(SIGNS)
    reading = read(core)
    if reading and bare != core and not _is_meant(core, bare, reading[0]):
        reading = None
    if reading is None and bare != core and not (known(bare) or begins_with_name):
        begin += core.index(bare)
        end = begin + len(bare)
        reading = read(bare) if bare else None
    if reading is None:
        return None
    places = one_by_one(0, begin)
    places += [(begin + b, begin + e) for b, e in reading[1]]
    places += one_by_one(end, len(word))
    return word[:begin] + reading[0] + word[end:], places


def _around_markup(word: str) -> Reading | None:
    """A word with links or marks of headings in it: what is around them is read."""
    texts, places, changed, at = list[str](), list[tuple[int, int]](), False, 0
    for number, part in enumerate(_MARKUP.split(word)):
        reading = None if number % 2 else read_around(part)
        changed |= reading is not None
        text, its = reading or same(part)
        texts.append(text)
        places += [(at + begin, at + end) for begin, end in its]
        at += len(part)
    return ("".join(texts), places) if changed else None


def _is_mention(core: str) -> bool:
    """Whether a word behind "@" is a name: no reading with an "a" makes one word."""
    return not any(map(count, decoded(core)))


def _is_meant(core: str, bare: str, reading: str) -> bool:
    """Whether signs around a word are letters: "$hit", but not "*hat" and "@live"."""
    if known(bare) and (len(bare) > 2 or "*" in core):
        if core[0] in "$€" or core[-1] in "$€":
            return count(reading) >= _RATHER * count(bare) or is_abuse(reading)
        if core[0] == "@" or (core.endswith("**") and core[0] != "*"):
            return is_abuse(reading)
        return is_strong(reading)
    return core[0] != "@" or is_abuse(reading) or count(reading) >= 1000


_RATHER = 3  # "$ure" is rather "sure" than "ure"
