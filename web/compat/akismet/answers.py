"""Answers and errors: bodies are to the byte, and the status is always 200."""

from flask import Blueprint, Response
from werkzeug.exceptions import HTTPException

from moderation import errors
from web import errors as native

OVER_LIMIT = "30001"
"""The alert with which Akismet says that a key was used too much; WordPress shows its
message to the owner."""


class Missing(Exception):
    """A field that the protocol wants was not sent."""


def answer(body: str, kind: str = "text/plain") -> Response:
    """An answer with nothing after its body: clients compare it whole."""
    return Response(body, mimetype=kind)


def register(blueprint: Blueprint) -> None:
    """Let a blueprint tell what went wrong as Akismet does.

    The body is an explanation, so that no client takes it for an answer, but for
    `invalid`, which says that the key is at fault.
    """
    blueprint.register_error_handler(errors.BadCredentials, _invalid)
    blueprint.register_error_handler(errors.NotAllowed, _invalid)
    blueprint.register_error_handler(Missing, _refused)
    blueprint.register_error_handler(errors.BadSubmission, _refused)
    blueprint.register_error_handler(errors.TooManyComments, _too_many)
    blueprint.register_error_handler(HTTPException, _http)
    blueprint.register_error_handler(Exception, _unknown)


def _invalid(error: errors.ModerationError) -> Response:
    return _trouble(f"Invalid key: {error}.", body="invalid")


def _too_many(error: errors.TooManyComments) -> Response:
    said = _trouble(f"Over the limit: {error}.")
    said.headers["X-akismet-error"] = OVER_LIMIT
    said.headers["X-akismet-alert-code"] = OVER_LIMIT
    said.headers["X-akismet-alert-msg"] = _header(f"Over the limit: {error}.")
    said.headers["Retry-After"] = str(error.wait)
    return said


def _refused(error: Exception) -> Response:
    return _trouble(str(error))


def _http(error: HTTPException) -> Response:
    return _trouble(error.description or error.name)


def _unknown(error: Exception) -> Response:
    native.note(error)
    return _trouble("An error of ours; it is in the log.")


def _trouble(told: str, *, body: str | None = None) -> Response:
    said = answer(told if body is None else body)
    said.headers["X-akismet-debug-help"] = _header(told)
    return said


def _header(told: str) -> str:
    """In the letters that a header may have."""
    return " ".join(told.encode("ascii", "replace").decode().split())[:500]
