"""Signatures are those of Standard Webhooks, for every secret in use."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some
from standardwebhooks import Webhook, WebhookVerificationError

from moderation.store.database import now
from moderation.webhooks import signing

VECTOR = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"


def test_the_published_vector_is_signed_as_published() -> None:
    signed = signing.signature(VECTOR, ID, 1614265330, '{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(some.text(alphabet=some.characters(codec="utf-8")), some.integers(0, 2**31))
def test_any_body_is_signed_as_by_the_genuine_package(body: str, at: int) -> None:
    secret = signing.new_secret()
    theirs = Webhook(secret).sign(ID, datetime.fromtimestamp(at, UTC), body)
    assert signing.signature(secret, ID, at, body) == theirs


def test_each_secret_in_use_verifies_and_no_other() -> None:
    secrets = [signing.new_secret() for _ in "ab"]
    headers = signing.headers(secrets, ID, int(now().timestamp()), "{}")
    for secret in secrets:
        assert Webhook(secret).verify("{}", headers) == {}
    with pytest.raises(WebhookVerificationError):
        Webhook(signing.new_secret()).verify("{}", headers)


def test_a_secret_is_random_and_of_the_length_that_is_asked_for() -> None:
    made = {signing.new_secret() for _ in range(20)}
    assert len(made) == 20
    assert all(
        24 <= len(base64.b64decode(each.removeprefix("whsec_"))) <= 64 for each in made
    )
