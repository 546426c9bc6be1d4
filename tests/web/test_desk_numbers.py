"""Numbers that nobody meant, in addresses and forms: told so, no error of ours."""

import pytest
from flask.testing import FlaskClient

from moderation.comments import Author
from moderation.service import Service
from tests.desk_visits import send, signed_in
from tests.moderation.stories import post

TOO_LARGE = ("9" * 19, "9" * 5_000)


@pytest.mark.parametrize("number", TOO_LARGE)
@pytest.mark.parametrize(
    "address",
    [
        "/audit?before={}",
        "/audit/decisions?before={}",
        "/authors/x?after={}",
        "/search?before={}",
        "/templates/{}",
        "/many/{}",
        "/rules/jobs/{}",
        "/rules/history/{}",
        "/rules/history/0?against={}",
        "/rules/back/{}",
        "/rules/backtests/{}",
        "/admin/webhook?id=x&before={}",
    ],
)
def test_nothing_is_at_a_number_that_cannot_be(
    client: FlaskClient, service: Service, address: str, number: str
) -> None:
    post(service, "A tram.", "1", author=Author(id="x"))
    signed_in(client, service, role="admin")
    assert client.get(address.format(number)).status_code == 404


@pytest.mark.parametrize("number", ["", "0", "9" * 18, "x", "-" + "9" * 19])
def test_any_number_that_can_be_is_gone_on_from_and_what_is_none_is_passed_over(
    client: FlaskClient, service: Service, number: str
) -> None:
    signed_in(client, service, role="admin")
    for address in ("/audit?before=", "/search?before="):
        assert client.get(address + number).status_code == 200


@pytest.mark.parametrize("number", [*TOO_LARGE, "-1", "x", "\u0663"])
def test_a_key_that_cannot_be_is_refused(
    client: FlaskClient, service: Service, number: str
) -> None:
    signed_in(client, service)
    answer = send(client, "/many", action="approve", key=[number, f"{number}:1"])
    assert answer.status_code == 422


@pytest.mark.parametrize("key", ["123456", "9" * 18])
def test_keys_of_no_comment_are_left_out(
    client: FlaskClient, service: Service, key: str
) -> None:
    signed_in(client, service)
    keys = [f"{int(key) - n}:1" for n in range(25)]
    assert send(client, "/many", action="approve", key=keys).status_code == 200
    send(client, "/many", action="approve", key=keys, confirmed="1")
    assert client.get("/many/1").status_code == 200


def test_a_key_that_is_sent_twice_counts_once(
    client: FlaskClient, service: Service
) -> None:
    key = f"{post(service, 'A tram.', '1').key}:1"
    signed_in(client, service)
    answer = send(client, "/many", action="approve", key=[key] * 25)
    assert answer.location == "/many/1"
