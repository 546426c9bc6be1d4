"""The words of a text, for the classifier.

Some kinds of words count as one word each: links, words that say who somebody is
(`classifier.identities`), so that a neutral sentence scores the same whoever it names,
and insults that are not meant as such (`classifier.company`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from classifier import tokens
from classifier.company import Company
from classifier.identities import TERMS
from classifier.naming import GROUP
from classifier.spelling import fold, spelt
from classifier.spelling.vocabulary import vocabulary

LONGEST_WORD = 40
"""Letters of a word that are read; what is longer is no word, and costs time."""

MOST_WORDS = 4_000
"""Words of a text that are read: some 20 KB of English, more than any comment has."""

LONG = 8_000
"""Characters of the longest text that is read as a comment. Of 25 texts of so many,
made of comments, none had so few odd pieces that its pieces tell it
(`classifier.remembered`)."""

MOST_UNKNOWN, MOST_UNKNOWN_OF_LONG = 400, 100
"""Different words of a text, outside the vocabulary, that are read: as many as 5,000
characters have of German, Portuguese or Romanian comments set on end (350 to 372 in the
middle); and of one longer than `LONG`, as many as 1,200 have (94 to 107)."""

LINK = "\x01link"
"""Stands for any link."""

_COMPANY = Company[str](list, end="")
LAUGHTER = "haha"
"""Stands for laughter of any length, of which comments with nothing else had toxicity
0.9: long laughter is met in vandalism. AUC of toxicity of the 119 comments of
validation with any stays (0.945 and 0.942, one comment)."""
_LAUGHED = "ahbmuw"  # letters that laughter is made of: "muahahaha"

_DIGIT = re.compile(r"\d")
_ALIKE = {"an": "a", "“": '"', "”": '"'}  # "an Arab" is no other word than "a Turk"


@dataclass(frozen=True)
class Word:
    """One word of a text and its place, in code points of the original."""

    text: str
    begin: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text in order, folded, with their places."""
    folded = fold(text)
    matches = list(islice(tokens.places(folded.text), MOST_WORDS))
    read = _read([match.group() for match in matches], _most_unknown(text))
    matches = [match for match in matches if match.group() in read]
    its = _in_company([read[match.group()] for match in matches])
    result = list[Word]()
    for word, match in zip(its, matches, strict=True):
        begin, end = folded.span(*match.span())
        if word == GROUP and result and result[-1].text == GROUP:
            begin = result.pop().begin
        result.append(Word(word, begin, end))
    return result


def bare_words(text: str) -> list[str]:
    """As `words`, without places."""
    return in_company(words_of_folded(spelt(text), _most_unknown(text)))


def words_of_folded(folded: str, most_unknown: int = MOST_UNKNOWN) -> list[str]:
    """The words of a text that is folded already, each by itself."""
    if folded.isalpha():
        return [_plain(folded[:LONGEST_WORD])]
    found = tokens.found(folded)[:MOST_WORDS]
    if len(found) <= most_unknown:
        return list(map(_spelt, found))
    read = _read(found, most_unknown)
    return [word for word in map(read.get, found) if word]


def words_of_vocabulary(known: Sequence[str]) -> list[str]:
    """As `words_of_folded` of words of the vocabulary, each of which is one."""
    others = TERMS.union(_ALIKE)
    return [
        word
        if word.isalpha()
        and word not in others
        and LAUGHTER not in word
        and len(word) <= LONGEST_WORD
        else _spelt(word)
        for word in known
    ]


def _most_unknown(text: str) -> int:
    """By the text as it was written: folded, it may be longer."""
    return MOST_UNKNOWN if len(text) <= LONG else MOST_UNKNOWN_OF_LONG


def _read(found: Iterable[str], most_unknown: int) -> dict[str, str]:
    """The word of each token that is read: of unknown ones the first so many.

    Numbers are known, as they are soon read: else what is read of a text of many would
    depend on whether it is told by its pieces or as a whole.
    """
    counts, distinct = vocabulary().counts, dict.fromkeys(found)
    known = {  # no word of the vocabulary has letters that are not in ASCII
        token
        for token in distinct
        if token.isascii() and (token in counts or token in TERMS or token.isdigit())
    }
    unknown = (token for token in distinct if token not in known)
    return {
        token: _spelt(token) for token in chain(known, islice(unknown, most_unknown))
    }


def in_company(found: Iterable[str]) -> list[str]:
    """The same, with words read by the company they keep.

    A group counts as one word, however many its name has.

    >>> in_company(["native", GROUP, "people", "native"])
    ['\\x01group', 'native']
    >>> in_company(["i'm", "such", "a", "fool"])
    ["i'm", 'such', 'a', '\\x01self']
    """
    its = _in_company(found)
    return [
        word
        for at, word in enumerate(its)
        if not (word == GROUP and at and its[at - 1] == GROUP)
    ]


def _in_company(found: Iterable[str]) -> list[str]:
    its, told = list(found), _COMPANY.told_by_company
    _COMPANY.read(its, [at for at, word in enumerate(its) if word in told])
    return its


def _spelt(token: str) -> str:
    if token.isalpha():
        return _plain(token[:LONGEST_WORD])
    if token.isalnum():
        # All numbers of a length are one word: dates and prices are no evidence.
        return _DIGIT.sub("0", token[:LONGEST_WORD])
    if len(token) == 1:
        return _ALIKE.get(token, token)
    if "." in token or "/" in token:  # no other token has these
        return LINK
    word = token[:LONGEST_WORD].replace("’", "'")
    if word.removesuffix("'s").removesuffix("'") in TERMS:
        return GROUP
    return _DIGIT.sub("0", word)


def _plain(word: str) -> str:
    if LAUGHTER in word and not word.strip(_LAUGHED):
        return LAUGHTER
    return GROUP if word in TERMS else _ALIKE.get(word, word)
