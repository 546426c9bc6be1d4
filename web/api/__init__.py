"""The native API, version 1: JSON in, JSON out, a key in every request."""

from web.api import (
    batch,
    comments,
    contract,
    health,
    readers,
    scoring,
    statements,
)
from web.api.calls import CommentId, blueprint

__all__ = ["CommentId", "blueprint"]

CALLS_IN = (comments, batch, readers, scoring, statements, health, contract)
"""The rooms whose calls there are, in the order in which they are told."""
