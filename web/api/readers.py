"""What readers report, and what authors appeal against."""

from moderation import appeals, receipts, reports
from moderation.store.keys import Key
from web.addresses import here
from web.api import answers, shapes
from web.api.calls import AFTER, Given, call
from web.api.comments import AS_IT_STANDS, NO_COMMENT, cursor, receipt
from web.auth import service

TOO_MANY = (
    "The key has sent as many comments in this minute as it may, or the reader as many "
    "reports in an hour."
)


@call(
    "POST",
    "/v1/comments/<comment:id>/reports",
    right="submit",
    takes=shapes.Report,
    gives={201: answers.Receipt, 200: answers.Receipt},
    fails={404: NO_COMMENT, 429: TOO_MANY},
    comments=1,
)
def report(key: Key, id: str, read: shapes.Report, warnings: list[str]) -> Given:
    """Take a reader's report.

    It weighs by how often people agreed with this reader before, and brings the
    comment into the queue. A reader's second report of a text changes the first. One
    reader may report 60 comments in an hour.
    """
    found = reports.report(
        service(),
        key.site,
        id,
        reporter=read.reporter,
        reason=read.reason,
        note=read.note,
    )
    return receipt(found.comment, warnings, here()), 201 if found.new else 200


@call(
    "POST",
    "/v1/comments/<comment:id>/appeals",
    right="submit",
    takes=shapes.Appeal,
    gives={201: answers.NewAppeal},
    fails={404: NO_COMMENT, 409: AS_IT_STANDS},
    comments=1,
)
def appeal(key: Key, id: str, read: shapes.Appeal, warnings: list[str]) -> Given:
    """Take an author's appeal; another person than who rejected decides."""
    found = appeals.appeal(service().db, key.site, id, text=read.text)
    return {**receipts.appeal(found), "warnings": warnings}, 201


@call(
    "GET",
    "/v1/appeals",
    right="read",
    gives={200: answers.Appeals},
    query={"after": AFTER},
)
def open_appeals(key: Key) -> Given:
    """Tell the appeals that wait, the oldest first; 100 at most at a time."""
    after = cursor()
    found = appeals.waiting(service().db, key.site, after=after)
    last = found[-1].number if found else after
    return {"appeals": list(map(receipts.appeal, found)), "next": str(last)}
