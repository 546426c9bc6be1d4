"""What this site's moderators would do: `reject`, learnt from their decisions.

The site's model stands on the shipped one: its logits, the form of a text, what the
rules and the topic judge said (signals), what its words mean, and the site's own words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from classifier import folder
from classifier.errors import OtherBase
from classifier.features import word_hash
from classifier.house import features
from classifier.house.features import WORD_BUCKETS, Known, Signals
from classifier.house.reading import Floats, Hashes, Readings, read
from classifier.house.sense import DIRECTIONS, Content, Sense
from classifier.model import Model
from classifier.topic.meaning import Meanings
from classifier.topic.model import TopicModel
from classifier.words import words

KIND = "house"


@dataclass(frozen=True)
class Ground:
    """What the models of all sites stand on: the shipped model, and what words mean."""

    model: Model
    meanings: Meanings

    @classmethod
    def under(cls, model: Model) -> "Ground":
        """A model with the shipped meanings of words."""
        return cls(model, TopicModel.load(folder.SHIPPED / "topic").meanings)

    @property
    def version(self) -> str:
        """That of the model."""
        return self.model.version


@dataclass(frozen=True)
class Weights:
    """What a site's model has learnt.

    Attributes:
        named: of the numbers that `features.named` gives, shape (n_named,).
        signals: of each signal's value, and of its being known, shape (2 n_signals,).
        own: of hashed words, shape (`WORD_BUCKETS`,).
        precision: how surely each of these is known, one over its variance, shape
            (n_named + 2 n_signals + `WORD_BUCKETS`,); `None` where it was not kept.
        sense: the directions of words among the named numbers.
    """

    named: Floats
    signals: Floats
    own: Floats
    precision: Floats | None
    sense: Sense


class SiteModel:
    """Scores what a site would reject; immutable, safe to use from many threads.

    Args:
        ground: what it stands on.
        weights: what it has learnt.
        card: what the model is; `version`, `base` and `signals` are read.

    Attributes:
        ground, weights: as given.
        signals: the names of those that it has learnt something about.

    Raises:
        OtherBase: it was made for another base model.
    """

    def __init__(self, ground: Ground, weights: Weights, card: folder.Card) -> None:
        if card["base"] != ground.version:
            raise OtherBase(
                f"made for the model {card['base']}, and {ground.version} is in "
                "service; retrain the site"
            )
        self.card = card
        self.version: str = card["version"]
        self.signals: tuple[str, ...] = tuple(card["signals"])
        self.weights = weights
        self.ground = ground

    @classmethod
    def load(cls, path: Path, ground: Ground) -> "SiteModel":
        """Read a model folder.

        Raises:
            DamagedModel: it is not whole, not unchanged, of another kind, or made for
            another base model.
        """
        arrays, card = folder.read(path, KIND)
        with folder.reading(path):
            n_signals = 2 * len(card["signals"])
            n_named = features.n_named(len(ground.model.attributes))
            dimensions = ground.meanings.vectors.shape[1]
            is_ours = card["base"] == ground.version  # else the constructor tells it
            named = folder.array(arrays, "named", "f", n_named if is_ours else None)
            precision = None  # of what was learnt before it was kept
            if "precision" in arrays:
                n_all = len(named) + n_signals + WORD_BUCKETS
                precision = folder.array(arrays, "precision", "f", n_all)
            weights = Weights(
                named,
                folder.array(arrays, "signals", "f", n_signals),
                folder.array(arrays, "words", "f", WORD_BUCKETS),
                precision,
                Sense(
                    ground.meanings,
                    folder.array(arrays, "axes", "f", dimensions, DIRECTIONS),
                ),
            )
            return cls(ground, weights, card)

    def save(self, path: Path) -> None:
        """Write a model folder, whole or not at all."""
        its = self.weights
        arrays = {
            "named": its.named,
            "signals": its.signals,
            "words": its.own,
            "axes": its.sense.axes,
        }
        if its.precision is not None:
            arrays["precision"] = its.precision
        folder.write(path, arrays, {**self.card, "kind": KIND})

    def score(self, texts: Sequence[str], signals: Sequence[Signals]) -> Floats:
        """P(reject), shape (n_texts,), each in [0, 1].

        Args:
            texts: the comments.
            signals: for each what else is known, by name; unknown names are not read.
        """
        return self.score_read(read(self.ground.model, texts), signals)

    def score_read(self, readings: Readings, signals: Sequence[Signals]) -> Floats:
        """As `score`, of texts that were read before."""
        logits = np.clip(self._logits(readings, signals), -30, 30)
        return (1 / (1 + np.exp(-logits))).astype(np.float32)

    def explain(self, text: str) -> list[tuple[int, int, float]]:
        """The words of a text that speak for rejecting it: (begin, end, weight), the
        strongest first.

        Positions are code points, weights logits: of the word itself, and of where it
        points.
        """
        found = words(text)
        hashes = [word_hash(each.text) for each in found]
        weights = self._weights_of(np.array(sorted(set(hashes)), np.uint32))
        strong = [
            (each.begin, each.end, weight)
            for each, hashed in zip(found, hashes, strict=True)
            if (weight := weights.get(hashed, 0.0)) > 0
        ]
        return sorted(strong, key=lambda each: -each[2])

    def word_weights(self, its_words: Sequence[str]) -> Floats:
        """What each word adds to the logit of a text of it alone, shape (n_words,); 0
        of one that is in any text.
        """
        found = np.zeros(len(its_words), np.float32)
        for place, word in enumerate(its_words):
            hashed = word_hash(word)
            weights = self._weights_of(np.array([hashed], np.uint32))
            found[place] = weights.get(hashed, 0.0)
        return found

    def _logits(self, readings: Readings, signals: Sequence[Signals]) -> Floats:
        content = Content.of(readings)
        known = Known.of(signals, self.signals)
        numbers = features.named(readings, content, self.weights.sense)
        told = known.value * self.weights.signals[known.column]
        own = self.weights.own[features.word_buckets(content)]
        size = len(readings)
        words = np.bincount(content.text, own, size) * features.word_sizes(content)
        whole = numbers @ self.weights.named + words
        whole = whole + np.bincount(known.text, told, size)
        return whole.astype(np.float32)

    def _weights_of(self, hashes: Hashes) -> dict[int, float]:
        """What each content word of one text adds to its logit, by its hash."""
        words = Readings.of_words(hashes, len(self.ground.model.attributes))
        content = Content.of(words)
        own = self.weights.own[features.word_buckets(content)]
        own = own * features.word_sizes(content)[0]
        directions = self.weights.named[-DIRECTIONS - 1 : -1]
        pointing = self.weights.sense.parts(content.hashes) @ directions
        return dict(
            zip(content.hashes.tolist(), (own + pointing).tolist(), strict=True)
        )
