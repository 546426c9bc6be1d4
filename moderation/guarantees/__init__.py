"""Thresholds from the errors that an editor accepts, kept to by audited comments.

An editor says what may go wrong; which score does what follows from comments that were
drawn by chance and decided blind, and from nothing else.
"""

from moderation.guarantees.finding import Found, Side, find
from moderation.guarantees.keeping import (
    accept,
    broken,
    in_force,
    in_service,
    look,
    of_model,
    prepare,
    readier,
    renew,
    stop,
    tighten,
)

__all__ = [
    "Found",
    "Side",
    "accept",
    "broken",
    "find",
    "in_force",
    "in_service",
    "look",
    "of_model",
    "prepare",
    "readier",
    "renew",
    "stop",
    "tighten",
]
