"""The desk: who gets in, what they see, and that nothing hostile runs there."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from moderation import accounts, queue, review
from moderation.comments import Action, Article, Author, Status
from moderation.service import Service
from moderation.settings import Settings
from moderation.store import people
from moderation.store.database import now
from tests.desk_visits import send, sign_in, signed_in
from tests.moderation.stories import KIND, RUDE, person, post
from web.app import create_app

PAGES = ["/", "/decided", "/comments/1"]
OURS = re.compile(r'<script[^>]* src="/desk/static/[a-z0-9./?=-]+"[^>]*>')
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }}"


@pytest.fixture
def desk(client: FlaskClient, service: Service) -> FlaskClient:
    return signed_in(client, service)


def status(service: Service, id: str = "1") -> Status:
    return queue.find(service.db, "default", id).status


@pytest.mark.parametrize("path", PAGES)
def test_nobody_sees_a_page_before_signing_in(
    client: FlaskClient, service: Service, path: str
) -> None:
    post(service, RUDE)
    answer = client.get(path)
    assert answer.status_code == 302
    assert urlsplit(answer.location).path == "/sign-in"
    assert "moron" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", PAGES)
def test_a_moderator_sees_every_page(
    desk: FlaskClient, service: Service, path: str
) -> None:
    post(service, RUDE)
    assert desk.get(path).status_code == 200


def test_a_wrong_password_is_told_and_the_name_kept(
    client: FlaskClient, service: Service
) -> None:
    person(service)
    answer = sign_in(client, "mo", "wrong")
    assert answer.status_code == 401
    page = answer.get_data(as_text=True)
    assert "wrong name or password" in page
    assert 'value="mo"' in page
    assert client.get("/").status_code == 302


def test_too_many_wrong_passwords_must_wait(
    client: FlaskClient, service: Service
) -> None:
    password = person(service)
    for _ in range(accounts.TRIES):
        assert sign_in(client, "mo", "wrong").status_code == 401
    answer = sign_in(client, "mo", password)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("path", ["/decide", "/undo", "/sign-in", "/sign-out"])
def test_a_form_without_its_token_is_refused(
    desk: FlaskClient, service: Service, path: str
) -> None:
    post(service, RUDE)
    form = {"id": "1", "version": "1", "action": "approve"}
    assert desk.post(path, data=form).status_code == 400
    assert status(service) is Status.PENDING


def test_the_session_cookie_is_for_this_server_alone(
    client: FlaskClient, service: Service, app: Flask
) -> None:
    password = person(service)
    cookie = sign_in(client, "mo", password).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_behind_https_the_session_cookie_is_secure(service: Service) -> None:
    settings = Settings(data=service.db.path.parent, secure_cookies=True)
    app = create_app(settings)
    page = app.test_client().get("/sign-in", base_url="https://desk.example")
    app.extensions["moderation"].db.close()
    assert "Secure" in page.headers["Set-Cookie"]


def test_signing_out_ends_it(desk: FlaskClient) -> None:
    assert send(desk, "/sign-out").status_code == 302
    assert "signed out, here and everywhere else" in desk.get("/sign-in").text
    assert desk.get("/").location == "/sign-in"


def test_signing_out_ends_what_a_copy_of_the_cookie_opens(desk: FlaskClient) -> None:
    copy = desk.get_cookie("session")
    assert copy is not None
    send(desk, "/sign-out")
    desk.set_cookie("session", copy.value)
    assert desk.get("/").location == "/sign-in"


def test_a_session_of_somebody_who_is_gone_is_worth_nothing(
    desk: FlaskClient, service: Service
) -> None:
    with service.db.writing() as db:
        db.execute("UPDATE users SET session = 'changed'")
    assert desk.get("/").location == "/sign-in"


@pytest.mark.parametrize("path", ["/", "/sign-in", "/demo", "/nothing", "/v1/nothing"])
def test_every_answer_forbids_scripts_frames_and_guesses(
    desk: FlaskClient, path: str
) -> None:
    headers = desk.get(path).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_what_others_wrote_stays_text(
    desk: FlaskClient, service: Service, path: str
) -> None:
    post(
        service,
        f"You idiot, mail a@b.example {HOSTILE}",
        author=Author(id="x", name=HOSTILE),
        article=Article(title=HOSTILE, text=HOSTILE),
    )
    review.decide(service.db, "default", "1", Action.REJECT, by=HOSTILE, note=HOSTILE)
    if path == "/":
        review.undo(service.db, "default", "1", by=HOSTILE)
    page = desk.get(path).get_data(as_text=True)
    assert "alert(1)" in page
    assert set(re.findall("<script[^>]*>", page)) <= set(OURS.findall(page))
    assert "<img" not in page
    assert "{{ 7*7 }}" in page


def test_approving_publishes_and_undo_brings_it_back(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    answer = send(desk, "/decide", id="1", version="1", action="approve")
    assert answer.location == "/"
    assert status(service) is Status.APPROVED
    assert "Undo" in desk.get("/").get_data(as_text=True)
    send(desk, "/undo", id="1", version="2")
    assert status(service) is Status.PENDING


def test_who_comes_second_reads_who_came_first(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    review.approve(service.db, "default", "1", by="ann")
    send(desk, "/decide", id="1", version="1", action="reject", reason="insult")
    page = desk.get("/").get_data(as_text=True)
    assert "already approved by ann" in page
    assert status(service) is Status.APPROVED


def test_nothing_to_undo_is_said_and_no_error(
    desk: FlaskClient, service: Service
) -> None:
    post(service, KIND)
    assert send(desk, "/undo", id="1", version="1").status_code == 302
    assert "no person has decided it" in desk.get("/").get_data(as_text=True)


@pytest.mark.parametrize(
    "form",
    [
        {"id": "1", "version": "x", "action": "approve"},
        {"id": "1", "version": "1", "action": "burn"},
        {"id": "1", "version": "1", "action": "reject", "reason": "ugly"},
    ],
)
def test_a_form_that_no_page_offers_is_refused_and_decides_nothing(
    desk: FlaskClient, service: Service, form: dict[str, Any]
) -> None:
    post(service, RUDE)
    assert send(desk, "/decide", **form).status_code == 422
    assert status(service) is Status.PENDING


@pytest.mark.parametrize("role", ["analyst", "rules_editor"])
def test_some_roles_see_and_do_not_decide(
    client: FlaskClient, service: Service, role: str
) -> None:
    desk = signed_in(client, service, role=role)
    post(service, RUDE)
    assert "moron" in desk.get("/").get_data(as_text=True)
    answer = send(desk, "/decide", id="1", version="1", action="approve")
    assert answer.status_code == 403
    assert send(desk, "/undo", id="1").status_code == 403
    assert status(service) is Status.PENDING


def test_another_sites_comments_are_not_there(
    client: FlaskClient, service: Service
) -> None:
    with service.db.writing() as db:
        people.add_site(db, "other", now())
    desk = signed_in(client, service, site="other")
    post(service, RUDE)
    assert "moron" not in desk.get("/").get_data(as_text=True)
    assert desk.get("/comments/1").status_code == 404
    answer = send(desk, "/decide", id="1", version="1", action="approve")
    assert answer.status_code == 404
    assert status(service) is Status.PENDING


def test_a_page_that_is_not_there_is_a_page(desk: FlaskClient) -> None:
    answer = desk.get("/nothing")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "To the queue" in answer.get_data(as_text=True)
