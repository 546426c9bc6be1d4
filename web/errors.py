"""From what went wrong to an HTTP answer: the only place that knows both.

Publishers get RFC 9457 problem details; people get a page of the same words: moderators
one of the desk, readers and authors one that leads nowhere they may not go.
"""

import logging
import traceback
from typing import Any

from flask import Flask, Response, json, render_template, request
from werkzeug.exceptions import HTTPException

from classifier.saying import N_
from moderation import errors
from web.answer import as_bytes

log = logging.getLogger(__name__)

STATUS: dict[type[errors.ModerationError], tuple[int, str]] = {
    errors.BadSubmission: (422, "What was sent cannot be taken"),
    errors.BadCredentials: (401, "Who are you?"),
    errors.UnknownPerson: (404, "No such person"),
    errors.UnknownLink: (404, "The link is not good"),
    errors.UnknownKey: (404, "No such key"),
    errors.NotAllowed: (403, "Not allowed"),
    errors.OwnAppeal: (403, "Not allowed"),
    errors.WaitsForNobody: (403, "Not allowed"),
    errors.UnknownComment: (404, "No such comment"),
    errors.UnknownAuthor: (404, "No such author"),
    errors.UnknownTemplate: (404, "No such template"),
    errors.UnknownSite: (404, "No such site"),
    errors.BadLevel: (422, "The level cannot be"),
    errors.UnknownRules: (404, "No such rules"),
    errors.StaleRules: (409, "The rules changed since"),
    errors.NothingLearnt: (409, "Nothing was learnt"),
    errors.UnknownJob: (404, "Nothing runs or ran under this number"),
    errors.JobUnderWay: (409, "One runs already"),
    errors.UnknownWebhook: (404, "No such webhook"),
    errors.UnknownMessage: (404, "No such message"),
    errors.TooManyWebhooks: (409, "Too many webhooks"),
    errors.WebhookDisabled: (409, "The webhook is disabled"),
    errors.OtherSite: (409, "The form is about another site"),
    errors.StaleVersion: (409, "The comment changed since"),
    errors.NotAppealable: (409, "Nothing to appeal against"),
    errors.Erased: (404, "The comment was erased"),
    errors.NotUndoable: (409, "Nothing to undo"),
    errors.TooManyTries: (429, "Too many tries"),
    errors.TooManyComments: (429, "Too many comments"),
    errors.TooManyReports: (429, "Too many reports"),
    errors.JudgesFailed: (503, "It cannot be judged now"),
    errors.StoreUnavailable: (503, "The database cannot be reached"),
}

PROBLEM = "application/problem+json"

RETRY_AFTER_SECONDS = 5
"""What a 503 asks for: as long as a writer waits for the lock."""


def register(app: Flask) -> None:
    """Let the application answer what this package and Flask raise."""
    app.register_error_handler(HTTPException, _told)
    app.register_error_handler(Exception, _told)


def told(error: errors.ModerationError) -> tuple[dict[str, Any], dict[str, str]]:
    """Problem details for what this package raises, and the headers that go with it."""
    status, title = STATUS.get(type(error), (500, "It went wrong"))
    detail, more = str(error), dict[str, Any]()
    headers = dict[str, str]()
    match error:
        case errors.BadSubmission(problems=problems):
            more["errors"] = [vars(problem) for problem in problems]
        case errors.StaleVersion(version=version):
            more["version"] = version
        case (
            errors.TooManyTries(wait=wait)
            | errors.TooManyComments(wait=wait)
            | errors.TooManyReports(wait=wait)
        ):
            headers["Retry-After"] = str(wait)
        case errors.StoreUnavailable():
            log.error("%s", error)
            detail = N_("nothing was kept; send it again")  # no path of ours to others
            headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        case errors.BadCredentials():
            headers["WWW-Authenticate"] = "Bearer"
    return {**_problem(status, title, detail), **more}, headers


def problem(error: Exception) -> tuple[dict[str, Any], dict[str, str]]:
    """As `told`, of whatever was raised; what nobody foresaw is logged."""
    match error:
        case errors.ModerationError():
            return told(error)
        case HTTPException():
            return _of_http(error)
        case _:
            note(error)
            said = N_("an error of ours; it is in the log")
            return _problem(500, "It went wrong", said), {}


def _of_http(error: HTTPException) -> tuple[dict[str, Any], dict[str, str]]:
    headers = {  # such as which methods there are
        name: value
        for name, value in error.get_headers()
        if name.lower() != "content-type"
    }
    said = error.description or error.name
    return _problem(error.code or 500, error.name, said), headers


def _told(error: Exception) -> Response:
    if isinstance(error, HTTPException) and 300 <= (error.code or 500) < 400:
        return Response(status=error.code, headers=error.get_headers())
    return _answer(*problem(error))


def answer_to(error: Exception) -> Response:
    """The answer to what was raised, for who handles some of it apart."""
    return _told(error)


def note(error: Exception) -> None:
    """Log what nobody foresaw: type and place only, for it may hold a comment."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    name = type(error).__name__
    log.error("%s in %s:%s (%s)", name, last.filename, last.lineno, last.name)


def as_json(answer: dict[str, Any], status: int) -> Response:
    """An answer of a face that has errors of its own shape."""
    return Response(json.dumps(answer), status, mimetype="application/json")


def _problem(status: int, title: str, detail: str) -> dict[str, Any]:
    return {"type": "about:blank", "title": title, "status": status, "detail": detail}


def _answer(told: dict[str, Any], headers: dict[str, str]) -> Response:
    status = told["status"]
    if _for_people():
        name = "readers_error.html" if _for_readers() else "error.html"
        page = render_template(name, **told)
        return Response(page, status, headers, mimetype="text/html")
    return Response(as_bytes(told), status, headers, mimetype=PROBLEM)


def _for_readers() -> bool:
    """By the path alone, for what is not found has no page that could tell."""
    return f"{request.path}/".startswith(("/status/", "/policy/", "/docs/"))


def _for_people() -> bool:
    return not request.path.startswith(("/v1/", "/healthz", "/readyz", "/metrics"))
