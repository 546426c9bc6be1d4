"""The native API, version 1: JSON in, JSON out, a key in every request."""

from web.api import batch, comments, health, readers, scoring, statements
from web.api.calls import blueprint

__all__ = ["blueprint"]

CALLS_IN = (comments, batch, readers, scoring, statements, health)
"""The rooms whose calls there are, in the order in which they are told."""
