"""Short ways to what is decided blind."""

from typing import Any

from moderation import blind
from moderation.comments import Action, Comment, Reason
from moderation.scopes import UNLIMITED, Scope
from moderation.service import Service
from moderation.store import comments
from moderation.store.blind import Kind, draw
from moderation.store.database import now


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
        draw(connection, key, Kind.AUDIT, at=now(), share=0.01)
