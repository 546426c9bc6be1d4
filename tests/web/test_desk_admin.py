"""Admin: each role against each action, and forms that no page of ours sent."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from moderation import rights
from moderation.rights import Right
from moderation.service import Service
from tests.desk_visits import send, signed_in
from tests.moderation.stories import count

OTHERS = [role for role, its in rights.RIGHTS.items() if Right.ADMIN not in its]


def actions(app: Flask, method: str, begin: str) -> list[str]:
    """All paths of the desk that begin so and take this method."""
    found = sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(begin) and method in (rule.methods or ())
    )
    assert found
    return [path.replace("<any(csv, ndjson):suffix>", "csv") for path in found]


@pytest.mark.parametrize("role", OTHERS)
def test_who_is_no_admin_does_nothing_of_what_admins_do(
    client: FlaskClient, service: Service, app: Flask, role: str
) -> None:
    signed_in(client, service, role=role)
    before = service.db.path.with_name("moderation.db-wal").stat().st_size
    written = count(service, "audit")
    for path in actions(app, "GET", "/admin"):
        assert client.get(path).status_code == 403, path
    for path in actions(app, "POST", "/admin"):
        form = {"name": "mo", "role": "admin", "site": "default"}
        assert send(client, path, **form).status_code == 403, path
    assert count(service, "audit") == written
    assert service.db.path.with_name("moderation.db-wal").stat().st_size == before


def test_nobody_who_is_not_signed_in_does_either(
    client: FlaskClient, service: Service, app: Flask
) -> None:
    for path in (*actions(app, "GET", "/admin"), *actions(app, "GET", "/audit")):
        assert client.get(path).location.startswith("/sign-in"), path


def test_a_form_without_the_token_of_this_session_is_refused(
    client: FlaskClient, service: Service, app: Flask
) -> None:
    signed_in(client, service, role="admin")
    written = count(service, "audit")
    paths = [
        *actions(app, "POST", "/admin"),
        *actions(app, "POST", "/account"),
        "/password/x",
        "/sign-in/code",
    ]
    for path in paths:
        for forged in ({}, {"csrf_token": "guess"}):
            form = {"name": "mo", "role": "lead", **forged}
            assert client.post(path, data=form).status_code == 400, path
    assert count(service, "audit") == written


def test_a_token_of_somebody_elses_session_is_worth_nothing(
    client: FlaskClient, service: Service, app: Flask
) -> None:
    stranger = app.test_client()
    signed_in(client, service, name="boss", role="admin")
    page = stranger.get("/sign-in").get_data(as_text=True)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    for path in actions(app, "POST", "/admin"):
        answer = client.post(path, data={"csrf_token": token, "name": "boss"})
        assert answer.status_code == 400, path


@pytest.mark.parametrize("role", rights.RIGHTS)
def test_who_may_read_the_audit_reads_it_and_others_do_not(
    client: FlaskClient, service: Service, app: Flask, role: str
) -> None:
    signed_in(client, service, role=role)
    allowed = Right.AUDIT in rights.RIGHTS[role]
    for path in actions(app, "GET", "/audit"):
        assert client.get(path).status_code == (200 if allowed else 403), path


@pytest.mark.parametrize(
    ("role", "link"),
    [
        *(("admin", "/admin/people"), ("lead", "/audit"), ("analyst", "/audit")),
        *(("moderator", ""), ("rules_editor", "")),
    ],
)
def test_the_way_there_is_shown_to_who_may_go_it(
    client: FlaskClient, service: Service, role: str, link: str
) -> None:
    signed_in(client, service, role=role)
    page = client.get("/").get_data(as_text=True)
    for each in ("/admin/people", "/audit"):
        assert (f'href="{each}"' in page) is (each == link)
