"""What HTTP has beside calls of the usual form is the same under each server."""

import json
import socket
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse

import pytest

from tests.served import Server
from web.app import BODY_BYTES


def asked(connection: HTTPConnection, method: str, path: str) -> HTTPResponse:
    connection.request(method, path)
    return connection.getresponse()


def posted(
    server: Server, headers: dict[str, str], *parts: bytes
) -> tuple[int, dict[str, str]]:
    """The answer to a comment that comes in parts, without a length unless given."""
    connection = HTTPConnection(*server.address, timeout=10)
    known = {"Authorization": f"Bearer {server.key}"}
    with suppress(BrokenPipeError, ConnectionResetError):  # refused before its end
        connection.request("POST", "/v1/comments", iter(parts), {**known, **headers})
    with connection.getresponse() as answer:
        told = json.loads(answer.read())
    connection.close()
    return answer.status, told


def test_a_body_without_a_length_is_read_to_its_end(server: Server) -> None:
    status, told = posted(
        server, {}, b'{"id": "parts", "te', b'xt": "Well', b' said!"}'
    )
    assert (status, told["id"]) == (201, "parts")


def test_a_body_that_is_too_large_is_refused_in_our_words(server: Server) -> None:
    size = BODY_BYTES + 1
    status, told = posted(server, {"Content-Length": str(size)}, b" " * size)
    assert (status, told["title"]) == (413, "Request Entity Too Large")


def test_a_body_without_a_length_is_not_read_without_end(server: Server) -> None:
    piece = b" " * 65_536
    status, _ = posted(server, {}, *(piece for _ in range(2 * BODY_BYTES // 65_536)))
    assert status in (400, 413)


def test_one_connection_carries_call_after_call(server: Server) -> None:
    connection = HTTPConnection(*server.address, timeout=10)
    whole = asked(connection, "GET", "/readyz")
    text, first = whole.read(), connection.sock
    head = asked(connection, "HEAD", "/readyz")
    assert head.read() == b""
    assert head.headers["Content-Length"] == str(len(text))
    assert asked(connection, "GET", "/readyz").read() == text
    assert connection.sock is first
    connection.close()


def test_a_proxy_of_this_machine_is_believed_that_it_was_asked_by_https(
    server: Server,
) -> None:
    body = b'{"id": "https", "text": "Well said!"}'
    _, told = posted(server, {"X-Forwarded-Proto": "https"}, body)
    assert told["status_url"].startswith("https://")
    _, told = posted(server, {}, body)
    assert told["status_url"].startswith("http://")


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("/v1/score", "application/json", b'{"text": "Well said!"}'),
        ("/v1/comments", "application/json", b'{"id": "cut", "text": "Well said!"}'),
        ("/v1/comments/batch", "application/x-ndjson", b'{"id": "cut", "text": "O"}\n'),
    ],
)
def test_a_body_that_breaks_off_before_its_length_is_not_taken(
    server: Server, path: str, kind: str, body: bytes
) -> None:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: here\r\nContent-Length: {len(body) + 9}\r\n"
        f"Content-Type: {kind}\r\nAuthorization: Bearer {server.key}\r\n\r\n"
    )
    with socket.create_connection(server.address, 5) as connection:
        connection.sendall(head.encode() + body)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(100).startswith(b"HTTP/1.1 400 ")


def test_who_goes_away_in_the_midst_of_a_body_is_not_waited_for(
    server: Server,
) -> None:
    head = (
        f"POST /v1/comments HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n"
        f"Authorization: Bearer {server.key}\r\n\r\n"
    )
    for _ in range(20):  # more than there are threads
        with socket.create_connection(server.address, 5) as connection:
            connection.sendall(head.encode() + b'{"id": "half", "text": "Well')
    began = time.monotonic()
    status, _ = posted(server, {}, b'{"id": "whole", "text": "Well said!"}')
    assert status in (200, 201)
    assert time.monotonic() < began + 5
