"""Short ways to what is decided blind."""

from typing import Any

from moderation import blind
from moderation.comments import Action, Comment, Reason
from moderation.scopes import UNLIMITED, Scope
from moderation.service import Service
from moderation.store import blind as store
from moderation.store import comments
from moderation.store.blind import Answer, Kind
from moderation.store.database import now
from tests.moderation.stories import post


class Chance:
    """What is drawn next."""

    def __init__(self, value: float) -> None:
        self.value = value

    def random(self) -> float:
        return self.value


def following(
    service: Service, name: str = "bea", scope: Scope = UNLIMITED
) -> blind.Shown | None:
    return blind.following(service.db, "default", name, scope)


def answer(service: Service, name: str, action: Action, **more: Any) -> None:
    shown = following(service, name)
    assert shown is not None
    if action is Action.REJECT:
        more.setdefault("reason", Reason.INSULT)
    blind.answer(
        service.db, "default", shown.number, action, by=name, scope=UNLIMITED, **more
    )


def stands(service: Service, id: str) -> Comment:
    with service.db.reading() as connection:
        return comments.existing(connection, "default", id)


def audit(service: Service, key: int) -> None:
    """Have a comment decided blind, as if chance had drawn it."""
    with service.db.writing() as connection:
        store.draw(connection, key, Kind.AUDIT, at=now(), share=0.01)


def decided(
    service: Service,
    key: int,
    kind: Kind,
    *,
    by: str,
    rejected: bool,
    reason: Reason = Reason.OTHER,
    **drawn: Any,
) -> None:
    """What was drawn for this is decided; nothing follows from it."""
    with service.db.writing() as connection:
        store.draw(connection, key, kind, at=now(), **drawn)
        (number,) = connection.execute(
            "SELECT number FROM blind_reviews WHERE comment = ?", (key,)
        ).fetchone()
        told = {"by": by, "rejected": rejected, "reason": reason if rejected else None}
        assert store.decide(connection, number, at=now(), **told)


def twice(service: Service, number: int, *, unlike: int = 0) -> None:
    """So many comments are decided by Mo and, blind, by Bea; a third is rejected, and
    of all the first `unlike` are not seen alike.
    """
    for n in range(number):
        key = post(service, f"Tram {n} is late.", f"twice-{n}").key
        rejected = n % 3 == 0
        first = Answer("mo", rejected, Reason.OTHER if rejected else None)
        seen = rejected != (n < unlike)
        decided(service, key, Kind.SECOND, by="bea", rejected=seen, first=first)
