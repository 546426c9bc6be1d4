"""The native API, version 1: JSON in, JSON out, a key in every request."""

from web.api import (
    batch,
    comments,
    contract,
    health,
    readers,
    scoring,
    statements,
    webhooks,
)
from web.api.calls import CommentId, blueprint
from web.api.straight import lanes

__all__ = ["LANES", "CommentId", "blueprint"]

ROOMS = (comments, batch, contract, health, readers, scoring, statements, webhooks)
"""Whose calls are served once they are imported."""

LANES = lanes()
