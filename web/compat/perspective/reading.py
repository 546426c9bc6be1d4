"""From the bytes of a call to plain data.

Names may be in camelCase or snake_case, `null` is as good as nothing, and names that
nobody knows are passed over, as new clients send more. What is wrong is told in
Google's shape, with the field and what was wanted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from moderation import limits
from moderation.comments import Article, Parent
from moderation.text import Original
from web.compat.perspective import errors, fields, lenient
from web.compat.perspective.fields import JSON

MOST_ATTRIBUTES = 100
"""That may be asked for at once; Perspective had some fifty."""

_KINDS: Mapping[str | int | None, str] = {
    **{None: "plain", "TEXT_TYPE_UNSPECIFIED": "plain", 0: "plain"},
    **{"PLAIN_TEXT": "plain", 1: "plain"},
    **{"HTML": "html", 2: "html"},
}
"""Kinds of text by their names, or by the numbers that stand for these."""

_TYPES = {None, "PROBABILITY", "SCORE_TYPE_UNSPECIFIED"}


@dataclass(frozen=True)
class Text:
    """A text as it was sent; `format` is plain or html."""

    text: str
    format: str

    @property
    def plain(self) -> str:
        """As it is read."""
        return Original(self.text, self.format).text


@dataclass(frozen=True)
class Wanted:
    """An attribute that is asked for.

    Attributes:
        name: as it was sent.
        kind: of score.
        threshold: below which a score is left out.
    """

    name: str
    kind: str = "PROBABILITY"
    threshold: float = 0.0

    @property
    def is_probability(self) -> bool:
        """Whether the kind of score is the one that there is."""
        return self.kind in _TYPES


@dataclass(frozen=True)
class Told:
    """What is told of the comment in any call.

    Attributes:
        languages: as they were sent.
        token: to be told back.
        around: the texts around it: its article, and what it answers.
    """

    comment: Text
    languages: tuple[str, ...] = ()
    token: str | None = None
    around: tuple[Text, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages as ISO 639-1 codes: `en` for `en-GB`."""
        return tuple(dict.fromkeys(map(_code, self.languages)))


@dataclass(frozen=True)
class Analyze(Told):
    """What `comments:analyze` is asked."""

    wanted: tuple[Wanted, ...] = ()
    by_sentence: bool = False
    do_not_store: bool = False
    drop_unsupported: bool = False


@dataclass(frozen=True)
class Suggest(Told):
    """What `comments:suggestscore` tells: a score in [0, 1] of each attribute."""

    scores: Mapping[str, float] = field(default_factory=dict)


def analyze(raw: bytes) -> Analyze:
    """The body of `comments:analyze`.

    Raises:
        Refused: it cannot be read, or lacks what it needs.
    """
    body = _body(raw)
    comment = _comment(body)
    wanted = fields.mapping(body, "requestedAttributes")
    if not wanted:
        missing = errors.detail("NO_REQUESTED_ATTRIBUTES")
        raise errors.invalid("Missing requested_attributes", missing)
    if len(wanted) > MOST_ATTRIBUTES:
        told = f"at most {MOST_ATTRIBUTES} attributes"
        raise errors.wrong_value("requested_attributes", told)
    return Analyze(
        comment,
        *_told(body),
        wanted=tuple(_wanted(name, wanted) for name in wanted),
        by_sentence=fields.truth(body, "spanAnnotations"),
        do_not_store=fields.truth(body, "doNotStore"),
        drop_unsupported=fields.truth(body, "dropUnsupportedAttributes"),
    )


def suggest(raw: bytes) -> Suggest:
    """The body of `comments:suggestscore`.

    Raises:
        Refused: it cannot be read, or lacks what it needs.
    """
    body = _body(raw)
    comment = _comment(body)
    given = fields.mapping(body, "attributeScores")
    if not given:
        raise errors.invalid("Missing attribute_scores")
    scores = {name: _suggested(name, given) for name in given}
    return Suggest(comment, *_told(body), scores=scores)


def article_and_parent(around: Sequence[Text]) -> tuple[Article | None, Parent | None]:
    """The first text around a comment is its article, the last its parent."""
    texts = [each.plain for each in around]
    article = Article(text=texts[0]) if texts and texts[0].strip() else None
    parent = Parent(text=texts[-1]) if len(texts) > 1 and texts[-1].strip() else None
    return article, parent


def _body(raw: bytes) -> JSON:
    if not raw.strip():
        return {}  # as Google reads it: some clients try their key with no body
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        try:
            found = lenient.read(raw.decode())
        except lenient.NotJson as error:
            raise errors.not_json(error.place) from None
        except UnicodeDecodeError as error:
            raise errors.not_json(error.start) from None
    if not isinstance(found, dict):
        raise errors.wrong_value("body", "an object")
    return found


def _told(body: JSON) -> tuple[tuple[str, ...], str | None, tuple[Text, ...]]:
    languages = tuple(fields.strings(body, "languages"))
    for name in ("sessionId", "communityId"):
        fields.string(body, name)  # taken, and of no use here
    return languages, fields.string(body, "clientToken"), _around(body)


def _comment(body: JSON) -> Text:
    given = fields.mapping(body, "comment")
    text = fields.text(given, "comment.")
    kind = fields.get(given, "type")
    if not isinstance(kind, str | int | None) or kind not in _KINDS:
        raise errors.invalid("Currently, only 'PLAIN_TEXT' comments are supported")
    found = Text(text, _KINDS[kind])
    if not text.strip() or (found.format == "html" and not found.plain.strip()):
        raise errors.empty()
    if len(text) > limits.COMMENT_BYTES // 4 and _bytes(text) > limits.COMMENT_BYTES:
        raise errors.too_long()
    return found


def _around(body: JSON) -> tuple[Text, ...]:
    context = fields.mapping(body, "context")
    if not context:
        return ()
    entries = fields.get(context, "entries")
    both = fields.mapping(context, "articleAndParentComment", "context.")
    if entries and both:
        raise errors.invalid(
            "Context can have either entries or article_and_parent_comment, but both "
            "fields were populated."
        )
    if both:
        entries = [fields.get(both, "article"), fields.get(both, "parentComment")]
    if not isinstance(entries, list | None):
        raise errors.wrong_value("context.entries", "a list")
    return tuple(_entry(each) for each in entries or ())


def _entry(given: Any) -> Text:
    if not isinstance(given, dict | None):
        raise errors.wrong_value("context.entries", "an object with text")
    kind = fields.get(given or {}, "type")
    html = isinstance(kind, str | int) and _KINDS.get(kind) == "html"
    return Text(
        fields.text(given or {}, "context.entries."), "html" if html else "plain"
    )


def _wanted(name: str, given: JSON) -> Wanted:
    path = f"requested_attributes[{name[:80]}]"
    its = given[name] if given[name] is not None else {}
    if not isinstance(its, dict):
        raise errors.wrong_value(path, "an object")
    if not its:
        return Wanted(name)
    kind = fields.get(its, "scoreType")
    threshold = fields.get(its, "scoreThreshold")
    if isinstance(threshold, dict):  # of old clients
        threshold = fields.get(threshold, "value")
    number = (
        0.0
        if threshold is None
        else fields.number(threshold, f"{path}.score_threshold")
    )
    return Wanted(name, "PROBABILITY" if kind is None else str(kind)[:80], number)


def _suggested(name: str, given: JSON) -> float:
    path = f"attribute_scores[{name[:80]}]"
    its = given[name]
    if not isinstance(its, dict):
        raise errors.wrong_value(path, "an object with summaryScore or spanScores")
    spans = fields.get(its, "spanScores")
    if not isinstance(spans, list | None):
        raise errors.wrong_value(f"{path}.span_scores", "a list")
    found = [_of_span(each, f"{path}.span_scores") for each in spans or ()]
    summary = fields.get(its, "summaryScore")
    if summary is not None:
        return _score(summary, f"{path}.summary_score")
    if not found:
        raise errors.wrong_value(path, "a summaryScore or spanScores")
    return max(found)


def _of_span(given: Any, path: str) -> float:
    if not isinstance(given, dict):
        raise errors.wrong_value(path, "objects with begin, end and score")
    for name in ("begin", "end"):
        if type(given.get(name)) is not int or given[name] < 0:
            raise errors.wrong_value(f"{path}.{name}", "a number from 0 on")
    return _score(fields.get(given, "score"), f"{path}.score")


def _score(given: Any, path: str) -> float:
    if not isinstance(given, dict):
        raise errors.wrong_value(path, "an object with value")
    kind = fields.get(given, "type")
    if not isinstance(kind, str | None) or kind not in _TYPES:
        raise errors.wrong_value(f"{path}.type", "PROBABILITY")
    number = fields.number(fields.get(given, "value"), f"{path}.value")
    if not 0 <= number <= 1:
        raise errors.wrong_value(f"{path}.value", "a number from 0 to 1")
    return number


def _bytes(text: str) -> int:
    return len(text.encode())


def _code(language: str) -> str:
    return language.strip().lower().replace("_", "-").partition("-")[0]
