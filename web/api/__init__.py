"""The native API, version 1: JSON in, JSON out, a key in every request."""

from web.api import comments, health, readers, scoring, statements
from web.api.calls import blueprint

__all__ = ["blueprint", "comments", "health", "readers", "scoring", "statements"]
