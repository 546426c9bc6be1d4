"""Words run together, taken apart: "youareanidiot" is "you are an idiot".

What the likeliest words are tells `words_in_a_row`. Where it is not clear that they are
meant, the letters stay whole: names, foreign words and compounds.
"""

from classifier.identities import TERMS
from classifier.spelling.vocabulary import vocabulary
from classifier.spelling.words_in_a_row import (
    NO_WORDS,
    is_part,
    known_words,
    may_be_words,
    words_and_strangers,
)

NOT_JOINED, PERHAPS_JOINED, CLEARLY_JOINED = range(3)
LONGEST = 1_500
"""Letters of the longest text that is taken apart, at about 2 µs each."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_COMMON = 3000  # comments with the word: some 400 words, more than half of any text
_SOLE = frozenset("ai")
# Words that hold sentences together. Compounds and foreign words have none of them,
# and what is written without blanks has them as often as any English.
_GLUE = _set(
    "the and are you your youre you're i'm im he's she's it's that's don't dont was"
    " were been have has had does did will would can could should this that these"
    " those they them their she him her his our its for with from about not but"
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
_STRONG = (
    *("fuck", "motherf", "shit", "bullshit", "idiot", "moron", "bitch", "asshole"),
    *("cunt", "nigg", "fagg", "stupid", "retard", "whore", "bastard", "loser"),
    *("dickhead", "dumbfuck", "dumbass", "wank"),
)
_UNKNOWN_FROM = 14
"""Letters from which on a stretch that is no word (a name) may stand between words."""


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
    if not (3 if freely else 4) <= len(letters) <= LONGEST:
        return None
    if freely or len(letters) >= _UNKNOWN_FROM:
        words, likely = words_and_strangers(letters)
    elif may_be_words(letters):
        words, likely = known_words(letters)
    else:
        return None
    if len(words) < 2:
        return None
    is_so = _is_likely if freely else _is_clear
    if not is_so(letters, words, likely):
        return None
    words = _tidied(words, freely=freely)
    return words if len(words) > 1 else None


def how_joined(letters: str) -> int:
    """How clearly letters that are no word are words run together.

    Returns:
        `CLEARLY_JOINED` for what `segmented` may part, `PERHAPS_JOINED` for what else
        `is_joinable` is true of, or `NOT_JOINED`.
    """
    length = len(letters)
    if not 4 <= length <= LONGEST:
        return NOT_JOINED
    if may_be_words(letters):
        words, likely = known_words(letters)
    elif length < _UNKNOWN_FROM:
        return NOT_JOINED
    else:
        words, likely = NO_WORDS
    if length >= _UNKNOWN_FROM:
        is_so = segmented(letters) is not None
    else:
        is_so = len(words) > 1 and _is_clear(letters, words, likely)
    if is_so:
        return CLEARLY_JOINED
    return PERHAPS_JOINED if _may_be_meant(length, words, likely) else NOT_JOINED


def is_joinable(letters: str) -> bool:
    """Whether an unknown word may be a few likely ones, as "talkpage"."""
    if not 4 <= len(letters) <= _UNKNOWN_FROM * 2 or not letters.isalpha():
        return False
    return may_be_words(letters) and _may_be_meant(len(letters), *known_words(letters))


def _may_be_meant(length: int, words: list[str], likely: float) -> bool:
    """Whether letters of that length are so few words, and so likely ones, that they
    may be meant.
    """
    return (
        1 < len(words) <= max(2, length / 3)
        and length <= _UNKNOWN_FROM * 2
        and likely >= -3 - 1.9 * length
    )


def _is_likely(letters: str, words: list[str], likely: float) -> bool:
    """Whether these may well be words, where words are known to be run together."""
    told = sum([len(word) for word in words if is_part(word)])
    return told >= 0.5 * len(letters) and likely >= -8 - 2.9 * len(letters)


def _is_clear(letters: str, words: list[str], likely: float) -> bool:
    """Whether these are the words of a sentence rather than a name or a compound.

    The bounds are logarithms a letter. Chosen by reading what they change in comments
    without disguise, German ones among them.
    """
    length = len(letters)
    told = sum([len(word) for word in words if is_part(word)])
    if told == length and _is_of_people(words[-1]):
        return likely >= -3 - 2.2 * length
    if len(words) == 2:
        if likely < -6 - 1.75 * length:
            return False
        return likely >= _least_of_pair(*words) - 1.75 * length and _is_pair(*words)
    if _is_sentence(length, words, told, likely):
        return True
    glue = sum([word in _GLUE or is_strong(word) for word in words])
    short = sum([word in _SHORT_GLUE for word in words])
    if length < _UNKNOWN_FROM:
        slope = 2.5 if glue > 1 and len(words) > 3 else 1.75
        enough = glue > 0 and likely >= -2 - slope * length
        return enough and words == _tidied(words)
    if length < 30 and glue < 2 and any(_is_scrap(word) for word in words):
        return False
    if told == length and likely >= -1.5 * length:
        return len(set(letters)) > 4  # laughter has fewer
    enough = glue > 0 or (short > 1 and likely >= -2 - 1.8 * length)
    enough = enough or (short > 1 and length >= 20 and likely >= -4 - 2.2 * length)
    slope = 2.4 if len(words) > 3 and glue + short > 2 else 2.05
    if length < 30 and (glue < 2 if told < length else likely < -2 - slope * length):
        return False  # rather a compound of another language
    common = sum(vocabulary().counts.get(word, 0) >= _COMMON for word in words)
    return (
        enough
        and told >= 0.5 * length
        and likely >= -8 - 2.7 * length
        and max(glue + short, common) >= 0.2 * len(words)
    )


def _least_of_pair(first: str, second: str) -> int:
    if is_strong(first) or is_strong(second):
        return -6
    of_group = first in TERMS and second in _AFTER_GROUP
    return -4 if of_group or first in _OF_MANY else -1


def _is_sentence(length: int, words: list[str], told: int, likely: float) -> bool:
    """Whether a long stretch has words of abuse, or so many short words as no name."""
    if len(words) > 2 and told >= 0.6 * length and is_strong(words[-1]):
        return likely >= -8 - 2.8 * length  # the rest may be a name
    if told == length >= _SHORT_SENTENCE and len(words) > 2:
        if any(map(is_strong, words)):
            return likely >= -6 - 2.7 * length
        if length >= _LONG_SENTENCE and any(map(_is_abuse, words)):
            return likely >= -4 - 2.4 * length
    enough = length >= _LONG and length <= _WORD * len(words)
    return enough and told >= 0.6 * length and likely >= -6 - 2.7 * length


_SHORT_SENTENCE, _LONG_SENTENCE = 10, 12
"""Letters of the shortest that is told by a word of strong abuse, or of other abuse."""
_LONG = 28  # letters that hardly any English word has, and few German compounds
_WORD = 6  # letters of a word at the mean; those of a compound are longer


def _is_of_people(word: str) -> bool:
    """Whether it is the plural of a name of a group: "muslims", not "trans"."""
    return len(word) > 3 and word[-1] == "s" and word in TERMS and word[:-1] in TERMS


def _is_scrap(word: str) -> bool:
    return len(word) < 3 and not is_part(word)


def _tidied(words: list[str], *, freely: bool = False) -> list[str]:
    """Single letters that are no words put back to the word before.

    So no row of lone letters comes out, which could be taken for a word spelt out.
    """
    tidy = list[str]()
    for word in words:
        lone = len(word) == 1
        if tidy and lone and (word not in _SOLE or len(tidy[-1]) == 1):
            tidy[-1] += word
        elif len(tidy) == 1 and len(tidy[0]) == 1 and tidy[0] not in _SOLE:
            tidy[0] += word
        else:
            tidy.append(word)
    is_word = freely and tidy[-1] == "a"
    if len(tidy[-1]) == 1 and len(tidy) > 1 and not is_word:
        last = tidy.pop()
        tidy[-1] += last
    return tidy


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
    counts = vocabulary().counts
    return (first in _BEFORE_COMMON and len(second) > 3 and counts[second] >= 2000) or (
        second in _AFTER_COMMON and len(first) > 3 and counts[first] >= 2000
    )


def _is_abuse(word: str) -> bool:
    return len(word) > 3 and word in vocabulary().abuse


def is_strong(word: str) -> bool:
    """Whether it is a word of abuse that is part of no name and no other word."""
    return word in vocabulary().abuse and word.startswith(_STRONG)
