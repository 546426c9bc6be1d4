"""The language of a text, and of each of its passages."""

from classifier.language.detection import detect
from classifier.language.passages import Passage, passages
from classifier.language.table import Language

__all__ = ["Language", "Passage", "detect", "passages"]
