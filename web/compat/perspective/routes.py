"""The addresses that Perspective's clients call."""

from urllib.parse import parse_qs, urlsplit

from flask import Blueprint, Response, current_app, request

from moderation.store.keys import Key
from web.answer import Answer
from web.auth import authorised, service
from web.compat.perspective import batch, discovery, errors
from web.compat.perspective.answering import JSON_TYPE, answered, key_of, told

blueprint = Blueprint("perspective", __name__)


@blueprint.post("/v1alpha1/<method>")
def call(method: str) -> Response:
    """One call."""
    answer = answered(
        service(),
        method,
        request.args,
        request.headers,
        lambda: request.get_data(cache=False),
        _admit,
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
        return _response(told(error))
    body, kind = batch.written([(part, _answered_part(part)) for part in parts])
    return Response(body, content_type=kind)


@blueprint.get("/$discovery/rest")
@blueprint.get("/discovery/v1/apis/commentanalyzer/<version>/rest")
def described(version: str | None = None) -> Response:
    """What the calls are, for clients that make theirs from it."""
    wanted = version or request.args.get("version", discovery.VERSION)
    if wanted != discovery.VERSION:
        return _response(told(errors.no_method()))
    root = current_app.config["PUBLIC_URL"] or request.url_root
    return Response(discovery.document(root), content_type=JSON_TYPE)


@blueprint.route(
    "/v1alpha1/<path:rest>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"]
)
def nothing(rest: str) -> Response:
    """What is not there is told in Google's shape too."""
    return _response(told(errors.no_method()))


def _answered_part(part: batch.Part) -> Answer:
    """What one call of a batch is answered; the outer call's key serves all."""
    try:
        address = urlsplit(part.target)
    except ValueError:
        return told(errors.no_method())
    method = address.path.removeprefix("/v1alpha1/")
    if part.method != "POST" or method == address.path:
        return told(errors.no_method())
    query = {name: its[0] for name, its in parse_qs(address.query).items()}
    headers = part.headers
    if not key_of(query, headers):
        key = key_of(request.args, request.headers)
        query = {**query, "key": key}
    return answered(service(), method, query, headers, lambda: part.body, _admit)


def _admit(right: str, secret: str) -> Key:
    return authorised(right, comments=1, secret=secret)


def _response(answer: Answer) -> Response:
    return Response(answer.body, answer.status, answer.headers, content_type=JSON_TYPE)
