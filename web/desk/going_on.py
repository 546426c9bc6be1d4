"""Where somebody goes on to after signing in."""

from urllib.parse import urlsplit

from flask import url_for


def within(wanted: str) -> str:
    """A path of this desk to go on to; the queue for anything else."""
    parts = urlsplit(wanted)
    foreign = parts.scheme or parts.netloc or "\\" in wanted
    if foreign or not wanted.startswith("/") or wanted.startswith("//"):
        return url_for("desk.waiting")
    return wanted
