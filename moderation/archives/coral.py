"""Coral: what `mongoexport` writes of its collections.

`stories` are articles, `comments` comments, and `commentModerationActions` say who
decided: the status alone does not, for Coral's own filters approve and reject too. The
text is that of the last revision; a comment without one was deleted.
"""

from collections.abc import Iterator, Mapping
from typing import Any

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
from moderation.archives.values import maybe, moment, text, wrong
from moderation.comments import Article, Author, Parent, Reason, Status, Submission

_VERDICTS = {
    "NONE": Verdict(status=Status.APPROVED, machine=True),  # shown, nobody looked at it
    "APPROVED": Verdict(status=Status.APPROVED),
    "REJECTED": Verdict(status=Status.REJECTED),
    "PREMOD": None,
    "SYSTEM_WITHHELD": None,
}
_REASONS = {
    "OFFENSIVE": Reason.INSULT,
    "ABUSIVE": Reason.ABUSE,
    "SPAM": Reason.SPAM,
    "BANNED_WORD": Reason.PROFANITY,
    "AD": Reason.ADVERTISING,
    "ILLEGAL_CONTENT": Reason.ILLEGAL,
    "HARASSMENT_BULLYING": Reason.ABUSE,
    "MISINFORMATION": Reason.OTHER,
    "HATE_SPEECH": Reason.HATE,
    "IRRELEVANT_CONTENT": Reason.OFF_TOPIC,
    "OTHER": Reason.OTHER,
}


def records(file: File) -> Iterator[Record]:
    """What one collection holds.

    Raises:
        BadArchive: the array that it is in is broken.
    """
    return recorded(objects(file), _item)


def order(first: Fields) -> int:
    """By the first of its records, which collection comes first: stories, comments."""
    if "moderatorID" in first or "commentRevisionID" in first:
        return 2
    return 1 if "revisions" in first or "storyID" in first else 0


def _item(given: Fields) -> Item:
    return (_story, _comment, _decision)[order(given)](given)


def _story(given: Fields) -> Item:
    facts = given.get("metadata")
    facts = facts if isinstance(facts, dict) else {}
    return Article(
        id=text(given, "id"),
        url=maybe(given, "url"),
        title=maybe(facts, "title"),
        section=maybe(facts, "section"),
        published_at=moment(facts.get("publishedAt"), "metadata.publishedAt"),
    )


def _comment(given: Fields) -> Item:
    body = _last(given)
    if body is None or given.get("deletedAt"):
        return Skipped("deleted, and no words are left")
    status = given.get("status")
    if status not in _VERDICTS:
        raise wrong("status", ", ".join(_VERDICTS), status)
    parent = maybe(given, "parentID")
    at = moment(given.get("createdAt"), "createdAt")
    story = maybe(given, "storyID")
    sent = Submission(
        id=text(given, "id"),
        text=body,
        format="html",
        article=Article(id=story) if story else None,
        parent=Parent(id=parent) if parent else None,
        author=Author(id=maybe(given, "authorID")),
        created_at=at,
    )
    return Written(submission=sent, received_at=at, verdict=_VERDICTS[status])


def _last(given: Mapping[str, Any]) -> str | None:
    revisions = given.get("revisions") or []
    if not isinstance(revisions, list) or not all(
        isinstance(its, dict) for its in revisions
    ):
        raise wrong("revisions", "an array of objects", revisions)
    return maybe(revisions[-1], "body") if revisions else None


def _decision(given: Fields) -> Item:
    status = given.get("status")
    if status not in ("APPROVED", "REJECTED"):
        return Skipped(f"no decision, but the status {str(status)[:40]}")
    by = maybe(given, "moderatorID")
    if by is None:
        return Skipped("decided by Coral, not by a person")
    why = given.get("rejectionReason")
    code = why.get("code") if isinstance(why, dict) else None
    return Decided(
        text(given, "commentID"),
        Verdict(
            status=Status[status],
            by=by,
            at=moment(given.get("createdAt"), "createdAt"),
            reason=_REASONS.get(str(code)) if status == "REJECTED" else None,
        ),
    )
