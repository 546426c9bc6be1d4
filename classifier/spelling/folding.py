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
from itertools import islice

from classifier.spelling.glance import Folded, at_a_glance, spelt_at_a_glance
from classifier.spelling.manners import common_manner
from classifier.spelling.pieces import (
    FRAGMENT,
    LONE,
    Piece,
    piece_in,
    piece_of,
    pieces,
)
from classifier.spelling.spelt_out import RUN, Part, assembled, joined_runs, mended_cuts

JOINED = 1_000
"""Chunks of one text among which is looked for what reaches over chunks."""
_ROUNDS = 3
"""How often a text is folded again, as words that come out may complete a run."""
_RUN_OF_LONE = bytes([LONE]) * RUN


def fold(text: str) -> Folded:
    """Fold a text. Folding what is folded changes nothing.

    Args:
        text: any text at all, also with lone surrogates or NUL. What goes beyond
            `MENDED` and `JOINED` is read at a glance only (`glance`).

    >>> fold("Y0u  1d!ot").text
    'you idiot'
    >>> fold("i d i o t").text, fold("an id iot").text
    ('idiot', 'an idiot')
    >>> fold("In 1984 it cost $50").text
    'in 1984 it cost $50'
    """
    chunks = text.split()
    its = pieces(chunks)
    if len(its) < len(chunks):
        end = _begin(text, chunks, len(its))
        rest = at_a_glance(text[end:], _manner(its), end)
        return _followed(_folded(text[:end], chunks, its), rest)
    return _folded(text, chunks, its)


def spelt(text: str) -> str:
    """The text of `fold` alone, for who needs no places, at less work."""
    chunks = text.split()
    its = pieces(chunks)
    if _is_told(its):
        words = [piece.text for piece in its]
    else:
        words = [_folded(text, chunks, its).text]
    if len(its) < len(chunks):
        rest = text[_begin(text, chunks, len(its)) :]
        words.append(spelt_at_a_glance(rest, _manner(its)))
    return " ".join([word for word in words if word])


def fold_chunk(chunk: str) -> Piece:
    """Fold a piece of text without white space, whatever stands around it.

    One chunk may come out as several words, parted by blanks, or as nothing.

    >>> fold_chunk("Y0u,").text, fold_chunk("youidiot").text
    ('you,', 'you idiot')
    """
    return piece_of(chunk)


def _begin(text: str, chunks: Sequence[str], number: int) -> int:
    """Where a chunk of a text begins."""
    return next(islice(_offsets(text, chunks), number, None))


def _folded(text: str, chunks: Sequence[str], its: Sequence[Piece]) -> Folded:
    """A text of so many pieces; of what follows nothing is read."""
    chunks = chunks[: len(its)]
    if _is_told(its):
        return _by_pieces(text, chunks, its)
    folded = _over_chunks(text, chunks, its)
    for _ in range(_ROUNDS if len(chunks) <= JOINED else 0):
        chunks = folded.text.split()
        its = pieces(chunks)
        if _is_told(its):
            break
        again = _over_chunks(folded.text, chunks[: len(its)], its)
        if again.text == folded.text or len(its) < len(chunks):
            break
        folded = _through(again, folded)
    return folded


def _is_told(its: Sequence[Piece]) -> bool:
    """Whether the pieces tell a text, each by itself."""
    kinds = bytes([piece.kind for piece in its])
    if _RUN_OF_LONE in kinds or FRAGMENT in kinds:
        return False
    return max(kinds, default=0) <= LONE or not _manner(its)


def _manner(its: Sequence[Piece]) -> int:
    """The manner that a text of these pieces is written in; 0 for none."""
    return common_manner(bytes([piece.kind for piece in its[:JOINED]]))


def _by_pieces(text: str, chunks: Sequence[str], its: Sequence[Piece]) -> Folded:
    folded = " ".join([piece.text for piece in its])
    if folded == text.lower() and len(folded) == len(text):
        return Folded(folded, range(len(text)), range(1, len(text) + 1))
    return _placed(zip(_offsets(text, chunks), its, strict=True))


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


def _over_chunks(text: str, chunks: Sequence[str], its: Sequence[Piece]) -> Folded:
    folded = _begun(text, chunks, its)
    if len(chunks) <= JOINED:
        return folded
    offsets = list(_offsets(text, chunks))
    return _followed(folded, _placed(zip(offsets[JOINED:], its[JOINED:], strict=True)))


def _begun(text: str, chunks: Sequence[str], its: Sequence[Piece]) -> Folded:
    """The first `JOINED` chunks of a text."""
    chunks, its = chunks[:JOINED], its[:JOINED]
    its = _in_common_manner(chunks, its)
    parts = [
        Part(chunk, piece, range(at, at + len(chunk)))
        for at, chunk, piece in zip(_offsets(text, chunks), chunks, its, strict=True)
    ]
    return assembled(joined_runs(mended_cuts(parts)))


def _in_common_manner(chunks: Sequence[str], its: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces, read in the manner that most of the disguised ones are in."""
    kind = _manner(its)
    if not kind:
        return its
    return [
        piece_in(kind, chunk) or piece for chunk, piece in zip(chunks, its, strict=True)
    ]


def _followed(first: Folded, rest: Folded) -> Folded:
    """Two texts as one, with places in the same original."""
    if not (first.text and rest.text):
        return first if first.text else rest
    return Folded(
        f"{first.text} {rest.text}",
        (*first.begins, first.begins[-1], *rest.begins),
        (*first.ends, first.ends[-1], *rest.ends),
    )


def _through(outer: Folded, inner: Folded) -> Folded:
    """What was folded twice, with places in the first text."""
    begins = tuple([inner.begins[begin] for begin in outer.begins])
    return Folded(
        outer.text, begins, tuple([inner.ends[end - 1] for end in outer.ends])
    )
