"""Words that mean something else in the company they keep.

"Idiot" is an insult, but "I'm such an idiot" insults nobody, nor does "he called me an
idiot" or "I don't think he's an idiot"; "fucking brilliant" is praise. In such company
a word counts as one of a few words of their own, and what these are worth is learnt
like that of any other: it then holds of insults that nobody was heard to use so. Only
words of closed lists are read so: never a threat, a slur, or a word for a group.

The same goes for what belongs to the name of a group (`naming`).
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from classifier.insulting import FOUL, MILD
from classifier.naming import Naming

SELF, TOLD, DENIED = "\x01self", "\x01told", "\x01denied"
"""Stand for an insult said of oneself, told of others, or denied; with `_FOUL` behind
for a profane one."""

CHEER = "\x01cheer"
"""Stands for a swear word that praises, or a cry of joy."""

REACH = 5
"""Words at most between an insult and what tells how it is meant; chosen by us."""

_FOUL = "-foul"

_FILLERS = """
    " a absolute as be been being bit bloody complete damn feel feeling feels felt
    fucking goddamn huge kind like little look looking may might must of old pretty
    proper quite real really right sheer so sometimes sort sound such that the thorough
    to too total totally truly utter utterly very was were
"""
_SELF = "i am i'm im we we're"
_DENIAL = """
    ain't aren't didn't don't dont doesn't isn't isnt never nobody none not wasn't
    weren't
"""
_THOUGHT = "anyone are he he's here is it's she she's they they're think thinks"
_CALL = "call called calling calls labelled labeled labelling labeling branded"
_CALLER = "i i'd i'll i'm let's we we'd we'll would"
_WORD = "word words term terms"
_ADDRESSED = "you you're your yours yourself yourselves youre u ur ya"
_SWEARS = "fucking fuckin freaking frickin bloody damn goddamn damned"
_CRIES = "fuck shit crap hell damn"
_YES = "yeah yes yea"
_PRAISE = """
    adorable amazing amazingly astonishing awesome beautiful beautifully best brilliant
    brilliantly charming classy clever congratulations congrats delicious delightful
    elegant epic excellent exquisite fabulous fantastic fun funny generous genius gifted
    glorious good gorgeous grateful great hero heroic heroes hilarious impressed
    impressive incredible incredibly inspiring inspired legend legendary legends love
    loved lovely magic magical magnificent marvellous marvelous masterpiece nice
    outstanding perfect perfection perfectly phenomenal priceless proud sensational
    spectacular splendid stunning sublime super superb sweet talented terrific thankful
    thrilled treasure wonderful wonderfully
"""

T = TypeVar("T", bound=Hashable)


class Company(Generic[T]):
    """Reads words in company, as texts or as whatever stands for them.

    Args:
        stand_for: what stands for each of some words.
        end: what stands between two texts.

    Attributes:
        told_by_company: the words that are read by their company.
    """

    def __init__(self, stand_for: Callable[[Sequence[str]], Sequence[T]], end: T):
        def all_of(words: Iterable[str]) -> frozenset[T]:
            return frozenset(stand_for(sorted(words)))

        def marks(mark: str) -> dict[T, T]:
            mild, foul = stand_for([mark, mark + _FOUL])
            return dict.fromkeys(self._mild, mild) | dict.fromkeys(self._foul, foul)

        self._end = end
        self._naming = Naming(stand_for)
        (self._cheer,) = stand_for([CHEER])
        self._mild, self._foul = all_of(MILD), all_of(FOUL)
        self._self, self._told, self._denied = map(marks, (SELF, TOLD, DENIED))
        self._i, self._denial = all_of(_SELF.split()), all_of(_DENIAL.split())
        self._thought = all_of(_THOUGHT.split())
        self._call, self._caller = all_of(_CALL.split()), all_of(_CALLER.split())
        self._word, self._you = all_of(_WORD.split()), all_of(_ADDRESSED.split())
        self._swears, self._cries = all_of(_SWEARS.split()), all_of(_CRIES.split())
        self._praise, self._yes = all_of(_PRAISE.split()), all_of(_YES.split())
        self._quote, self._what, self._of, self._me, self._holy, self._we = stand_for(
            ['"', "what", "of", "me", "holy", "we"]
        )
        self._between = self._mild | self._foul | all_of(_FILLERS.split())
        for mark in (self._self, self._told, self._denied):
            self._between |= frozenset(mark.values())
        self.told_by_company = (
            self._mild | self._foul | self._swears | self._cries | self._naming.told
        )

    def read(self, found: list[T], places: Iterable[int]) -> list[int]:
        """Read words, in place.

        Args:
            found: the words of texts, in order.
            places: where words are that `told_by_company` has, ascending.

        Returns:
            Where words may have changed.
        """
        changed = list[int]()
        for at in places:
            word = found[at]
            if word in self._naming.told:
                changed += self._naming.read(found, at)
            elif word in self._self:
                found[at] = self._meant(found, at).get(word, word)
                changed.append(at)
            elif self._cheers(found, at):
                found[at] = self._cheer
                changed.append(at)
        return changed

    def _meant(self, found: list[T], at: int) -> dict[T, T]:
        """What an insult counts as; nothing where it is meant as one."""
        cue = self._back(found, at, self._between)
        said = found[cue] if cue >= 0 else self._end
        if said in self._i or self._is_of_me(found, at, said):
            return self._self
        if said in self._denial:
            return self._denied
        if said in self._thought:
            cue = self._back(found, cue, self._thought)
            if cue >= 0 and found[cue] in self._denial:
                return self._denied
            if cue >= 0 and found[cue] == self._we:
                return self._self
        if said in self._word or self._is_called(found, at) or self._quoted(found, at):
            return self._told
        return {}

    def _back(self, found: list[T], at: int, over: frozenset[T]) -> int:
        """Where going back over some words ends; -1 where it leads too far."""
        for place in range(at - 1, max(at - REACH - 2, -1), -1):
            if found[place] not in over:
                return place
        return -1

    def _is_of_me(self, found: list[T], at: int, said: T) -> bool:
        """Whether it is "stupid of me" or "what a fool I was"."""
        following = self._next(found, at)
        if following == self._of:
            return self._next(found, at + 1) == self._me
        return said == self._what and following in self._i

    def _is_called(self, found: list[T], at: int) -> bool:
        """Whether it tells whom others call so."""
        for place in range(at - 1, max(at - REACH - 2, -1), -1):
            word = found[place]
            if word in self._you or word == self._end:
                return False
            if word in self._call:
                return not place or found[place - 1] not in self._caller
        return False

    def _quoted(self, found: list[T], at: int) -> bool:
        """Whether it stands in a quotation that addresses nobody, in other words."""
        begin = self._quote_beside(found, range(at - 1, max(at - REACH - 1, -1), -1))
        if begin is None:
            return False
        end = self._quote_beside(found, range(at + 1, min(at + REACH + 1, len(found))))
        if end is None:
            return False
        before = found[begin - 1] if begin else self._end
        return before != self._end or self._next(found, end) != self._end

    def _quote_beside(self, found: list[T], places: Iterable[int]) -> int | None:
        for place in places:
            word = found[place]
            if word == self._quote:
                return place
            if word in self._you or word == self._end:
                return None
        return None

    def _cheers(self, found: list[T], at: int) -> bool:
        """Whether a swear word is "fucking brilliant", "holy shit" or "hell yeah"."""
        word, following = found[at], self._next(found, at)
        before = found[at - 1] if at else self._end
        if word in self._swears and following in self._praise:
            return before not in self._denial
        return word in self._cries and (before == self._holy or following in self._yes)

    def _next(self, found: list[T], at: int) -> T:
        return found[at + 1] if at + 1 < len(found) else self._end
