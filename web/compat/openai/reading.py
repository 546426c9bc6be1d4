"""The body of `POST /v1/moderations`, to a model's name and the texts to judge."""

from typing import Any

import msgspec

from moderation.limits import COMMENT_BYTES

TEXTS = 1_000
"""Of one request."""

DEFAULT = "omni-moderation-latest"
KINDS = ("omni-moderation", "text-moderation")
"""How the names of models begin that may be asked for; all are answered by ours."""


class BadRequest(Exception):
    """What OpenAI's clients are told of a request that cannot be read.

    Attributes:
        param: the field at fault.
        code: its kind, if it has one.
    """

    def __init__(self, message: str, param: str | None, code: str | None = None):
        self.param, self.code = param, code
        super().__init__(message)


def request(raw: bytes) -> tuple[str, list[str]]:
    """The model asked for, and the texts: one result is due for each.

    Raises:
        BadRequest: it is no request, or has what is not read here, as an image.
    """
    try:
        given = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadRequest(
            "We could not parse the JSON body of your request.", None
        ) from None
    if not isinstance(given, dict):
        raise BadRequest("The body of your request must be a JSON object.", None)
    return _model(given.get("model")), _texts(given.get("input"))


def _model(given: Any) -> str:
    if given is None:
        return DEFAULT
    if not isinstance(given, str) or not given.startswith(KINDS) or len(given) > 100:
        raise BadRequest(
            f"Invalid value for 'model': wanted {DEFAULT} or another moderation model.",
            "model",
            "model_not_found",
        )
    return given


def _texts(given: Any) -> list[str]:
    if isinstance(given, str):
        return [_checked(given, "input")]
    if not isinstance(given, list) or not given:
        wanted = "a string, a list of strings, or a list of content parts"
        came = "nothing" if given is None else f"{_kind(given)}"
        raise BadRequest(f"'input': wanted {wanted}, got {came}.", "input")
    if len(given) > TEXTS:
        raise BadRequest(
            f"'input': wanted at most {TEXTS} texts, got {len(given)}.",
            "input",
            "array_above_max_length",
        )
    if all(isinstance(each, str) for each in given):
        return [_checked(each, f"input[{at}]") for at, each in enumerate(given)]
    parts = (_part(each, f"input[{at}]") for at, each in enumerate(given))
    return [_checked("\n".join(parts), "input")]


def _part(given: Any, param: str) -> str:
    """The text of one part of a content that is judged as a whole."""
    kind = given.get("type") if isinstance(given, dict) else None
    if kind == "image_url":
        raise BadRequest(
            f"'{param}': images are not judged here; send text parts only.",
            param,
            "unsupported_content_type",
        )
    text = given.get("text") if kind == "text" else None
    if not isinstance(text, str):
        wanted = '{"type": "text", "text": "..."}'
        raise BadRequest(f"'{param}': wanted {wanted}, got {_kind(given)}.", param)
    return text


def _checked(text: str, param: str) -> str:
    """Refuse what no judge reads.

    A NUL is dropped: what is sent from C-like buffers ends in one.
    """
    size = len(text.encode("utf-8", "replace"))
    if size > COMMENT_BYTES:
        raise BadRequest(
            f"'{param}': wanted at most {COMMENT_BYTES} bytes of UTF-8, got {size}.",
            param,
            "string_above_max_length",
        )
    return text.replace("\0", "")


def _kind(given: Any) -> str:
    names = {dict: "an object", list: "an empty list", str: "a string", bool: "a bool"}
    return names.get(type(given), "null" if given is None else "a number")
