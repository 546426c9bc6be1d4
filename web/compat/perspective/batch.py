"""Many calls in one: HTTP requests in a `multipart/mixed` body, and their answers.

Clients end lines with LF or CRLF; both are read, and CRLF is written.
"""

import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from werkzeug.datastructures import Headers
from werkzeug.http import parse_options_header

from web.answer import Answer
from web.compat.perspective import errors
from web.compat.perspective.answering import JSON_TYPE

MOST_PARTS = 100
"""Calls in one batch, as with Google."""

BODY_BYTES = MOST_PARTS * 64 * 1024
"""Of a batch: of each call about thrice the longest comment."""

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_REQUEST_LINE = re.compile(rb"([A-Z]{1,10}) (\S{1,8000})(?: HTTP/\d\.\d)?")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")


@dataclass(frozen=True)
class Part:
    """One call; `id` is its Content-ID, "" if it has none."""

    id: str
    method: str
    target: str
    headers: Headers
    body: bytes


def read(content_type: str, raw: bytes) -> Sequence[Part]:
    """The calls of a batch.

    Raises:
        Refused: it is none, or has none or too many of them.
    """
    kind, options = parse_options_header(content_type)
    boundary = options.get("boundary", "")
    if not kind.startswith("multipart/") or not boundary:
        raise _unreadable("wanted multipart/mixed with a boundary")
    edge = re.escape(boundary.encode("latin-1", "replace"))
    pieces = re.split(rb"(?:\A|\r?\n)--" + edge + rb"(?=--|[ \t]*\r?\n)", raw)
    bodies = [piece for piece in pieces[1:] if not piece.startswith(b"--")]
    if not bodies:
        raise _unreadable("found no call in it")
    if len(bodies) > MOST_PARTS:
        raise _unreadable(f"found {len(bodies)} calls, and at most {MOST_PARTS} may be")
    return [_part(each) for each in bodies]


def written(answered: Iterable[tuple[Part, Answer]]) -> tuple[bytes, str]:
    """The answers as one body, and its content type."""
    boundary = f"batch_{secrets.token_urlsafe(18)}"
    parts = [_written(part, answer) for part, answer in answered]
    edge = f"--{boundary}".encode()
    body = b"".join(edge + b"\r\n" + part + b"\r\n" for part in parts)
    return body + edge + b"--\r\n", f"multipart/mixed; boundary={boundary}"


def _part(raw: bytes) -> Part:
    """One call. What is no request at all is taken for one that nothing answers."""
    outer, _, inner = _parted(raw.lstrip(b" \t\r\n"))
    lines, _, body = _parted(inner.lstrip(b"\r\n"))
    first, _, rest = lines.partition(b"\n")
    request = _REQUEST_LINE.fullmatch(first.strip())
    method, target = request.groups() if request else (b"", b"")
    return Part(
        id=_headers(outer).get("Content-ID", "").strip(),
        method=method.decode(),
        target=target.decode("utf-8", "replace"),
        headers=_headers(rest),
        body=body.strip(b"\r\n"),
    )


def _parted(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """What is before the first blank line, the line, and what is behind it."""
    found = _BLANK_LINE.search(raw)
    if found is None:
        return raw, b"", b""
    return raw[: found.start()], found[0], raw[found.end() :]


def _headers(lines: bytes) -> Headers:
    found = Headers()
    for line in lines.decode("utf-8", "replace").split("\n"):
        name, colon, value = line.partition(":")
        if colon and name.strip():
            found.add(_printable(name.strip()), _printable(value.strip()))
    return found


def _written(part: Part, answer: Answer) -> bytes:
    phrase = HTTPStatus(answer.status).phrase
    lines = ["Content-Type: application/http"]
    if part.id:
        lines.append(f"Content-ID: {_response_id(part.id)}")
    lines += ["", f"HTTP/1.1 {answer.status} {phrase}"]
    lines.append(f"Content-Type: {JSON_TYPE}")
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    lines += [f"Content-Length: {len(answer.body)}", "", ""]
    return "\r\n".join(lines).encode() + answer.body


def _response_id(id: str) -> str:
    """As Google marks it: `<response-...>`."""
    return f"<response-{id[1:]}" if id.startswith("<") else f"response-{id}"


def _printable(value: str) -> str:
    """Nothing that could begin a line of its own."""
    return _UNPRINTABLE.sub("", value)[:300]


def _unreadable(why: str) -> errors.Refused:
    told = f"Failed to parse batch request: {why}."
    return errors.Refused(400, errors.INVALID, told)
