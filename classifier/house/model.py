"""What this site's moderators would do: `reject`, learnt from their decisions.

The site's model stands on the shipped one: its logits, the form of a text, what the
rules and the topic judge said (signals), and the site's own words.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import folder
from classifier.errors import OtherBase
from classifier.model import Model
from classifier.topic.features import stem_of
from classifier.words import bare_words, words

KIND = "house"
WORD_BUCKETS = 1 << 14
LOGIT_SCALE = 8.0  # makes the base model's logits about as large as the others
FORM = ("capitals", "log_length", "exclamations", "questions", "links", "digits")

Floats = NDArray[np.float32]
Signals = Mapping[str, float | None]


class SiteModel:
    """Scores what a site would reject; immutable, safe to use from many threads.

    Args:
        base: the model that it stands on.
        weights: of the named features, their bias last, shape (n_features + 1,).
        word_weights: of hashed words and pairs, shape (`WORD_BUCKETS`,).
        card: what the model is; `version`, `base` and `signals` are read.

    Raises:
        OtherBase: it was made for another base model.
    """

    def __init__(
        self, base: Model, weights: Floats, word_weights: Floats, card: folder.Card
    ) -> None:
        if card["base"] != base.version:
            raise OtherBase(
                f"made for the model {card['base']}, and {base.version} is in service; "
                "retrain the site"
            )
        self.card = card
        self.version: str = card["version"]
        self.signals: tuple[str, ...] = tuple(card["signals"])
        self._base = base
        self._weights = weights
        self._word_weights = word_weights

    @classmethod
    def load(cls, path: Path, base: Model) -> "SiteModel":
        """Read a model folder.

        Raises:
            DamagedModel: it is not whole, not unchanged, of another kind, or made for
            another base model.
        """
        arrays, card = folder.read(path, KIND)
        with folder.reading(path):
            weights = folder.array(arrays, "weights", "f", None)
            word_weights = folder.array(arrays, "word_weights", "f", WORD_BUCKETS)
            return cls(base, weights, word_weights, card)

    def save(self, path: Path) -> None:
        """Write a model folder, whole or not at all."""
        arrays = {"weights": self._weights, "word_weights": self._word_weights}
        folder.write(path, arrays, {**self.card, "kind": KIND})

    def score(self, texts: Sequence[str], signals: Sequence[Signals]) -> Floats:
        """P(reject), shape (n_texts,), each in [0, 1].

        Args:
            texts: the comments.
            signals: for each what else is known, by name; unknown names are not read.
        """
        result = np.empty(len(texts), np.float32)
        named = named_features(texts, self._base.logits(texts), signals, self.signals)
        for number, text in enumerate(texts):
            logit = float(named[number] @ self._weights[:-1] + self._weights[-1])
            logit += sum(
                value * float(self._word_weights[bucket])
                for bucket, value in word_features(text).items()
            )
            result[number] = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
        return result

    def explain(self, text: str) -> list[tuple[int, int, float]]:
        """The site's own words in a text: (begin, end, weight), the strongest first.

        Positions are code points, weights logits; only what speaks for rejecting.
        """
        found = words(text)
        total = sum(value**2 for value in _raw_words(text).values()) or 1.0
        weighed = [
            (each.begin, each.end, float(self._word_weights[_bucket(each.text)]))
            for each in found
        ]
        scale = 1 / math.sqrt(total)
        strong = [(b, e, w * scale) for b, e, w in weighed if w > 0]
        return sorted(strong, key=lambda each: -each[2])


def named_features(
    texts: Sequence[str],
    logits: Floats,
    signals: Sequence[Signals],
    names: Sequence[str],
) -> Floats:
    """Base logits, form and signals, shape (n_texts, n_features); no NaN.

    A signal is two features: its value, 0 when unknown, and whether it is known.
    """
    form = np.array([_form(text) for text in texts], np.float32)
    known = np.array(
        [
            [part for name in names for part in _signal(each.get(name))]
            for each in signals
        ],
        np.float32,
    ).reshape(len(texts), 2 * len(names))
    return np.hstack([logits / LOGIT_SCALE, form.reshape(len(texts), len(FORM)), known])


def word_features(text: str) -> dict[int, float]:
    """Hashed words and pairs of content words, of length one in all."""
    raw = _raw_words(text)
    norm = math.sqrt(sum(value**2 for value in raw.values())) or 1.0
    return {bucket: value / norm for bucket, value in raw.items()}


def _raw_words(text: str) -> dict[int, float]:
    """Content words as they are and as stems, and pairs of neighbouring ones.

    Words without content are left out: they are most of any text, and would thin the
    few that a house rule is about.
    """
    content = [(word, stem) for word in bare_words(text) if (stem := stem_of(word))]
    features = {_bucket(word): 1.0 for word, _ in content}
    features |= {_bucket(f"~{stem}"): 1.0 for _, stem in content}
    stems = [stem for _, stem in content]
    return features | {_bucket(f"{a} {b}"): 0.5 for a, b in pairwise(stems)}


def _bucket(word: str) -> int:
    return folder.stable_hash(word) & (WORD_BUCKETS - 1)


def _form(text: str) -> tuple[float, ...]:
    upper = sum(map(str.isupper, text))
    letters = upper + sum(map(str.islower, text))
    size = max(len(text), 1)
    return (
        3 * upper / letters if letters >= 8 else 0.0,
        math.log1p(len(text)) / 5,
        min(text.count("!"), 10) / 3,
        min(text.count("?"), 10) / 3,
        float(min(text.count("http") + text.count("www."), 5)),
        5 * sum(map(str.isdigit, text)) / size,
    )


def _signal(value: float | None) -> tuple[float, float]:
    return (0.0, 0.0) if value is None else (float(value), 1.0)
