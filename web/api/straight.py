"""Calls of the API past Flask."""

from functools import partial

from moderation import keys, usage
from moderation.errors import TooManyComments
from web import errors
from web.answer import JSON, Answer, as_bytes
from web.api import reading
from web.api.calls import CALLS, Call, Served, with_status
from web.auth import bearer_of, told_allowance, used_up
from web.straight import Asked, Lanes


def lanes() -> Lanes:
    """Of those calls that are answered straight."""
    return {
        (each.method, each.path): partial(_answered, each)
        for each in CALLS
        if each.straight
    }


def _answered(call: Call, asked: Asked) -> Answer | None:
    if asked.query:
        return None
    left = dict[str, str]()
    try:
        given, status = with_status(_given(call, asked, left))
        body = as_bytes(given)
    except Exception as error:  # all is told in one shape
        if isinstance(error, TooManyComments):
            left.update(told_allowance(used_up(error)))
        problem, headers = errors.problem(error)
        told = {"Content-Type": errors.PROBLEM, **headers, **left}
        return Answer(problem["status"], as_bytes(problem), told)
    return Answer(status, body, {"Content-Type": JSON, **left})


def _given(call: Call, asked: Asked, left: dict[str, str]) -> object:
    service = asked.service
    secret = bearer_of(asked.header("authorization"))
    key = keys.authorise(service.db, secret, call.right or "")
    left.update(told_allowance(usage.count(service.usage, key, call.comments)))
    read, warnings = reading.parsed(asked.body(), call.takes)
    served = Served(service, asked.addresses)
    return call.answer(key=key, read=read, warnings=warnings, served=served)
