"""The contract tells of what webhooks are sent, and that is what they are sent."""

import json
from typing import Any

import msgspec
import pytest
from flask.testing import FlaskClient

from moderation.service import Service
from moderation.webhooks import endpoints, resending
from tests.moderation.stories import KIND
from web.api import contract, messages

Key = dict[str, str]
HOOK = "https://cms.example/hook"


@pytest.mark.parametrize("type", messages.KINDS)
def test_an_example_of_each_message_is_one(type: str) -> None:
    told = contract.document()["webhooks"][type]["post"]
    (content,) = told["requestBody"]["content"].values()
    message = msgspec.convert(content["example"], messages.KINDS[type][0])
    assert message.type == type


def test_what_is_sent_is_what_the_contract_tells(
    client: FlaskClient, service: Service, key: Key
) -> None:
    endpoint = endpoints.make(service.db, "default", HOOK, [], allowed=frozenset())
    resending.ping(service.db, endpoint.endpoint.id, site="default")
    path = "/v1/comments/41"
    for text in (
        KIND,
        "Anyone who voted for this is a complete moron.",
        f"{KIND} Yes.",
    ):
        client.post("/v1/comments", headers=key, json={"id": "41", "text": text})
    for action in ("reject", "approve"):
        decided = {"action": action, "by": "anna", "reason": "insult"}
        client.post(f"{path}/decisions", headers=key, json=decided)
    sent = kept(service)
    for message in sent:
        msgspec.convert(message, messages.KINDS[message["type"]][0])
    client.delete(path, headers=key)
    for message in kept(service):
        msgspec.convert(message, messages.KINDS[message["type"]][-1])
    assert {message["type"] for message in kept(service)} == set(messages.KINDS)


def kept(service: Service) -> list[dict[str, Any]]:
    with service.db.reading() as connection:
        rows = connection.execute("SELECT body FROM messages").fetchall()
    return [json.loads(row["body"]) for row in rows]
