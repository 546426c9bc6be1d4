"""Learning which words keep company, from text that anyone may use.

Counts of neighbours, weighed as positive pointwise mutual information with smoothed
contexts, and reduced by a singular value decomposition: as good as trained word
vectors at a fraction of the cost (Levy, Goldberg and Dagan, 2015).
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds

from classifier.errors import NotEnoughExamples
from classifier.meaning import SCALE, Meanings, digest

DIMENSIONS = 64
WINDOW = 8  # stems to each side that count as company
FEWEST_TEXTS = 8  # with a stem, for its company to be known
FEWEST_MEETINGS = 2
SMOOTHING = 0.75  # of the contexts' counts; Levy, Goldberg and Dagan, 2015

Floats = NDArray[np.float32]


def learn(texts: Sequence[Sequence[str]]) -> Meanings:
    """Vectors of the stems in these texts.

    Args:
        texts: the stems of each text, in order.

    Raises:
        NotEnoughExamples: too few words are common enough.
    """
    counts = Counter(stem for text in texts for stem in set(text))
    known = sorted(stem for stem, count in counts.items() if count >= FEWEST_TEXTS)
    if len(known) <= DIMENSIONS:
        raise NotEnoughExamples(
            f"wanted more than {DIMENSIONS} words that {FEWEST_TEXTS} texts have, "
            f"found {len(known)}"
        )
    left, strengths, _ = svds(_information(texts, known), k=DIMENSIONS, random_state=0)
    vectors = left * np.sqrt(strengths)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    stems = np.array([digest(stem) for stem in known], np.uint32)
    return Meanings(stems, np.round(vectors * SCALE).astype(np.int8))


def _information(texts: Sequence[Sequence[str]], known: Sequence[str]) -> csr_matrix:
    """Positive pointwise mutual information, shape (n_known, n_known)."""
    met = _meetings(texts, known).tocoo()
    contexts = np.asarray(met.sum(axis=0)).ravel() ** SMOOTHING
    contexts /= contexts.sum()
    words = np.asarray(met.sum(axis=1)).ravel()
    with np.errstate(divide="ignore"):
        information = np.log(met.data / (words[met.row] * contexts[met.col]))
    kept = (information > 0) & (met.data >= FEWEST_MEETINGS)
    return csr_matrix(
        (information[kept].astype(np.float32), (met.row[kept], met.col[kept])),
        shape=met.shape,
    )


def _meetings(texts: Sequence[Sequence[str]], known: Sequence[str]) -> csr_matrix:
    """How often two stems stand within `WINDOW` of each other in one text."""
    rows = {stem: row for row, stem in enumerate(known)}
    places = [rows[stem] for text in texts for stem in text if stem in rows]
    lengths = [sum(stem in rows for stem in text) for text in texts]
    words = np.array(places, np.int64)
    text_of = np.repeat(np.arange(len(texts)), lengths)
    met = csr_matrix((len(known), len(known)), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        same = text_of[:-distance] == text_of[distance:]
        pair = words[:-distance][same], words[distance:][same]
        ones = np.ones(int(same.sum()), np.float32)
        met = met + coo_matrix((ones, pair), shape=met.shape).tocsr()
    return (met + met.T).tocsr()
