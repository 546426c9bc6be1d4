"""What a site's model weighs of a comment: named numbers, signals and hashed words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.house.reading import FORM, Floats, Integers, Readings
from classifier.house.sense import DIRECTIONS, Content, Sense

Signals = Mapping[str, float | None]

LOGIT_SCALE = 8.0
"""Makes logits about as large as the other numbers, which lie between 0 and 3."""

WORD_BITS = 16
WORD_BUCKETS = 1 << WORD_BITS
"""Weights of hashed words: the content words of 100,000 comments share them by three,
and most are met once."""


def named(readings: Readings, content: Content, sense: Sense) -> Floats:
    """Logits, form, directions and a one, shape (n_texts, n_named)."""
    return np.hstack(
        [
            readings.logits / np.float32(LOGIT_SCALE),
            readings.form,
            sense.directions(content),
            np.ones((len(readings), 1), np.float32),
        ]
    )


def n_named(n_attributes: int) -> int:
    """How many numbers `named` has."""
    return n_attributes + len(FORM) + DIRECTIONS + 1


@dataclass(frozen=True)
class Known:
    """Signals that are known, each as two numbers: its value, and that it is known.

    Attributes:
        text: the number of the text that a number is of, shape (n_known,).
        column: which number it is: 2 i or 2 i + 1 of the i-th name.
        value: the number itself.
    """

    text: Integers
    column: Integers
    value: Floats

    @classmethod
    def of(cls, signals: Sequence[Signals], names: Sequence[str]) -> "Known":
        """Those of texts; unknown names are not read."""
        numbers = {name: number for number, name in enumerate(names)}
        text, column, value = list[int](), list[int](), list[float]()
        for at, each in enumerate(signals):
            for name, its in each.items():
                number = numbers.get(name)
                if number is not None and its is not None:
                    text += (at, at)
                    column += (2 * number, 2 * number + 1)
                    value += (its, 1.0)
        return cls(
            np.array(text, np.int64),
            np.array(column, np.int64),
            np.array(value, np.float32),
        )


def word_buckets(content: Content) -> NDArray[np.uint32]:
    """The buckets of content words, shape (n_words,)."""
    return content.hashes & np.uint32(WORD_BUCKETS - 1)


def word_sizes(content: Content) -> Floats:
    """What each word of a text counts, shape (n_texts,): all words of a text have a
    length of one together.
    """
    counts = np.diff(content.bounds)
    return (1 / np.sqrt(np.maximum(counts, 1))).astype(np.float32)
