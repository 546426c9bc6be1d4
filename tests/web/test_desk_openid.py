"""Signing in by OpenID Connect, at a real provider: who gets in, and who does not."""

import importlib.util
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient

from moderation import audit
from moderation.errors import BadSetting
from moderation.people import managing
from moderation.service import Service
from moderation.settings import Settings, read
from moderation.store import people
from moderation.store.audit import Wanted
from tests import needs
from tests.moderation.stories import person
from web.app import create_app

if TYPE_CHECKING:
    from tests.provider import Provider

ANN = {"sub": "17", "email": "ann@paper.example", "email_verified": True}
AGO = 3_600


@pytest.fixture
def provider() -> Iterator["Provider"]:
    for needed in ("authlib", "requests"):
        if importlib.util.find_spec(needed) is None:
            needs.missing(f"the package {needed}, of the extra oidc")
    from tests.provider import providing

    with providing() as made:
        made.claims = dict(ANN)
        yield made


def desk(service: Service, provider: "Provider", **settings: Any) -> FlaskClient:
    """A visitor of a desk with this provider."""
    from tests.provider import CLIENT, SECRET

    app = create_app(
        Settings(
            data=service.db.path.parent,
            oidc_issuer=provider.issuer,
            oidc_client_id=CLIENT,
            oidc_client_secret=SECRET,
            **settings,
        )
    )
    app.extensions["moderation"].db.close()
    app.extensions["moderation"] = service
    return app.test_client()


def leave(client: FlaskClient, then: str = "") -> str:
    """To the provider, who asks nothing; returns the address to come back to."""
    left = client.get(f"/sign-in/openid?then={then}")
    assert left.status_code == 302
    back = requests.get(left.location, allow_redirects=False, timeout=10)
    assert back.status_code == 302
    return back.headers["Location"].removeprefix("http://localhost")


def come(client: FlaskClient, then: str = "") -> str:
    """There and back; returns where that leads."""
    answer = client.get(leave(client, then))
    assert answer.status_code == 302
    return answer.location


def is_in(client: FlaskClient) -> bool:
    return client.get("/").status_code == 200


def told(client: FlaskClient) -> str:
    return client.get("/sign-in").get_data(as_text=True)


def known(service: Service) -> list[tuple[str, str]]:
    return [(its.name, its.role) for its in managing.listed(service.db)]


def test_who_has_a_role_by_default_comes_in_and_is_added(
    service: Service, provider: "Provider"
) -> None:
    client = desk(service, provider, oidc_role="moderator")
    assert come(client, "/decided") == "/decided"
    assert is_in(client)
    assert known(service) == [("ann@paper.example", "moderator")]
    kinds = [each.kind for each in audit.search(service.db, Wanted(site="default"))]
    assert kinds == ["user.signed_in", "user.added"]


def test_it_goes_by_code_with_pkce_state_and_nonce(
    service: Service, provider: "Provider"
) -> None:
    client = desk(service, provider, oidc_role="moderator")
    come(client)
    asked = dict(provider.asked)
    assert asked["authorize"]["response_type"] == "code"
    assert asked["authorize"]["code_challenge_method"] == "S256"
    assert len(asked["authorize"]["state"]) >= 20
    assert len(asked["authorize"]["nonce"]) >= 20
    assert len(asked["token"]["code_verifier"]) >= 43
    assert urlsplit(asked["authorize"]["redirect_uri"]).path == "/sign-in/openid/back"


def test_somebody_unknown_is_refused_where_no_role_is_set(
    service: Service, provider: "Provider"
) -> None:
    client = desk(service, provider)
    assert come(client) == "/sign-in"
    assert "you have no account here" in told(client)
    assert not is_in(client)
    assert known(service) == []


def test_whom_an_admin_has_added_is_known_by_a_verified_address_and_then_by_it(
    service: Service, provider: "Provider"
) -> None:
    managing.invite(service.db, "Ann@paper.example", "lead", site="default", by="boss")
    provider.claims["email_verified"] = False
    client = desk(service, provider)
    assert come(client) == "/sign-in"
    provider.claims["email_verified"] = True
    assert come(client) == "/"
    provider.claims = {"sub": "17"}  # another address, or none: still the same person
    assert come(client) == "/"
    provider.claims = {**ANN, "sub": "18"}  # another person with the address
    assert come(client) == "/sign-in"
    assert known(service) == [("Ann@paper.example", "lead")]


def test_somebody_with_a_password_is_not_taken_over_by_who_is_called_so_there(
    service: Service, provider: "Provider"
) -> None:
    person(service, "ann@paper.example", "admin")
    client = desk(service, provider, oidc_role="moderator")
    assert come(client) == "/sign-in"
    assert "somebody else is called as you are" in told(client)
    assert managing.find(service.db, "ann@paper.example").identity is None


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"nonce": "another"}, "nonce"),
        ({"nonce": None}, "no nonce"),
        ({"aud": "another"}, "audience"),
        ({"aud": "another", "azp": "desk"}, "audience, though we are the party"),
        ({"aud": None}, "no audience"),
        ({"exp": AGO}, "expired long ago"),
        ({"exp": None}, "no end"),
        ({"iss": "http://127.0.0.1/else"}, "issuer"),
        ({"iss": None}, "no issuer"),
        ({"sub": None}, "nobody"),
        ({"iat": 9_999_999_999}, "of the future"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_token_that_says_something_wrong_lets_nobody_in(
    service: Service, provider: "Provider", wrong: dict[str, Any], why: str
) -> None:
    provider.wrong = wrong
    client = desk(service, provider, oidc_role="moderator")
    assert come(client) == "/sign-in", why
    assert "did not sign you in" in told(client)
    assert not is_in(client)
    assert known(service) == []


def test_a_token_of_several_audiences_with_us_as_the_party_is_good(
    service: Service, provider: "Provider"
) -> None:
    provider.wrong = {"aud": ["desk", "another"], "azp": "desk"}
    assert come(desk(service, provider, oidc_role="moderator")) == "/"


def test_a_token_signed_by_somebody_else_lets_nobody_in(
    service: Service, provider: "Provider"
) -> None:
    from joserfc.jwk import RSAKey

    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"})
    client = desk(service, provider, oidc_role="moderator")
    assert come(client) == "/sign-in"
    assert not is_in(client)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_without_the_providers_own_signature_lets_nobody_in(
    service: Service, provider: "Provider", algorithm: str
) -> None:
    from joserfc.jwk import OctKey

    from tests.provider import SECRET

    provider.algorithm = algorithm
    provider.signs_with = OctKey.import_key(SECRET)
    client = desk(service, provider, oidc_role="moderator")
    assert come(client) == "/sign-in"
    assert not is_in(client)


def test_no_token_lets_nobody_in(service: Service, provider: "Provider") -> None:
    provider.gives_id_token = False
    client = desk(service, provider, oidc_role="moderator")
    assert come(client) == "/sign-in"
    assert not is_in(client)


def test_a_code_is_worth_nothing_in_another_browser_or_twice(
    service: Service, provider: "Provider"
) -> None:
    client = desk(service, provider, oidc_role="moderator")
    back = leave(client)
    other = client.application.test_client()
    assert other.get(back).location == "/sign-in"
    assert not is_in(other)
    assert client.get(back).location == "/"
    client.post("/sign-out")
    again = client.application.test_client()
    assert again.get(back).location == "/sign-in"


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x", "?code=x&state=x", "?error=access_denied"]
)
def test_who_was_never_sent_there_does_not_come_back(
    service: Service, provider: "Provider", query: str
) -> None:
    client = desk(service, provider, oidc_role="moderator")
    assert client.get(f"/sign-in/openid/back{query}").location == "/sign-in"
    assert not is_in(client)


def test_a_provider_that_calls_itself_otherwise_is_not_asked(
    service: Service, provider: "Provider"
) -> None:
    provider.published = {"issuer": "http://127.0.0.1/else"}
    client = desk(service, provider, oidc_role="moderator")
    assert client.get("/sign-in/openid").location == "/sign-in"
    assert provider.asked == []


def test_a_provider_that_is_away_is_told_and_passwords_still_work(
    service: Service, provider: "Provider"
) -> None:
    provider.issuer = "http://127.0.0.1:9"
    client = desk(service, provider, oidc_role="moderator")
    assert client.get("/sign-in/openid").location == "/sign-in"
    assert "did not sign you in" in told(client)


@pytest.mark.parametrize(
    ("claims", "let_in"),
    [
        (ANN, True),
        ({**ANN, "email": "ann@PAPER.example"}, True),
        ({**ANN, "email": "ann@other.example"}, False),
        ({**ANN, "email": "ann@evil-paper.example"}, False),
        ({**ANN, "email": "paper.example"}, False),
        ({**ANN, "email_verified": False}, False),
        ({"sub": "17"}, False),
    ],
    ids=["right", "capitals", "other", "suffix", "no at", "unverified", "none"],
)
def test_where_a_domain_is_set_nobody_else_gets_in(
    service: Service, provider: "Provider", claims: dict[str, Any], let_in: bool
) -> None:
    provider.claims = claims
    client = desk(service, provider, oidc_role="moderator", oidc_domain="paper.example")
    assert (come(client) == "/") is let_in
    assert is_in(client) is let_in


def test_groups_give_roles_anew_at_each_sign_in(
    service: Service, provider: "Provider"
) -> None:
    client = desk(
        service,
        provider,
        oidc_claim="teams",
        oidc_roles={"chiefs": "lead", "desk": "moderator"},
    )
    provider.claims = {**ANN, "teams": ["desk", "chiefs", "canteen"]}
    come(client)
    assert known(service) == [("ann@paper.example", "lead")]
    provider.claims["teams"] = "desk"
    come(client)
    assert known(service) == [("ann@paper.example", "moderator")]
    for nothing in ([], ["canteen"], None, {"desk": 1}, [["desk"]]):
        provider.claims["teams"] = nothing
        client = client.application.test_client()
        assert come(client) == "/sign-in"
        assert not is_in(client)


def test_who_is_disabled_does_not_come_in_by_this_door_either(
    service: Service, provider: "Provider"
) -> None:
    client = desk(service, provider, oidc_role="moderator")
    come(client)
    managing.disable(service.db, "ann@paper.example", by="boss")
    assert not is_in(client)
    assert come(client) == "/sign-in"
    assert "disabled" in told(client)


def test_who_proves_it_there_needs_no_second_factor_here(
    service: Service, provider: "Provider"
) -> None:
    with service.db.writing() as db:
        people.change_site(db, "default", factor_for=["moderator"])
    client = desk(service, provider, oidc_role="moderator")
    come(client)
    assert is_in(client)


def test_no_code_token_or_secret_is_logged(
    service: Service, provider: "Provider", caplog: pytest.LogCaptureFixture
) -> None:
    from tests.provider import SECRET

    caplog.set_level(logging.INFO)
    provider.wrong = {"nonce": "another"}
    client = desk(service, provider, oidc_role="moderator")
    come(client)
    said = "\n".join(
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith(("werkzeug", "urllib3"))  # the provider's own
    )
    assert "signing in by OpenID Connect failed" in said
    for secret in (provider.asked[-1][1]["code"], SECRET, "eyJ"):
        assert secret not in said


def test_somebody_is_sent_on_within_the_desk_alone(
    service: Service, provider: "Provider"
) -> None:
    client = desk(service, provider, oidc_role="moderator")
    assert come(client, "https://evil.example/") == "/"


def test_without_a_provider_there_is_no_way_to_one(
    client: FlaskClient, app: Flask
) -> None:
    assert "organisation" not in told(client)
    assert client.get("/sign-in/openid").status_code == 404
    assert client.get("/sign-in/openid/back").status_code == 404


def test_with_one_the_sign_in_shows_the_way(
    service: Service, provider: "Provider"
) -> None:
    page = told(desk(service, provider))
    assert 'href="/sign-in/openid"' in page


def test_a_provider_without_our_name_there_stops_the_start(service: Service) -> None:
    settings = Settings(
        data=service.db.path.parent, oidc_issuer="https://login.example"
    )
    with pytest.raises(BadSetting, match="MODERATION_OIDC_CLIENT_ID"):
        create_app(settings)


@pytest.mark.parametrize(
    ("variable", "given"),
    [
        ("OIDC_ISSUER", "http://login.example"),
        ("OIDC_ISSUER", "login.example"),
        ("OIDC_ROLES", "editors=king"),
        ("OIDC_ROLES", "editors"),
        ("OIDC_ROLE", "king"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(variable: str, given: str) -> None:
    with pytest.raises(BadSetting, match=f"MODERATION_{variable}"):
        read({f"MODERATION_{variable}": given})


def test_settings_of_a_provider_are_read_and_its_secret_is_not_shown() -> None:
    found = read(
        {
            "MODERATION_OIDC_ISSUER": "https://login.example/realm",
            "MODERATION_OIDC_ROLES": "cn=chiefs=lead, desk = moderator",
            "MODERATION_OIDC_CLIENT_SECRET": "hush",
        }
    )
    assert found.oidc_issuer == "https://login.example/realm"
    assert found.oidc_roles == {"cn=chiefs": "lead", "desk": "moderator"}
    assert found.oidc_client_secret == "hush"
    assert "hush" not in repr(found)
