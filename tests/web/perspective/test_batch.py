"""Many calls in one `multipart/mixed` body, as Google's libraries send them."""

import json
from email import message_from_bytes

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from moderation import keys
from moderation.service import Service
from tests.web.perspective.calling import KIND, RUDE, Caller


def part(text: str, id: str, *, key: str = "", target: str = "", more: str = "") -> str:
    wanted = {"comment": {"text": text}, "requestedAttributes": {"TOXICITY": {}}}
    target = target or f"/v1alpha1/comments:analyze?key={key}&alt=json"
    return "\n".join(
        (
            "Content-Type: application/http",
            "MIME-Version: 1.0",
            "Content-Transfer-Encoding: binary",
            f"Content-ID: {id}" if id else "X-None: 1",
            "",
            f"POST {target} HTTP/1.1",
            "content-type: application/json",
            more or "accept: application/json",
            "",
            json.dumps(wanted),
            "",
        )
    )


def send(
    client: FlaskClient,
    parts: list[str],
    *,
    ends: str = "\n",
    path: str = "/batch",
    **more: str,
) -> TestResponse:
    body = "".join(f"--=edge=\n{each}" for each in parts) + "--=edge=--\n"
    kind = 'multipart/mixed; boundary="=edge="'
    return client.post(
        path, data=body.replace("\n", ends), content_type=kind, headers=more
    )


def answers(response: TestResponse) -> list[tuple[str, int, dict[str, object]]]:
    assert response.status_code == 200, response.text
    head = f"Content-Type: {response.content_type}\n\n".encode()
    found = []
    for each in message_from_bytes(head + response.data).get_payload():
        assert each["Content-Type"] == "application/http"
        status, _, rest = each.get_payload(decode=True).partition(b"\r\n")
        inner = message_from_bytes(rest)
        assert int(inner["Content-Length"]) == len(inner.get_payload())
        body = json.loads(inner.get_payload())
        found.append((each["Content-ID"], int(status.split()[1]), body))
    return found


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("path", ["/batch", "/batch/commentanalyzer/v1alpha1"])
def test_each_part_is_answered_by_itself_in_order(
    caller: Caller, ends: str, path: str
) -> None:
    parts = [
        part(text, f"<a-b + {number}>", key=caller.key)
        for number, text in enumerate((KIND, "", RUDE))
    ]
    found = answers(send(caller.client, parts, ends=ends, path=path))
    assert [(id, status) for id, status, _ in found] == [
        ("<response-a-b + 0>", 200),
        ("<response-a-b + 1>", 400),
        ("<response-a-b + 2>", 200),
    ]
    assert found[0][2] == caller.analyze(KIND)
    assert found[1][2]["error"]["message"] == "Comment must be non-empty."  # type: ignore[index]
    assert found[2][2] == caller.analyze(RUDE)


def test_a_part_may_bring_its_key_or_take_that_of_the_whole(caller: Caller) -> None:
    plain = "/v1alpha1/comments:analyze?alt=json"
    parts = [
        part(KIND, "", target=plain, more=f"Authorization: Bearer {caller.key}"),
        part(KIND, "", target=f"https://host.example{plain}&key=wrong"),
        part(KIND, "", target=plain),
    ]
    statuses = [status for _, status, _ in answers(send(caller.client, parts))]
    assert statuses == [200, 400, 403]
    outer = send(caller.client, parts, Authorization=f"Bearer {caller.key}")
    assert [status for _, status, _ in answers(outer)] == [200, 400, 200]


def test_up_to_a_hundred_may_come_at_once(caller: Caller) -> None:
    one = part(KIND, "<x + 1>", key=caller.key)
    assert len(answers(send(caller.client, [one] * 100))) == 100
    refused = send(caller.client, [one] * 101)
    assert refused.status_code == 400
    assert refused.json is not None
    assert "found 101 calls, and at most 100" in refused.json["error"]["message"]


def test_a_limit_that_is_reached_in_the_midst_refuses_the_rest(
    client: FlaskClient, service: Service
) -> None:
    key = keys.make(service.db, "slow", "default", keys.RIGHTS, per_minute=2)
    found = send(client, [part(KIND, "", key=key)] * 3)
    assert [status for _, status, _ in answers(found)] == [200, 200, 429]
    assert b"Retry-After: " in found.data


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "nonsense",
        "Content-Type: application/http\n\nGET /v1alpha1/comments:analyze HTTP/1.1\n\n",
        "Content-Type: application/http\n\nPOST /batch HTTP/1.1\n\n{}",
        "Content-Type: application/http\n\nPOST /v1alpha1/x/../comments:analyze\n\n",
        "Content-Type: application/http\n\nPOST http://[/v1alpha1/comments:analyze\n\n",
    ],
)
def test_a_part_that_is_no_call_fails_alone(caller: Caller, bad: str) -> None:
    parts = [bad + "\n", part(KIND, "", key=caller.key)]
    statuses = [status for _, status, _ in answers(send(caller.client, parts))]
    assert statuses == [404, 200]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/mixed; boundary=x"),
        (b"--x--\n", "multipart/mixed; boundary=x"),
        (b"{}", "application/json"),
        (b"--x\n\n--x--", "multipart/mixed"),
    ],
)
def test_what_is_no_batch_is_refused(
    client: FlaskClient, body: bytes, kind: str
) -> None:
    answer = client.post("/batch", data=body, content_type=kind)
    assert answer.status_code == 400
    assert answer.json is not None
    told = answer.json["error"]
    assert told["status"] == "INVALID_ARGUMENT"
    assert told["message"].startswith("Failed to parse batch request: ")


def test_an_id_begins_no_line_of_its_own(caller: Caller) -> None:
    sly = part(KIND, "<a\x0bSet-Cookie: x\x85\x00>", key=caller.key)
    ((id, status, _),) = answers(send(caller.client, [sly]))
    assert (id, status) == ("<response-aSet-Cookie: x>", 200)
