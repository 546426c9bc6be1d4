"""Learning what words mean, from a sentence encoder and text that anyone may use.

MiniLM encodes each word alone, and many short passages. The vectors of words start as
their own encodings and are then fitted, by ridge regression towards them, so that the
sum of a passage's words comes to the encoding of the passage: most of what a sentence
encoder knows, at the price of a sum (Tulkens and van Dongen's Model2Vec, 2024, goes a
similar way). How long a word's vector came out tells how much the word says; with its
rarity that is its importance. At last they are reduced to their principal axes.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.cluster import KMeans

from classifier.errors import NotEnoughExamples
from classifier.topic.meaning import (
    LEAST,
    SCALE,
    STEPS,
    Background,
    Floats,
    Meanings,
    digest,
    unpacked,
)

DIMENSIONS = 192
"""128 lose 0.002 in AUC against a random article and 0.003 against the nearest, and
take a third less room; 256 gain nothing."""

FEWEST_TEXTS = 3
"""With a word, for it to be kept: names are rare. With 6 of 94 content words in 100 of
the titles of news are known and with 3 are 96."""

MOST_WORDS = 60_000
SHORTEST_PASSAGE, LONGEST_PASSAGE = 4, 40
"""Words of a passage, between white space: from a headline to a short comment."""

PASSAGE_LENGTH = 300  # characters at most
FEWEST_KNOWN = 3  # words of a passage that is learnt from
FEWEST_WITH_SUBJECT = 7  # known words of a passage that has a subject, as a comment has
HOLD = 1.0  # how strongly a word is held to its own encoding
ROUNDS = 25  # of conjugate gradients; the last ones change nothing
LEAST_RARITY = 0.3
FACTORS = 32  # axes of the background that are kept
SUBJECTS = 256

Split = Callable[[str], list[str]]


class Encoder(Protocol):
    """What turns texts into vectors, as `minilm.Encoder` does."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Vectors of unit length, shape (n_texts, n_dimensions)."""
        ...


def learn(
    texts: Sequence[Sequence[str]],
    passages: Sequence[str],
    typical: Sequence[str],
    split: Split,
    encoder: Encoder,
) -> Meanings:
    """Vectors of the words in these texts.

    Args:
        texts: the content words of each text, in order.
        passages: short texts, as `drawn` makes them.
        typical: such texts as comments on news are made of, for the background; with
            all passages for it, AUC against the nearest article is 0.004 less.
        split: a passage's content words.
        encoder: of words and passages.

    Raises:
        NotEnoughExamples: too few words are common enough.
    """
    counts = Counter(word for text in texts for word in set(text))
    words = _common(counts)
    shares = np.array([counts[word] for word in words]) / len(texts)
    rarity = np.maximum(LEAST_RARITY, -np.log(shares)).astype(np.float32)
    bags = _bags([split(passage) for passage in passages], words)
    told = np.asarray(bags.getnnz(axis=1) >= FEWEST_KNOWN)
    vectors = _fitted(
        bags[told],
        _directions(encoder.encode(words)),
        _directions(encoder.encode(passages))[told],
    )
    lengths = np.linalg.norm(vectors, axis=1)
    importance = rarity * lengths / lengths.mean()
    common = _bags([split(passage) for passage in typical], words)
    return _packed(words, _reduced(vectors, rarity), importance, common)


def drawn(texts: Sequence[str], most: int, random: np.random.Generator) -> list[str]:
    """Passages of these texts, in an order drawn at random, `most` at most.

    A text is cut from its beginning to its end; how long each piece is is drawn too,
    short ones more often than long ones.
    """
    passages = [passage for text in texts for passage in _cut(text.split(), random)]
    return [passages[place] for place in random.permutation(len(passages))[:most]]


def background(directions: Floats) -> Background:
    """Of the directions of many texts, shape (n_texts, n_dimensions)."""
    mean = directions.mean(axis=0)
    centred = directions - mean
    variances, axes = np.linalg.eigh(centred.T @ centred / len(directions))
    kept = min(FACTORS, len(mean) - 1)
    factors = axes[:, -kept:] * np.sqrt(np.maximum(variances[-kept:], 0))
    rest = float(variances[:-kept].mean())
    return Background(mean, factors.astype(np.float32), rest, _subjects(directions))


def _subjects(directions: Floats) -> Floats:
    """Where the directions of many texts gather, shape (n_subjects, n_dimensions)."""
    # In small batches it is faster, and AUC then varies by 0.003 from draw to draw.
    found = KMeans(
        min(SUBJECTS, len(directions)), n_init=1, max_iter=50, random_state=0
    ).fit(directions)
    return _unit(found.cluster_centers_.astype(np.float32))


def _cut(words: Sequence[str], random: np.random.Generator) -> Iterator[str]:
    """The pieces of a text; what is left at its end may be shorter or longer."""
    shortest, longest = np.log(SHORTEST_PASSAGE), np.log(LONGEST_PASSAGE)
    begin = 0
    while begin < len(words):
        end = begin + round(float(np.exp(random.uniform(shortest, longest))))
        if len(words) - end < SHORTEST_PASSAGE:
            end = len(words)
        yield " ".join(words[begin:end])[:PASSAGE_LENGTH]
        begin = end


def _common(counts: Counter[str]) -> list[str]:
    """The words that are kept, commonest first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    words = [word for word, count in ordered if count >= FEWEST_TEXTS][:MOST_WORDS]
    if len(words) <= DIMENSIONS:
        raise NotEnoughExamples(
            f"wanted more than {DIMENSIONS} words that {FEWEST_TEXTS} texts have, "
            f"found {len(words)}"
        )
    return words


def _bags(texts: Sequence[Sequence[str]], words: Sequence[str]) -> csr_matrix:
    """Each text's different known words, by the root of their number, shape (n_texts,
    n_words)."""
    rows = {word: row for row, word in enumerate(words)}
    known = [sorted({rows[word] for word in text if word in rows}) for text in texts]
    lengths = np.array([len(text) for text in known])
    begins = np.concatenate([[0], np.cumsum(lengths)])
    values = np.repeat(1 / np.sqrt(np.maximum(lengths, 1)), lengths).astype(np.float32)
    places = np.concatenate([np.array(text, np.int64) for text in known])
    return csr_matrix((values, places, begins), (len(texts), len(words)))


def _fitted(bags: csr_matrix, start: Floats, wanted: Floats) -> Floats:
    """The vectors whose sums over `bags` come near to `wanted`, held to `start`."""
    sums = bags @ start
    vectors: Floats = start * ((sums * wanted).sum() / (sums * sums).sum())
    error = bags.T @ (wanted - bags @ vectors)
    step, size = error.copy(), (error * error).sum(axis=0)
    for _ in range(ROUNDS):
        through = bags.T @ (bags @ step) + HOLD * step
        stride = size / ((step * through).sum(axis=0) + 1e-12)
        vectors += stride * step
        error -= stride * through
        left = (error * error).sum(axis=0)
        step = error + left / (size + 1e-12) * step
        size = left
    return vectors


def _reduced(vectors: Floats, rarity: Floats) -> Floats:
    """On the `DIMENSIONS` strongest principal axes, rare words counting more."""
    weighed = vectors * rarity[:, None]
    _, axes = np.linalg.eigh(weighed.T @ weighed)
    return _unit(vectors @ axes[:, ::-1][:, :DIMENSIONS])


def _packed(
    words: Sequence[str], vectors: Floats, importance: Floats, typical: csr_matrix
) -> Meanings:
    logs = (np.log(importance + 1e-9) + LEAST) * STEPS
    steps = np.round(logs).clip(0, 255).astype(np.uint8)
    whole = np.round(vectors * SCALE).clip(-127, 127).astype(np.int8)
    digests = np.array([digest(word) for word in words], np.uint32)
    # What serving will see, and not what it was before it was packed.
    weighed = _unit(whole.astype(np.float32)) * unpacked(steps)[:, None]
    with_subject = np.asarray(typical.getnnz(axis=1) >= FEWEST_WITH_SUBJECT)
    directions = _unit(typical[with_subject] @ weighed)
    return Meanings(digests, whole, steps, background(directions))


def _directions(vectors: Floats) -> Floats:
    return _unit(vectors - vectors.mean(axis=0))


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True) + np.float32(1e-6)
    result: Floats = vectors / lengths
    return result
