"""One folded spelling of a text, and the way back to the text as it was written.

People who want to be rude unnoticed write "y o u  1d!ot" or "іdіоt" with Cyrillic
letters. Folding undoes such disguises, so that both judges see the same words, and
keeps for each folded character the place it came from.

A text is cut at white space into chunks, and each chunk is folded by itself (`pieces`),
so what it folds to can be remembered. Over chunks reach only letters spelt out one by
one, words of abuse with a blank in them (`spelt_out`), and what is written in one
manner throughout (`manners`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from classifier.spelling.glance import (
    SPELT_OUT,
    Folded,
    at_a_glance,
    followed,
    spelt_at_a_glance,
)
from classifier.spelling.manners import JOINED, common_manner
from classifier.spelling.pieces import (
    LONE,
    LONG,
    Piece,
    piece_in,
    piece_of,
    pieces,
    pieces_of,
)
from classifier.spelling.spelt_out import Part, assembled, joined_runs, mended_cuts
from classifier.spelling.told import TOGETHER, is_run_together, is_told
from classifier.spelling.unsaid import starred

TOGETHER_OF_LETTERS = 400
"""As `TOGETHER`, in texts that are longer than `LONG` and have many letters alone."""
_OF_EACH_KIND = "zorgling stuuupid id*ot f**k y0u out-grown"
_ROUNDS = 3
"""How often a text is folded again, as words that come out may complete a run."""
_MANY, _MOST = 0.25, 0.75
"""The least share of letters alone among the chunks of a text that has many, and of one
that is spelt out."""


def fold(text: str) -> Folded:
    """Fold a text. Folding what is folded changes nothing.

    Args:
        text: any text at all, also with lone surrogates or NUL. What goes beyond
            `MENDED` and `TOGETHER` is read at a glance only (`glance`).

    >>> fold("Y0u  1d!ot").text
    'you idiot'
    >>> fold("i d i o t").text, fold("an id iot").text
    ('idiot', 'an idiot')
    >>> fold("In 1984 it cost $50").text
    'in 1984 it cost $50'
    """
    begun = _begun(text)
    folded = _folded(begun)
    if begun.end < len(text):
        rest = at_a_glance(text[begun.end :], begun.manner_at_a_glance, begun.end)
        folded = followed(folded, rest, blank=begun.ends_with_blank)
    if len(_lately) >= _FEW:
        _lately.clear()
    _lately[text] = folded.text
    return folded


_FEW = 32
_lately: dict[str, str] = {}
"""Texts that were folded just now: others ask for their spelling before the next comes.
No more than a few, so that nobody's words are kept for long."""


def spelt(text: str) -> str:
    """The text of `fold` alone, for who needs no places, at less work."""
    known = _lately.get(text)
    return _spelt_anew(text) if known is None else known


def _spelt_anew(text: str) -> str:
    begun = _begun(text)
    folded = _spelt(begun)
    if begun.end == len(text):
        return folded
    rest = spelt_at_a_glance(text[begun.end :], begun.manner_at_a_glance)
    blank = begun.ends_with_blank and folded and rest
    return f"{folded} {rest}" if blank else folded + rest


def prepare() -> None:
    """Make all tables that are made when first asked, so that no comment waits."""
    spelt(_OF_EACH_KIND)
    starred()


def fold_chunk(chunk: str) -> Piece:
    """Fold a piece of text without white space, whatever stands around it.

    One chunk may come out as several words, parted by blanks, or as nothing.

    >>> fold_chunk("Y0u,").text, fold_chunk("youidiot").text
    ('you,', 'you idiot')
    """
    return piece_of(chunk)


def fold_chunks(chunks: Sequence[str]) -> list[Piece]:
    """As `fold_chunk` of each of many chunks that are new, at less work."""
    return pieces_of(chunks)


@dataclass(frozen=True)
class _Begun:
    """The pieces of a text, or of its beginning where more of it is odd than is mended.

    Attributes:
        text: the text of them.
        chunks, its: what they are of, and they themselves.
        end: where the rest begins, that is read at a glance.
        kinds: of each piece.
        together: chunks among which is looked for what reaches over chunks.
    """

    text: str
    chunks: Sequence[str]
    its: Sequence[Piece]
    end: int
    kinds: bytes
    together: int

    @property
    def is_run_together(self) -> bool:
        """Whether it is one piece, and rather words run together than a word."""
        return is_run_together(self.text) and self.its[0].odd

    @property
    def manner(self) -> int:
        """The manner that they are written in; 0 for none."""
        if self.is_run_together:
            return JOINED
        return common_manner(self.kinds[: self.together])

    @property
    def is_told(self) -> bool:
        """Whether each is told by itself."""
        if self.is_run_together:
            return False
        return _is_told(self.kinds, self.its, self.together)

    @property
    def manner_at_a_glance(self) -> int:
        """The manner that what follows is to be read in."""
        is_spelt_out = self.kinds.count(LONE) >= _MOST * len(self.kinds)
        return SPELT_OUT if is_spelt_out else self.manner

    @property
    def ends_with_blank(self) -> bool:
        """Whether it ends behind a chunk and not inside of one."""
        return self.text[-1:].isspace()


def _begun(text: str) -> _Begun:
    chunks = text.split()
    is_long = len(text) > LONG
    its, most = pieces(chunks, is_long=is_long)
    kinds = bytes([piece.kind for piece in its])
    number, lone = len(its), kinds.count(LONE)
    has_many = is_long and lone >= _MANY * number
    together = TOGETHER_OF_LETTERS if has_many else TOGETHER
    is_spelt_out = lone >= _MOST * number and not _is_told(kinds, its, together)
    if is_spelt_out and number > together:
        number = together
        its, kinds = its[:number], kinds[:number]
    end = len(text)
    if its and its[-1].odd and len(chunks[number - 1]) > most:
        end = _begin(text, chunks, number - 1) + most
        chunks[number - 1] = chunks[number - 1][:most]
    elif number < len(chunks):
        end = _begin(text, chunks, number)
    return _Begun(text[:end], chunks[:number], its, end, kinds, together)


def _is_told(kinds: bytes, its: Sequence[Piece], together: int) -> bool:
    return is_told(kinds[:together], lambda begin, end: its[begin:end])


def _begin(text: str, chunks: Sequence[str], number: int) -> int:
    """Where a chunk of a text begins."""
    return next(islice(_offsets(text, chunks), number, None))


def _spelt(begun: _Begun) -> str:
    """The text of `_folded` alone."""
    if begun.is_told:
        words = [piece.text for piece in begun.its]
    elif len(begun.its) > begun.together:
        first = _over_chunks(begun).text
        words = [first, *[piece.text for piece in begun.its[begun.together :]]]
    else:
        return _folded(begun).text
    return " ".join([word for word in words if word])


def _folded(begun: _Begun) -> Folded:
    if begun.is_told:
        return _by_pieces(begun)
    folded = _over_chunks(begun)
    if len(begun.its) > begun.together:
        its = zip(_offsets(begun.text, begun.chunks), begun.its, strict=True)
        return followed(folded, _placed(islice(its, begun.together, None)))
    for _ in range(_ROUNDS):
        again = _begun(folded.text)
        if again.end < len(folded.text):
            break
        twice = _by_pieces(again) if again.is_told else _over_chunks(again)
        if twice.text == folded.text:
            break
        folded = _through(twice, folded)
    return folded


def _by_pieces(begun: _Begun) -> Folded:
    folded, text = " ".join([piece.text for piece in begun.its]), begun.text
    if folded == text.lower() and len(folded) == len(text):
        return Folded(folded, range(len(text)), range(1, len(text) + 1))
    return _placed(zip(_offsets(text, begun.chunks), begun.its, strict=True))


def _offsets(text: str, chunks: Sequence[str]) -> Iterator[int]:
    at = 0
    for chunk in chunks:
        at = text.index(chunk, at)
        yield at
        at += len(chunk)


def _placed(its: Iterable[tuple[int, Piece]]) -> Folded:
    words, begins, ends = list[str](), list[int](), list[int]()
    for offset, piece in its:
        if not piece.text:
            continue
        if words:  # a blank is where the chunk before it ended
            begins.append(begins[-1])
            ends.append(ends[-1])
        words.append(piece.text)
        begins += [begin + offset for begin in piece.begins]
        ends += [end + offset for end in piece.ends]
    return Folded(" ".join(words), tuple(begins), tuple(ends))


# What reaches over chunks


def _over_chunks(begun: _Begun) -> Folded:
    """The first chunks of a text, so many as are looked at together."""
    chunks = begun.chunks[: begun.together]
    its = zip(
        _offsets(begun.text, chunks), chunks, _in_common_manner(begun), strict=True
    )
    parts = [Part(chunk, piece, range(at, at + len(chunk))) for at, chunk, piece in its]
    return assembled(joined_runs(mended_cuts(parts)))


def _in_common_manner(begun: _Begun) -> Sequence[Piece]:
    """The pieces, read in the manner that most of the disguised ones are in."""
    manner, its = begun.manner, begun.its[: begun.together]
    if not manner:
        return its
    both = zip(begun.chunks[: begun.together], its, strict=True)
    return [piece_in(manner, chunk) or piece for chunk, piece in both]


def _through(outer: Folded, inner: Folded) -> Folded:
    """What was folded twice, with places in the first text."""
    begins = tuple([inner.begins[begin] for begin in outer.begins])
    return Folded(
        outer.text, begins, tuple([inner.ends[end - 1] for end in outer.ends])
    )
