"""What is learnt from: data sets that anyone may learn from, and texts of our own.

What each counts, which of them are learnt apart, and what the card says of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier import invented
from classifier.samples import Sample, read


@dataclass(frozen=True)
class Source:
    """A data set that is learnt from: its name, licence, and what a row counts."""

    name: str
    licence: str
    weight: float


SOURCES: Mapping[str, Source] = {
    "jigsaw_train": Source(
        "Jigsaw Toxic Comment Classification", "CC0 / CC BY-SA 3.0", 1.0
    ),
    "cat_gn": Source("context_toxicity, parent not shown", "Apache-2.0", 1.0),
    "cat_gc": Source("context_toxicity, parent shown", "Apache-2.0", 1.0),
    "civil_spans": Source("toxic_spans on Civil Comments", "CC0", 0.5),
    "davidson": Source("hate-speech-and-offensive-language", "MIT", 0.3),
    "stormfront": Source("hate-speech-dataset, Vicomtech", "CC BY-SA 3.0 ES", 0.5),
    "edos": Source("EDOS", "CC0", 0.5),
    "sms_spam": Source(
        "SMS Spam Collection, UCI, doi.org/10.24432/C5CC84", "CC BY 4.0", 1.0
    ),
    **{
        f"youtube_{video}": Source(
            "YouTube Spam Collection, UCI, doi.org/10.24432/C58885", "CC BY 4.0", 1.0
        )
        for video in ("psy", "lmfao", "eminem")
    },
    "invented": Source("written for this product", "Apache-2.0", 1.0),
}
"""What English is learnt from. Davidson's tweets were picked by slur and take dialect
for abuse, so they weigh little; civil_spans and the forums were picked as likely toxic.
With a weight of 1 for text messages, against 0.3, AUC of spam is 0.003 higher on them
and no lower on comments below videos."""

OUR_WEIGHTS: Mapping[str, float] = {
    "toxicity": 0.15,
    "severe_toxicity": 0.3,
    "insult": 0.4,
    "threat": 1.0,
    "profanity": 0.5,
    "identity_attack": 0.4,
    "spam": 1.0,
}
"""What a row of ours counts, by attribute: more where other positives are few. At 0.1
for toxicity AUC on Wikipedia talk is 0.001 higher, but more neutral sentences that name
a group, and more praise that swears, are held. At 0.6 for identity_attack its
AUC on Wikipedia talk is 0.002 lower, and on the functional cases 0.006 higher."""

OWN_WAYS: tuple[tuple[str, ...], ...] = (("davidson", "stormfront", "edos"),)
"""Sources of other genres than comments: tweets and forums. What is true in them alone
is learnt apart and left behind. That gained 0.002 of AUC of toxicity on Wikipedia talk,
0.01 on news comments and 0.004 on tweets of sets that were not learnt from."""

OTHER_SOURCES: Mapping[str, Mapping[str, Source]] = {
    "de": {"germeval2018": Source("GermEval 2018", "CC BY 4.0", 1.0)},
    "pt": {"told_br": Source("ToLD-Br", "CC BY-SA 4.0", 1.0)},
    "ro": {"news_ro_offense": Source("News-RO-Offense", "Apache-2.0", 1.0)},
}
"""What other languages are learnt from."""

FILES = (
    "jigsaw_wiki.csv.gz",
    "wiki_context.csv.gz",
    "news_civil_spans.csv.gz",
    "social.csv.gz",
    "spam.csv.gz",
)
OTHER_LANGUAGES = "multilingual.csv.gz"
NATURAL = "jigsaw_train"
TALK = (NATURAL, "cat_gn", "cat_gc", "civil_spans")
LIMITS: Mapping[str, list[str]] = {
    "en": [
        "English only; learnt mostly from Wikipedia talk of before 2018: newer words "
        "and other places are less well known.",
        "Irony and politely worded contempt escape it.",
        "There is no score for sexually explicit text: no open data carries one.",
        "Swearing among friends, and dialects, may score as abuse.",
    ],
    "de": ["Learnt from 4,500 tweets of 2018."],
    "pt": ["Learnt from tweets; one of three annotators sufficed for a positive."],
    "ro": ["Learnt from 2,600 comments under one newspaper's articles."],
}


def licensed(data: Path, seed: int) -> list[Sample]:
    """The English rows that may be learnt from, with ours."""
    found = [
        sample
        for name in FILES
        for sample in read(data / name)
        if sample.source in SOURCES and sample.split == "train"
    ]
    return [*map(_as_no_spam, found), *invented.samples(seed)]


def of_language(data: Path, language: str) -> list[Sample]:
    """The rows of another language that may be learnt from."""
    return [
        sample
        for sample in read(data / OTHER_LANGUAGES)
        if sample.split == "train" and sample.source in OTHER_SOURCES[language]
    ]


def weight_of(sample: Sample, attribute: str) -> float:
    """What a row counts in learning an attribute."""
    weight = sample.weight * _named(sample.source).weight
    return weight * OUR_WEIGHTS[attribute] if sample.source == "invented" else weight


def own_ways(samples: Sequence[Sample]) -> list[NDArray[np.bool_]]:
    """For each group of `OWN_WAYS` that is there, which rows belong to it."""
    sources = np.array([sample.source for sample in samples])
    groups = [np.isin(sources, list(group)) for group in OWN_WAYS]
    return [group for group in groups if group.any()]


def told_of(name: str, rows: int) -> dict[str, Any]:
    """What a card says of a source."""
    source = _named(name)
    return {
        "source": name,
        "name": source.name,
        "licence": source.licence,
        "rows": rows,
        "weight": source.weight,
    }


@cache
def _named(name: str) -> Source:
    every = [SOURCES, *OTHER_SOURCES.values()]
    return next(sources[name] for sources in every if name in sources)


def _as_no_spam(sample: Sample) -> Sample:
    """Talk of editors at work is no advertising: the clean part teaches spam too."""
    if sample.source in TALK:
        return replace(sample, labels={**sample.labels, "spam": 0})
    return sample
