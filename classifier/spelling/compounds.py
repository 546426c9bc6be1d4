"""Words with signs or digits in them that stay as they are, told without reading them.

Such are most pieces that are no word: "board/talk", "self-made", "him...and". Reading
one asks whether it is an address, a word in parts, one with letters unsaid, or has a
disguised word among others; here is asked only what must be so for any of that.
"""

import re
from collections.abc import Sequence

from classifier.spelling.letters import may_be_slip
from classifier.spelling.parted import LONGEST_PARTED, joined_reading
from classifier.spelling.punctuated import SIGNS
from classifier.spelling.readings import read
from classifier.spelling.segmentation import CLEARLY_JOINED, how_joined
from classifier.spelling.unsaid import ends_as_strong, unsaid
from classifier.spelling.vocabulary import is_abuse, known, vocabulary

_PLAIN = re.compile(r"""[a-z0-9'\-/:.,;()"&_~?<>\\=#\[\]{}]+""")  # no masks, no stars
_WORDS = re.compile(r"[a-z0-9']+")


def stays(word: str) -> bool:
    """Whether a word is surely as it is meant.

    Args:
        word: lower case, without white space and outer punctuation; not just letters.

    >>> stays("board/talk"), stays("self-made"), stays("sh-it"), stays("y.o.u")
    (True, True, False, False)
    """
    if not _PLAIN.fullmatch(word) or _has_markup(word):
        return False
    words, counts = _WORDS.findall(word), vocabulary().counts
    new = [each for each in words if each not in counts and not _is_fine(each)]
    if len(words) == 1:
        return not (new and read(new[0])) and _is_said(word)
    if not all(map(_is_name, new)):
        return False
    alone = [each for each in words if len(each) == 1]
    if alone and not _is_beside(len(alone), words, word):
        return False
    joined = "".join(words)
    if is_abuse(joined):
        return False
    if new and len(joined) <= LONGEST_PARTED and not _is_no_word(joined):
        return False
    return _is_said(word)


def _has_markup(word: str) -> bool:
    return "://" in word or "[[" in word or "{{" in word or "==" in word


def _is_beside(alone: int, words: Sequence[str], word: str) -> bool:
    """Whether so many letters alone only stand beside words and spell none."""
    return alone <= 0.5 * len(words) and "'" not in word and "_" not in word


def _is_said(word: str) -> bool:
    """Whether no sign is for a letter of abuse."""
    if "#" not in word and not ends_as_strong(word):
        return True
    return not (unsaid(word) or unsaid(word.strip(SIGNS)))


def _is_fine(word: str) -> bool:
    return word.isdigit() or known(word)


def _is_name(word: str) -> bool:
    """Whether a word is no disguised one by itself, nor some run together."""
    if len(word) < 3:
        return True
    if not word.isalpha():
        return read(word) is None
    return not may_be_slip(word) and how_joined(word) != CLEARLY_JOINED


def _is_no_word(joined: str) -> bool:
    """Whether parts put together are no known words."""
    if not joined.isalpha():
        return joined_reading(joined) is None
    return not known(joined) and _is_name(joined)
