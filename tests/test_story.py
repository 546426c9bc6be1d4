"""One comment's whole way; read this first."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from flask.testing import FlaskClient
from standardwebhooks import Webhook

from moderation import learning
from moderation.service import Service
from moderation.store import endpoints
from moderation.store.database import now
from moderation.webhooks import signing
from moderation.webhooks.sending import Deliverer
from tests.desk_visits import send, signed_in
from tests.moderation.receiver import LOOPBACK


class Publisher(HTTPServer):
    """A publisher's receiver of webhooks; it verifies each signature."""

    def __init__(self, secret: str) -> None:
        super().__init__(("127.0.0.1", 0), Receiver)
        self.webhook = Webhook(secret)
        self.told: list[dict[str, object]] = []


class Receiver(BaseHTTPRequestHandler):
    server: Publisher

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.webhook.verify(body, headers)
        self.server.told.append(json.loads(body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_doubtful_comment_is_held_and_a_moderator_rejects_it(
    client: FlaskClient,
    service: Service,
    key: dict[str, str],
) -> None:
    # A publisher posts a comment; the service is not sure about it.
    posted = client.post(
        "/v1/comments",
        headers=key,
        json={
            "id": "7",
            "text": "Anyone who voted for this is a complete moron.",
            "article": {"id": "a", "title": "City votes for a tram"},
        },
    )
    assert posted.status_code == 201
    assert posted.json is not None
    assert posted.json["action"] == "hold"
    assert "insult" in {reason["code"] for reason in posted.json["reasons"]}

    # A moderator signs in, finds it in the queue, and rejects it.
    signed_in(client, service, name="mo")
    assert "<mark" in client.get("/").get_data(as_text=True)
    send(client, "/decide", id="7", version="1", action="reject", reason="insult")
    shown = client.get("/v1/comments/7", headers=key).json
    assert shown is not None
    assert (shown["status"], shown["decided_by"]) == ("rejected", "mo")
    assert [event["kind"] for event in shown["history"]] == [
        "received",
        "judged",
        "decided",
    ]


def test_the_publisher_is_told_once_and_signed(
    client: FlaskClient, service: Service, key: dict[str, str]
) -> None:
    secret = signing.new_secret()
    server = Publisher(secret)
    threading.Thread(target=server.serve_forever, args=(0.01,)).start()
    try:
        with service.db.writing() as db:
            url = f"http://127.0.0.1:{server.server_port}/"
            endpoints.add(db, "ep_1", "default", url, (), secret, now())
        client.post("/v1/comments", headers=key, json={"id": "1", "text": "Well said!"})
        sender = Deliverer(service.db, allowed=LOOPBACK)
        assert sender.send_due().sent == 1
        assert sender.send_due().sent == 0
        assert [told["type"] for told in server.told] == ["comment.approved"]
    finally:
        server.shutdown()
        server.server_close()


def test_the_judge_learns_what_its_moderators_reject(
    client: FlaskClient, service: Service, key: dict[str, str]
) -> None:
    for number in range(120):
        rejected = number % 3 == 0
        about = "my lawyer will sue" if rejected else "the tram stops near"
        text = f"House number {number}, {about} the market on street {number * 7}."
        client.post("/v1/comments", headers=key, json={"id": str(number), "text": text})
        client.post(
            f"/v1/comments/{number}/decisions",
            headers=key,
            json={"action": "reject" if rejected else "approve", "by": "mo"},
        )
    registry = service.judges.live.registry
    done = learning.retrain(service.db, registry, service.judges.live.ground, "default")
    assert done.promoted, done.why
    new = {"text": "Ask a lawyer whether to sue the market."}
    scored = client.post("/v1/score", headers=key, json=new).json
    assert scored is not None
    assert scored["scores"]["reject"] > 0.5
