"""A reader reports a comment: kept, weighed, and set before people if it should be.

A report decides nothing by itself. The rules, which may count reports, are asked again
and may hold or reject what is published; what a person has approved comes back into the
queue only for two readers, or for one who was nearly always right.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil, prod
from sqlite3 import Connection

from moderation import judging, limits, policy, settling, surroundings, webhooks
from moderation.comments import Action, Comment, EventKind, Mode, Reason, Status
from moderation.errors import TooManyReports
from moderation.service import Service
from moderation.store import Database, comments, events, fates, judgements, people
from moderation.store import reports as store
from moderation.store.database import now
from moderation.store.reports import Record, Report

AGAIN_FROM = 0.75
"""Urgency from which a comment that a person approved is looked at again: that of two
readers whom nobody knows yet."""

MOST = 60
WITHIN = timedelta(hours=1)
"""How many comments one reader may report in what time. One each minute, for a whole
hour, is more than who reads along comes across: nobody fills a queue alone."""

_SEVERITY = {Action.APPROVE: 0, Action.HOLD: 1, Action.REJECT: 2}


@dataclass(frozen=True)
class Reported:
    """A comment after a report, and whether it is the reader's first of this text."""

    comment: Comment
    new: bool


def report(
    service: Service,
    site: str,
    id: str,
    *,
    reporter: str,
    reason: Reason,
    note: str | None = None,
) -> Reported:
    """Take a reader's report of a comment as it now is.

    Raises:
        BadSubmission: the reporter has no name, or something is too long.
        TooManyReports: the reader has reported `MOST` others in the last hour.
        UnknownComment: the site has no such comment.
    """
    reporter = reporter.strip()  # with a blank more nobody is another
    limits.check_texts(
        ("reporter", reporter, limits.SHORT_BYTES), ("note", note, limits.NOTE_BYTES)
    )
    with service.db.writing() as connection:
        comment, at = comments.existing(connection, site, id), now()
        new = not store.is_known(connection, comment.key, reporter)
        if new:
            _refuse_too_many(connection, site, reporter, at)
        record = store.record(connection, site, reporter, but=comment.key)
        store.keep(
            connection,
            comment.key,
            reporter=reporter,
            reason=reason,
            note=note,
            weight=weight(record),
            at=at,
        )
        if new:
            _tell_people(connection, comment, reporter, reason)
    if new:
        _ask_rules(service, comment)
    with service.db.reading() as connection:
        return Reported(comments.get(connection, comment.key), new)


def of_comment(db: Database, site: str, id: str) -> Sequence[Report]:
    """The reports of a comment's present text, the oldest first.

    Raises:
        UnknownComment: the site has no such comment.
    """
    with db.reading() as connection:
        comment = comments.existing(connection, site, id)
        return store.of_comment(connection, comment.key)


def weight(record: Record) -> float:
    """How much a reader's report counts, in (0, 1).

    The mean of a Beta distribution that starts flat (Laplace's rule of succession): 1/2
    for somebody of whom nothing is known, more for those who were agreed with.

    >>> weight(Record(agreed=0, disagreed=0)), weight(Record(agreed=8, disagreed=0))
    (0.5, 0.9)
    """
    return (record.agreed + 1) / (record.agreed + record.disagreed + 2)


def urgency(reports: Sequence[Report]) -> float:
    """The chance that at least one of the reports is right, in [0, 1)."""
    return 1.0 - prod(1.0 - each.weight for each in reports)


def _refuse_too_many(
    connection: Connection, site: str, reporter: str, at: datetime
) -> None:
    times = store.times(connection, site, reporter, at - WITHIN)
    if len(times) >= MOST:
        wait = times[-MOST] + WITHIN - at
        raise TooManyReports(MOST, max(1, ceil(wait.total_seconds())))


def _tell_people(
    connection: Connection, comment: Comment, reporter: str, reason: Reason
) -> None:
    events.add(
        connection,
        comment.key,
        EventKind.REPORTED,
        by=reporter,
        at=now(),
        reason=reason,
    )
    if comment.status is Status.REJECTED:
        return
    found = store.of_comment(connection, comment.key)
    looked_at = comment.decided_at
    if looked_at is not None:
        found = [each for each in found if each.at >= looked_at]
    urgent = urgency(found)
    if looked_at is None or urgent >= AGAIN_FROM:
        fates.queue(connection, comment.key, priority=urgent)


def _ask_rules(service: Service, before: Comment) -> None:
    """Let rules that count reports hold what is published, or reject it.

    Only what the reports change is done: what else changed since the comment came, as
    the site's rules or its mode, is about others. No rule makes milder what was
    decided, and none overrules a person.
    """
    with service.db.reading() as connection:
        comment = comments.get(connection, before.key)
        if comment.version != before.version or comment.decided_by is not None:
            return  # somebody decided meanwhile, or it was edited or erased
        case = surroundings.case_of(connection, service, comment)
        site = people.site(connection, comment.site)
        settings = surroundings.in_force(
            connection, service, site, case.article, case.author
        )
        urgent = urgency(store.of_comment(connection, comment.key))
    settings = replace(settings, mode=Mode.AUTO)
    unreported = replace(case, history=replace(case.history, reports=0))
    judgement = judging.judge_again(service.judges, case, comment)
    outcome = policy.decide(judgement, settings)
    alone = policy.decide(
        judging.judge_again(service.judges, unreported, comment), settings
    )
    severest = max(_SEVERITY[alone.action], _SEVERITY[comment.action])
    if _SEVERITY[outcome.action] <= severest:
        return
    with service.db.writing() as connection:
        if not fates.advance(connection, comment.key, version=comment.version):
            return
        learnable = judging.signals(judgement.scores, judgement.findings)
        judgements.replace(connection, comment.key, judgement, outcome, learnable)
        settling.settle(connection, comment.key, outcome, now())
        if outcome.action is Action.HOLD:  # what was published is so no longer
            fates.queue(connection, comment.key, priority=urgent)
            webhooks.tell(connection, comments.get(connection, comment.key))
