"""From what went wrong to an HTTP answer: the only place that knows both.

Publishers get RFC 9457 problem details; people get a page of the same words.
"""

import logging
import traceback
from typing import Any

from flask import Flask, Response, json, render_template, request
from werkzeug.exceptions import HTTPException

from moderation import errors

log = logging.getLogger(__name__)

STATUS: dict[type[errors.ModerationError], tuple[int, str]] = {
    errors.BadSubmission: (422, "What was sent cannot be taken"),
    errors.BadCredentials: (401, "Who are you?"),
    errors.UnknownKey: (404, "No such key"),
    errors.NotAllowed: (403, "Not allowed"),
    errors.UnknownComment: (404, "No such comment"),
    errors.UnknownSite: (404, "No such site"),
    errors.UnknownRules: (404, "No such rules"),
    errors.UnknownWebhook: (404, "No such webhook"),
    errors.UnknownMessage: (404, "No such message"),
    errors.WebhookDisabled: (409, "The webhook is disabled"),
    errors.StaleVersion: (409, "The comment changed since"),
    errors.NotUndoable: (409, "Nothing to undo"),
    errors.TooManyTries: (429, "Too many tries"),
    errors.TooManyComments: (429, "Too many comments"),
    errors.StoreUnavailable: (503, "The database cannot be reached"),
}

RETRY_AFTER_SECONDS = 5
"""What a 503 asks for: as long as a writer waits for the lock."""


def register(app: Flask) -> None:
    """Let the application answer what this package and Flask raise."""
    app.register_error_handler(errors.ModerationError, _known)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unknown)


def _known(error: errors.ModerationError) -> Response:
    status, title = STATUS.get(type(error), (500, "It went wrong"))
    detail, more = str(error), dict[str, Any]()
    headers = dict[str, str]()
    match error:
        case errors.BadSubmission(problems=problems):
            more["errors"] = [vars(problem) for problem in problems]
        case errors.StaleVersion(version=version):
            more["version"] = version
        case errors.TooManyTries(wait=wait) | errors.TooManyComments(wait=wait):
            headers["Retry-After"] = str(wait)
        case errors.StoreUnavailable():
            log.error("%s", error)
            detail = "nothing was kept; send it again"  # no path of ours to others
            headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        case errors.BadCredentials():
            headers["WWW-Authenticate"] = "Bearer"
    return _answer(status, title, detail, more, headers)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if 300 <= status < 400:
        return Response(status=status, headers=error.get_headers())
    return _answer(status, error.name, error.description or error.name, {}, {})


def _unknown(error: Exception) -> Response:
    # Type and place only: the message may hold somebody's comment.
    last = traceback.extract_tb(error.__traceback__)[-1]
    name = type(error).__name__
    log.error("%s in %s:%s (%s)", name, last.filename, last.lineno, last.name)
    return _answer(500, "It went wrong", "an error of ours; it is in the log", {}, {})


def _answer(
    status: int, title: str, detail: str, more: dict[str, Any], headers: dict[str, str]
) -> Response:
    if _for_people():
        page = render_template("error.html", title=title, detail=detail)
        return Response(page, status, headers, mimetype="text/html")
    problem = {"type": "about:blank", "title": title, "status": status}
    body = json.dumps({**problem, "detail": detail, **more})
    return Response(body, status, headers, mimetype="application/problem+json")


def _for_people() -> bool:
    return not request.path.startswith(("/v1/", "/healthz", "/readyz", "/metrics"))
