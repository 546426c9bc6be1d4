"""Pieces of a text, each by itself, and how many of one are mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.spelling import (
    MENDED,
    fold,
    fold_chunk,
    fold_chunks,
    pieces,
    punctuated,
)
from classifier.spelling.pieces import LONG, MENDED_OF_LONG


@pytest.mark.parametrize(
    ("length", "most"), [(LONG, MENDED), (LONG + 1, MENDED_OF_LONG)]
)
def test_a_text_of_endless_disguises_is_mended_at_its_beginning_only(
    length: int, most: int
) -> None:
    folded = fold("idi** " * (length // 6) + "." * (length % 6)).text
    assert folded.count("idiot") == most // len("idi**")
    assert folded.count("idi**") == length // 6 - most // len("idi**")


def test_a_very_long_chunk_is_mended_at_its_beginning_only() -> None:
    folded = fold("youareanidiot" * MENDED).text
    assert folded.startswith("you are an idiot you are")
    assert folded.endswith("youareanidiot")


_CHUNKS = [
    "You,",
    "I,",
    "a.",
    "b",
    "!t",
    "T0,",
    "0h",
    "(talk)",
    "blade's",
    "talkpage,",
    "[talkpage",
    "iot",
    "id",
    "thatthe",
    "Zorgling!",
    "150k",
    "user:xyz",
    "wp:delete.",
    "self-made",
    "sh-it",
    "dick-head",
    "id.iot",
    "f-ck",
    "a_b",
    "y.o.u",
    "I-95",
    "-e",
    "K",
    "him...and",
    "fr:degré",
    "==Head==",
    "https://a.b/c",
    "co-oool",
    "you/areanidiot",
    "!",
    "—",
]


def test_many_chunks_fold_as_each_by_itself() -> None:
    each = [pieces._easy(chunk) or pieces._mended(chunk) for chunk in _CHUNKS]
    pieces._remembered.clear()
    assert fold_chunks(_CHUNKS) == each
    assert fold_chunks(_CHUNKS) == list(map(fold_chunk, _CHUNKS))


@given(
    st.lists(
        st.sampled_from(
            ["user", "talk", "zorgling", "id", "iot", "sh", "it", "fu", "ck", "3", "x"]
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["-", "/", ":", ".", "...", "_", "", "'", "&", "#"]),
    st.sampled_from(["", "-", "(", "[", "_", "."]),
)
def test_what_stays_unread_would_not_have_changed(
    words: list[str], sign: str, around: str
) -> None:
    chunk = around + sign.join(words) + around
    kind = pieces._kind_of_unread(chunk)
    if kind is not None and punctuated.inner(chunk):
        assert punctuated.read_around(chunk) is None
        assert kind == pieces._kind(chunk, chunk)
