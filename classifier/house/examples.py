"""Comments and what moderators made of them, as numbers to learn from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack

from classifier.house import features
from classifier.house.features import WORD_BUCKETS, Known, Signals
from classifier.house.model import Ground
from classifier.house.reading import Readings, chosen, read, together, unpacked
from classifier.house.regression import Examples
from classifier.house.sense import Content, Sense

TOGETHER = 10_000  # examples whose features are made at a time


@dataclass(frozen=True)
class Example:
    """A comment and what a moderator made of it.

    Attributes:
        signals: as for scoring.
        weight: how many ordinary decisions it counts as.
        reading: what `reading` kept of it; `None` if its text is to be read.
    """

    text: str
    rejected: bool
    signals: Signals
    weight: float = 1.0
    reading: bytes | None = None


def signal_names(examples: Sequence[Example]) -> list[str]:
    """The names of all signals that any has, sorted."""
    return sorted({name for example in examples for name in example.signals})


def measured(
    ground: Ground, examples: Sequence[Example], names: Sequence[str], sense: Sense
) -> Examples:
    """Their features: some at a time, as many at once as there are processors."""
    # Threads, as most of the work is NumPy's, which lets others go on meanwhile.
    parts = Parallel(n_jobs=-1, prefer="threads")(
        delayed(_features_of)(ground, examples[at : at + TOGETHER], names, sense)
        for at in range(0, len(examples), TOGETHER)
    )
    return Examples(
        dense=np.concatenate([dense for dense, _ in parts]),
        sparse=vstack([sparse for _, sparse in parts], format="csr"),
        labels=np.array([example.rejected for example in examples], bool),
        weights=np.array([example.weight for example in examples], float),
    )


def _features_of(
    ground: Ground, examples: Sequence[Example], names: Sequence[str], sense: Sense
) -> tuple[NDArray[np.float32], csr_matrix]:
    """Dense and sparse ones of some examples."""
    readings = read_all(ground, examples)
    content = Content.of(readings)
    known = Known.of([example.signals for example in examples], names)
    shape = len(readings), 2 * len(names)
    signals = csr_matrix((known.value, (known.text, known.column)), shape=shape)
    dense = features.named(readings, content, sense)
    return dense, hstack([signals, _words(content)], format="csr")


def _words(content: Content) -> csr_matrix:
    """What the words of texts count, shape (n_texts, `WORD_BUCKETS`)."""
    buckets = features.word_buckets(content).astype(np.int32)
    sizes = features.word_sizes(content).repeat(np.diff(content.bounds))
    shape = len(content), WORD_BUCKETS
    return csr_matrix((sizes, buckets, content.bounds), shape=shape)


def read_all(ground: Ground, examples: Sequence[Example]) -> Readings:
    """What was kept of examples, and what is read of the others now."""
    n_attributes = len(ground.model.attributes)
    kept = [n for n, each in enumerate(examples) if each.reading is not None]
    if len(kept) == len(examples):
        return unpacked([each.reading or b"" for each in examples], n_attributes)
    others = [n for n, each in enumerate(examples) if each.reading is None]
    new = read(ground.model, [examples[n].text for n in others])
    if not kept:
        return new
    old = unpacked([examples[n].reading or b"" for n in kept], n_attributes)
    return chosen(together([old, new]), np.argsort([*kept, *others]))
