"""Disqus: the XML of Admin > Export, threads first and then posts.

A post is deleted, spam, or was published; who decided is not said.
"""

from collections.abc import Iterator, Mapping

from moderation.archives.files import File
from moderation.archives.records import Item, Record, Skipped, Verdict, Written
from moderation.archives.values import flag, moment, plain, wrong
from moderation.archives.xmlfiles import Element, attribute, elements, local
from moderation.comments import Article, Author, Parent, Reason, Status, Submission
from moderation.errors import BadSubmission


def records(file: File) -> Iterator[Record]:
    """Its threads as articles, and its posts as comments.

    Raises:
        BadArchive: it is not XML.
    """
    names: dict[str, str] = {}  # of threads: what Disqus calls them, and the publisher
    for element, _ in elements(file, ("thread", "post")):
        where = f"line {element.line}"
        try:
            if local(element.name) == "post":
                yield Record(where, _post(element, names))
            elif (thread := _thread(element)) is not None:
                names[attribute(element, "id") or ""] = thread.id or ""
                yield Record(where, thread)
        except BadSubmission as error:
            yield Record(where, error)


def _thread(given: Element) -> Article | None:
    id = given.inner("id") or attribute(given, "id")
    if not id:
        raise wrong("thread", "an id", None)
    return Article(
        id=id,
        url=given.inner("link"),
        title=given.inner("title"),
        text=plain(given.inner("message")),
        published_at=moment(given.inner("createdAt"), "createdAt"),
    )


def _post(given: Element, names: Mapping[str, str]) -> Item:
    text = given.inner("message")
    deleted, spam = (flag(given.inner(name)) for name in ("isDeleted", "isSpam"))
    if text is None and deleted:
        return Skipped("deleted, and no words are left")
    thread, parent = given.child("thread"), given.child("parent")
    called = attribute(thread, "id") if thread else None
    at = moment(given.inner("createdAt"), "createdAt")
    sent = Submission(
        id=attribute(given, "id") or given.inner("id") or "",
        text=text or "",
        format="html",
        article=Article(id=names.get(called, called)) if called else None,
        parent=Parent(id=attribute(parent, "id")) if parent else None,
        author=_author(given.child("author")),
        created_at=at,
    )
    verdict = Verdict(status=Status.APPROVED)
    if spam:
        verdict = Verdict(status=Status.REJECTED, reason=Reason.SPAM)
    elif deleted:
        verdict = Verdict(status=Status.REJECTED, reason=Reason.OTHER)
    elif flag(given.inner("isApproved")) is False:
        return Written(submission=sent, received_at=at)
    return Written(submission=sent, received_at=at, verdict=verdict)


def _author(given: Element | None) -> Author:
    if given is None:
        return Author()
    nameless = flag(given.inner("isAnonymous"))
    return Author(
        id=None if nameless else given.inner("username"), name=given.inner("name")
    )
