"""The calls that come for every comment are answered before Flask gets to see them.

Clients wait for them, and judging a comment takes no longer than what Flask does around
it: sessions, forgery checks, routing. What is answered is the same, to the header;
whatever is unusual goes through Flask.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.wsgi import get_host

from moderation.service import Service
from web.addresses import Addresses
from web.answer import Answer
from web.guards import GUARDS, NOT_KEPT

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_ALWAYS = {**GUARDS, **NOT_KEPT}


@dataclass(frozen=True)
class Asked:
    """A request whose body has a length, and what stands behind the door."""

    app: Flask
    environ: "WSGIEnvironment"
    length: int

    @property
    def service(self) -> Service:
        """What stands behind the door."""
        found: Service = self.app.extensions["moderation"]
        return found

    @property
    def query(self) -> str:
        """What stands behind the question mark."""
        found: str = self.environ.get("QUERY_STRING", "")
        return found

    @property
    def addresses(self) -> Addresses:
        """Where others find this service, as `web.addresses.here` has it."""
        scheme = self.environ["wsgi.url_scheme"]
        return Addresses.of(self.app, f"{scheme}://{get_host(self.environ)}/")

    def header(self, name: str) -> str:
        """One of its headers, by its name in lower case; "" where it is not there."""
        found: str = self.environ.get(f"HTTP_{name.upper().replace('-', '_')}", "")
        return found

    def body(self) -> bytes:
        """All of it; to be read once."""
        read: bytes = self.environ["wsgi.input"].read(self.length)
        return read


Lane = Callable[[Asked], Answer | None]
"""Answers one call, and never raises; `None` hands it on, its body unread."""
Lanes = Mapping[tuple[str, str], Lane]
"""By method and path."""


class Straight:
    """In front of an application: answers some calls, and hands on all others."""

    def __init__(self, app: Flask, behind: "WSGIApplication", lanes: Lanes) -> None:
        self._app = app
        self._behind = behind
        self._lanes = lanes

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """As WSGI has it."""
        lane = self._lanes.get((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        length = None if lane is None else self._length(environ)
        if lane is None or length is None:
            return self._behind(environ, start_response)
        answer = lane(Asked(self._app, environ, length))
        if answer is None:
            return self._behind(environ, start_response)
        headers = {**_ALWAYS, **answer.headers, "Content-Length": str(len(answer.body))}
        status = f"{answer.status} {HTTPStatus(answer.status).phrase}"
        start_response(status, list(headers.items()))
        return [answer.body]

    def _length(self, environ: "WSGIEnvironment") -> int | None:
        """Of a body that may be answered here; `None` for what goes on to Flask."""
        told = environ.get("CONTENT_LENGTH") or ""
        most = self._app.config["MAX_CONTENT_LENGTH"]
        usual = told.isascii() and told.isdigit() and len(told) < 10
        return int(told) if usual and int(told) <= most else None


def go_straight(app: Flask, *lanes: Lanes) -> None:
    """Answer some calls of an application straight."""
    all_of_them = {call: lane for each in lanes for call, lane in each.items()}
    app.wsgi_app = Straight(app, app.wsgi_app, all_of_them)  # type: ignore[method-assign]
