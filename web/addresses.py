"""Where others find this service, and an author the page of a comment."""

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.exceptions import NotFound

from moderation.comments import Comment


def public(path: str) -> str:
    """The whole address of a path: as it is set, or as the request came.

    Behind a proxy the address that a request names may be the proxy's own secret, or a
    sender's invention: whoever sets `MODERATION_PUBLIC_URL` is not asked again.
    """
    base: str = current_app.config.get("PUBLIC_URL") or request.host_url
    return base.rstrip("/") + path


def status_url(comment: Comment) -> str:
    """The address of a comment's page, signed: whoever has it sees the comment."""
    return public("/status/" + _signer().dumps([comment.site, comment.id]))


def named(token: str) -> tuple[str, str]:
    """The site and the id of the comment that such an address names.

    Raises:
        NotFound: it is none of ours.
    """
    try:
        site, id = _signer().loads(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise NotFound("there is no such page") from error
    return str(site), str(id)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="page of a comment")
