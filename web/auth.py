"""Which key a request comes with, what it may, and how much of it is left."""

from flask import Flask, Response, current_app, g, request

from moderation import keys, usage
from moderation.errors import BadCredentials, TooManyComments
from moderation.service import Service
from moderation.store.keys import Key


def service() -> Service:
    """What stands behind the door."""
    found: Service = current_app.extensions["moderation"]
    return found


def bearer() -> str:
    """The key of the header `Authorization`.

    Raises:
        BadCredentials: there is none.
    """
    return bearer_of(request.headers.get("Authorization", ""))


def bearer_of(header: str) -> str:
    """As `bearer`, of the header's value; "" where there is none.

    Raises:
        BadCredentials: there is no key in it.
    """
    kind, _, key = header.partition(" ")
    if kind.lower() != "bearer" or not key.strip():
        raise BadCredentials(
            "wanted the header `Authorization: Bearer KEY`, got "
            + ("none" if not kind else "another")
        )
    return key.strip()


def authorised(right: str, *, comments: int = 0, secret: str | None = None) -> Key:
    """The key of a request, which has a right; its call is counted.

    Args:
        comments: that the call brings.
        secret: the key, where another than `bearer` is meant.

    Raises:
        BadCredentials: there is no key, or nobody has it.
        NotAllowed: it lacks the right.
        TooManyComments: it has sent as many as it may.
    """
    known = keys.authorise(service().db, bearer() if secret is None else secret, right)
    count(known, comments)
    return known


def count(key: Key, comments: int) -> None:
    """Count a call of a key that is known already.

    Raises:
        TooManyComments: it has sent as many as it may.
    """
    try:
        g.allowance = usage.count(service().usage, key, comments)
    except TooManyComments as error:
        g.allowance = used_up(error)
        raise


def used_up(error: TooManyComments) -> usage.Allowance:
    """What is left of a key's limit that was refused."""
    return usage.Allowance(error.limit, 0, error.wait)


def register(app: Flask) -> None:
    """Let answers say what is left of a key's limit."""
    app.after_request(_tell_allowance)


def _tell_allowance(response: Response) -> Response:
    response.headers.update(told_allowance(g.get("allowance")))
    return response


def told_allowance(allowance: usage.Allowance | None) -> dict[str, str]:
    """What is left of a key's limit, as headers; none for a key without."""
    if allowance is None:
        return {}
    return {
        "RateLimit-Limit": str(allowance.limit),
        "RateLimit-Remaining": str(allowance.left),
        "RateLimit-Reset": str(allowance.wait),
    }
