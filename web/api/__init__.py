"""The native API, version 1: JSON in, JSON out, a key in every request."""

from web.api import webhooks
from web.api.routes import blueprint

__all__ = ["blueprint", "webhooks"]
