"""Akismet's calls, for WordPress and whatever else asks Akismet today."""

from web.compat.akismet.routes import blueprint

__all__ = ["blueprint"]
