"""Short ways to the scenes that these tests play."""

from datetime import UTC, datetime
from typing import Any

from moderation import intake, review
from moderation.comments import (
    Action,
    Author,
    Comment,
    Finding,
    Judgement,
    Reason,
    Status,
    Submission,
)
from moderation.people import passwords
from moderation.service import Service
from moderation.store import people
from moderation.store.database import now
from moderation.store.people import User

RUDE = "Anyone who voted for this is a complete moron."  # is held
KIND = "Well said!"  # is approved


def post(service: Service, text: str, id: str = "1", **more: Any) -> Comment:
    site = more.pop("site", "default")
    return intake.receive(service, site, Submission(id=id, text=text, **more)).comment


def decide(service: Service, id: str, action: Action, **more: Any) -> Comment:
    more.setdefault("by", "mo")
    site = more.pop("site", "default")
    return review.decide(service.db, site, id, action, **more)


def taught(service: Service, count: int, *, start: int = 0, by: str = "mo") -> None:
    """Decisions of a house that rejects talk of lawyers: a third of its comments."""
    for number in range(start, start + count):
        law = number % 3 == 0
        about = "my lawyer will sue" if law else "the tram stops near"
        post(service, f"House {number}, {about} the market.", str(number))
        action = Action.REJECT if law else Action.APPROVE
        decide(service, str(number), action, by=by)


def person(
    service: Service,
    name: str = "mo",
    role: str = "moderator",
    site: str = "default",
) -> str:
    """A new person of the desk; returns the password."""
    password = "a password of tests"
    hashed, session = passwords.hashed(password), f"session of {name}"
    user = User(name=name, password=hashed, role=role, site=site, session=session)
    with service.db.writing() as db:
        assert people.add_user(db, user, now())
    return password


def count(service: Service, table: str) -> int:
    with service.db.reading() as db:
        rows = db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        return int(rows[0])


def judgement(**parts: Any) -> Judgement:
    silent: dict[str, Any] = {
        "scores": {},
        "findings": (),
        "failures": (),
        "foreign": None,
        "marks": {},
        "model": "m",
        "rules": "r",
    }
    return Judgement(**{**silent, **parts})


def finding(
    then: Action | None, code: Reason = Reason.INSULT, weight: float = 0.5
) -> Finding:
    return Finding(code=code, rule="x", message="X.", weight=weight, then=then)


def comment(**parts: Any) -> Comment:
    """A comment that waits, and was never kept."""
    plain: dict[str, Any] = {
        **{"key": 1, "site": "default", "id": "1", "text": KIND, "format": "plain"},
        **{"article": None, "parent": None, "author": Author()},
        **{"status": Status.PENDING, "action": Action.HOLD, "reasons": ()},
        **{"scores": {}, "priority": 0.0, "waiting": True, "revision": 1, "version": 1},
        **{"model": "m", "rules": "r", "risk": 0.0, "levels": {}, "language": None},
        **{"written_at": None, "erased_at": None, "decided_at": None},
        **{"received_at": datetime(2026, 11, 27, tzinfo=UTC), "decided_by": None},
    }
    return Comment(**{**plain, **parts})
