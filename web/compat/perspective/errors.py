"""What goes wrong, in the one shape in which Google tells it.

Clients read `error.details[0].errorType`, or look for it in the text of the error.
"""

import logging
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from moderation import errors

INVALID, DENIED = "INVALID_ARGUMENT", "PERMISSION_DENIED"
SERVICE = "commentanalyzer.googleapis.com"
RETRY_AFTER_SECONDS = 5
"""What a 503 asks for: as long as a writer waits for the lock."""

_TYPE = "type.googleapis.com/"
_OURS = f"{_TYPE}google.commentanalyzer.v1alpha1.Error"
_QUOTA = "Analysis requests (AnalyzeComment)"

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Refused(Exception):
    """A call is answered with an error.

    Attributes:
        status: of HTTP.
        name: of the status, as Google names it.
        details: for programs to read, the most important first.
    """

    status: int
    name: str
    message: str
    details: Sequence[Mapping[str, Any]] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> dict[str, Any]:
        """The body of the answer."""
        told = {"code": self.status, "message": self.message, "status": self.name}
        return {
            "error": {**told, **({"details": self.details} if self.details else {})}
        }


def invalid(message: str, *details: Mapping[str, Any]) -> Refused:
    """What was sent cannot be taken.

    Args:
        details: of the attributes at fault; `INVALID_REQUEST` unless given.
    """
    told = details or (detail("INVALID_REQUEST"),)
    return Refused(400, INVALID, message, told)


def detail(kind: str, **more: Any) -> dict[str, Any]:
    """One thing that is wrong, of Perspective's own kinds."""
    return {"@type": _OURS, "errorType": kind, **more}


def empty() -> Refused:
    """There is no text."""
    return invalid("Comment must be non-empty.", detail("COMMENT_EMPTY"))


def too_long() -> Refused:
    """The text is over the limit."""
    return invalid("Comment text too long.", detail("COMMENT_TOO_LONG"))


def not_json(place: int) -> Refused:
    """The body cannot be read."""
    told = f"Invalid JSON payload received. Unexpected token at character {place}."
    return Refused(400, INVALID, told, [_violated({"description": told})])


def wrong_value(path: str, wanted: str) -> Refused:
    """A field holds what it cannot; what it holds is not told again."""
    told = f"Invalid value at '{path}' ({wanted})"
    return Refused(
        400, INVALID, told, [_violated({"field": path, "description": told})]
    )


def _violated(violation: Mapping[str, str]) -> dict[str, Any]:
    return {"@type": f"{_TYPE}google.rpc.BadRequest", "fieldViolations": [violation]}


def no_key() -> Refused:
    """The call names no key."""
    return Refused(
        403,
        DENIED,
        "Method doesn't allow unregistered callers (callers without established "
        "identity). Please use API Key or other form of API consumer identity to call "
        "this API.",
    )


def no_method() -> Refused:
    """There is nothing at this address, or not by this method."""
    return Refused(404, "NOT_FOUND", "Method not found.")


def of(error: Exception) -> Refused:
    """What is answered where the story or the server refuses."""
    match error:
        case Refused():
            return error
        case errors.BadCredentials():
            return _bad_key()
        case errors.NotAllowed():
            return Refused(403, DENIED, f"Permission denied: {error}.")
        case errors.TooManyComments():
            return _quota(error)
        case errors.BadSubmission():
            return invalid(f"Request contains an invalid argument: {error}")
        case errors.StaleVersion():
            return Refused(409, "ABORTED", f"The comment changed meanwhile: {error}")
        case errors.JudgesFailed() | errors.StoreUnavailable():
            return _unavailable(error)
        case RequestEntityTooLarge():
            return Refused(400, INVALID, "Request payload size exceeds the limit.")
        case HTTPException():
            return Refused(error.code or 500, "UNKNOWN", error.name)
        case _:
            return _unknown(error)


def _bad_key() -> Refused:
    info = _info("API_KEY_INVALID", {"service": SERVICE})
    told = "API key not valid. Please pass a valid API key."
    return Refused(400, INVALID, told, [info])


def _quota(error: errors.TooManyComments) -> Refused:
    consumer = f"projects/{error.key}"
    metadata = {
        "quota_limit": "AnalyzeCommentPerMinutePerProject",
        "quota_limit_value": str(error.limit),
        "quota_metric": f"{SERVICE}/analyze_comment",
        "consumer": consumer,
        "service": SERVICE,
        "quota_location": "global",
    }
    link = {
        "description": "Ask the operator of this service for a higher limit.",
        "url": "/docs",
    }
    return Refused(
        429,
        "RESOURCE_EXHAUSTED",
        f"Quota exceeded for quota metric '{_QUOTA}' and limit '{_QUOTA} per minute' "
        f"of service '{SERVICE}' for consumer '{consumer}'.",
        [
            _info("RATE_LIMIT_EXCEEDED", metadata),
            {"@type": f"{_TYPE}google.rpc.Help", "links": [link]},
        ],
        {"Retry-After": str(error.wait)},
    )


def _unavailable(error: Exception) -> Refused:
    log.error("%s: %s", type(error).__name__, error)
    told = "The service is currently unavailable."
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
    return Refused(503, "UNAVAILABLE", told, headers=headers)


def _unknown(error: Exception) -> Refused:
    # Type and place only: the message may hold somebody's comment.
    last = traceback.extract_tb(error.__traceback__)[-1]
    name = type(error).__name__
    log.error("%s in %s:%s (%s)", name, last.filename, last.lineno, last.name)
    return Refused(500, "INTERNAL", "Internal error encountered.")


def _info(reason: str, metadata: Mapping[str, str]) -> dict[str, Any]:
    return {
        "@type": f"{_TYPE}google.rpc.ErrorInfo",
        "reason": reason,
        "domain": "googleapis.com",
        "metadata": metadata,
    }
