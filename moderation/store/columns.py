"""Plain data in a column of text, as JSON: several times quicker than by `json`."""

from typing import Any

import msgspec

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder()


def encoded(data: Any) -> str:
    """Plain data, or what is made of data classes, as JSON.

    >>> encoded({"toxicity": 0.5})
    '{"toxicity":0.5}'
    """
    return _encoder.encode(data).decode()


def decoded(stored: str) -> Any:
    """The plain data again."""
    return _decoder.decode(stored)
