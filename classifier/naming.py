"""The names of groups that are more than one word, read as one.

"Muslim" is a word that says who somebody is (`classifier.identities.TERMS`), and so is
what stands around it in "a Turkish person" or "South African", and what only together
names a group, as "sex worker" and "people of colour". All of it counts as `GROUP`.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from classifier.identities import FOLLOWERS, MODIFIERS, PHRASES, TERMS

GROUP = "\x01group"
"""Stands for any word that says who somebody is."""

T = TypeVar("T", bound=Hashable)


class Naming(Generic[T]):
    """Reads names of groups, as texts or as whatever stands for words.

    Args:
        stand_for: what stands for each of some words.

    Attributes:
        group: what stands for `GROUP`.
        told: the words that are part of such a name, or may end one.
    """

    def __init__(self, stand_for: Callable[[Sequence[str]], Sequence[T]]) -> None:
        (self.group,) = stand_for([GROUP])
        self._modifiers = frozenset(stand_for(sorted(MODIFIERS)))
        self._followers = frozenset(stand_for(sorted(FOLLOWERS)))
        self._phrases = dict[T, list[tuple[T, ...]]]()  # by their last words
        for phrase in sorted(_phrases()):
            *before, last = stand_for(phrase)
            self._phrases.setdefault(last, []).append(tuple(before))
        self.told = frozenset({self.group, *self._phrases})

    def read(self, found: list[T], at: int) -> Sequence[int]:
        """Where words belong to a name that one of `told` is in, now `group`."""
        begin = self._begin(found, at)
        if begin < 0:
            return ()
        end = at + 1
        if end < len(found) and found[end] in self._followers:
            end += 1
        while begin and found[begin - 1] in self._modifiers:
            begin -= 1  # "a South African" has two
        if end - begin == 1:
            return ()
        found[begin:end] = [self.group] * (end - begin)
        return range(begin, end)

    def _begin(self, found: list[T], at: int) -> int:
        """Where a name begins that ends with one of `told`; -1 if it is none."""
        for before in self._phrases.get(found[at], ()):
            begin = at - len(before)
            if begin >= 0 and tuple(found[begin:at]) == before:
                return begin
        return at if found[at] == self.group else -1


def _phrases() -> set[tuple[str, ...]]:
    """Those of `PHRASES` that their single words don't tell."""
    read = {tuple(GROUP if w in TERMS else w for w in phrase) for phrase in PHRASES}
    told = {GROUP} | MODIFIERS | FOLLOWERS
    return {phrase for phrase in read if not told.issuperset(phrase)}
