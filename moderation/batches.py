"""Many comments come in at once: read together, kept some at a time.

Each is taken as if it came alone after those before it: what depends on them (the same
text again, an author's many comments, a parent) is looked up in its turn. What a text
alone tells is read of some at once, before the transaction.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from sqlite3 import Connection

from moderation import ahead, intake, surroundings
from moderation.ahead import Ahead
from moderation.comments import Submission
from moderation.errors import (
    BadSubmission,
    Erased,
    ModerationError,
    StoreUnavailable,
)
from moderation.intake import Received
from moderation.service import Service
from moderation.store import comments, people
from moderation.surroundings import Sent

READ_AT_ONCE = 100
"""Comments that are read by the classifier together."""

KEPT_AT_ONCE = 20
"""Comments in one transaction: others who write wait for its end. Twenty news comments
took 70 ms and a hundred 230, where `sum(range(100000))` takes 1.9 ms."""

Result = Received | ModerationError


@dataclass
class _Item:
    """A submission on its way: what is read of it, and what came of it."""

    given: Submission | ModerationError
    sent: Sent | None = None
    ahead: Ahead | None = None
    result: Result | None = None


def receive(
    service: Service, site: str, submissions: Iterable[Submission | ModerationError]
) -> Iterator[Result]:
    """Take in submissions; for each, in order, what `intake.receive` would answer.

    What cannot be taken is answered by the error, and stops none of the others. Once
    the database cannot be written to, all that is left is answered so.

    Args:
        submissions: an error stands for what could not be read, and is its answer.

    Raises:
        UnknownSite: there is no such site.
    """
    with service.db.reading() as connection:
        people.site(connection, site)  # raises if there is none
    waiting = iter(submissions)
    broken: StoreUnavailable | None = None
    while some := [_Item(each) for each in islice(waiting, READ_AT_ONCE)]:
        if broken is None:
            broken = _prepare(service, site, some)
        for begin in range(0, len(some), KEPT_AT_ONCE):
            lot = some[begin : begin + KEPT_AT_ONCE]
            if broken is None:
                broken = _keep(service, site, lot)
            for item in lot:
                yield item.result or broken or _lost()


def _prepare(
    service: Service, site: str, some: Sequence[_Item]
) -> StoreUnavailable | None:
    """See what can be taken, and read that; returns why the store cannot be read."""
    for item in some:
        if isinstance(item.given, ModerationError):
            item.result = item.given
            continue
        try:
            item.sent = intake.checked(item.given)
        except BadSubmission as error:
            item.result = error
    if intake.may_take_long(service):
        return None
    try:
        _read_ahead(service, site, [item for item in some if item.sent])
    except StoreUnavailable as error:
        return error
    return None


def _keep(
    service: Service, site: str, some: Sequence[_Item]
) -> StoreUnavailable | None:
    """Take in a few; returns why they could not be kept."""
    if intake.may_take_long(service):
        return _one_by_one(service, site, some)
    try:
        with service.db.writing() as connection:
            taken = [
                (item, _taken(connection, service, site, item.sent, item.ahead))
                for item in some
                if item.sent
            ]
    except StoreUnavailable as error:
        return error
    for item, received in taken:  # only now they are kept
        item.result = received
    return None


def _taken(
    connection: Connection,
    service: Service,
    site: str,
    sent: Sent,
    before: Ahead | None,
) -> Result:
    try:
        return intake.take(connection, service, site, sent, before)
    except Erased as error:  # told before anything is written
        return error


def _one_by_one(
    service: Service, site: str, some: Sequence[_Item]
) -> StoreUnavailable | None:
    for item in some:
        if item.sent is None:
            continue
        try:
            item.result = intake.receive(service, site, item.sent.submission)
        except StoreUnavailable as error:
            return error
        except ModerationError as error:
            item.result = error
    return None


def _read_ahead(service: Service, site: str, some: Sequence[_Item]) -> None:
    """Let the classifier read what is new, as far as what it is about is known yet."""
    with service.db.reading() as connection:
        at_site = people.site(connection, site)
        new = [
            item
            for item in some
            if item.sent and not _is_known(connection, site, item.sent.submission)
        ]
        cases = [
            surroundings.case(connection, service, at_site, item.sent, alone=True)
            for item in new
            if item.sent
        ]
    for item, read in zip(new, ahead.read(service.judges, cases), strict=True):
        item.ahead = read


def _is_known(connection: Connection, site: str, submission: Submission) -> bool:
    known = comments.find(connection, site, submission.id)
    return known is not None and known.text == submission.text


def _lost() -> StoreUnavailable:
    return StoreUnavailable("nothing was kept")
