"""What is answered: scores with their spans, in Google's shape."""

from collections.abc import Mapping, Sequence
from typing import Any

from moderation.comments import Scores, Span
from web.compat.perspective import errors
from web.compat.perspective.attributes import OFF_TOPIC
from web.compat.perspective.reading import Analyze, Told, Wanted

DIGITS = 7
"""Of a score, as many as Google gave."""

Sentences = Sequence[tuple[Span, Mapping[str, float]]]


def unknown(name: str) -> tuple[str, dict[str, Any]]:
    """Nobody serves an attribute: the message, and its detail."""
    told = f"Unknown requested attribute: {name[:80]}"
    return told, errors.detail("INVALID_REQUEST")


def wrong_kind(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """An attribute has no such kind of score: the message, and its detail."""
    told = (
        f"Requested score type {wanted.kind} is not supported by attribute "
        f"{wanted.name[:80]}"
    )
    return told, errors.detail("INVALID_REQUEST")


def unread(
    name: str, lacking: Sequence[str], asked: Sequence[str], detected: Sequence[str]
) -> tuple[str, dict[str, Any]]:
    """An attribute is not served in a language: the message, and its detail.

    Args:
        lacking: the languages in which it is not.
        asked: those that the caller named, as they were sent; none if there were none.
        detected: those that were found.
    """
    told = f"Attribute {name} does not support request languages: {', '.join(lacking)}"
    of = {"requestedLanguages": list(asked)} if asked else {}
    its = of or {"detectedLanguages": list(detected[:1])}
    return told, errors.detail(
        "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
        languageNotSupportedByAttributeError={**its, "attribute": name},
    )


def analyzed(
    asked: Analyze,
    served: Mapping[str, str | None],
    scores: Scores,
    sentences: Sentences,
    whole: Span,
    detected: Sequence[str],
) -> dict[str, Any]:
    """The answer of `comments:analyze`.

    Args:
        served: what of ours stands behind each name; `None` is answered with 0.
        sentences: the scores of each; none if they are not wanted.
        whole: where all of the text is.
    """
    found = {}
    for wanted in asked.wanted:
        if wanted.name not in served:
            continue
        attribute = served[wanted.name]
        score = _of(attribute, scores)
        if score is None or score < wanted.threshold:
            continue
        found[wanted.name] = {
            "spanScores": _spans(attribute, score, sentences, whole),
            "summaryScore": _score(score),
        }
    answer: dict[str, Any] = {"attributeScores": found} if found else {}
    answer["languages"] = list(asked.languages) or list(detected[:1])
    answer["detectedLanguages"] = list(detected)
    return _with_token(answer, asked)


def suggested(told: Told, detected: Sequence[str]) -> dict[str, Any]:
    """The answer of `comments:suggestscore`."""
    answer: dict[str, Any] = {"detectedLanguages": list(detected)}
    if told.languages:
        answer["requestedLanguages"] = list(told.languages)
    return _with_token(answer, told)


def _with_token(answer: dict[str, Any], told: Told) -> dict[str, Any]:
    return answer if told.token is None else {**answer, "clientToken": told.token}


def _of(attribute: str | None, scores: Scores) -> float | None:
    if attribute is None:
        return 0.0
    if attribute == OFF_TOPIC:
        on_topic = scores.get("on_topic")
        return None if on_topic is None else round(1 - on_topic, DIGITS)
    score = scores.get(attribute)
    return None if score is None else round(score, DIGITS)


def _spans(
    attribute: str | None, score: float, sentences: Sentences, whole: Span
) -> list[dict[str, Any]]:
    """Those of the sentences; of all of the text where they have no scores."""
    parts = [
        (span, its[attribute])
        for span, its in sentences
        if attribute is not None and attribute in its
    ]
    return [
        {"begin": span.begin, "end": span.end, "score": _score(its)}
        for span, its in parts or [(whole, score)]
    ]


def _score(value: float) -> dict[str, Any]:
    return {"value": round(value, DIGITS), "type": "PROBABILITY"}
