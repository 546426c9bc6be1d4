"""Signing in at a provider of OpenID Connect, where the operator has set one.

The authorization code flow with PKCE, a state and a nonce, by Authlib, which the extra
`oidc` brings and which is loaded only where it is used. Whoever comes back is known by
the token's signature, issuer, audience, time and nonce; `moderation.people.openid` says
whether they may come in.
"""

import importlib.util
import logging
from typing import Any

from flask import Flask, current_app, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from moderation.errors import BadSetting, NotAllowed
from moderation.people import openid as story
from moderation.people.openid import Policy
from moderation.settings import Settings
from web import addresses
from web.desk.entering import blueprint, let_in, service
from web.desk.onward import within
from web.desk.retelling import sentence

NAME = "openid"
THEN = "openid_then"

TIMEOUT_SECONDS = 10
"""That the provider may take for each answer."""

LEEWAY_SECONDS = 120
"""By which its clock and ours may differ: what Authlib allows too."""

ALGORITHMS = frozenset(
    f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)
)
"""By which a token may be signed: by the provider's own key, never by none."""

log = logging.getLogger(__name__)


class Provider:
    """The provider, as the settings have it."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        # Here, so that this room can be read where the extra is not installed.
        from authlib.integrations.flask_client import OAuth

        self.issuer = settings.oidc_issuer or ""
        self.client_id = settings.oidc_client_id or ""
        self.policy = Policy(
            domain=settings.oidc_domain,
            claim=settings.oidc_claim,
            roles=settings.oidc_roles,
            role=settings.oidc_role,
            site=settings.oidc_site,
        )
        self._client: Any = OAuth(app).register(
            NAME,
            client_id=self.client_id,
            client_secret=settings.oidc_client_secret,
            server_metadata_url=self.issuer.rstrip("/")
            + "/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "default_timeout": TIMEOUT_SECONDS,
            },
        )

    def leave(self, back: str) -> ResponseReturnValue:
        """Send somebody there; they come back to `back`."""
        self._look()
        left: ResponseReturnValue = self._client.authorize_redirect(back)
        return left

    def claims(self) -> dict[str, Any]:
        """What the provider says of who came back, once it is proven.

        Raises:
            ValueError: it names another issuer than the settings, or says nothing.
        """
        self._look()
        token = self._client.authorize_access_token(
            leeway=LEEWAY_SECONDS,
            claims_options={
                "iss": {"essential": True, "value": self.issuer},
                "aud": {"essential": True, "value": self.client_id},
                "sub": {"essential": True},
            },
        )
        if "userinfo" not in token:
            raise ValueError("no id_token")
        return dict(token["userinfo"])

    def _look(self) -> None:
        """See that the provider is the one that is meant, and how it signs."""
        told = self._client.load_server_metadata()
        if told.get("issuer") != self.issuer:
            raise ValueError("another issuer")
        said = told.get("id_token_signing_alg_values_supported") or ["RS256"]
        told["id_token_signing_alg_values_supported"] = [
            each for each in said if each in ALGORITHMS
        ]


def register(app: Flask, settings: Settings) -> None:
    """Let people sign in at a provider, if one is set.

    Raises:
        BadSetting: one is, but not what this service is called there, or the extra is
            not installed.
    """
    if settings.oidc_issuer is None:
        return
    if not settings.oidc_client_id:
        raise BadSetting(
            "MODERATION_OIDC_CLIENT_ID: wanted what the provider calls this service, "
            "as MODERATION_OIDC_ISSUER is set, got nothing"
        )
    for needed in ("authlib", "requests"):
        if importlib.util.find_spec(needed) is None:
            raise BadSetting(
                f"MODERATION_OIDC_ISSUER: wanted {needed} to be installed; "
                "`pip install 'comment-moderation[oidc]'` brings it"
            )
    app.extensions[NAME] = Provider(app, settings)


@blueprint.app_template_global("has_openid")
def has_openid() -> bool:
    """Whether a provider is set."""
    return NAME in current_app.extensions


@blueprint.get("/sign-in/openid")
def leave_for_openid() -> ResponseReturnValue:
    """To the provider."""
    provider = _provider()
    for key in [key for key in session if key.startswith(f"_state_{NAME}_")]:
        session.pop(key)  # one way at a time: a cookie holds little
    session[THEN] = request.args.get("then", "")
    back = addresses.here().public(url_for("desk.back_from_openid"))
    try:
        return provider.leave(back)
    except Exception as error:  # whatever another's answer brings up
        return _refused(error)


@blueprint.get("/sign-in/openid/back")
def back_from_openid() -> ResponseReturnValue:
    """From the provider, with a code."""
    provider = _provider()
    then = session.get(THEN, "")
    try:
        claims = provider.claims()
    except Exception as error:  # whatever another's answer brings up
        return _refused(error)
    try:
        found = story.person(service().db, provider.policy, claims)
    except NotAllowed as error:
        flash(sentence(error), "notice")
        return redirect(url_for("desk.sign_in"))
    let_in(found, how="OpenID Connect")
    return redirect(within(then))


def _provider() -> Provider:
    """The provider that is set.

    Raises:
        NotFound: none is.
    """
    found: Provider | None = current_app.extensions.get(NAME)
    if found is None:
        raise NotFound
    return found


def _refused(error: Exception) -> ResponseReturnValue:
    """Back to the sign-in. What went wrong is logged by its kind alone: its words may
    have a code or a token in them.
    """
    log.warning("signing in by OpenID Connect failed: %s", type(error).__name__)
    flash(gettext("The provider did not sign you in. Try again."), "notice")
    return redirect(url_for("desk.sign_in"))
