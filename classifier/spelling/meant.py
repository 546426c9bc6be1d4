"""Whether the likeliest words in a row are meant, or the letters are one word.

Names, foreign words and compounds spell words in a row too. What tells a sentence from
them is how likely its words are, by length, and which they are.
"""

from collections.abc import Iterable, Sequence

from classifier.identities import TERMS
from classifier.spelling.strong import is_strong
from classifier.spelling.vocabulary import count, vocabulary
from classifier.spelling.words_in_a_row import is_part, tidied

UNKNOWN_FROM = 14
"""Letters from which on a stretch that is no word (a name) may stand between words."""

_Least = tuple[float, float]
"""The least logarithm of the likelihood of words: at once, and for each letter."""

_TOGETHER: _Least = (-8, -2.9)
_PERHAPS: _Least = (-3, -1.9)
LONGEST_PERHAPS = 28
_WORD_PERHAPS = 3
_OF_PEOPLE: _Least = (-3, -2.2)
_EACH_OF_PAIR = -1.75
_PAIR, _PAIR_OF_GROUP, _PAIR_OF_ABUSE = -1, -4, -6
_COMMON_OF_PAIR = 2000
_LAST_IS_STRONG: _Least = (-8, -2.8)
_STRONG: _Least = (-6, -2.7)
_STRONG_FROM = 10
_ABUSE: _Least = (-4, -2.4)
_ABUSE_FROM = 12
_LONG: _Least = (-6, -2.7)
_LONG_FROM = 28
_WORD = 6
_TOLD_OF_SENTENCE = 0.6
_FEW_LETTERS: _Least = (-2, -1.75)
_FEW_LETTERS_GLUED: _Least = (-2, -2.5)
_COMMON_WORDS: _Least = (0, -1.5)
_LAUGHTER = 4
_COMPOUND = 30
_GLUED: _Least = (-2, -2.05)
_MANY_GLUED: _Least = (-2, -2.4)
_SHORT_ONES: _Least = (-2, -1.8)
_MANY_SHORT: _Least = (-4, -2.2)
_MANY_SHORT_FROM = 20
_WITH_GLUE: _Least = (-8, -2.7)
_TOLD = 0.5
_COMMON = 3000  # comments with the word: some 400 words, more than half of any text
_SHARE_OF_COMMON = 0.2


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that hold sentences together. Compounds and foreign words have none of them,
# and what is written without blanks has them as often as any English.
_GLUE = _set(
    "the and are you your youre you're i'm im he's she's it's that's don't dont was"
    " were been have has had does did will would can could should this that these"
    " those they them their she her him his our its for with from about not but"
    " because what when where who why how just please there here then than very such"
    " some yourself yourselves"
)
_SHORT_GLUE = _set("of to is it if my we i me a an as at be by do he in or so us")
_ALL_GLUE = _GLUE | _SHORT_GLUE
# Two words alone need a clearer sign: "forgives" is no "for gives".
_FIRST_OF_TWO = _set(
    "the you your youre you're they these those this that what don't dont i'm im she"
    " he's it's that's and with from would should could because please"
)
_LAST_OF_TWO = _set(
    "the you your they them this that and with from because what please not but"
)
_BEFORE_COMMON = _set("of to is it if my we i he for not who how all so")
_AFTER_COMMON = _set("of my me he for are")
_BEFORE_ABUSE = _SHORT_GLUE - {"a", "i"} | {"an", "go", "no", "ur", "oh"}
_BEFORE_GROUP = _set("all these those stupid dirty filthy fucking kill hate no damn")
_AFTER_GROUP = _set("should are must need deserve")
_OF_MANY = _set("are dirty filthy disgusting lousy")
_AFTER_I = _set(
    "hate love agree know think want will would wish hope have don't dont can't cant"
    " guess mean feel need like just am"
)


def may_be_meant(length: int, words: Sequence[str], likely: float) -> bool:
    """Whether letters of that length are so few words, and so likely ones, that they
    may be meant where others around them are words run together.
    """
    return (
        1 < len(words) <= max(2, length / _WORD_PERHAPS)
        and length <= LONGEST_PERHAPS
        and _reaches(likely, length, _PERHAPS)
    )


def is_likely(letters: str, words: Sequence[str], likely: float) -> bool:
    """As `is_clear`, where it is known that words are run together."""
    length = len(letters)
    return _told(words) >= _TOLD * length and _reaches(likely, length, _TOGETHER)


def is_clear(letters: str, words: Sequence[str], likely: float) -> bool:
    """Whether these are the words of a sentence rather than a name or a compound.

    Args:
        letters: all of them.
        words: two or more that they spell.
        likely: the logarithm of the likelihood of the words.
    """
    length, told = len(letters), _told(words)
    if told == length and _is_of_people(words[-1]):
        return _reaches(likely, length, _OF_PEOPLE)
    if len(words) == 2:
        of_pair = _least_of_pair(*words), _EACH_OF_PAIR
        return _reaches(likely, length, of_pair) and _is_pair(*words)
    if _is_sentence(length, words, told, likely):
        return True
    glue = sum([word in _GLUE or is_strong(word) for word in words])
    short = sum([word in _SHORT_GLUE for word in words])
    if length < UNKNOWN_FROM:
        least = _FEW_LETTERS_GLUED if glue > 1 and len(words) > 3 else _FEW_LETTERS
        return glue > 0 and _reaches(likely, length, least) and words == tidied(words)
    if length < _COMPOUND and glue < 2 and any(map(_is_scrap, words)):
        return False
    if told == length and _reaches(likely, length, _COMMON_WORDS):
        return len(set(letters)) > _LAUGHTER
    if length < _COMPOUND:  # perhaps one of another language
        least = _MANY_GLUED if len(words) > 3 and glue + short > 2 else _GLUED
        if glue < 2 if told < length else not _reaches(likely, length, least):
            return False
    common = sum([count(word) >= _COMMON for word in words])
    return (
        _is_held_together(length, glue, short, likely)
        and told >= _TOLD * length
        and _reaches(likely, length, _WITH_GLUE)
        and max(glue + short, common) >= _SHARE_OF_COMMON * len(words)
    )


def _reaches(likely: float, length: int, least: _Least) -> bool:
    at_once, each_letter = least
    return likely >= at_once + each_letter * length


def _told(words: Iterable[str]) -> int:
    """Letters of known words."""
    return sum([len(word) for word in words if is_part(word)])


def _is_of_people(word: str) -> bool:
    """Whether it is the plural of a name of a group: "muslims", not "trans"."""
    return len(word) > 3 and word[-1] == "s" and word in TERMS and word[:-1] in TERMS


def _is_sentence(length: int, words: Sequence[str], told: int, likely: float) -> bool:
    """Whether a long stretch has words of abuse, or so many short words as no name."""
    if len(words) > 2 and told >= _TOLD_OF_SENTENCE * length and is_strong(words[-1]):
        return _reaches(likely, length, _LAST_IS_STRONG)  # the rest may be a name
    if told == length >= _STRONG_FROM and len(words) > 2:
        if any(map(is_strong, words)):
            return _reaches(likely, length, _STRONG)
        if length >= _ABUSE_FROM and any(map(_is_abuse, words)):
            return _reaches(likely, length, _ABUSE)
    enough = length >= _LONG_FROM and length <= _WORD * len(words)
    enough = enough and told >= _TOLD_OF_SENTENCE * length
    return enough and _reaches(likely, length, _LONG)


def _is_held_together(length: int, glue: int, short: int, likely: float) -> bool:
    """Whether there are words such as no name and no compound is made of."""
    if glue > 0 or short < 2:
        return glue > 0
    if _reaches(likely, length, _SHORT_ONES):
        return True
    return length >= _MANY_SHORT_FROM and _reaches(likely, length, _MANY_SHORT)


def _is_abuse(word: str) -> bool:
    return len(word) > 3 and word in vocabulary().abuse


def _is_scrap(word: str) -> bool:
    return len(word) < 3 and not is_part(word)


def _least_of_pair(first: str, second: str) -> int:
    if is_strong(first) or is_strong(second):
        return _PAIR_OF_ABUSE
    of_group = first in TERMS and second in _AFTER_GROUP
    return _PAIR_OF_GROUP if of_group or first in _OF_MANY else _PAIR


def _is_pair(first: str, second: str) -> bool:
    """Whether two words are more than a compound: "youidiot" and not "wordcheck"."""
    if first in _FIRST_OF_TWO or (second in _LAST_OF_TWO and len(first) > 4):
        return True
    if second == "yourself" and len(first) > 2:
        return True
    if (first != second and {first, second} <= _ALL_GLUE) or (
        first,
        second,
    ) == ("thank", "you"):
        return True
    if is_strong(second) and first in _BEFORE_ABUSE:
        return True
    if first in _BEFORE_GROUP and len(second) > 3 and second in TERMS:
        return True
    if first in _OF_MANY and len(second) > 3 and second not in _GLUE:
        return True
    if second in _AFTER_GROUP and first in TERMS:
        return True
    if first == "i" and second in _AFTER_I:
        return True
    if is_strong(first) or is_strong(second):
        return min(len(first), len(second)) > 2
    if first in _BEFORE_COMMON:
        return len(second) > 3 and count(second) >= _COMMON_OF_PAIR
    is_after = second in _AFTER_COMMON and len(first) > 3
    return is_after and count(first) >= _COMMON_OF_PAIR
