"""Whether the likeliest words in a row are meant, or the letters are one word.

Names, foreign words and compounds spell words in a row too. What tells a sentence from
them is how likely its words are, by length, and which they are.

The bounds are ours, chosen by reading what they change, and measured afterwards: on
121,256 words that are not known of comments without abuse, English, German, Portuguese
and Romanian ("clean"), 738 of which are parted; and on 20,000 stretches of 2, 3, 5 and
10 words of comments, 8,000 with abuse, written without blanks ("joined"), 12,089 of
which are parted as they were. Of a hundred of the 738, read by us, all but five are
words run together. At each bound stands how many more or fewer it were with others.
All was counted with `_PERHAPS` at -1.9 a letter, `_STRONG_FROM` 10, `_ABUSE_FROM` 12, a
stranger (`words_in_a_row`) at -5, and endings as in `segmentation` not yet told.
"""

from collections.abc import Iterable, Sequence

from classifier.identities import TERMS
from classifier.spelling.strong import is_strong
from classifier.spelling.vocabulary import count, vocabulary
from classifier.spelling.words_in_a_row import is_part, tidied

_Least = tuple[float, float]
"""The least logarithm of the likelihood of words: at once, and for each letter."""

# By any letters

UNKNOWN_FROM = 14
"""Letters from which on a stretch that is no word (a name) may stand between words.
At 13 joined +48, clean +15; at 15 -61, -12."""
_TOLD = 0.5
"""Share of the letters that are known words. At 0.4 joined +2, clean +2; at 0.6 -13,
-1. Where words are known to be run together it bears more: joined +53, clean +5,805 of
39,276; and -134, -8,950."""
_TELLING = 4
"""Letters of the shortest word that tells something alone, but for the lists below. At
3 joined +53, clean +6; at 5 -167, -25."""

# Where others are run together

_TOGETHER: _Least = (-8, -2.9)
"""Of surely joined ones. Lower by 0.6 a letter joined +1, clean +1 of 39,276; higher by
0.3 -11, -1,134."""
_PERHAPS: _Least = (-3, -2.2)
"""Of perhaps joined ones. At -1.9 a letter 62 fewer of 6,198 comments with words joined
two by two are told as such, and 2 fewer of 45,720 others."""
LONGEST_PERHAPS = 28
"""Letters. At 18 six fewer of those 5,324 are told, with more no other."""
_WORD_PERHAPS = 3
"""Letters of a word at the mean, at least. From 2 to 5 two more or fewer."""

# Two words, and plurals of groups

_OF_PEOPLE: _Least = (-3, -2.2)
"""Where the last is a plural of a group. Lower by 0.6 a letter the same; higher by 0.3
joined +0, clean -7: "badboys"."""
_EACH_OF_PAIR = -1.75
"""For each letter of two words. At -2.05 joined +135, clean +105; at -1.45 -431,
-194."""
_PAIR, _PAIR_OF_GROUP, _PAIR_OF_ABUSE = -1, -4, -6
"""At once, for any two words and where one is of a group or strong abuse. Lower by 2,
or by 1 for any: joined +89, +0, +11, clean +75, +0, +2; higher -169, +0, -26, clean
-82, +0, -7."""
_COMMON_OF_PAIR = 2000
"""Comments with a word that stands by such as "of". At 1000 joined +40, clean +14; at
4000 -40, -22."""
_SHORTEST = 3
"""Letters of the shortest word by one of strong abuse, and of the shortest that is no
mere scrap. At 2 joined +68, clean +1; at 4 -117, -3."""
_FIRST_OF_LAST = 5
"""Letters of the first word where only the last tells two. At 4 joined +41, clean +37;
at 6 -37, -41."""

# Of three words or more, those that are told by abuse, or by their number

_TOLD_OF_SENTENCE = 0.6
"""As `_TOLD`. At 0.5 joined +4, clean +0; at 0.7 -7, -1."""
_LAST_IS_STRONG: _Least = (-8, -2.8)
"""With strong abuse. Lower by 0.6 a letter the same; higher joined -4, clean +0."""
_STRONG: _Least = (-6, -2.7)
"""With that anywhere. Lower by 0.6 a letter the same; higher joined -5, clean -1."""
_STRONG_FROM = 8
"""Letters of such. At 10 joined -28, clean -2: "retardado"; at 12 -68, -4."""
_ABUSE: _Least = (-4, -2.4)
"""With milder abuse. Lower by 0.3 a letter joined +1, clean +1; higher -31, +0."""
_ABUSE_FROM = 10
"""Letters of such. At 12 joined -99, clean -9: "killisport"; at 14 -175, -15."""
_LONG: _Least = (-6, -2.7)
"""With many words. Lower by 0.3 a letter joined +1, clean +1; higher by 0.6 -6, +0."""
_LONG_FROM = 28
"""Letters that hardly any English word has, and few German compounds. At 24 joined +73,
clean +11; at 32 -33, -4."""
_WORD = 6
"""Letters of a word at the mean; those of a compound are longer. At 5 joined -30, clean
-2; at 7 +7, +3."""

# Of three words or more, those that are told by words that hold sentences together

_FEW_LETTERS: _Least = (-2, -1.75)
_FEW_LETTERS_GLUED: _Least = (-2, -2.5)
"""Of less than `UNKNOWN_FROM` letters, and with more glue. Lower by 0.3 a letter joined
+176 and +0, clean +54 and +0; higher -443 and -2, clean -25 and +0."""
_COMMON_WORDS: _Least = (0, -1.5)
"""Without any glue. Lower by 0.3 a letter joined +153, clean +66; higher -264, -30."""
_LAUGHTER = 4
"""Different letters that laughter has, at most. From 2 to 6 the same; at 0 clean +3."""
_COMPOUND = 30
"""Letters from which on it is no compound of another language. At 25 joined +25, clean
+2; at 20 +123, +8; at 35 -9, +0."""
_GLUED: _Least = (-2, -2.05)
_MANY_GLUED: _Least = (-2, -2.4)
"""Of less than that, and with more glue. Lower by 0.3 a letter joined +14 and +0, clean
+1 and +0; higher -79 and -12, clean -13 and -1."""
_SHORT_ONES: _Least = (-2, -1.8)
"""With short words for glue. Lower by 0.3 a letter joined +30, clean +16;
higher -49, -10."""
_MANY_SHORT: _Least = (-4, -2.2)
_MANY_SHORT_FROM = 20
"""The same of more letters. Lower by 0.3 a letter joined +1, clean +0; higher by 0.6
-3, +0. At 17 letters joined +10, clean +1; at 23 -3, +0."""
_WITH_GLUE: _Least = (-8, -2.7)
"""With any. Lower by 0.6 a letter the same; higher by 0.3 joined -9, clean -2."""
_COMMON = 3000
"""Comments with the word: some 400 words, more than half of any text. From 500 to 5000
the same."""
_SHARE_OF_COMMON = 0.2
"""Share of words that are such, or glue. From 0 to 0.2 the same; at 0.3 joined -14,
clean -3."""


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
    is_plural = word[-1] == "s" and len(word) >= _TELLING
    return is_plural and word in TERMS and word[:-1] in TERMS


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
    return len(word) >= _TELLING and word in vocabulary().abuse


def _is_scrap(word: str) -> bool:
    return len(word) < _SHORTEST and not is_part(word)


def _least_of_pair(first: str, second: str) -> int:
    if is_strong(first) or is_strong(second):
        return _PAIR_OF_ABUSE
    of_group = first in TERMS and second in _AFTER_GROUP
    return _PAIR_OF_GROUP if of_group or first in _OF_MANY else _PAIR


def _is_pair(first: str, second: str) -> bool:
    """Whether two words are more than a compound: "youidiot" and not "wordcheck"."""
    if first in _FIRST_OF_TWO or (first, second) == ("thank", "you"):
        return True
    if second in _LAST_OF_TWO and len(first) >= _FIRST_OF_LAST:
        return True
    if second == "yourself" and len(first) >= _SHORTEST:
        return True
    if first != second and {first, second} <= _ALL_GLUE:
        return True
    if is_strong(second) and first in _BEFORE_ABUSE:
        return True
    if first in _BEFORE_GROUP and len(second) >= _TELLING and second in TERMS:
        return True
    if first in _OF_MANY and len(second) >= _TELLING and second not in _GLUE:
        return True
    if second in _AFTER_GROUP and first in TERMS:
        return True
    if first == "i" and second in _AFTER_I:
        return True
    if is_strong(first) or is_strong(second):
        return min(len(first), len(second)) >= _SHORTEST
    if first in _BEFORE_COMMON:
        return len(second) >= _TELLING and count(second) >= _COMMON_OF_PAIR
    is_after = second in _AFTER_COMMON and len(first) >= _TELLING
    return is_after and count(first) >= _COMMON_OF_PAIR
