"""Signatures of messages, as Standard Webhooks has them: HMAC-SHA256, version 1."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

SECRET_BYTES = 32
"""The specification asks for 24 to 64."""


def new_secret() -> str:
    """A signing secret in the form that the specification gives it."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature(secret: str, id: str, timestamp: int, body: str) -> str:
    """The signature of a message at a time in seconds since 1970.

    >>> signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    ...     "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}')
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{id}.{timestamp}.{body}".encode(), hashlib.sha256)
    return "v1," + base64.b64encode(signed).decode()


def headers(
    secrets: Sequence[str], id: str, timestamp: int, body: str
) -> dict[str, str]:
    """What tells a receiver which message it is, and that it is ours.

    Args:
        secrets: all that are in use; while one is rotated a receiver that knows either
            finds its signature.
    """
    signatures = [signature(secret, id, timestamp, body) for secret in secrets]
    return {
        "webhook-id": id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }
