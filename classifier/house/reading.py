"""What a site's model reads of a text, worked out once and kept as a few bytes.

These are what the shipped model says, the form of the text, and hashes of its words,
from which all else follows. Whoever keeps them learns from a hundred thousand texts
without reading one again.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from classifier.model import Model

FORM = ("capitals", "length", "exclamations", "questions", "links", "digits")
LEAST_LETTERS = 8
"""Fewer say nothing about capitals: names and abbreviations have as many."""

Floats = NDArray[np.float32]
Hashes = NDArray[np.uint32]
Integers = NDArray[np.int64]

_HALF, _HASH = np.dtype("<f2"), np.dtype("<u4")


@dataclass(frozen=True)
class Readings:
    """Of several texts, in their order.

    Attributes:
        logits: of the shipped model, shape (n_texts, n_attributes).
        form: as `FORM` names it, shape (n_texts, 6), each about 0 to 3.
        hashes: CRC-32 of the distinct words of the first text, then of the second, and
            so on.
        bounds: where each text's begin in these, shape (n_texts + 1,).
    """

    logits: Floats
    form: Floats
    hashes: Hashes
    bounds: Integers

    @classmethod
    def of_words(cls, hashes: Hashes, n_attributes: int) -> "Readings":
        """That of one text of which only the words matter."""
        return cls(
            np.zeros((1, n_attributes), np.float32),
            np.zeros((1, len(FORM)), np.float32),
            hashes,
            np.array([0, len(hashes)], np.int64),
        )

    def __len__(self) -> int:
        return len(self.logits)

    def packed(self) -> list[bytes]:
        """Each by itself, as `unpacked` reads it: numbers of half a word's precision,
        then hashes, all little-endian.
        """
        numbers = np.hstack([self.logits, self.form]).astype(_HALF)
        hashes = self.hashes.astype(_HASH)
        return [
            row.tobytes() + hashes[begin:end].tobytes()
            for row, begin, end in zip(
                numbers, self.bounds[:-1], self.bounds[1:], strict=True
            )
        ]


def read(model: Model, texts: Sequence[str]) -> Readings:
    """What the shipped model and their words say of texts."""
    logits, hashes, bounds = model.read(texts)
    form = np.array([_form(text) for text in texts], np.float32)
    form = form.reshape(len(texts), len(FORM))
    return Readings(logits, form, hashes, bounds.astype(np.int64))


def unpacked(kept: Sequence[bytes], n_attributes: int) -> Readings:
    """Readings from the bytes that `packed` made of each.

    Raises:
        ValueError: some bytes are of no reading.
    """
    head = (n_attributes + len(FORM)) * _HALF.itemsize
    if any(len(each) < head or (len(each) - head) % _HASH.itemsize for each in kept):
        raise ValueError(f"wanted {head} bytes and four for each word")
    numbers = np.frombuffer(b"".join([each[:head] for each in kept]), _HALF)
    rows = numbers.reshape(len(kept), n_attributes + len(FORM)).astype(np.float32)
    hashes = np.frombuffer(b"".join([each[head:] for each in kept]), _HASH)
    counts = ((len(each) - head) // _HASH.itemsize for each in kept)
    bounds = np.fromiter(accumulate(counts, initial=0), np.int64, len(kept) + 1)
    return Readings(
        rows[:, :n_attributes], rows[:, n_attributes:], hashes.astype(np.uint32), bounds
    )


def chosen(readings: Readings, rows: NDArray[np.integer]) -> Readings:
    """Those of some texts."""
    bounds = readings.bounds
    counts = (bounds[1:] - bounds[:-1])[rows]
    ends = counts.cumsum()
    places = np.arange(ends[-1] if len(ends) else 0)
    places += (bounds[:-1][rows] - (ends - counts)).repeat(counts)
    return Readings(
        readings.logits[rows],
        readings.form[rows],
        readings.hashes[places],
        np.concatenate([[0], ends]).astype(np.int64),
    )


def together(several: Sequence[Readings]) -> Readings:
    """Readings one behind the other; of at least one."""
    starts = accumulate((len(each.hashes) for each in several), initial=0)
    bounds = [
        each.bounds[:-1] + start for each, start in zip(several, starts, strict=False)
    ]
    size = sum(len(each.hashes) for each in several)
    return Readings(
        np.concatenate([each.logits for each in several]),
        np.concatenate([each.form for each in several]),
        np.concatenate([each.hashes for each in several]),
        np.concatenate([*bounds, [size]]).astype(np.int64),
    )


def _form(text: str) -> tuple[float, ...]:
    capitals = sum(map(str.isupper, text))
    letters = capitals + sum(map(str.islower, text))
    size = max(len(text), 1)
    return (
        3 * capitals / letters if letters >= LEAST_LETTERS else 0.0,
        math.log1p(len(text)) / 5,
        min(text.count("!"), 10) / 3,
        min(text.count("?"), 10) / 3,
        float(min(text.count("http") + text.count("www."), 5)),
        5 * sum(map(str.isdigit, text)) / size,
    )
