"""No key is in what is logged, wherever it came in."""

import io
import logging

import pytest

from web import logs


@pytest.mark.parametrize(
    "line",
    [
        "POST /v1alpha1/comments:analyze?key=SECRET9 HTTP/1.1",
        "GET /$discovery/rest?version=v1alpha1&key=SECRET9&alt=json",
        "GET /1.2/usage-limit?api_key=SECRET9",
        "POST /akismet/SECRET9/1.1/comment-check",
        "Authorization: Bearer SECRET9",
        "X-Goog-Api-Key: SECRET9",
        "invalid line 'apikey=SECRET9'",
        "host cm_secret9aaaa.example is unknown",
    ],
)
def test_a_key_is_not_to_be_read(line: str) -> None:
    assert "secret9" not in logs.without_keys(line).lower()
    assert "…" in logs.without_keys(line)


def test_what_is_no_key_stays() -> None:
    line = "webhook msg_1: answered 500; monkey=banana; next try never"
    assert logs.without_keys(line) == line


def test_a_logger_that_is_guarded_writes_no_key() -> None:
    written = io.StringIO()
    logger = logging.Logger("gunicorn.error.test")
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("[%(levelname)s] %(message)s"))
    logger.addHandler(handler)
    logs.guard(logger)
    logger.warning("Invalid request line: %r", "GET /x?key=SECRET9")
    assert written.getvalue() == "[WARNING] Invalid request line: 'GET /x?key=…'\n"
