"""The language of a text, and of each of its passages."""

from classifier.language.detection import Language, Passage, detect, passages

__all__ = ["Language", "Passage", "detect", "passages"]
