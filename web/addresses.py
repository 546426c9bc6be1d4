"""Where others find this service, and an author the page of a comment."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from itsdangerous import BadSignature, Signer, URLSafeSerializer
from werkzeug.exceptions import BadRequest, NotFound

from classifier.saying import N_
from moderation.comments import Comment

_SALT = "page of a comment"


@dataclass(frozen=True)
class Addresses:
    """What it is found at.

    Args:
        base: the address of all, with a slash at its end.
        secret: signs the addresses of comments.
    """

    base: str
    secret: str | bytes

    @classmethod
    def of(cls, app: Flask, asked: str) -> "Addresses":
        """Those of an application.

        Behind a proxy the address that a request names may be the proxy's own secret,
        or a sender's invention: where `MODERATION_PUBLIC_URL` is set, that is it.

        Args:
            asked: the address that a request named.

        Raises:
            BadRequest: it names no host, and the application does not know better.
        """
        base = app.config.get("PUBLIC_URL") or asked
        if not urlsplit(base).netloc:
            raise BadRequest("the header `Host`: wanted the name of a host")
        return cls(base, app.secret_key or "")

    def public(self, path: str) -> str:
        """The whole address of a path."""
        return self.base.rstrip("/") + path

    def status(self, comment: Comment) -> str:
        """Of a comment's page, signed: whoever has it sees the comment."""
        named = [comment.site, comment.id]
        return self.public(f"/status/{_signer(self.secret).dumps(named)}")


def here() -> Addresses:
    """Those of the request that Flask answers."""
    return Addresses.of(current_app, request.host_url)


def named(token: str) -> tuple[str, str]:
    """The site and the id of the comment that such an address names.

    Raises:
        NotFound: it is none of ours.
    """
    try:
        site, id = _signer(current_app.secret_key or "").loads(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise NotFound(N_("there is no such page")) from error
    return str(site), str(id)


@cache
def _signer(secret: str | bytes) -> URLSafeSerializer:
    derived = Signer(secret, salt=_SALT, key_derivation="django-concat").derive_key()
    return URLSafeSerializer(
        derived, salt=_SALT, signer_kwargs={"key_derivation": "none"}
    )
