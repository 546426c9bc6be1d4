"""The design matrix: texts as rows of the very features that serving sums.

Beside n-grams, words and pairs a row has what training alone needs: the meaning of its
words, as coordinates that words of like meaning share, so that what is learnt of one is
learnt of the other. It goes into the words' own weights afterwards, so that serving
knows nothing of it. And texts of other genres than comments have all features a second
time, which are left behind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack

from classifier.features import (
    BITS,
    PAIR_WEIGHT,
    WORD_WEIGHT,
    gram_buckets,
    pair_buckets,
    squared_norms,
    word_hash,
    word_hashes,
)
from classifier.weights import Weights, summed_pairs
from classifier.words import bare_words

MEANING_WEIGHT = 3.0
"""Of a word's coordinates of meaning, beside 1 for each of its n-grams. With them AUC
on tweets of a set that was not learnt from is 0.015 higher (0.802 against 0.787);
between 2 and 4 it hardly changes."""

EVIDENCE, LEAST_EVIDENCE, SMOOTHING = 0.75, 0.05, 1.0
"""Power of a column's log-count ratio that it is multiplied by, the least ratio, and
what is added to its counts. Powers from 0.5 to 1 lift AUC of toxicity on Wikipedia talk
by 0.001 to 0.002, and on news comments of a source that was not learnt from by 0.004 to
0.008."""

FEWEST_TEXTS = 3
"""With a word, for it to have a weight of its own."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Meaning:
    """Coordinates of words that are alike for words of like meaning.

    Attributes:
        rows: of each word, by its hash (`features.word_hash`), its row.
        vectors: of unit length or zero, shape (n_words, n_dimensions).
    """

    rows: Mapping[int, int]
    vectors: Floats

    def of(self, hashes: Sequence[int]) -> Floats:
        """The coordinates of words; zero where they are unknown."""
        found = np.zeros((len(hashes), self.vectors.shape[1]), np.float32)
        known = [
            (n, self.rows[key]) for n, key in enumerate(hashes) if key in self.rows
        ]
        if known:
            numbers, rows = zip(*known, strict=True)
            found[list(numbers)] = self.vectors[list(rows)]
        return found


@dataclass(frozen=True)
class Reading:
    """Texts as their distinct words and pairs.

    Attributes:
        words: all words that are in any text.
        has: which text has which word, shape (n_texts, n_words).
        pairs: which text has which pair, shape (n_texts, 2**bits).
        scale: one over the root of a text's squared norm, shape (n_texts,).
        bits: of the tables of hashed n-grams and pairs.
    """

    words: list[str]
    has: csr_matrix
    pairs: csr_matrix
    scale: Floats
    bits: int


def read(texts: Sequence[str], bits: int = BITS) -> Reading:
    """Read texts as serving does."""
    places: dict[str, int] = {}
    found, paired = [], []
    for text in texts:
        its = bare_words(text)
        found.append({places.setdefault(word, len(places)) for word in its})
        paired.append(_pair_buckets(its, bits))
    words = list(places)
    has = _indicator(found, len(words))
    together = _indicator(paired, 1 << bits)
    norms = squared_norms(gram_buckets(words, bits)[1]).astype(np.float32)
    squares = has @ norms + PAIR_WEIGHT**2 * np.asarray(together.sum(axis=1)).ravel()
    scale = 1 / np.sqrt(np.maximum(squares, 1.0))
    return Reading(words, has, together, scale.astype(np.float32), bits)


def _pair_buckets(found: Sequence[str], bits: int) -> set[int]:
    return set(pair_buckets(word_hashes(found), bits).tolist())


def _indicator(rows: Sequence[set[int]], columns: int) -> csr_matrix:
    bounds = np.cumsum([0, *map(len, rows)])
    indices = np.fromiter(chain.from_iterable(rows), np.int32, int(bounds[-1]))
    ones = np.ones(len(indices), np.float32)
    result = csr_matrix((ones, indices, bounds), shape=(len(rows), columns))
    result.sort_indices()
    return result


class Design:
    """The columns of a design matrix, and the way from its coefficients to weights.

    Args:
        reading: of the texts that are learnt from.
        meaning: of words.
    """

    def __init__(self, reading: Reading, meaning: Meaning) -> None:
        often = np.asarray(reading.has.sum(axis=0)).ravel()
        taught = {
            word_hash(word)
            for word, count in zip(reading.words, often, strict=True)
            if count >= FEWEST_TEXTS
        }
        self.keys = sorted(taught | set(meaning.rows))
        self._place = {key: place for place, key in enumerate(self.keys)}
        self._meaning = meaning
        self._bits = reading.bits
        table, axes = 1 << reading.bits, meaning.vectors.shape[1]
        self._sizes = [table, len(self.keys), table, axes]
        self.columns = sum(self._sizes)

    def matrix(
        self, reading: Reading, own_ways: Sequence[NDArray[np.bool_]] = ()
    ) -> csr_matrix:
        """Rows of texts, shape (n_texts, n_features); float32.

        Args:
            reading: of the texts.
            own_ways: for each group of texts that talk in their own way, which texts
                these are. A group has all features a second time, so that what is true
                there alone is learnt there alone (Daumé, 2007).
        """
        hashes = [word_hash(word) for word in reading.words]
        scale = diags(reading.scale)
        parts = [
            scale @ (reading.has @ _grams(reading.words, reading.bits)),
            WORD_WEIGHT * (scale @ (reading.has @ self._own(hashes))),
            PAIR_WEIGHT * (scale @ reading.pairs),
            MEANING_WEIGHT
            * (scale @ (reading.has @ csr_matrix(self._meaning.of(hashes)))),
        ]
        shared = hstack(parts, format="csr", dtype=np.float32)
        copies = [_rows_of(shared, group) for group in own_ways]
        return hstack([shared, *copies], format="csr", dtype=np.float32)

    def evidence(
        self, features: csr_matrix, positive: NDArray[np.bool_], weights: Floats
    ) -> Floats:
        """How much each column tells of a class: what to multiply it by.

        By the logarithm of the ratio in which it occurs in both classes (Wang and
        Manning, 2012), so that a penalty spares what tells much: a rare slur gets its
        weight from a few rows. Coordinates of meaning, which occur everywhere, keep 1.

        Args:
            features: as `matrix` gives them.
            positive: the class of each row, shape (n_rows,).
            weights: what each row counts, shape (n_rows,).
        """
        there = csr_matrix(
            (np.ones_like(features.data), features.indices, features.indptr),
            features.shape,
        )[:, : self.columns]
        shares = []
        for its in (positive, ~positive):
            counts = there.T @ (weights * its) + SMOOTHING
            shares.append(counts / (weights[its].sum() + SMOOTHING))
        ratio = np.abs(np.log(shares[0] / shares[1]))
        scale = np.maximum(ratio, LEAST_EVIDENCE) ** EVIDENCE
        scale[self.columns - self._meaning.vectors.shape[1] :] = 1
        copies = features.shape[1] // self.columns
        return np.tile(scale, copies).astype(np.float32)

    def weights(self, coefficients: Floats, bias: Floats) -> Weights:
        """What serving needs of coefficients, shape (n_attributes, n_features)."""
        bounds = np.cumsum(self._sizes)
        grams, own, paired, axes, _ = np.split(coefficients.T, bounds)
        meant = self._meaning.of(self.keys) @ axes
        return Weights(
            grams=grams,
            keys=np.array(self.keys, np.uint32),
            known=WORD_WEIGHT * own + MEANING_WEIGHT * meant,
            pairs=summed_pairs(paired),
            bias=bias,
        )

    def _own(self, hashes: Sequence[int]) -> csr_matrix:
        rows = [number for number, key in enumerate(hashes) if key in self._place]
        columns = [self._place[hashes[row]] for row in rows]
        ones = np.ones(len(rows), np.float32)
        return csr_matrix((ones, (rows, columns)), shape=(len(hashes), len(self.keys)))


def _rows_of(matrix: csr_matrix, group: NDArray[np.bool_]) -> csr_matrix:
    """The same with nothing in the rows of all others."""
    result = diags(group.astype(np.float32)) @ matrix
    result.eliminate_zeros()
    return result


def _grams(words: Sequence[str], bits: int) -> csr_matrix:
    buckets, bounds = gram_buckets(words, bits)
    ones = np.ones(len(buckets), np.float32)
    return csr_matrix((ones, buckets, bounds), shape=(len(words), 1 << bits))
