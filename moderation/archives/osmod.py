"""OSMod, Jigsaw's moderator: its tables `articles`, `comments` and `decisions`.

As JSON (also the bodies that its publisher API takes, `{"data": [...]}` unwrapped to an
array or lines) or as CSV. Comments and articles go by the publisher's ids (`sourceId`);
those of its own, by which tables refer to each other, are remembered while it is read.
A decision of source `Rule` was a machine's.
"""

from collections.abc import Iterator
from datetime import datetime

from moderation.archives.csvfiles import rows
from moderation.archives.files import File
from moderation.archives.jsonfiles import objects
from moderation.archives.records import (
    Decided,
    Fields,
    Item,
    Record,
    Skipped,
    Verdict,
    Written,
    recorded,
)
from moderation.archives.values import flag, maybe, moment, plain, text, wrong
from moderation.comments import Article, Author, Parent, Status, Submission

_STATUS = {"Accept": Status.APPROVED, "Reject": Status.REJECTED}


class Names:
    """What the publisher calls articles and comments, by the numbers they have here."""

    def __init__(self) -> None:
        self.articles: dict[str, str] = {}
        self.comments: dict[str, str] = {}


def records(file: File, names: Names, *, in_rows: bool) -> Iterator[Record]:
    """What one table holds; its articles and comments are remembered in `names`.

    Raises:
        BadArchive: the array or the header is broken.
    """
    found = rows(file, {}) if in_rows else objects(file)
    return recorded(found, lambda given: _item(given, names))


def order(first: Fields) -> int:
    """By the names of its fields, which table comes first: articles, comments."""
    if "commentId" in first:
        return 2
    return 1 if "authorSourceId" in first or "replyToSourceId" in first else 0


def _item(given: Fields, names: Names) -> Item:
    kind = order(given)
    if kind == 2:
        return _decision(given, names)
    source, own = text(given, "sourceId"), maybe(given, "id")
    if kind == 0:
        names.articles[own or source] = source
        return _article(given, source)
    if own is not None:
        names.comments[own] = source
    return _comment(given, source, names)


def _article(given: Fields, id: str) -> Item:
    return Article(
        id=id,
        url=maybe(given, "url"),
        title=maybe(given, "title"),
        text=plain(maybe(given, "text")),
        published_at=_when(given),
    )


def _comment(given: Fields, id: str, names: Names) -> Item:
    at = _when(given)
    article, parent = maybe(given, "articleId"), maybe(given, "replyToSourceId")
    author = given.get("author")
    sent = Submission(
        id=id,
        text=text(given, "text"),
        article=Article(id=names.articles.get(article, article)) if article else None,
        parent=Parent(id=parent) if parent else None,
        author=Author(
            id=maybe(given, "authorSourceId"),
            name=maybe(author, "name") if isinstance(author, dict) else None,
        ),
        created_at=at,
    )
    accepted = flag(given.get("isAccepted"))
    if accepted is None or flag(given.get("isDeferred")):
        return Written(submission=sent, received_at=at)
    status = Status.APPROVED if accepted else Status.REJECTED
    verdict = Verdict(status=status, machine=bool(flag(given.get("isAutoResolved"))))
    return Written(submission=sent, received_at=at, verdict=verdict)


def _decision(given: Fields, names: Names) -> Item:
    status = given.get("status")
    if status == "Defer":
        return Skipped("deferred, not decided")
    if status not in _STATUS:
        raise wrong("status", "Accept, Reject or Defer", status)
    if given.get("source") == "Rule":
        return Skipped("decided by a rule, not by a person")
    if flag(given.get("isCurrentDecision")) is False:
        return Skipped("another decision came after it")
    own = text(given, "commentId")
    by = maybe(given, "userId")
    return Decided(
        names.comments.get(own, own),
        Verdict(
            status=_STATUS[status],
            by=f"user {by}" if by else "a moderator",
            at=moment(given.get("createdAt"), "createdAt"),
        ),
    )


def _when(given: Fields) -> datetime | None:
    return moment(given.get("sourceCreatedAt"), "sourceCreatedAt") or moment(
        given.get("createdAt"), "createdAt"
    )
