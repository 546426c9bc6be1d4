"""Webhooks in the desk: added, changed, tested, switched, replayed, removed."""

import re

import pytest
from flask.testing import FlaskClient

from moderation import audit, review, sites
from moderation.service import Service
from moderation.store.audit import Wanted
from moderation.webhooks import endpoints, looking
from moderation.webhooks.endpoints import Made
from tests.desk_visits import send, signed_in
from tests.moderation.stories import RUDE, post

URL = "https://1.1.1.1/hook"  # by its number: nothing is looked up


@pytest.fixture
def admin(client: FlaskClient, service: Service) -> FlaskClient:
    return signed_in(client, service, name="boss", role="admin")


@pytest.fixture
def hook(service: Service) -> Made:
    return endpoints.make(service.db, "default", URL)


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def kinds(service: Service) -> list[str]:
    found = audit.search(service.db, Wanted(site="default", by="boss", text="webhook"))
    return [each.kind for each in found if each.kind.startswith("webhook")]


def test_a_webhook_is_added_and_its_secret_shown_once(
    admin: FlaskClient, service: Service
) -> None:
    form = {"url": f"{URL}?token=hush", "types": "comment.rejected"}
    page = send(admin, "/admin/webhooks", **form).get_data(as_text=True)
    found = re.search(r"whsec_[\w+/=]+", page)
    assert found is not None
    (known,) = endpoints.listed(service.db, "default")
    assert known.types == ("comment.rejected",)
    for path in ("/admin/webhooks", f"/admin/webhook?id={known.id}", "/audit"):
        assert found[0] not in text(admin, path)
    assert "hush" not in text(admin, "/audit")
    assert kinds(service) == ["webhook.added"]


@pytest.mark.parametrize(
    "form",
    [
        {"url": ""},
        {"url": "javascript:alert(1)"},
        {"url": "http://127.0.0.1/"},
        {"url": "https://user:word@1.1.1.1/"},
        {"url": URL, "types": "comment.burnt"},
    ],
    ids=["nothing", "script", "inside", "signed in", "type"],
)
def test_where_nothing_may_go_is_refused(
    admin: FlaskClient, service: Service, form: dict[str, str]
) -> None:
    assert send(admin, "/admin/webhooks", **form).status_code == 422
    assert endpoints.listed(service.db) == []


def test_address_and_types_are_changed(
    admin: FlaskClient, service: Service, hook: Made
) -> None:
    id, other = hook.endpoint.id, "https://8.8.8.8/"
    form = {"id": id, "url": other, "types": "comment.held"}
    assert send(admin, "/admin/webhook/change", **form).status_code == 302
    known = endpoints.find(service.db, id)
    assert (known.url, known.types) == (other, ("comment.held",))
    wrong = send(admin, "/admin/webhook/change", id=id, url="http://10.0.0.1/")
    assert wrong.status_code == 422
    assert kinds(service) == ["webhook.changed"]


def test_a_rotated_secret_is_shown_once(
    admin: FlaskClient, service: Service, hook: Made
) -> None:
    id = hook.endpoint.id
    answer = send(admin, "/admin/webhook/rotate", id=id, hours="1")
    page = answer.get_data(as_text=True)
    assert "whsec_" in page
    assert hook.secret not in page
    assert "whsec_" not in text(admin, f"/admin/webhook?id={id}")


def test_a_test_is_in_the_log(admin: FlaskClient, service: Service, hook: Made) -> None:
    id = hook.endpoint.id
    send(admin, "/admin/webhook/test", id=id)
    page = text(admin, f"/admin/webhook?id={id}")
    assert "webhook.test" in page
    assert "waiting" in page
    assert kinds(service) == ["webhook.tested"]


def test_disabled_it_is_not_tested_and_enabled_it_is(
    admin: FlaskClient, service: Service, hook: Made
) -> None:
    id = hook.endpoint.id
    send(admin, "/admin/webhook/disable", id=id)
    assert "disabled by hand" in text(admin, f"/admin/webhook?id={id}")
    assert send(admin, "/admin/webhook/test", id=id).status_code == 409
    send(admin, "/admin/webhook/enable", id=id)
    assert send(admin, "/admin/webhook/test", id=id).status_code == 302
    assert kinds(service)[::-1] == [
        *("webhook.disabled", "webhook.enabled", "webhook.tested"),
    ]


def test_a_message_is_sent_again_and_so_are_those_not_taken(
    admin: FlaskClient, service: Service, hook: Made
) -> None:
    id = hook.endpoint.id
    post(service, RUDE)
    review.approve(service.db, "default", "1", by="ann")
    with service.db.writing() as db:  # as if it was given up
        db.execute("UPDATE deliveries SET next_try_at = NULL")
    message = looking.log(service.db, id, "default")[0].id
    assert "failed" in text(admin, f"/admin/webhook?id={id}&state=failed")
    send(admin, "/admin/webhook/replay", id=id, message=message)
    assert looking.listed(service.db, "default")[0].waiting == 1
    with service.db.writing() as db:
        db.execute("UPDATE deliveries SET next_try_at = NULL")
    send(admin, "/admin/webhook/replay", id=id, days="2")
    assert looking.listed(service.db, "default")[0].waiting > 0
    lost = send(admin, "/admin/webhook/replay", id=id, message="msg_none")
    assert lost.status_code == 404
    assert send(admin, "/admin/webhook/replay", id=id).status_code == 422


def test_a_removed_webhook_is_gone(
    admin: FlaskClient, service: Service, hook: Made
) -> None:
    id = hook.endpoint.id
    assert send(admin, "/admin/webhook/remove", id=id).location == "/admin/webhooks"
    assert admin.get(f"/admin/webhook?id={id}").status_code == 404
    assert kinds(service) == ["webhook.removed"]


def test_another_sites_webhook_is_not_there(
    admin: FlaskClient, service: Service
) -> None:
    sites.add(service.db, "other")
    id = endpoints.make(service.db, "other", URL).endpoint.id
    assert id not in text(admin, "/admin/webhooks")
    assert admin.get(f"/admin/webhook?id={id}").status_code == 404
    for action in ("test", "disable", "enable", "remove"):
        assert send(admin, f"/admin/webhook/{action}", id=id).status_code == 404
    assert endpoints.find(service.db, id).disabled_at is None
