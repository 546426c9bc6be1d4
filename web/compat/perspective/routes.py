"""The addresses that Perspective's clients call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
from flask import Blueprint, Response, current_app, request
from werkzeug.datastructures import Headers

from moderation.service import Service
from moderation.store.keys import Key
from web.auth import authorised, service
from web.compat.perspective import batch, calls, discovery, errors

blueprint = Blueprint("perspective", __name__)

JSON_TYPE = "application/json; charset=UTF-8"

_Call = Callable[[Service, Key, bytes], dict[str, Any]]


@dataclass(frozen=True)
class _Method:
    """A call, the right that it needs, and how many comments it brings."""

    call: _Call
    right: str


METHODS = {
    "comments:analyze": _Method(calls.analyze, "submit"),
    "comments:suggestscore": _Method(calls.suggest, "decide"),
}


@blueprint.post("/v1alpha1/<method>")
def call(method: str) -> Response:
    """One call."""
    answer = _answered(
        method, request.args, request.headers, lambda: request.get_data(cache=False)
    )
    return _response(answer)


@blueprint.post("/batch")
@blueprint.post("/batch/commentanalyzer/v1alpha1")
def calls_at_once() -> Response:
    """Up to a hundred calls in one, each answered by itself."""
    request.max_content_length = batch.BODY_BYTES
    try:
        parts = batch.read(request.headers.get("Content-Type", ""), request.get_data())
    except Exception as error:  # all is told in one shape
        return _response(_told(error))
    body, kind = batch.written([(part, _answered_part(part)) for part in parts])
    return Response(body, content_type=kind)


@blueprint.get("/$discovery/rest")
@blueprint.get("/discovery/v1/apis/commentanalyzer/<version>/rest")
def described(version: str | None = None) -> Response:
    """What the calls are, for clients that make theirs from it."""
    wanted = version or request.args.get("version", discovery.VERSION)
    if wanted != discovery.VERSION:
        return _response(_told(errors.no_method()))
    root = current_app.config["PUBLIC_URL"] or request.url_root
    return Response(discovery.document(root), content_type=JSON_TYPE)


@blueprint.route(
    "/v1alpha1/<path:rest>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"]
)
def nothing(rest: str) -> Response:
    """What is not there is told in Google's shape too."""
    return _response(_told(errors.no_method()))


def _answered_part(part: batch.Part) -> batch.Answer:
    """What one call of a batch is answered; the outer call's key serves all."""
    try:
        address = urlsplit(part.target)
    except ValueError:
        return _told(errors.no_method())
    method = address.path.removeprefix("/v1alpha1/")
    if part.method != "POST" or method == address.path:
        return _told(errors.no_method())
    query = {name: its[0] for name, its in parse_qs(address.query).items()}
    own = _key(query, part.headers)
    headers = part.headers if own else request.headers
    return _answered(method, query if own else request.args, headers, lambda: part.body)


def _answered(
    name: str,
    query: Mapping[str, str],
    headers: Headers,
    body: Callable[[], bytes],
) -> batch.Answer:
    try:
        method = METHODS.get(name)
        if method is None:
            raise errors.no_method()
        secret = _key(query, headers)
        if not secret:
            raise errors.no_key()
        key = authorised(method.right, comments=1, secret=secret)
        answer = method.call(service(), key, body())
    except Exception as error:  # all is told in one shape
        return _told(error)
    pretty = query.get("prettyPrint") in ("true", "1")
    return batch.Answer(200, _encoded(answer, pretty))


def _key(query: Mapping[str, str], headers: Headers) -> str:
    """The key, wherever it is; empty where there is none."""
    kind, _, bearer = headers.get("Authorization", "").partition(" ")
    return (
        query.get("key", "")
        or headers.get("X-Goog-Api-Key", "")
        or (bearer.strip() if kind.lower() == "bearer" else "")
    ).strip()


def _told(error: Exception) -> batch.Answer:
    refused = errors.of(error)
    return batch.Answer(refused.status, _encoded(refused.body), refused.headers)


def _encoded(answer: dict[str, Any], pretty: bool = False) -> bytes:
    encoded = msgspec.json.encode(answer)
    return msgspec.json.format(encoded) if pretty else encoded


def _response(answer: batch.Answer) -> Response:
    return Response(answer.body, answer.status, answer.headers, content_type=JSON_TYPE)
