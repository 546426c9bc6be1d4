"""The application: the judges and the database behind two doors."""

import secrets
import threading
from pathlib import Path

from flask import Flask, Response, request
from flask_wtf import CSRFProtect

import rules
from moderation.judges import Judges
from moderation.service import Service
from moderation.settings import Settings
from moderation.store import Database
from web import api, auth, desk, docs, errors, policy, status, straight
from web.compat import akismet, coral, openai, perspective
from web.desk import languages, openid
from web.guards import DESK_CSP, GUARDS, NOT_KEPT

BODY_BYTES = 664 * 1024
"""Of any request: 64 KB, and 200 KB of an article's text thrice, as JSON escapes such
as `\\u00e9` can swell it. `web.api.reading` holds the finer limits."""


def create_app(settings: Settings, *, demo: bool = False) -> Flask:
    """Everything that answers HTTP.

    Args:
        settings: where things are.
        demo: also serve `/demo`, the article where a newcomer may comment.

    Raises:
        StoreUnavailable: the data folder cannot be used.
    """
    app = Flask("web", static_folder=None, template_folder="desk/templates")
    app.config.update(
        SECRET_KEY=secret_key(settings.data),
        PUBLIC_URL=settings.public_url,
        MAX_CONTENT_LENGTH=BODY_BYTES,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        WTF_CSRF_TIME_LIMIT=None,  # a form left open over lunch still works
        WTF_CSRF_SSL_STRICT=settings.secure_cookies,
    )
    csrf = CSRFProtect(app)
    app.extensions["moderation"] = open_service(settings)
    app.extensions["streams"] = threading.Semaphore(settings.threads // 2)
    app.url_map.converters["comment"] = api.CommentId
    # A default in an address is no reason to redirect: who asks may not follow.
    app.url_map.redirect_defaults = False
    app.register_blueprint(api.blueprint)
    csrf.exempt(api.blueprint)  # keys, not cookies
    for face in (akismet, coral, openai, perspective):
        app.register_blueprint(face.blueprint)
        csrf.exempt(face.blueprint)
    app.register_blueprint(desk.blueprint)
    app.register_blueprint(policy.blueprint)
    app.register_blueprint(docs.blueprint)
    app.register_blueprint(status.blueprint)
    csrf.exempt(status.blueprint)  # its signed address is what lets somebody in
    if demo:
        from web import demo as demonstration

        app.register_blueprint(demonstration.blueprint)
    languages.register(app)
    openid.register(app, settings)
    errors.register(app)
    auth.register(app)
    app.after_request(_guard)
    straight.go_straight(app, perspective.LANES, api.LANES)
    return app


def open_service(settings: Settings) -> Service:
    """The database and the judges that the settings name."""
    judges = Judges.open(
        settings.models,
        kept=settings.models_kept,
        model=settings.model,
        rulebook=settings.rules,
        topic=settings.topic,
        scorers=settings.scorers,
        scorer_timeout=settings.scorer_timeout,
    )
    below = settings.hold_off_topic_below
    return Service(
        db=Database(
            settings.database, busy_timeout_ms=int(1000 * settings.busy_timeout)
        ),
        judges=judges,
        hold_off_topic_below=judges.topic.hold_below if below is None else below,
        webhook_private=settings.webhook_private,
        rules_file=settings.rules or rules.default_file(),
    )


def secret_key(data: Path) -> bytes:
    """The key that signs sessions: made once, readable by the owner only."""
    path = data / "secret-key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        draft = data / f".secret-key-{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_bytes(secrets.token_bytes(32))
        try:
            path.hardlink_to(draft)  # the first of two starting processes wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()


def _guard(response: Response) -> Response:
    endpoint = request.endpoint or ""
    told = GUARDS if endpoint == "desk.asset" else {**GUARDS, **NOT_KEPT}
    if endpoint.startswith("desk."):
        told = {**told, "Content-Security-Policy": DESK_CSP}
    for name, value in told.items():
        response.headers.setdefault(name, value)
    return response
