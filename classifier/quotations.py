"""Quotations that insult nobody, though there is an insult in them.

One that addresses nobody and is not all of a text ("the word 'fool'"), and one that
somebody else is said to have said: he shouted "you fool", or "you fool" is what the
mayor wrote. That must be said in so many words, with a speaker who is neither the
writer nor the reader: who insults would else need but two quotation marks.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

_REACH = 5
"""Words at most from an insult to either end of its quotation, and one more from there
to the verb that tells who said it; chosen by us."""

_SPEAKER = 3
"""Words at most from that verb back to the first of its subject: "the old man said"."""

_LOOKED_BACK = 60
"""Words before a quotation that are searched for others, as it must be one that begins
there; a bound on the work."""

_YOU = "you you're your yours yourself yourselves youre u ur ya"
_US = "i i'd i'll i'm i've im ive let's me my mine myself we we'd we'll we're we've"
_SAID = """
    answered asked asks commented muttered posted replied said say says screamed screams
    shouted shouts snapped told tweeted writes wrote yelled yells
"""
_TO = "at to me us him her them everyone everybody"
_SPEAKERS = "he people she somebody someone they"
_DETERMINERS = "a another her his my our some the their"

T = TypeVar("T", bound=Hashable)


class Quotations(Generic[T]):
    """Tells what stands in a quotation that insults nobody.

    Args:
        stand_for: what stands for each of some words.
        end: what stands between two texts.
    """

    def __init__(self, stand_for: Callable[[Sequence[str]], Sequence[T]], end: T):
        def all_of(words: str) -> frozenset[T]:
            return frozenset(stand_for(words.split()))

        (self._quote,) = stand_for(['"'])
        self._end, self._you, self._said = end, all_of(_YOU), all_of(_SAID)
        self._to, self._speakers = all_of(_TO), all_of(_SPEAKERS)
        self._determiners = all_of(_DETERMINERS)
        self._others = all_of(_US).union(self._you, {self._quote, end})
        self._others -= self._determiners

    def has(self, found: Sequence[T], at: int) -> bool:
        """Whether the word at a place stands in such a quotation."""
        begin = self._quote_beside(found, range(at - 1, max(at - _REACH - 1, -1), -1))
        if begin is None:
            return False
        end = self._quote_beside(found, range(at + 1, min(at + _REACH + 1, len(found))))
        if end is None:
            return False
        if self._you.isdisjoint(found[begin:end]):
            return not (self._is_end(found, begin - 1) and self._is_end(found, end + 1))
        is_anothers = self._said_before(found, begin) or self._said_behind(found, end)
        return is_anothers and self._begins(found, begin)

    def _is_end(self, found: Sequence[T], at: int) -> bool:
        return not 0 <= at < len(found) or found[at] == self._end

    def _quote_beside(self, found: Sequence[T], places: Iterable[int]) -> int | None:
        for place in places:
            if found[place] == self._quote:
                return place
            if found[place] == self._end:
                return None
        return None

    def _said_before(self, found: Sequence[T], begin: int) -> bool:
        """Whether it is as in: he shouted at me "…"."""
        for at in range(begin - 1, max(begin - 1 - _SPEAKER, -1), -1):
            if found[at] in self._said:
                return self._has_speaker(found, at)
            if found[at] not in self._to:
                return False
        return False

    def _said_behind(self, found: Sequence[T], end: int) -> bool:
        """Whether it is as in: "…" is what he wrote, or "…", says the mayor."""
        for at in range(end + 1, min(end + _REACH + 2, len(found))):
            if found[at] in self._said:
                following = found[at + 1] if at + 1 < len(found) else self._end
                if following in self._determiners or following in self._speakers:
                    return True
                return self._has_speaker(found, at)
            if found[at] in self._others:
                return False
        return False

    def _has_speaker(self, found: Sequence[T], verb: int) -> bool:
        for at in range(verb - 1, max(verb - 1 - _SPEAKER, -1), -1):
            if found[at] in self._others:
                return False
            if found[at] in self._determiners:
                return True
            if found[at] in self._speakers:
                return verb - at < _SPEAKER
        return False

    def _begins(self, found: Sequence[T], begin: int) -> bool:
        """Whether a quotation mark is not the end of another quotation."""
        is_open = False
        for at in range(begin - 1, max(begin - 1 - _LOOKED_BACK, -1), -1):
            if found[at] == self._end:
                return not is_open
            if found[at] == self._quote:
                is_open = not is_open
        return begin <= _LOOKED_BACK and not is_open
