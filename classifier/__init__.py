"""The trained judge: what a text is, in calibrated probabilities, and why.

>>> model = pretrained()
>>> bool(model.score(["You are a fool."])[0, 0] > model.score(["Well said!"])[0, 0])
True
"""

from functools import cache
from pathlib import Path

from classifier import folder
from classifier.errors import DamagedModel, ModelError, NotEnoughExamples
from classifier.model import Model
from classifier.topic import TopicModel

__all__ = [
    "DamagedModel",
    "Model",
    "ModelError",
    "NotEnoughExamples",
    "TopicModel",
    "load",
    "pretrained",
    "pretrained_for",
    "pretrained_topic",
    "shipped_languages",
]

SHIPPED = folder.SHIPPED


@cache
def pretrained() -> Model:
    """The shipped model of English; no network, no pickle, one for the process."""
    return load(SHIPPED / "attributes")


@cache
def pretrained_for(language: str) -> Model | None:
    """The shipped model of a language; `None` where there is none.

    Args:
        language: its ISO 639-1 code. `en` has seven attributes; others have those that
            their data label, so ask `attributes` of each.
    """
    if language == "en":
        return pretrained()
    path = SHIPPED / f"attributes-{language}"
    return load(path) if language.isalpha() and path.is_dir() else None


def shipped_languages() -> tuple[str, ...]:
    """Codes of the languages that `pretrained_for` has a model of.

    >>> shipped_languages()
    ('de', 'en', 'pt', 'ro')
    """
    beside = (path.name for path in SHIPPED.glob("attributes-*"))
    return tuple(sorted(["en", *(name.rpartition("-")[2] for name in beside)]))


@cache
def pretrained_topic() -> TopicModel:
    """The shipped model of what is on topic."""
    return TopicModel.load(SHIPPED / "topic")


def load(folder: Path) -> Model:
    """A model from its folder.

    Raises:
        DamagedModel: it is not whole, not unchanged, or not of this kind.
    """
    return Model.load(folder)
