"""A publisher's receiver of webhooks that answers as a test tells it to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from moderation import webhooks
from moderation.service import Service
from moderation.store import people


class Receiver(ThreadingHTTPServer):
    """Answers with `answers` in turn, then 204; keeps what it was told."""

    def __init__(self, *answers: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.secret = webhooks.new_secret()
        self.answers = list(answers)
        self.requests: list[tuple[dict[str, str], bytes]] = []

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.requests]

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.requests]


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append((headers, body))
        answers = self.server.answers
        status = answers.pop(0) if answers else 204
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def receiving(service: Service, *answers: int) -> Iterator[Receiver]:
    """A receiver that the default site's webhooks go to."""
    server = Receiver(*answers)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    with service.db.writing() as db:
        url = f"http://127.0.0.1:{server.server_port}/hook"
        people.set_webhook(db, "default", url, server.secret)
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
