"""Short ways to call as Perspective's clients do."""

import json
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

RUDE = "You are an idiot."
KIND = "Thank you for this careful report on the trams."
FINNISH = "Tämä on erittäin hyvä päätös, ja kiitän siitä koko kaupunginvaltuustoa."


class Caller:
    """A client with a key."""

    def __init__(self, client: FlaskClient, key: str) -> None:
        self.client = client
        self.key = key

    def post(self, body: Any, method: str = "analyze", query: str = "") -> TestResponse:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        address = f"/v1alpha1/comments:{method}?key={self.key}{query}"
        return self.client.post(address, data=raw, content_type="application/json")

    def analyze(self, text: str, *names: str, **more: Any) -> Any:
        wanted = {name: {} for name in names or ("TOXICITY",)}
        body = {"comment": {"text": text}, "requestedAttributes": wanted, **more}
        answer = self.post(body)
        assert answer.status_code == 200, answer.text
        assert answer.content_type == "application/json; charset=UTF-8"
        return answer.json

    def scores(self, text: str, *names: str, **more: Any) -> dict[str, float]:
        found = self.analyze(text, *names, **more).get("attributeScores", {})
        return {name: its["summaryScore"]["value"] for name, its in found.items()}

    def suggest(self, text: str, score: float, **more: Any) -> TestResponse:
        scores = {"TOXICITY": {"summaryScore": {"value": score}}}
        body = {"comment": {"text": text}, "attributeScores": scores, **more}
        return self.post(body, "suggestscore")

    def refused(self, body: Any, method: str = "analyze") -> tuple[int, Any]:
        answer = self.post(body, method)
        assert answer.json is not None
        assert answer.content_type == "application/json; charset=UTF-8"
        return answer.status_code, answer.json["error"]
