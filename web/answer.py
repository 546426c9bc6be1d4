"""Answers in JSON, written the quick way."""

from typing import Any

import msgspec
from flask import Response

_encoder = msgspec.json.Encoder()


def encoded(body: Any, status: int = 200) -> Response:
    """An answer in JSON, or an empty one."""
    if body is None:
        return Response(status=status)
    if isinstance(body, Response):
        return body
    return Response(_encoder.encode(body), status, mimetype="application/json")
