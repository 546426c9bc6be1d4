"""One call is answered, whoever brought it: alone, in a batch, or past Flask."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from werkzeug.datastructures import Headers

from moderation.service import Service
from moderation.store.keys import Key
from web.answer import Answer
from web.compat.perspective import calls, errors

JSON_TYPE = "application/json; charset=UTF-8"

Admit = Callable[[str, str], Key]
"""From a right and a secret to the key that has both; its call is counted."""


@dataclass(frozen=True)
class Method:
    """A call, and the right that it needs."""

    call: Callable[[Service, Key, bytes], dict[str, Any]]
    right: str


METHODS = {
    "comments:analyze": Method(calls.analyze, "submit"),
    "comments:suggestscore": Method(calls.suggest, "decide"),
}


def answered(
    service: Service,
    name: str,
    query: Mapping[str, str],
    headers: Headers,
    body: Callable[[], bytes],
    admit: Admit,
) -> Answer:
    """What a call is answered; never raises.

    Args:
        name: of the method.
        body: reads it, once the key is known to be good.
    """
    try:
        method = METHODS.get(name)
        if method is None:
            raise errors.no_method()
        secret = key_of(query, headers)
        if not secret:
            raise errors.no_key()
        key = admit(method.right, secret)
        encoded = msgspec.json.encode(method.call(service, key, body()))
    except Exception as error:  # all is told in one shape
        return told(error)
    if query.get("prettyPrint") in ("true", "1"):
        encoded = msgspec.json.format(encoded)
    return Answer(200, encoded)


def told(error: Exception) -> Answer:
    """What went wrong, as an answer."""
    refused = errors.of(error)
    body = msgspec.json.encode(refused.body)
    return Answer(refused.status, body, refused.headers)


def key_of(query: Mapping[str, str], headers: Headers) -> str:
    """The key, wherever it is; empty where there is none."""
    if found := query.get("key") or headers.get("X-Goog-Api-Key"):
        return found.strip()
    kind, _, bearer = headers.get("Authorization", "").partition(" ")
    return bearer.strip() if kind.lower() == "bearer" else ""
