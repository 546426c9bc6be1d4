"""A comment's text as a moderator sees it: in pieces that know which reasons mark them.

The places are those kept when it was judged; nothing is looked for anew. HTML is shown
as a reader would read it. Whoever wants to is spared: of slurs and swearing only the
first letter is shown.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from moderation import signs
from moderation.comments import Comment, Finding, Reason
from moderation.text import Original

MASKED = frozenset({Reason.HATE, Reason.PROFANITY})
"""Reasons of rules whose words are slurs and swearing."""

MASKED_WORDS = 2
"""Words of the longest slurs ("sand …"). A rule that marks more at once marks a
sentence, and a sentence of first letters alone could not be judged."""

HIDDEN = "•"
"""What stands for each letter of a masked word but the first."""

_SCORE = "score:"


@dataclass(frozen=True)
class Piece:
    """Some of a comment's text, as it is shown.

    Attributes:
        text: never empty.
        reasons: places in the comment's reasons of those that mark it.
        masked: whether letters of it are hidden.
        sign: the name of what is unseen there and told by `text`; "" for text.
    """

    text: str
    reasons: tuple[int, ...] = ()
    masked: bool = False
    sign: str = ""


def pieces(comment: Comment, *, masks: bool = False) -> Sequence[Piece]:
    """A comment's text in order; together the pieces are the plain text.

    But for what is masked, if `masks`, and for what is told by a sign.
    """
    sent = Original(comment.text, comment.format)
    marked = [
        (place, number)
        for number, reason in enumerate(comment.reasons)
        for span in reason.spans
        if span.begin < span.end  # of nothing, even amid a pair of surrogates, is none
        for place in [sent.place(span)]
        if place[0] < place[1]
    ]
    hidden = _joined(_masked(sent, comment.reasons)) if masks else []
    return list(_pieces(sent.text, marked, hidden))


def readable(text: str) -> Sequence[Piece]:
    """Any other text that was sent, such as a name: what is unseen is told in it, too.

    >>> [piece.text for piece in readable("Anna\u202e42")]
    ['Anna', 'RLO', '42']
    """
    return list(_pieces(text, (), ()))


def attribute(reason: Finding) -> str | None:
    """The attribute whose score is a reason; `None` where it is none's."""
    if reason.rule.startswith(_SCORE) and reason.rule != f"{_SCORE}risk":
        return reason.rule.removeprefix(_SCORE)
    return None


def is_rule(reason: Finding) -> bool:
    """Whether a rule of the site's is a reason, and no score, setting or failure."""
    return ":" not in reason.rule and reason.rule != "language"


def _masked(sent: Original, reasons: Iterable[Finding]) -> Iterator[tuple[int, int]]:
    """The places of slurs and swearing: what their rules mark, if it is no sentence."""
    for reason in reasons:
        if reason.code in MASKED and is_rule(reason):
            for begin, end in map(sent.place, reason.spans):
                text = sent.text[begin:end]  # without letters there is nothing to mask
                if any(map(str.isalnum, text)) and _words(text) <= MASKED_WORDS:
                    yield begin, end


def _words(text: str) -> int:
    """Words of a text; letters that stand apart ("i d i o t") are none."""
    words = [part for part in text.split() if sum(map(str.isalnum, part)) > 1]
    return max(1, len(words))


def _joined(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The narrowest of these places, without overlaps, in order.

    Of "you …", which a rule marks as calling somebody so, and the slur in it, the slur.
    """
    narrow: list[tuple[int, int]] = []
    for begin, end in sorted(places, key=lambda place: (place[1], -place[0])):
        if not narrow or begin > narrow[-1][0]:
            narrow.append((begin, end))
    joined: list[tuple[int, int]] = []
    for begin, end in narrow:
        if joined and begin < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return joined


def _pieces(
    text: str,
    marked: Sequence[tuple[tuple[int, int], int]],
    hidden: Sequence[tuple[int, int]],
) -> Iterator[Piece]:
    """Cut wherever anything begins or ends, and say of each piece what holds there."""
    told, said = list(signs.in_text(text)), set[int]()
    if text and not (marked or hidden or told):
        yield Piece(text)
        return
    reasons = _Steps(marked)
    masks = _Steps((place, place[0]) for place in hidden)
    tells = _Steps(((sign.begin, sign.end), at) for at, sign in enumerate(told))
    cuts = {0, len(text)}.union(reasons.cuts, masks.cuts, tells.cuts)
    for begin, end in pairwise(sorted(cuts)):
        because = tuple(sorted(reasons.at(begin)))
        mask, tell = masks.at(begin), tells.at(begin)
        if mask:
            shown = _mask(text, mask[0], begin, end)
            if shown:
                yield Piece(shown, because, masked=True)
        elif tell:
            sign = told[tell[0]]
            if tell[0] not in said:  # what is cut in two is told once
                said.add(tell[0])
                yield Piece(sign.shown, because, sign=sign.name)
        else:
            yield Piece(text[begin:end], because)


class _Steps:
    """What holds from place to place, asked in order."""

    def __init__(self, places: Iterable[tuple[tuple[int, int], int]]) -> None:
        self._changes = sorted(
            change
            for (begin, end), number in places
            for change in ((begin, 1, number), (end, -1, number))
        )
        self.cuts = {place for place, _, _ in self._changes}
        self._next = 0
        self._open = dict[int, int]()

    def at(self, place: int) -> Sequence[int]:
        """The numbers of what holds at a place; later ones only are asked then."""
        while self._next < len(self._changes) and self._changes[self._next][0] <= place:
            _, step, number = self._changes[self._next]
            self._open[number] = self._open.get(number, 0) + step
            if not self._open[number]:
                del self._open[number]
            self._next += 1
        return list(self._open)


def _mask(text: str, whole: int, begin: int, end: int) -> str:
    """Part of a masked word that begins at `whole`: its first letter alone is shown.

    Blanks stay, and what takes no room of its own is left out.
    """
    before = any(map(str.isalnum, text[whole:begin]))
    shown = []
    for character in text[begin:end]:
        if character.isspace():
            shown.append("\n" if character == "\n" else " ")
        elif not before and character.isalnum():
            shown.append(character)
            before = True
        elif character.isprintable() and unicodedata.category(character)[0] != "M":
            shown.append(HIDDEN)
    return "".join(shown)
