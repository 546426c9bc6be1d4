"""A judge of a few words: small, real, and known by heart."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

WORD = re.compile(r"\w+")


class WordJudge:
    """Scores a text by its worst word; a text with none of them scores `base`."""

    def __init__(
        self,
        words: Mapping[str, float],
        *,
        attributes: Sequence[str] = ("toxicity", "insult", "threat", "identity_attack"),
        base: float = 0.05,
        version: str = "words",
        languages: Sequence[str] = ("en",),
    ) -> None:
        self.words = words
        self.attributes = tuple(attributes)
        self.languages = tuple(languages)
        self.version = version
        self.base = base
        self.card: dict[str, Any] = {"version": version}

    def score(self, texts: Sequence[str]) -> np.ndarray:
        worst = [
            max([self.base, *(score for *_, score in self._found(text))])
            for text in texts
        ]
        column = np.array(worst, np.float32).reshape(-1, 1)
        return np.repeat(column, len(self.attributes), axis=1)

    def explain(self, text: str) -> dict[str, list[tuple[int, int, float]]]:
        parts = sorted(self._found(text), key=lambda each: -each[2])
        return {name: [*parts, (0, 0, self.base)] for name in self.attributes}

    def _found(self, text: str) -> list[tuple[int, int, float]]:
        return [
            (*word.span(), self.words[word.group().lower()])
            for word in WORD.finditer(text)
            if word.group().lower() in self.words
        ]
