"""What texts are about, as one of the subjects around which all texts gather.

That is coarse, and meant to be: by it one knows of two comments that they ask much the
same of who decides them. The subjects are those of the shipped meanings of words, so
they stay the same for every site, whatever it has learnt.
"""

import numpy as np
from numpy.typing import NDArray

from classifier.house.reading import Readings
from classifier.house.sense import Content
from classifier.topic.meaning import Meanings

UNKNOWN = -1
"""The subject of a text without a word whose meaning is known."""


def subjects(meanings: Meanings, readings: Readings) -> NDArray[np.int64]:
    """The subject that each text comes nearest to, shape (n_texts,), or `UNKNOWN`."""
    content = Content.of(readings)
    rows = meanings.rows(content.hashes)
    known = rows >= 0
    counts = np.bincount(content.text[known], minlength=len(content))
    told = np.flatnonzero(counts)
    result = np.full(len(content), UNKNOWN, np.int64)
    if len(told):
        starts = (counts.cumsum() - counts)[told]
        sums = np.add.reduceat(meanings.weighed(rows[known]), starts, axis=0)
        # Which is nearest does not depend on how long a sum is.
        result[told] = (sums @ meanings.background.subjects.T).argmax(axis=1)
    return result
