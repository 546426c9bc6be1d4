"""WordPress: the file of Tools > Export (WXR 1.0 to 1.2).

`wp:comment_approved` is 1, 0, `spam` or `trash`. It does not say who decided: a plugin
or a person. Guests have no id; addresses (e-mail, IP) are not read.
"""

from collections.abc import Iterator

from moderation.archives.files import File
from moderation.archives.records import Item, Record, Skipped, Verdict, Written
from moderation.archives.values import moment, plain, wrong
from moderation.archives.xmlfiles import Element, elements, local
from moderation.comments import Article, Author, Parent, Reason, Status, Submission
from moderation.errors import BadSubmission

_VERDICTS = {
    "1": Verdict(status=Status.APPROVED),
    "spam": Verdict(status=Status.REJECTED, reason=Reason.SPAM),
    "trash": Verdict(status=Status.REJECTED, reason=Reason.OTHER),
    "0": None,
    "post-trashed": None,
}
_NOT_WRITTEN = ("pingback", "trackback", "order_note", "action_log", "webhook_delivery")
"""Types of comments that no reader wrote: of WordPress, and of shops built on it."""


def records(file: File) -> Iterator[Record]:
    """Its articles that have comments, each before them, and the comments.

    Raises:
        BadArchive: it is not XML.
    """
    told: Element | None = None
    for comment, item in elements(file, ("comment",), within="item"):
        where = f"line {comment.line}"
        if item is not None and item is not told:
            told = item
            yield Record(f"line {item.line}", _article_or_why(item))
        article = (item.inner("post_id") or item.inner("link")) if item else None
        try:
            yield Record(where, _comment(comment, article))
        except BadSubmission as error:
            yield Record(where, error)


def _article_or_why(item: Element) -> Item:
    try:
        return _article(item)
    except BadSubmission as error:
        return error


def _article(item: Element) -> Article:
    texts = [its.text for its in item.children if _is_content(its)]
    sections = [
        its.text.strip()
        for its in item.children
        if local(its.name) == "category" and its.attributes.get("domain") == "category"
    ]
    return Article(
        id=item.inner("post_id") or item.inner("link"),
        url=item.inner("link"),
        title=item.inner("title"),
        text=plain(texts[0]) if texts else None,
        section=(sections[0] or None) if sections else None,
        published_at=moment(item.inner("post_date_gmt"), "wp:post_date_gmt"),
    )


def _is_content(element: Element) -> bool:
    return element.name == "http://purl.org/rss/1.0/modules/content/ encoded"


def _comment(given: Element, article: str | None) -> Item:
    if given.inner("comment_type") in _NOT_WRITTEN:
        return Skipped("not written by a reader: a link from elsewhere, or a note")
    status = given.inner("comment_approved") or ""
    if status not in _VERDICTS:
        raise wrong("wp:comment_approved", "1, 0, spam or trash", status or None)
    parent, user = given.inner("comment_parent"), given.inner("comment_user_id")
    at = moment(given.inner("comment_date_gmt"), "wp:comment_date_gmt") or moment(
        given.inner("comment_date"), "wp:comment_date"
    )
    sent = Submission(
        id=given.inner("comment_id") or "",
        text=given.inner("comment_content") or "",
        format="html",
        article=Article(id=article) if article else None,
        parent=Parent(id=parent) if parent and parent != "0" else None,
        author=Author(
            id=user if user and user != "0" else None,
            name=given.inner("comment_author"),
        ),
        created_at=at,
    )
    return Written(submission=sent, received_at=at, verdict=_VERDICTS[status])
