"""What a model has to beat: TF-IDF with logistic regression, trained on request.

Words and pairs of words, and runs of 2 to 5 characters within word bounds. Of
eighteen tools that can be installed none ranks plain English comments better by more
than noise, so this is the honest peer.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from classifier.errors import NotEnoughExamples
from classifier.samples import ATTRIBUTES, Sample

Floats = NDArray[np.float32]

VOCABULARY = 200_000
"""Features of each kind that are kept, the commonest. Chosen by us so that training on
all data sets fits into 8 GB."""

REGULARISATION = 4.0
"""Inverse strength, `C`. Of 1, 4 and 16 the best: mean AUC over attributes and sources
0.812, 0.817 and 0.816 on 6,000 validation rows, trained on 16,000 others."""


class Judge(Protocol):
    """What can be evaluated: the classifier, or the baseline."""

    attributes: tuple[str, ...]
    languages: tuple[str, ...]
    version: str

    def score(self, texts: Sequence[str]) -> Floats:
        """Probabilities, shape (n_texts, n_attributes)."""
        ...

    def explain(self, text: str) -> dict[str, list[tuple[int, int, float]]]:
        """Each word's part in each score, the strongest first."""
        ...


class Baseline:
    """A trained baseline. Its scores rank; they are not calibrated to natural rates.

    Args:
        vectorisers: fitted; their features stand side by side.
        regressions: one for each attribute.
        languages: of the rows that it learnt from.
    """

    version = "tfidf"

    def __init__(
        self,
        vectorisers: Sequence[TfidfVectorizer],
        regressions: dict[str, LogisticRegression],
        languages: tuple[str, ...] = ("en",),
    ) -> None:
        self.languages = languages
        self.attributes = tuple(regressions)
        self._vectorisers = vectorisers
        self._regressions = regressions

    def score(self, texts: Sequence[str]) -> Floats:
        """Probabilities, shape (n_texts, n_attributes), each in [0, 1]."""
        if not texts:
            return np.zeros((0, len(self.attributes)), np.float32)
        features = _features([each.transform(texts) for each in self._vectorisers])
        columns = [
            each.predict_proba(features)[:, 1] for each in self._regressions.values()
        ]
        return np.column_stack(columns).astype(np.float32)

    def explain(self, text: str) -> dict[str, list[tuple[int, int, float]]]:
        """Nothing: runs of characters cannot be told apart by word."""
        return {attribute: [] for attribute in self.attributes}


def baseline(
    samples: Sequence[Sample],
    attributes: Sequence[str] = ATTRIBUTES,
    *,
    seed: int = 0,
) -> Baseline:
    """Train the baseline on the rows of each attribute that label it.

    Attributes without rows of both classes are left out.

    Raises:
        NotEnoughExamples: no attribute has rows of both classes.
    """
    wanted = [name for name in attributes if _classes(samples, name) == {0, 1}]
    if not wanted:
        raise NotEnoughExamples(
            "the baseline: wanted rows of both classes for one attribute or more of "
            f"{', '.join(attributes)}, found none in {len(samples)} rows"
        )
    texts = [sample.text for sample in samples]
    vectorisers = [
        _vectoriser("word", (1, 2), len(samples)),
        _vectoriser("char_wb", (2, 5), len(samples)),
    ]
    features = _features([each.fit_transform(texts) for each in vectorisers])
    regressions = {}
    for name in wanted:
        rows = [n for n, sample in enumerate(samples) if name in sample.labels]
        regressions[name] = LogisticRegression(
            C=REGULARISATION, solver="liblinear", random_state=seed
        ).fit(features[rows], [samples[row].labels[name] for row in rows])
    languages = tuple(sorted({sample.language for sample in samples}))
    return Baseline(vectorisers, regressions, languages)


def _vectoriser(kind: str, lengths: tuple[int, int], rows: int) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer=kind,
        ngram_range=lengths,
        sublinear_tf=True,
        min_df=1 if rows < 1_000 else 3,
        max_features=VOCABULARY,
        dtype=np.float32,
    )


def _features(parts: Sequence[csr_matrix]) -> csr_matrix:
    return hstack(parts, format="csr", dtype=np.float32)


def _classes(samples: Sequence[Sample], name: str) -> set[int]:
    return {sample.labels[name] for sample in samples if name in sample.labels}
