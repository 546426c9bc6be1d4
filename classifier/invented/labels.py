"""The labels that our own sentences get; what we are not sure of is left out."""

import re
from dataclasses import replace

from classifier.samples import ATTRIBUTES, Sample

SWEARING = re.compile(
    r"(?i)\b(?:\w*fuck\w*|\w*shit\w*|\w*bitch\w*|cunts?|dickheads?|pricks?|twats?"
    r"|wank\w*|toss(?:er|pot)s?|ass|arse|ass(?:hole|hat|wipe)s?|dumbass(?:es)?"
    r"|jackass(?:es)?|arse(?:hole|wipe)s?|bastards?|douche\w*|cocksuckers?|knobheads?"
    r"|bellends?|whores?|sluts?|bollocks|piss(?:ed|ing)?)\b"
)
"""Words that are profane in whatever company; of milder ones the caller knows."""


def clean(text: str, **labels: int) -> Sample:
    """A sample with no attribute but those named, and profanity as worded."""
    known = dict.fromkeys(ATTRIBUTES, 0) | {"profanity": _profane(text)} | labels
    return Sample(text, known, "invented", "train")


def abusive(text: str, **labels: int) -> Sample:
    """A toxic sample, no spam, profane as worded; of the rest only what is named."""
    known = {"toxicity": 1, "profanity": _profane(text), "spam": 0} | labels
    return Sample(text, known, "invented", "train")


def advertisement(text: str) -> Sample:
    """A sample of spam, of which only what nobody disputes is labelled."""
    # Whether advertising is toxic or profane too, moderators disagree.
    doubtful = ("toxicity", "severe_toxicity", "insult", "profanity")
    return unsure(clean(text, spam=1), *doubtful)


def unsure(sample: Sample, *attributes: str) -> Sample:
    """The sample without its labels of some attributes."""
    labels = {name: v for name, v in sample.labels.items() if name not in attributes}
    return replace(sample, labels=labels)


def heavy(sample: Sample, weight: float) -> Sample:
    """The sample, counting so many times as much as others of its family."""
    return replace(sample, weight=weight)


def _profane(text: str) -> int:
    return int(bool(SWEARING.search(text)))
