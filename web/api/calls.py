"""A call of the API: its address, its right, what it takes and gives.

`@call` makes a view of a function that takes the key, and what was read of the body.
The same facts make the contract (`contract`), so that what is told is what is done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

import msgspec
from flask import Blueprint, Response, request
from werkzeug.routing import BaseConverter

from moderation.errors import BadSubmission, FieldProblem
from moderation.service import Service
from web.addresses import Addresses, here
from web.answer import encoded
from web.api import reading
from web.auth import authorised, service

blueprint = Blueprint("api", __name__)

Given = tuple[Any, int] | Any
"""What a call answers: a body, or a body and its status."""


@dataclass(frozen=True)
class Served:
    """What a call needs that may be answered straight, without Flask."""

    service: Service
    addresses: Addresses


@dataclass(frozen=True)
class Parameter:
    """What may be asked for behind the question mark.

    Attributes:
        says: what it is for.
        words: that it may be; without any it is the `next` of an earlier answer.
    """

    says: str
    words: tuple[str, ...] = ()


AFTER = Parameter("The `next` of an earlier answer; without it, from the beginning.")


@dataclass(frozen=True, kw_only=True)
class Call:
    """What the contract tells of one call.

    Attributes:
        name: of the operation.
        room: the module that answers it.
        right: that the key must have; `None` if none is needed.
        takes: the type of the body.
        bodiless: whether the body may be left out.
        gives: the struct of the answer by its status; `None` for an empty one, and
            several for a list in which each is one of them.
        query: what may be asked for, by name.
        lines: whether items may also be sent and are then answered as lines of JSON.
        fails: its own errors by their status, besides those that all calls share, and
            what each says.
        comments: that it counts for, against the limit of the key.
        answer: the function that does it.
        straight: whether it is answered before Flask gets to see it.
    """

    name: str
    room: str
    method: str
    path: str
    right: str | None
    takes: Any
    bodiless: bool
    gives: Mapping[int, Any]
    query: Mapping[str, Parameter]
    lines: bool
    fails: Mapping[int, str]
    comments: int
    answer: Callable[..., Given]
    straight: bool

    @property
    def does(self) -> str:
        """What it is for."""
        return self.answer.__doc__ or ""


CALLS: list[Call] = []
"""All calls."""


def call(
    method: str,
    path: str,
    *,
    right: str | None,
    gives: Mapping[int, Any],
    takes: type[msgspec.Struct] | None = None,
    reads: Any = None,
    bodiless: bool = False,
    query: Mapping[str, Parameter] | None = None,
    lines: bool = False,
    fails: Mapping[int, str] | None = None,
    comments: int = 0,
    straight: bool = False,
) -> Callable[[Callable[..., Given]], Callable[..., Response]]:
    """Answer a call by a function.

    The function gets `key` if a right is needed, `read` (the struct) and `warnings` (on
    fields that nobody reads) if something is taken, and the parts of the path by name.

    Args:
        reads: what the contract says is taken, where the function reads it itself, or
            `takes` cannot say all.
        bodiless: whether the body may be left out; then `read` has its defaults.
        lines: whether items may be sent as lines of JSON too.
        comments: that it counts for, against the limit of the key.
        straight: whether it is called for every comment, and gets `served` instead of
            asking Flask for what it needs.
    """

    def made(answer: Callable[..., Given]) -> Callable[..., Response]:
        @wraps(answer)
        def view(**parts: Any) -> Response:
            if right is not None:
                parts["key"] = authorised(right, comments=comments)
                _refuse_unknown(query or {})
            if takes is not None:
                parts["read"], parts["warnings"] = reading.body(
                    request, takes, bodiless=bodiless
                )
            if straight:
                parts["served"] = Served(service(), here())
            return encoded(*with_status(answer(**parts)))

        CALLS.append(
            Call(
                name=answer.__name__,
                room=answer.__module__.rpartition(".")[2],
                method=method,
                path=path,
                right=right,
                takes=reads or takes,
                bodiless=bodiless,
                gives=gives,
                query=query or {},
                lines=lines,
                fails=fails or {},
                comments=comments,
                answer=answer,
                straight=straight,
            )
        )
        blueprint.add_url_rule(
            path, endpoint=answer.__name__, view_func=view, methods=[method]
        )
        return view

    return made


def with_status(given: Given) -> tuple[Any, int]:
    """A body and its status."""
    return given if isinstance(given, tuple) else (given, 200)


class CommentId(BaseConverter):
    """An id of a publisher's own making, which may have slashes in it.

    What reads as a call of its own is none: `batch`, and what ends as those do.
    """

    part_isolating = False
    regex = r"(?!batch$)(?:(?!/(?:events|decisions|reports|appeals)$)(?s:.))+"


def _refuse_unknown(query: Mapping[str, Parameter]) -> None:
    """Refuse what is asked for by a name that nobody reads: a misspelt cursor would
    begin anew.
    """
    for name in request.args:
        if name not in query:
            wanted = f"one of {', '.join(query)}" if query else "no such parameter"
            raise BadSubmission(FieldProblem(f"?{name[:50]}", wanted, "an unknown one"))
