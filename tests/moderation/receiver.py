"""A publisher's receiver of webhooks that answers as a test tells it to."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import Any

from moderation.service import Service
from moderation.store import endpoints
from moderation.store.database import now
from moderation.webhooks import signing
from moderation.webhooks.sending import Delivered, Deliverer

LOOPBACK = frozenset({ip_network("127.0.0.0/8")})
"""Where the receivers of tests are: not public, so it is to be allowed."""


class Receiver(ThreadingHTTPServer):
    """Answers with `answers` in turn, then 204; keeps what it was told.

    Attributes:
        headers: that it answers besides.
        body: that it answers.
        hangs: until this is set it answers nothing.
    """

    daemon_threads = True

    def __init__(self, *answers: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.secret = signing.new_secret()
        self.answers = list(answers)
        self.headers: dict[str, str] = {}
        self.body = b""
        self.hangs = threading.Event()
        self.hangs.set()
        self.asked = threading.Semaphore(0)
        self.id = ""
        self.requests: list[tuple[dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.requests]

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.requests]

    @property
    def told(self) -> list[tuple[str, str]]:
        """The types of messages, and the comments that they are about."""
        return [(each["type"], each["data"].get("id", "-")) for each in self.bodies]


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append((headers, body))
        self.server.asked.release()
        self.server.hangs.wait()
        answers = self.server.answers
        status = answers.pop(0) if answers else 204
        try:
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            for name, value in self.server.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(self.server.body)))
            self.end_headers()
            self.wfile.write(self.server.body)
        except ConnectionError:  # who asked has gone
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(server: Receiver) -> Iterator[Receiver]:
    """A receiver that nobody is sent to yet."""
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.hangs.set()
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def receiving(
    service: Service, *answers: int, site: str = "default", types: Sequence[str] = ()
) -> Iterator[Receiver]:
    """A receiver that a site's webhooks go to; those before it go there no more."""
    with serving(Receiver(*answers)) as server:
        move(service, server, site=site, types=types)
        yield server


def move(
    service: Service,
    server: Receiver,
    *,
    site: str = "default",
    types: Sequence[str] = (),
) -> None:
    """Let a site's one endpoint be this, with what waits for it."""
    with service.db.writing() as db:
        for known in endpoints.all_of(db, site):
            endpoints.change(db, known.id, url=server.url, types=types)
            endpoints.rotate(db, known.id, server.secret, at=now(), until=now())
            server.id = known.id
            return
    join(service, server, site=site, types=types)


def join(
    service: Service,
    server: Receiver,
    *,
    site: str = "default",
    types: Sequence[str] = (),
) -> str:
    """Add an endpoint to a site's; returns its id."""
    server.id = f"ep_{server.server_port}"
    with service.db.writing() as db:
        endpoints.add(db, server.id, site, server.url, types, server.secret, now())
    return server.id


def deliverer(service: Service, *, seconds: float = 15.0) -> Deliverer:
    """One that may send to receivers of tests."""
    return Deliverer(service.db, allowed=LOOPBACK, seconds=seconds)


def deliver(service: Service) -> Delivered:
    """Send what is due, and wait for it."""
    return deliverer(service).send_due()


def make_due(service: Service) -> None:
    """As if the time until the next tries were over."""
    with service.db.writing() as db:
        db.execute(
            "UPDATE deliveries SET next_try_at = '2000', leased_until = NULL "
            "WHERE next_try_at IS NOT NULL"
        )
        db.execute("UPDATE endpoints SET paused_until = NULL")
