"""Coral's external moderation phase and its webhooks."""

from web.compat.coral.routes import blueprint

__all__ = ["blueprint"]
