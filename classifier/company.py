"""Words that mean something else in the company they keep.

"Idiot" is an insult, but "I'm such an idiot" insults nobody, nor does "he called me an
idiot" or "I don't think he's an idiot"; "fucking brilliant" is praise, and what others
are said to have said is quoted (`quotations`). In such company a word counts as one of
a few words of their own, and what these are worth is learnt like that of any other: it
then holds of insults that nobody was heard to use so. Only words of closed lists are
read so: never a threat, a slur, or a word for a group.

The same goes for what belongs to the name of a group (`naming`).
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from classifier.insulting import FOUL, MILD
from classifier.naming import Naming
from classifier.quotations import Quotations

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
_I = "i am i'm im we we're"
_DENIAL = """
    ain't aren't didn't don't dont doesn't isn't isnt never nobody none not wasn't
    weren't
"""
_THOUGHT = "anyone are he he's here is it's she she's they they're think thinks"
_CALL = "call called calling calls labelled labeled labelling labeling branded"
_CALLER = "i i'd i'll i'm let's we we'd we'll would"
_WORD = "word words term terms"
_YOU = "you you're your yours yourself yourselves youre u ur ya"
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


class Cues(Generic[T]):
    """The words that tell how others are meant, as texts or as what stands for them.

    Args:
        stand_for: what stands for each of some words.
    """

    def __init__(self, stand_for: Callable[[Sequence[str]], Sequence[T]]) -> None:
        def all_of(words: str) -> frozenset[T]:
            return frozenset(stand_for(words.split()))

        self.fillers, self.denial = all_of(_FILLERS), all_of(_DENIAL)
        self.i, self.you, self.thought = all_of(_I), all_of(_YOU), all_of(_THOUGHT)
        self.call, self.caller, self.word = map(all_of, (_CALL, _CALLER, _WORD))
        self.swears, self.cries = all_of(_SWEARS), all_of(_CRIES)
        self.praise, self.yes = all_of(_PRAISE), all_of(_YES)
        self.quote, self.what, self.of, self.me, self.holy, self.we, self.cheer = (
            stand_for(['"', "what", "of", "me", "holy", "we", CHEER])
        )
        self.before = frozenset({self.quote, self.what}).union(
            self.i, self.denial, self.thought, self.call, self.word
        )


class Company(Generic[T]):
    """Reads words in company, as texts or as whatever stands for them.

    Args:
        stand_for: what stands for each of some words.
        end: what stands between two texts.

    Attributes:
        told_by_company: the words that are read by their company.
    """

    def __init__(self, stand_for: Callable[[Sequence[str]], Sequence[T]], end: T):
        self._end, self._naming, self._cues = end, Naming(stand_for), Cues(stand_for)
        self._quotations = Quotations(stand_for, end)
        mild, foul = stand_for(sorted(MILD)), stand_for(sorted(FOUL))

        def marks(mark: str) -> dict[T, T]:
            for_mild, for_foul = stand_for([mark, mark + _FOUL])
            return dict.fromkeys(mild, for_mild) | dict.fromkeys(foul, for_foul)

        self._self, self._told, self._denied = map(marks, (SELF, TOLD, DENIED))
        self._between = self._cues.fillers.union(mild, foul)
        for mark in (self._self, self._told, self._denied):
            self._between |= frozenset(mark.values())
        self.told_by_company = self._cues.swears.union(
            mild, foul, self._cues.cries, self._naming.told
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
                found[at] = self._cues.cheer
                changed.append(at)
        return changed

    def _meant(self, found: list[T], at: int) -> dict[T, T]:
        """What an insult counts as; nothing where it is meant as one."""
        before = found[max(at - REACH - 1, 0) : at]
        if self._cues.before.isdisjoint(before):  # so most are, and in abuse repeated
            return self._self if self._is_of_me(found, at, self._end) else {}
        cue = self._back(found, at, self._between)
        said = found[cue] if cue >= 0 else self._end
        if said in self._cues.i or self._is_of_me(found, at, said):
            return self._self
        if said in self._cues.denial:
            return self._denied
        if said in self._cues.thought:
            cue = self._back(found, cue, self._cues.thought)
            if cue >= 0 and found[cue] in self._cues.denial:
                return self._denied
            if cue >= 0 and found[cue] == self._cues.we:
                return self._self
        if (
            said in self._cues.word
            or self._is_called(found, at)
            or self._quotations.has(found, at)
        ):
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
        if following == self._cues.of:
            return self._next(found, at + 1) == self._cues.me
        return said == self._cues.what and following in self._cues.i

    def _is_called(self, found: list[T], at: int) -> bool:
        """Whether it tells whom others call so."""
        for place in range(at - 1, max(at - REACH - 2, -1), -1):
            word = found[place]
            if word in self._cues.you or word == self._end:
                return False
            if word in self._cues.call:
                return not place or found[place - 1] not in self._cues.caller
        return False

    def _cheers(self, found: list[T], at: int) -> bool:
        """Whether a swear word is "fucking brilliant", "holy shit" or "hell yeah"."""
        word, following = found[at], self._next(found, at)
        before = found[at - 1] if at else self._end
        if word in self._cues.swears and following in self._cues.praise:
            return before not in self._cues.denial
        return word in self._cues.cries and (
            before == self._cues.holy or following in self._cues.yes
        )

    def _next(self, found: list[T], at: int) -> T:
        return found[at + 1] if at + 1 < len(found) else self._end
