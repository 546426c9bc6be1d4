"""Whether a comment belongs under its article, or answers its parent.

`features` compares the words of two texts and `meaning` what they mean; `model` makes
of both a calibrated probability. `sentences` is the same with a sentence encoder,
`minilm`, for those who installed one.
"""

from classifier.topic.model import TopicModel

__all__ = ["TopicModel"]
