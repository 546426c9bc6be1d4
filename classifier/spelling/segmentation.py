"""Words run together, taken apart: "youareanidiot" is "you are an idiot".

What the likeliest words are tells `words_in_a_row`, and whether they are meant `meant`.
Where that is not clear the letters stay whole: names, foreign words and compounds.
"""

import re

from classifier.spelling.meant import (
    LONGEST_PERHAPS,
    UNKNOWN_FROM,
    is_clear,
    is_likely,
    may_be_meant,
)
from classifier.spelling.vocabulary import count
from classifier.spelling.words_in_a_row import (
    NO_WORDS,
    known_words,
    may_be_words,
    tidied,
    words_and_strangers,
)

NOT_JOINED, PERHAPS_JOINED, CLEARLY_JOINED = range(3)
LONGEST_JOINED = 1_500
"""Letters of the longest text that is taken apart, at about 2 µs each."""
_DERIVED = re.compile(r"([a-z]{4,})i[sz](?:ations?|e[drs]|ers|ing)")


def segmented(letters: str, *, freely: bool = False) -> list[str] | None:
    """The words that the letters spell in a row; None when they are not clearly such.

    Args:
        letters: a to z and apostrophes.
        freely: whether it is known that words are run together here, so that a name or
            a compound is less likely.

    >>> segmented("youareanidiot")
    ['you', 'are', 'an', 'idiot']
    >>> segmented("schadenfreude"), segmented("seepage")
    (None, None)
    >>> segmented("talkpage", freely=True)
    ['talk', 'page']
    """
    if not (3 if freely else 4) <= len(letters) <= LONGEST_JOINED:
        return None
    if freely or len(letters) >= UNKNOWN_FROM:
        words, likely = words_and_strangers(letters)
    elif may_be_words(letters):
        words, likely = known_words(letters)
    else:
        return None
    if len(words) < 2:
        return None
    is_meant = is_likely if freely else is_clear
    if not is_meant(letters, words, likely) or _is_derived(letters):
        return None
    words = tidied(words, freely=freely)
    return words if len(words) > 1 else None


def how_joined(letters: str) -> int:
    """How clearly letters that are no word are words run together.

    Returns:
        `CLEARLY_JOINED` for what `segmented` may part, `PERHAPS_JOINED` for what else
        `is_joinable` is true of, or `NOT_JOINED`.
    """
    length = len(letters)
    if not 4 <= length <= LONGEST_JOINED:
        return NOT_JOINED
    if may_be_words(letters):
        words, likely = known_words(letters)
    elif length < UNKNOWN_FROM:
        return NOT_JOINED
    else:
        words, likely = NO_WORDS
    if length >= UNKNOWN_FROM:
        is_so = segmented(letters) is not None
    else:
        is_so = len(words) > 1 and is_clear(letters, words, likely)
        is_so = is_so and not _is_derived(letters)
    if is_so:
        return CLEARLY_JOINED
    return PERHAPS_JOINED if may_be_meant(length, words, likely) else NOT_JOINED


def is_joinable(letters: str) -> bool:
    """Whether an unknown word may be a few likely ones, as "talkpage"."""
    if not 4 <= len(letters) <= LONGEST_PERHAPS or not letters.isalpha():
        return False
    return may_be_words(letters) and may_be_meant(len(letters), *known_words(letters))


def _is_derived(letters: str) -> bool:
    """Whether it is a known word with an ending that spells words in a row, as in
    "institutionalisation".
    """
    ended = _DERIVED.fullmatch(letters)
    return ended is not None and count(ended[1]) > 0
