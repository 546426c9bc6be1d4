"""Which words are met more often than they were, and which less.

Counted are the articles that have a word in their comments (or the authors, where there
is no article): who writes it twice, and who answers, adds nothing. By the log odds of
that, with all words of both times as what one would expect before looking (as in B. L.
Monroe, M. P. Colaresi and K. M. Quinn, "Fightin' Words", Political Analysis 16, 2008):
a rare word has to do more to be told than a frequent one.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, log, sqrt

from classifier.words import words
from moderation.store.arrivals import Arrival
from moderation.text import Original

LEAST = 20
"""Articles, or authors, of either time before any word is told."""

WRITERS = 3
"""Authors who must have used a word before it is told, so that none tells of one; who
writes without a name counts as another each time."""

PRIOR = 20.0
"""Articles of both times together that stand for what was expected."""

LEAST_SHARE = 0.01
"""Of the articles of one time that must have a word: what is rarer moves little."""

EXAMPLES = 3
"""Comments that are named of a word, the latest."""

TOLD = 10
"""Words that are told each way."""


@dataclass(frozen=True)
class Word:
    """One word: the shares of articles that have it, in [0, 1], how many standard
    deviations apart they are, and ids of comments of now.
    """

    word: str
    before: float
    now: float
    apart: float
    examples: tuple[str, ...] = ()


def words_moved(
    before: Sequence[Arrival], now: Sequence[Arrival], doubt: float
) -> Sequence[Word]:
    """Those that moved beyond chance: what rose first, then what fell, the surest
    first; none where either time has too little.

    Args:
        doubt: in how many cases any of them may be there by chance.
    """
    old, new = _Used(before), _Used(now)
    if min(old.size, new.size) < LEAST:
        return ()
    told = {
        word
        for word in {*old.units, *new.units}
        if len(old.writers[word] | new.writers[word]) >= WRITERS
        and max(old.share(word), new.share(word)) >= LEAST_SHARE
    }
    found = list[Word]()
    for word in sorted(told):
        apart = _apart(word, old, new)
        if erfc(abs(apart) / sqrt(2)) * len(told) <= doubt:
            ids = tuple(new.comments[word][::-1][:EXAMPLES]) if apart > 0 else ()
            found.append(Word(word, old.share(word), new.share(word), apart, ids))
    rose = sorted((its for its in found if its.apart > 0), key=lambda its: -its.apart)
    fell = sorted((its for its in found if its.apart < 0), key=lambda its: its.apart)
    return (*rose[:TOLD], *fell[:TOLD])


class _Used:
    """Which articles have a word, in which comments, and who wrote them."""

    def __init__(self, its: Sequence[Arrival]) -> None:
        self.size = len({each.unit for each in its})
        self.units = defaultdict[str, set[str]](set)
        self.comments = defaultdict[str, list[str]](list)
        self.writers = defaultdict[str, set[str]](set)
        for each in its:
            text = Original(each.text, each.format).text
            for word in {found.text for found in words(text) if _is_word(found.text)}:
                self.units[word].add(each.unit)
                self.comments[word].append(each.id)
                self.writers[word].add(each.author or f"comment {each.id}")

    def share(self, word: str) -> float:
        return len(self.units.get(word, ())) / self.size


def _is_word(text: str) -> bool:
    """Not a sign, and nothing that stands for a kind of words."""
    return len(text) > 1 and text.isalpha()


def _apart(word: str, old: _Used, new: _Used) -> float:
    was, its = (len(used.units.get(word, ())) for used in (old, new))
    # Half of one more of each kind: there are words that each has.
    expected = PRIOR * (was + its + 0.5) / (old.size + new.size + 1)
    odds, doubt = list[float](), 0.0
    for count, used in ((its, new), (was, old)):
        having = count + expected
        lacking = used.size + PRIOR - having
        odds.append(log(having / lacking))
        doubt += 1 / having + 1 / lacking
    return (odds[0] - odds[1]) / sqrt(doubt)
