"""A row of the queue's columns: a comment that waits, and was never kept."""

from typing import Any

import msgspec

from moderation.comments import Status
from moderation.store.waiting import Waiting


def row(key: int, **more: Any) -> Waiting:
    """A comment of this key that nothing is told of but what is given."""
    plain = Waiting(
        key=key,
        waits=True,
        at=float(key),
        judged=float(key),
        priority=0.5,
        risk=0.0,
        status=Status.PENDING,
        escalated=False,
        queue="",
        section=None,
        article=None,
        author=None,
        language=None,
        scores={},
        signs=(),
        reports=0,
    )
    return msgspec.structs.replace(plain, **more)
