"""Keys in the desk: made and shown once, limited, rotated, revoked."""

import re

import pytest
from flask.testing import FlaskClient

from moderation import audit, keys, sites
from moderation.errors import BadCredentials
from moderation.service import Service
from moderation.store.audit import Wanted
from tests.desk_visits import send, signed_in


@pytest.fixture
def admin(client: FlaskClient, service: Service) -> FlaskClient:
    return signed_in(client, service, name="boss", role="admin")


def once(page: str) -> str:
    found = re.search(r'<code class="once" dir="ltr">([^<]+)</code>', page)
    assert found is not None
    return found[1]


def made(admin: FlaskClient, **more: str) -> str:
    fields = {"name": "cms", "rights": "submit", **more}
    return once(send(admin, "/admin/keys", **fields).get_data(as_text=True))


def entries(service: Service) -> list[tuple[str, str, str]]:
    found = audit.search(service.db, Wanted(site="default", by="boss"))
    return [(each.kind, each.about, repr(each.details)) for each in found]


def test_a_key_is_shown_once_and_works(admin: FlaskClient, service: Service) -> None:
    key = made(admin, per_minute="60")
    known = keys.authorise(service.db, key, "submit")
    assert (known.name, known.site, known.per_minute) == ("cms", "default", 60)
    for path in ("/admin/keys", "/admin/key?name=cms", "/audit"):
        page = admin.get(path).get_data(as_text=True)
        assert "cms" in page
        assert key not in page
    assert key not in repr(entries(service))
    assert entries(service)[0][:2] == ("key.made", "key cms")


@pytest.mark.parametrize(
    "form",
    [
        {"name": "cms"},
        {"name": " ", "rights": "submit"},
        {"name": "cms", "rights": "everything"},
        {"name": "cms", "rights": "submit", "per_minute": "0"},
        {"name": "cms", "rights": "submit", "per_minute": "-1"},
        {"name": "cms", "rights": "submit", "per_minute": "many"},
    ],
    ids=["no right", "no name", "right", "zero", "minus", "word"],
)
def test_a_wrong_form_makes_no_key(
    admin: FlaskClient, service: Service, form: dict[str, str]
) -> None:
    assert send(admin, "/admin/keys", **form).status_code == 422
    assert keys.listed(service.db, "default") == []


def test_a_rotated_key_is_shown_once_and_the_old_one_stops(
    admin: FlaskClient, service: Service
) -> None:
    old = made(admin)
    answer = send(admin, "/admin/key/rotate", name="cms", hours="0")
    new = once(answer.get_data(as_text=True))
    assert keys.authorise(service.db, new, "submit").name == "cms"
    with pytest.raises(BadCredentials, match="rotated"):
        keys.authorise(service.db, old, "submit")
    assert entries(service)[0][0] == "key.rotated"
    assert new not in repr(entries(service))
    many = send(admin, "/admin/key/rotate", name="cms", hours="721")
    assert many.status_code == 422


def test_a_limit_is_set_and_taken_away(admin: FlaskClient, service: Service) -> None:
    made(admin)
    send(admin, "/admin/key/limit", name="cms", per_minute="5")
    assert keys.listed(service.db, "default")[0].per_minute == 5
    send(admin, "/admin/key/limit", name="cms", per_minute="")
    assert keys.listed(service.db, "default")[0].per_minute is None


def test_a_revoked_key_is_good_for_nothing(
    admin: FlaskClient, service: Service
) -> None:
    key = made(admin)
    assert send(admin, "/admin/key/revoke", name="cms").status_code == 302
    with pytest.raises(BadCredentials):
        keys.authorise(service.db, key, "submit")
    assert "revoked" in admin.get("/admin/keys").get_data(as_text=True)
    for path in ("revoke", "rotate", "limit"):
        again = send(admin, f"/admin/key/{path}", name="cms", hours="1", per_minute="")
        assert again.status_code == 404


def test_when_a_key_was_used_last_is_told(
    admin: FlaskClient, key: dict[str, str]
) -> None:
    assert "never" in admin.get("/admin/keys").get_data(as_text=True)
    answer = admin.post("/v1/score", json={"text": "Hello!"}, headers=key)
    assert answer.status_code == 200
    assert "never" not in admin.get("/admin/keys").get_data(as_text=True)
    assert "1" in admin.get("/admin/key?name=test").get_data(as_text=True)


def test_another_sites_key_is_not_there(admin: FlaskClient, service: Service) -> None:
    sites.add(service.db, "other")
    keys.make(service.db, "theirs", "other", frozenset({"read"}))
    assert "theirs" not in admin.get("/admin/keys").get_data(as_text=True)
    assert admin.get("/admin/key?name=theirs").status_code == 404
    assert send(admin, "/admin/key/revoke", name="theirs").status_code == 404
