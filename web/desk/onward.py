"""Where a form leads on to: within the desk, whatever the form says."""

from urllib.parse import urlsplit

from flask import request, url_for


def within(wanted: str) -> str:
    """A path of this desk to go on to; the queue for anything else."""
    parts = urlsplit(wanted)
    foreign = parts.scheme or parts.netloc or "\\" in wanted
    if foreign or not wanted.startswith("/") or wanted.startswith("//"):
        return url_for("desk.waiting")
    return wanted


def then() -> str:
    """Where the form says to go on to."""
    return within(request.form.get("then", ""))


def is_for_script() -> bool:
    """Whether a script of ours asks, which goes on by itself and wants data."""
    accepts = request.accept_mimetypes
    return "HX-Request" in request.headers or (
        accepts["application/json"] > accepts["text/html"]
    )
