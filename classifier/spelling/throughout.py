"""Letters written too often in all words of a text: "thhee aarrttiiccllee".

A word by itself that is drawn out is rather one of abuse ("asss"); where all are drawn
out, each is the likeliest there is. It is found without a search, among the words that
are the same when each letter is written once.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby

from classifier.spelling.drawn import LONGEST
from classifier.spelling.places import Places
from classifier.spelling.unsaid import MEANT_FREELY, weight
from classifier.spelling.vocabulary import known, vocabulary

SEARCHED = 300
"""Words of one text that are read at a glance and yet looked at letter by letter, for
they are none when each letter is written once. What is further is read as that."""

_SOLE = "aiu"  # words of one letter, and "u" for "you"


def shortened(word: str) -> str | None:
    """What was meant by a word in a text of drawn-out words; None for just that.

    Args:
        word: lower case letters and apostrophes.

    >>> shortened("aassss"), shortened("aasss"), shortened("aaas"), shortened("ass")
    ('ass', 'as', 'as', None)
    """
    once = without_doubles(word)
    if len(once) == 1:
        return once if once in _SOLE and word != once else None
    lengths = _lengths(word)
    most = max(lengths)
    if most < 2 or len(word) > LONGEST or (most == 2 and known(word)):
        return None
    letters = [n for n, letter in zip(lengths, once, strict=True) if letter != "'"]
    if min(letters) > 1:  # each letter two or three times
        text = _with_lengths(once, [1 + (n > 3) for n in lengths])
        return text if known(text) else _likeliest(once, lengths) or text
    likeliest = _likeliest(once, lengths)
    if likeliest or most == 2:
        return likeliest
    return _with_lengths(once, [n if n == 2 else 1 for n in lengths])


def shortened_at_a_glance(words: Iterable[str]) -> Mapping[str, str]:
    """As `shortened` of many words, by the word, at less work for each."""
    counts, doubled = vocabulary().counts, _doubled()
    found, searched = dict[str, str](), 0
    for word in dict.fromkeys(words):
        once = without_doubles(word)
        if once == word:
            continue
        if (once in doubled or once not in counts) and searched < SEARCHED:
            searched += 1
            found[word] = shortened(word) or word
        elif word not in counts:
            found[word] = once
    return found


def placed(text: str, word: str) -> Places:
    """Where each letter is from, in a word that differs by more letters in a row."""
    places, at = list[tuple[int, int]](), 0
    for kept, length in zip(_lengths(text), _lengths(word), strict=True):
        places += [(at + n, at + n + 1) for n in range(kept - 1)]
        places.append((at + kept - 1, at + length))
        at += length
    return places


def without_doubles(word: str) -> str:
    """A word with each letter once that is there more than once in a row."""
    return "".join([a for a, b in zip(word, word[1:] + " ", strict=True) if a != b])


def _likeliest(once: str, lengths: list[int]) -> str | None:
    fitting = [
        text
        for text in (once, *_doubled().get(once, ()))
        if known(text)
        and all([n <= most for n, most in zip(_lengths(text), lengths, strict=True)])
    ]
    return max(fitting, key=lambda text: weight(text, MEANT_FREELY), default=None)


@cache
def _doubled() -> Mapping[str, list[str]]:
    """The words that have a letter twice, by what they are with each once."""
    words = dict[str, list[str]]()
    for word in vocabulary().counts:
        once = without_doubles(word)
        if once != word and max(_lengths(word)) == 2:
            words.setdefault(once, []).append(word)
    return words


def _lengths(word: str) -> list[int]:
    return [len(list(run)) for _, run in groupby(word)]


def _with_lengths(once: str, lengths: Iterable[int]) -> str:
    return "".join([letter * n for letter, n in zip(once, lengths, strict=True)])
