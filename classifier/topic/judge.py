"""What every judge of what is on topic is asked: its scores, text by text."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

import numpy as np

from classifier import folder
from classifier.topic.meaning import Floats

Article = str | tuple[str | None, str | None] | Mapping[str, str | None] | None


class TopicJudge(ABC):
    """Scores comments against what they are about.

    Args:
        card: what the model is; `version` and `hold_below` are read.
    """

    def __init__(self, card: folder.Card) -> None:
        self.card = card
        self.version: str = card["version"]
        self.hold_below: float = card["hold_below"]

    def score(
        self,
        comments: Sequence[str],
        articles: Sequence[Article],
        parents: Sequence[str | None],
    ) -> Floats:
        """P(on topic), shape (n_texts,); NaN where there is no opinion.

        Args:
            comments: the texts to judge.
            articles: for each its article: the text, a title with a text, a mapping
                with `title` and `text`, or `None`.
            parents: for each the text of the comment that it answers, or `None`.

        Raises:
            ValueError: the three differ in length.
        """
        triples = zip(comments, articles, parents, strict=True)
        return np.array([self.probability(*each) for each in triples], np.float32)

    @abstractmethod
    def probability(self, comment: str, article: Article, parent: str | None) -> float:
        """P(on topic) of one comment; NaN where there is no opinion."""


def parts(article: Article) -> tuple[str, str]:
    """Title and text of an article in any form; empty where it has none."""
    if article is None:
        return "", ""
    if isinstance(article, str):
        return "", article
    if isinstance(article, tuple):
        return article[0] or "", article[1] or ""
    return article.get("title") or "", article.get("text") or ""
