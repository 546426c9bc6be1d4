"""The contract: an OpenAPI 3.1 document, made of the very structs that read requests.

Each call tells itself (`calls`); the examples here are played by the tests.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from http import HTTPStatus
from importlib import metadata
from typing import Any

import msgspec
from flask import Response

from web.addresses import here
from web.answer import encoded
from web.api import answers, examples, messages, webhook_examples
from web.api.calls import CALLS, Call, Parameter, blueprint

_PARTS = re.compile(r"<(?:comment:)?(\w+)>")

_ROOMS = ("comments", "batch", "scoring", "readers", "statements", "webhooks", "health")
"""In the order in which a newcomer may want them."""

_LINES = "application/x-ndjson"

_SHARED = {
    401: "There is no key, or nobody has it.",
    403: "The key has not the right.",
    429: "The key has sent as many comments in this minute as it may.",
    503: "The database cannot be reached; nothing was kept. Send it again.",
}
_OF_BODIES = {
    400: "The body is no JSON.",
    413: "The body is too large.",
    422: "A field is missing, of the wrong kind, too long or unknown in value.",
}
_IN_PATHS: Mapping[str, Mapping[str, Any]] = {
    "id": {
        "description": "The comment's id, as the publisher gave it.",
        "schema": {"type": "string", "minLength": 1},
        "example": "41",
    },
    "webhook": {
        "description": "The webhook's id, as it was given to the publisher.",
        "schema": {"type": "string", "pattern": "^ep_[0-9a-f]{18}$"},
        "example": webhook_examples.ID,
    },
}


@blueprint.get("/v1/openapi.json")
def openapi() -> Response:
    """Tell the contract."""
    return encoded({**document(), "servers": [{"url": here().public("/").rstrip("/")}]})


@lru_cache(maxsize=1)
def document() -> Mapping[str, Any]:
    """The contract, but for where the service is."""
    calls = sorted(CALLS, key=lambda call: _ROOMS.index(call.room))
    sent = dict.fromkeys(kind for its in messages.KINDS.values() for kind in its)
    kinds = [answers.Problem, *_kinds(calls), *sent]
    schemas, components = msgspec.json.schema_components(
        kinds, ref_template="#/components/schemas/{name}"
    )
    of = dict(zip(map(repr, kinds), schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for call in calls:
        path = _PARTS.sub(r"{\1}", call.path)
        paths.setdefault(path, {})[call.method.lower()] = _operation(call, of)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Comment moderation",
            "version": metadata.version("comment-moderation"),
            "summary": "Comments in; approve, reject or hold out, and why.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "webhooks": messages.told(of),
        "components": {
            "schemas": components,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _kinds(calls: Iterable[Call]) -> list[Any]:
    found: dict[str, Any] = {}
    for call in calls:
        for kind in (call.takes, *call.gives.values()):
            each = kind if isinstance(kind, tuple) else (kind,)
            found.update({repr(its): its for its in each if its is not None})
    return list(found.values())


def _schema(kind: Any, of: Mapping[str, Any]) -> Any:
    if isinstance(kind, tuple):
        return {"type": "array", "items": {"anyOf": [of[repr(its)] for its in kind]}}
    return of[repr(kind)]


def _operation(call: Call, of: Mapping[str, Any]) -> dict[str, Any]:
    summary, _, more = call.does.strip().partition("\n")
    told: dict[str, Any] = {
        "operationId": call.name,
        "summary": summary.rstrip("."),
        "description": " ".join(more.split()) or summary,
        "parameters": [*_in_path(call), *_in_query(call)],
        "responses": {
            **{str(status): _answer(call, status, of) for status in call.gives},
            **{str(status): _problem(call, status) for status in _fails(call)},
        },
    }
    if call.right is not None:
        told["security"] = [{"key": []}]
        told["x-right"] = call.right
    if call.takes is not None:
        content: dict[str, Any] = {
            "application/json": {
                "schema": of[repr(call.takes)],
                "examples": _examples(examples.TAKEN.get(call.name, {})),
            }
        }
        if call.lines:
            content[_LINES] = {"schema": {"type": "string", "minLength": 1}}
        told["requestBody"] = {"required": not call.bodiless, "content": content}
    return told


def _in_path(call: Call) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            **_IN_PATHS[name],
        }
        for name in _PARTS.findall(call.path)
    ]


def _in_query(call: Call) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": asked.says,
            "schema": {"type": "string", **_values(asked)},
        }
        for name, asked in call.query.items()
    ]


def _values(asked: Parameter) -> dict[str, Any]:
    return {"enum": asked.words} if asked.words else {"pattern": "^[0-9]{1,18}$"}


def _answer(call: Call, status: int, of: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"description": HTTPStatus(status).phrase}
    kind = call.gives[status]
    if kind is not None:
        mimetype = "text/plain" if kind is str else "application/json"
        content: dict[str, Any] = {"schema": _schema(kind, of)}
        example = examples.GIVEN.get((call.name, status))
        if example is not None:
            content["example"] = example
        told["content"] = {mimetype: content}
        if call.lines:
            told["content"][_LINES] = {"schema": {"type": "string"}}
    return told


def _fails(call: Call) -> list[int]:
    shared = [] if call.right is None else list(_SHARED)
    of_body = [] if call.takes is None else list(_OF_BODIES)
    of_query = [] if call.right is None else [422]
    return sorted({*shared, *of_body, *of_query, *call.fails} - set(call.gives))


def _problem(call: Call, status: int) -> dict[str, Any]:
    says = {**_SHARED, **_OF_BODIES, **call.fails}[status]
    told: dict[str, Any] = {
        "description": says,
        "content": {
            "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": examples.problem(call.name, status),
            }
        },
    }
    if status in (429, 503):
        told["headers"] = {
            "Retry-After": {
                "description": "Seconds to wait.",
                "schema": {"type": "integer", "minimum": 1},
            }
        }
    return told


def _examples(named: Mapping[str, Any]) -> dict[str, Any]:
    return {name: {"value": value} for name, value in named.items()}
