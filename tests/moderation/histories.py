"""Histories of comments at times of their own, as the product would have kept them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from sqlite3 import Connection

from moderation.comments import (
    POLICY,
    STATUS_AFTER,
    Action,
    Author,
    EventKind,
    Outcome,
    Reason,
    Submission,
)
from moderation.store import comments, events, examples, fates, hits, judgements
from moderation.store.examples import Source
from tests.moderation.stories import judgement

SCORES: Mapping[str, float | None] = {"toxicity": 0.1}


def arrive(
    db: Connection,
    id: str,
    at: datetime,
    action: Action = Action.HOLD,
    *,
    site: str = "default",
    scores: Mapping[str, float | None] = SCORES,
    rules: Sequence[str] = (),
    tried: Sequence[str] = (),
    reason: Reason | None = None,
    author: str | None = None,
    text: str = "A text.",
) -> int:
    """A comment comes and is judged; returns its key."""
    submission = Submission(id=id, text=text, author=Author(id=author))
    key = comments.insert(db, site, submission, digest=text, at=at)
    events.add(db, key, EventKind.RECEIVED, by="reader", at=at)
    _judge(db, key, at, action, scores, rules, tried, reason)
    return key


def edit(
    db: Connection,
    key: int,
    at: datetime,
    action: Action = Action.HOLD,
    *,
    scores: Mapping[str, float | None] = SCORES,
    rules: Sequence[str] = (),
) -> None:
    """Its author writes another text."""
    known = comments.get(db, key)
    sent = Submission(id=known.id, text=known.text + "!", author=known.author)
    comments.revise(db, key, sent, digest=sent.text)
    events.add(db, key, EventKind.EDITED, by="reader", at=at)
    _judge(db, key, at, action, scores, rules, (), None)


def decide(
    db: Connection,
    key: int,
    at: datetime,
    action: Action,
    *,
    by: str = "ann",
    reason: Reason | None = None,
) -> None:
    """Somebody decides it."""
    version = comments.get(db, key).version
    status = STATUS_AFTER[action]
    assert fates.decide(db, key, status, waiting=False, by=by, at=at, version=version)
    kind = EventKind.DECIDED
    events.add(db, key, kind, by=by, at=at, action=action, reason=reason)
    rejected = action is Action.REJECT
    examples.keep(
        db,
        key,
        rejected=rejected,
        reason=reason,
        by=by,
        at=at,
        source=Source.DECISION,
    )


def undo(db: Connection, key: int, at: datetime, *, by: str = "ann") -> None:
    """Somebody takes the last decision back."""
    known = comments.get(db, key)
    status = STATUS_AFTER[known.action]
    fates.decide(db, key, status, waiting=True, by=None, at=None, version=known.version)
    events.add(db, key, EventKind.UNDONE, by=by, at=at)
    examples.forget(db, key)


def _judge(
    db: Connection,
    key: int,
    at: datetime,
    action: Action,
    scores: Mapping[str, float | None],
    rules: Sequence[str],
    tried: Sequence[str],
    reason: Reason | None,
) -> None:
    outcome = Outcome(
        action=action, reasons=(), priority=0.5, review=action is Action.HOLD
    )
    found = replace(judgement(), scores=scores)
    judgements.keep(db, key, found, outcome, {}, at)
    hits.keep(db, key, live=rules, shadow=tried, at=at)
    fates.set_outcome(db, key, outcome, STATUS_AFTER[action])
    events.add(db, key, EventKind.JUDGED, by=POLICY, at=at, action=action)
    if action is not Action.HOLD:
        kind = EventKind.DECIDED
        events.add(db, key, kind, by=POLICY, at=at, action=action, reason=reason)
