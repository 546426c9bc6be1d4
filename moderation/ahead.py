"""The classifier reads many comments at once, ahead of their turn: that is quicker.

What it says is the same as of each alone. Where something breaks nothing is said ahead,
and the comment is read in its turn, where what breaks is written down. What stands in
for the classifier may take long: it is asked ahead where its turn is in a transaction.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

import classifier
from classifier import language
from classifier.language import Language, Passage
from moderation.cases import Case
from moderation.judges import Judges

Row = NDArray[np.float32]
About = tuple[tuple[str | None, str | None] | None, str | None]
"""An article's title and text, and the text of a parent."""

log = logging.getLogger(__name__)


@dataclass
class Ahead:
    """What was read of one comment before its turn.

    Attributes:
        rows: the scores of each of its texts, by the version of the model.
        topic: P(on topic), NaN without an opinion, with what it was asked about.
        others: what the stand-ins said, and which of them failed; `None` if nobody
            asked them.
    """

    detected: Language
    passages: tuple[Passage, ...]
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)
    topic: tuple[About, float] | None = None
    others: tuple[dict[str, float | None], tuple[str, ...]] | None = None


def about(case: Case) -> About:
    """What a comment may be on topic of."""
    article = case.article
    return (article.title, article.text) if article else None, case.parent


def read(judges: Judges, cases: Sequence[Case]) -> list[Ahead | None]:
    """What the classifier says of comments; `None` for those that break it."""
    found = [_detected(case) for case in cases]
    try:
        _score(judges, cases, found)
    except Exception as error:
        log.error("nothing is scored ahead: %s", type(error).__name__)
    return found


def ask_others(
    judges: Judges, texts: Iterable[str], read: Iterable[Ahead | None]
) -> None:
    """Ask the stand-ins about comments, one after the other, each once.

    Args:
        texts: of the comments, as they are judged.
        read: what was read of each of them.
    """
    for text, known in zip(texts, read, strict=True):
        if known is not None:
            known.others = judges.stand_ins.score(text, known.detected.code)


def _detected(case: Case) -> Ahead | None:
    text = case.original.text
    try:
        detected = language.detect(text, usual=case.language)
        parts = language.passages(text, detected.code, case.language)
    except Exception:
        return None
    return Ahead(detected, parts)


def _score(
    judges: Judges, cases: Sequence[Case], found: Sequence[Ahead | None]
) -> None:
    wanted = defaultdict[str, dict[str, list[Ahead]]](lambda: defaultdict(list))
    models: dict[str, classifier.Model] = {}
    for case, ahead in zip(cases, found, strict=True):
        if ahead is None:
            continue
        for code, text in _texts(case, ahead):
            model = judges.model_for(code)
            if model is not None:
                models[model.version] = model
                wanted[model.version][text].append(ahead)
        _topic(judges, case, ahead)
    for version, texts in wanted.items():
        rows = models[version].score(list(texts))
        for row, (text, its) in zip(rows, texts.items(), strict=True):
            for ahead in its:
                ahead.rows[version, text] = row


def _texts(case: Case, ahead: Ahead) -> list[tuple[str, str]]:
    whole = (ahead.detected.code, case.original.text)
    return [whole, *((each.code, each.text) for each in ahead.passages)]


def _topic(judges: Judges, case: Case, ahead: Ahead) -> None:
    card: Mapping[str, Sequence[str]] = judges.topic.card
    if ahead.detected.code not in card.get("languages", ("en",)):
        return
    its = about(case)
    score = judges.topic.score([case.original.text], [its[0]], [its[1]])[0]
    ahead.topic = its, float(score)
