"""The calls that come for every comment are answered before Flask gets to see them.

Clients wait for them, and judging a comment takes no longer than what Flask does around
it: sessions, forgery checks, routing. What is answered is the same, to the header;
whatever is unusual goes through Flask.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.sansio.utils import get_current_url
from werkzeug.wsgi import get_host, get_input_stream

from moderation.service import Service
from web.addresses import Addresses
from web.answer import Answer
from web.guards import GUARDS, NOT_KEPT

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOSTS = 100
"""Names by which this service was asked for whose addresses are remembered: a sender
may invent any number."""

_ALWAYS = {**GUARDS, **NOT_KEPT}


@dataclass(frozen=True)
class Asked:
    """A request whose body has a length, and what stands behind the door."""

    app: Flask
    environ: "WSGIEnvironment"

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
        scheme, host = self.environ["wsgi.url_scheme"], get_host(self.environ)
        return Addresses.of(self.app, _address(scheme, host))

    def header(self, name: str) -> str:
        """One of its headers, by its name in lower case; "" where it is not there."""
        found: str = self.environ.get(f"HTTP_{name.upper().replace('-', '_')}", "")
        return found

    def body(self) -> bytes:
        """All of it; to be read once.

        Raises:
            ClientDisconnected: there is less of it than was said.
        """
        return get_input_stream(self.environ).read()


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
        if environ.get("CONTENT_LENGTH"):
            # Servers promise that a body ends by itself. So it does where its sender
            # breaks off: without the promise it is held against its length.
            environ.pop("wsgi.input_terminated", None)
        lane = self._lanes.get((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        if lane is None or not self._has_usual_length(environ):
            return self._behind(environ, start_response)
        answer = lane(Asked(self._app, environ))
        if answer is None:
            return self._behind(environ, start_response)
        headers = {**_ALWAYS, **answer.headers, "Content-Length": str(len(answer.body))}
        status = f"{answer.status} {HTTPStatus(answer.status).phrase}"
        start_response(status, list(headers.items()))
        return [answer.body]

    def _has_usual_length(self, environ: "WSGIEnvironment") -> bool:
        """Whether the body says how long it is, and may be so long."""
        told = environ.get("CONTENT_LENGTH") or ""
        most: int = self._app.config["MAX_CONTENT_LENGTH"]
        return (
            told.isascii() and told.isdigit() and len(told) < 10 and int(told) <= most
        )


@lru_cache(HOSTS)
def _address(scheme: str, host: str) -> str:
    return get_current_url(scheme, host)


def go_straight(app: Flask, *lanes: Lanes) -> None:
    """Answer some calls of an application straight."""
    all_of_them = {call: lane for each in lanes for call, lane in each.items()}
    app.wsgi_app = Straight(app, app.wsgi_app, all_of_them)  # type: ignore[method-assign]
