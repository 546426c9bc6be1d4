"""Answers in JSON, written the quick way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from flask import Response

JSON = "application/json"
_encoder = msgspec.json.Encoder()


@dataclass(frozen=True)
class Answer:
    """What is answered, before Flask has anything to do with it.

    Attributes:
        headers: besides those that tell how long it is, and that guard every answer.
    """

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def encoded(body: Any, status: int = 200) -> Response:
    """An answer in JSON, or an empty one."""
    if body is None:
        return Response(status=status)
    if isinstance(body, Response):
        return body
    return Response(as_bytes(body), status, mimetype=JSON)


def as_bytes(body: Any) -> bytes:
    """Plain data in JSON."""
    return _encoder.encode(body)
