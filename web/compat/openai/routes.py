"""The call, and its errors in OpenAI's shape."""

import secrets
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from moderation import errors, intake, keys
from moderation.comments import Submission
from web import errors as native
from web.auth import bearer, count, service
from web.compat.openai import categories, reading
from web.compat.openai.reading import BadRequest

blueprint = Blueprint("openai", __name__)

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class JudgeFailed(Exception):
    """A judge broke: to answer that nothing is flagged would be to approve."""


@blueprint.route("/v1/moderations", methods=_METHODS)
def moderations() -> dict[str, Any]:
    """Judge texts and keep nothing."""
    if request.method != "POST":
        raise MethodNotAllowed(["POST"])  # here, so that it is told in their shape
    key = keys.authorise(service().db, bearer(), "submit")
    model, texts = reading.request(request.get_data(cache=False))
    count(key, len(texts))
    return {
        "id": f"modr-{secrets.token_hex(12)}",
        "model": model,
        "results": [_judged(key.site, text) for text in texts],
    }


def _judged(site: str, text: str) -> dict[str, Any]:
    if not text.strip():
        return categories.unflagged()
    found = intake.assess(service(), site, Submission(id="-", text=text))
    if found.judgement.failures:
        raise JudgeFailed
    return categories.result(found)


@blueprint.errorhandler(BadRequest)
def _bad(error: BadRequest) -> Response:
    return _error(400, str(error), "invalid_request_error", error.param, error.code)


@blueprint.errorhandler(JudgeFailed)
def _failed(error: JudgeFailed) -> Response:
    told = "A judge failed, so nothing can be said of the texts. Try again later."
    return _error(503, told, "server_error", code="judge_failed", wait=5)


@blueprint.errorhandler(errors.ModerationError)
def _known(error: errors.ModerationError) -> Response:
    status, _ = native.STATUS.get(type(error), (500, ""))
    match error:
        case errors.BadCredentials():
            told = f"Incorrect API key provided: {error}."
            return _error(401, told, "invalid_request_error", code="invalid_api_key")
        case errors.NotAllowed():
            return _error(403, f"{error}.", "invalid_request_error")
        case errors.TooManyComments(wait=wait):
            told = f"Rate limit reached: {error}."
            return _error(429, told, "requests", code="rate_limit_exceeded", wait=wait)
        case errors.BadSubmission():
            return _error(400, f"{error}.", "invalid_request_error", "input")
        case _:
            wait = native.RETRY_AFTER_SECONDS
            return _error(
                status, "The service is unavailable.", "server_error", wait=wait
            )


@blueprint.errorhandler(HTTPException)
def _http(error: HTTPException) -> Response:
    told = error.description or error.name
    answer = _error(error.code or 500, told, "invalid_request_error")
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = "POST"
    return answer


@blueprint.errorhandler(Exception)
def _unknown(error: Exception) -> Response:
    native.note(error)
    return _error(500, "An error of ours; it is in the log.", "server_error")


def _error(
    status: int,
    message: str,
    kind: str,
    param: str | None = None,
    code: str | None = None,
    wait: int | None = None,
) -> Response:
    answer = native.as_json(
        {"error": {"message": message, "type": kind, "param": param, "code": code}},
        status,
    )
    if wait is not None:
        answer.headers["Retry-After"] = str(wait)
    return answer
