"""`comments:analyze` is answered before Flask gets to see it.

It is called once for every comment by clients that wait, and judging a comment takes
no longer than what Flask does around it: sessions, forgery checks, routing. What is
answered is the same, to the header; whatever is unusual goes through Flask.
"""

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from flask import Flask
from werkzeug.datastructures import EnvironHeaders

from moderation import keys, usage
from moderation.service import Service
from moderation.store.keys import Key
from web.auth import told_allowance
from web.compat.perspective.answering import JSON_TYPE, answered
from web.guards import GUARDS, NOT_KEPT

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

METHOD = "comments:analyze"
ADDRESS = f"/v1alpha1/{METHOD}"

_ALWAYS = {"Content-Type": JSON_TYPE, **GUARDS, **NOT_KEPT}


class Straight:
    """In front of an application: answers one address, and hands on all others."""

    def __init__(self, app: Flask, behind: "WSGIApplication") -> None:
        self._app = app
        self._behind = behind

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """As WSGI has it."""
        length = self._length(environ)
        if length is None:
            return self._behind(environ, start_response)
        service: Service = self._app.extensions["moderation"]
        left = dict[str, str]()

        def admit(right: str, secret: str) -> Key:
            key = keys.authorise(service.db, secret, right)
            left.update(told_allowance(usage.count(service.usage, key, 1)))
            return key

        query = parse_qs(environ.get("QUERY_STRING", ""))
        answer = answered(
            service,
            METHOD,
            {name: its[0] for name, its in query.items()},
            EnvironHeaders(environ),
            lambda: environ["wsgi.input"].read(length),
            admit,
        )
        headers = {**_ALWAYS, **left, **answer.headers}
        headers["Content-Length"] = str(len(answer.body))
        status = f"{answer.status} {HTTPStatus(answer.status).phrase}"
        start_response(status, list(headers.items()))
        return [answer.body]

    def _length(self, environ: "WSGIEnvironment") -> int | None:
        """Of a body that may be answered here; `None` for what goes on to Flask."""
        if environ["PATH_INFO"] != ADDRESS or environ["REQUEST_METHOD"] != "POST":
            return None
        told = environ.get("CONTENT_LENGTH") or ""
        most = self._app.config["MAX_CONTENT_LENGTH"]
        usual = told.isascii() and told.isdigit() and len(told) < 10
        return int(told) if usual and int(told) <= most else None


def go_straight(app: Flask) -> None:
    """Answer `comments:analyze` of an application straight."""
    app.wsgi_app = Straight(app, app.wsgi_app)  # type: ignore[method-assign]
