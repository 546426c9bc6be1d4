"""Words with signs between them that stay as they are, told without reading them.

Such are most pieces that are no word: "board/talk", "self-made", "him...and". `readings`
asks of each whether it is an address, a word in parts, one with letters unsaid or some
words with a disguised one among them; here is asked only what must be so for any of
that.
"""

import re
from collections.abc import Sequence

from classifier.spelling.readings import LONGEST_JOINED, may_be_slip
from classifier.spelling.segmentation import CLEARLY_JOINED, how_joined
from classifier.spelling.unsaid import unsaid
from classifier.spelling.vocabulary import is_abuse, known, vocabulary

_COMPOUND = re.compile(r"[a-z0-9](?:[a-z0-9'\-/:.,;()\"&_~?<>\\]*[a-z0-9])")
_WORDS = re.compile(r"[a-z0-9']+")


def stays(word: str) -> bool:
    """Whether a word with signs inside is surely as it is meant.

    Args:
        word: lower case, without white space and outer punctuation.

    >>> stays("board/talk"), stays("self-made"), stays("sh-it"), stays("y.o.u")
    (True, True, False, False)
    """
    if not _COMPOUND.fullmatch(word) or "://" in word:
        return False
    words = _WORDS.findall(word)
    alone = sum([len(each) == 1 for each in words])
    if len(words) < 2 or (alone and not _is_beside(alone, words, word)):
        return False
    new = [each for each in words if not _is_fine(each)]
    if not all(map(_is_name, new)):
        return False
    joined = "".join(words)
    if is_abuse(joined) or unsaid(word):
        return False
    is_in_parts = new and len(joined) <= LONGEST_JOINED
    return not is_in_parts or (_is_name(joined) and not known(joined))


def _is_beside(alone: int, words: Sequence[str], word: str) -> bool:
    """Whether so many letters alone only stand beside words and spell none."""
    return alone <= 0.5 * len(words) and "'" not in word and "_" not in word


def _is_fine(word: str) -> bool:
    return word in vocabulary().counts or word.isdigit() or known(word)


def _is_name(letters: str) -> bool:
    """Whether letters are no word in disguise, nor some run together."""
    if len(letters) < 3:
        return letters.isalpha()
    is_word = letters.isalpha() or letters.replace("'", "").isalpha()
    return (
        is_word and not may_be_slip(letters) and how_joined(letters) != CLEARLY_JOINED
    )
