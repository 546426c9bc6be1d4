"""The two calls: `comments:analyze` and `comments:suggestscore`.

Each is a function of a key and a body, so that it is the same alone and in a batch.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from moderation import intake, limits, suggestions
from moderation.analysing import ON_TOPIC, Analysis
from moderation.comments import Article, Parent, Submission
from moderation.service import Service
from moderation.store import people
from moderation.store.keys import Key
from moderation.store.people import Site
from moderation.surroundings import prints_of
from moderation.text import Original
from web.compat.perspective import answers, errors, reading
from web.compat.perspective.attributes import (
    OFF_TOPIC,
    REASONS,
    SERVED,
    base,
    house_version,
)

TOKEN = "comment:"  # noqa: S105 - before the id, in the token that Coral sends
NOT_SAID = "-"
"""In place of an id, where none is told."""

REJECTED_FROM = 0.5
"""From which score on that people suggest they mean a rejection."""


def analyze(service: Service, key: Key, raw: bytes) -> dict[str, Any]:
    """The scores of a comment.

    Raises:
        Refused: it cannot be taken, or not with these attributes.
        JudgesFailed: a judge broke.
    """
    asked = reading.analyze(raw)
    submission = _submission(asked)
    site = _site(service, key)
    analysis = Analysis(service, site, submission, asked.codes)
    if not (asked.languages or analysis.has_letters):
        failed = errors.detail("LANGUAGE_DETECTION_FAILED")
        raise errors.invalid("Unable to detect language", failed)
    served = _served(asked, site, analysis)
    attributes = {_judged(each) for each in served.values() if each is not None}
    scores = analysis.scores(attributes)
    sentences = analysis.by_sentence(attributes) if asked.by_sentence else ()
    if site.keeps_analysed and not asked.do_not_store:
        intake.receive(service, site.name, _to_keep(asked, submission))
    return answers.analyzed(
        asked, served, scores, sentences, analysis.whole, analysis.detected
    )


def suggest(service: Service, key: Key, raw: bytes) -> dict[str, Any]:
    """What people made of a comment, to learn from.

    Raises:
        Refused: it cannot be taken.
    """
    told = reading.suggest(raw)
    names = {name: base(name) for name in told.scores}
    for name, its in names.items():
        if its not in REASONS:
            message, detail = answers.unknown(name)
            raise errors.invalid(message, detail)
    against = {
        names[name]: _against(names[name], its) for name, its in told.scores.items()
    }
    worst = max(against, key=lambda name: against[name])
    rejected = against[worst] >= REJECTED_FROM
    submission = _submission(told)
    limits.check(submission)
    site = _site(service, key)
    detected = Analysis(service, site, submission, told.codes).detected
    suggestions.suggest(
        service,
        site.name,
        text=submission.text,
        format=submission.format,
        rejected=rejected,
        reason=REASONS[worst] if rejected else None,
        by=f"perspective:{key.name}",
        comment_id=None if submission.id == NOT_SAID else submission.id,
        article=submission.article,
        parent=submission.parent,
        language=submission.language,
    )
    return answers.suggested(told, detected)


def _site(service: Service, key: Key) -> Site:
    return service.db.unchanged(
        ("site", key.site), lambda connection: people.site(connection, key.site)
    )


def _served(
    asked: reading.Analyze, site: Site, analysis: Analysis
) -> Mapping[str, str | None]:
    """What of ours stands behind each name; `None` is to be answered with 0.

    Raises:
        Refused: for the first that is not served, with a detail for each.
    """
    served: dict[str, str | None] = {}
    wrong = []
    for wanted in asked.wanted:
        name = base(wanted.name)
        attribute = SERVED.get(name)
        version = house_version(wanted.name)
        if version:
            attribute = f"{attribute}@{version}"
        is_zero = attribute is None and name in site.zeros
        is_kept = not version or analysis.keeps(version)
        if not (is_zero or (attribute and is_kept)):
            wrong.append(answers.unknown(wanted.name))
        elif not wanted.is_probability:
            wrong.append(answers.wrong_kind(wanted))
        elif attribute and (lacking := analysis.unread(_judged(attribute))):
            wrong.append(
                answers.unread(wanted.name, lacking, asked.languages, analysis.detected)
            )
        else:
            served[wanted.name] = attribute
    if wrong and not asked.drop_unsupported:
        message, _ = wrong[0]
        raise errors.invalid(message, *(detail for _, detail in wrong))
    return served


def _judged(attribute: str) -> str:
    return ON_TOPIC if attribute == OFF_TOPIC else attribute


def _against(name: str, score: float) -> float:
    """How much a suggested score speaks against a comment."""
    return 1 - score if name == "ON_TOPIC" else score


def _submission(told: reading.Told) -> Submission:
    """The comment with what is around it."""
    id = _id_of_token(told.token)
    coral = _of_coral(told.around)
    if coral is not None:
        article, parent = coral.article, coral.parent
        id = id or coral.id
    else:
        article, parent = reading.article_and_parent(told.around)
    return Submission(
        id=id or NOT_SAID,
        text=told.comment.text,
        format=told.comment.format,
        article=article,
        parent=parent,
        language=told.codes[0] if told.codes else None,
    )


def _to_keep(asked: reading.Analyze, submission: Submission) -> Submission:
    """With an id: the same text is the same comment, where nobody names it."""
    if submission.id != NOT_SAID:
        return submission
    original = Original(asked.comment.text, asked.comment.format)
    return replace(submission, id=prints_of(original).digest)


def _id_of_token(token: str | None) -> str | None:
    if token is None or not token.startswith(TOKEN):
        return None
    return token.removeprefix(TOKEN).strip() or None


def _of_coral(around: "tuple[reading.Text, ...]") -> Submission | None:
    """What Coral tells of a comment, as JSON in place of a text around it."""
    if len(around) != 1 or not around[0].text.lstrip().startswith("{"):
        return None
    try:
        given = json.loads(around[0].text)
    except (ValueError, RecursionError):
        return None
    id, url = given.get("Coral_comment_id"), given.get("url")
    answers_to = given.get("reply_to_id_Coral_comment_id")
    if not isinstance(id, str) or not id.strip():
        return None
    return Submission(
        id=id,
        text="",
        article=Article(url=url) if isinstance(url, str) and _is_url(url) else None,
        parent=Parent(id=answers_to)
        if isinstance(answers_to, str) and answers_to.strip()
        else None,
    )


def _is_url(text: str) -> bool:
    try:
        return urlsplit(text).scheme in ("http", "https")
    except ValueError:
        return False
