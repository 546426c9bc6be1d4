"""Work survives the end of a session: it is kept, and sent when its sender confirms it.

What others forge is refused, and nothing of it is kept.
"""

import logging
import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from moderation import preferences, queue
from moderation.comments import Action, Status
from moderation.people import managing
from moderation.service import Service
from tests.desk_visits import csrf, sign_in, signed_in
from tests.moderation.stories import RUDE, count, decide, post

SITE = "default"
FROM_HERE = {"Origin": "http://localhost"}
FORM = {
    **{"id": "1", "version": "1", "reason": "insult"},
    "note": "Two lines\nand <b>'\"ünï</b> {{ 7*7 }} of my work",
}


@pytest.fixture
def desk(client: FlaskClient, service: Service) -> FlaskClient:
    post(service, RUDE)
    return signed_in(client, service)


def token(desk: FlaskClient) -> str:
    return csrf(desk.get("/comments/1").text)


def status(service: Service) -> Status:
    return queue.find(service.db, SITE, "1").status


def end_sessions(service: Service) -> None:
    with service.db.writing() as db:
        db.execute("UPDATE users SET session = hex(randomblob(16))")


def late(desk: FlaskClient, service: Service, **more: str) -> TestResponse:
    """A form that is sent after somebody signed the person out everywhere."""
    form = {"csrf_token": token(desk), **FORM, **more}
    end_sessions(service)
    return desk.post("/decide", data=form, headers=FROM_HERE)


def fields_of(page: str) -> dict[str, str]:
    """As a browser sends the form of the page; a first line break is not part of it."""
    found = re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', page, re.S)
    return {"csrf_token": csrf(page), **{name: unescape(its) for name, its in found}}


def in_again(desk: FlaskClient, answer: TestResponse, name: str = "mo") -> TestResponse:
    """Sign in where the answer leads to; the answer to that."""
    page = desk.get(answer.location)
    form = {"name": name, "password": "a password of tests"}
    return desk.post(answer.location, data={"csrf_token": csrf(page.text), **form})


def test_a_form_of_an_ended_session_comes_back_and_is_sent_when_it_is_confirmed(
    desk: FlaskClient, service: Service
) -> None:
    answer = late(desk, service)
    assert answer.location == "/sign-in?then=/kept"
    assert status(service) is Status.PENDING
    assert in_again(desk, answer).location == "/kept"
    page = desk.get("/kept").text
    assert status(service) is Status.PENDING
    assert "&lt;b&gt;" in page
    assert "<b>'" not in page
    sent = desk.post("/kept", data=fields_of(page), headers=FROM_HERE)
    assert (sent.status_code, sent.location) == (307, "/decide")
    done = desk.post(sent.location, data=fields_of(page), headers=FROM_HERE)
    assert done.status_code == 302
    assert status(service) is Status.REJECTED
    note = queue.history(service.db, SITE, "1")[-1].note
    assert note is not None
    assert note.replace("\r\n", "\n") == FORM["note"]
    assert "Nothing is kept" in desk.get("/kept").text


def test_the_comment_that_a_form_is_about_is_shown_as_its_sender_prefers(
    desk: FlaskClient, service: Service
) -> None:
    post(service, "I will kill you tonight, you moron.", "2")
    preferences.choose(service.db, "mo", {"blur_from": 0.1, "blurs": True})
    in_again(desk, late(desk, service, id="2"))
    page = desk.get("/kept").text
    assert 'href="/comments/2"' in page
    assert '<details class="spared">' in page
    assert "tonight" in page
    assert "changed meanwhile" not in page


def test_what_somebody_else_did_meanwhile_is_told_before_a_form_is_sent(
    desk: FlaskClient, service: Service
) -> None:
    answer = late(desk, service)
    decide(service, "1", Action.APPROVE, by="ann")
    in_again(desk, answer)
    page = desk.get("/kept").text
    assert "It changed meanwhile" in page
    assert '<span class="by">by ann</span>' in page


def test_a_comment_that_its_sender_may_not_see_any_more_is_not_shown(
    desk: FlaskClient, service: Service
) -> None:
    answer = late(desk, service)
    managing.limit(service.db, "mo", sections={"sport"}, queues=(), by="boss")
    in_again(desk, answer)
    page = desk.get("/kept").text
    assert "moron" not in page
    assert "not yours to decide any more" in page
    assert "of my work" in page


def test_a_form_about_no_comment_is_shown_without_one(
    desk: FlaskClient, service: Service
) -> None:
    form = {"csrf_token": token(desk), "author": "1", "id": "1", "text": "Mind this."}
    end_sessions(service)
    in_again(desk, desk.post("/notes", data=form, headers=FROM_HERE))
    page = desk.get("/kept").text
    assert "Mind this." in page
    assert "moron" not in page


def test_a_form_about_another_site_is_shown_without_a_comment_of_this_one(
    desk: FlaskClient, service: Service
) -> None:
    in_again(desk, late(desk, service, looked_at="elsewhere"))
    page = desk.get("/kept").text
    assert "of my work" in page
    assert "moron" not in page


def test_a_form_with_the_token_of_an_earlier_session_is_confirmed_first(
    desk: FlaskClient, service: Service
) -> None:
    form = {"csrf_token": token(desk), **FORM}
    desk.post("/sign-out", data={"csrf_token": form["csrf_token"]})
    sign_in(desk, "mo", "a password of tests")
    answer = desk.post("/decide", data=form, headers=FROM_HERE)
    assert answer.location == "/kept"
    assert status(service) is Status.PENDING
    assert "of my work" in desk.get("/kept").text


def test_a_form_is_kept_too_after_another_page_of_the_ended_session(
    desk: FlaskClient, service: Service
) -> None:
    form = {"csrf_token": token(desk), **FORM}
    end_sessions(service)
    desk.get("/")
    answer = desk.post("/decide", data=form, headers=FROM_HERE)
    assert answer.location == "/sign-in?then=/kept"
    assert in_again(desk, answer).location == "/kept"
    assert "of my work" in desk.get("/kept").text


def test_a_form_that_nobody_knows_the_sender_of_is_not_kept_for_whoever_comes(
    desk: FlaskClient, service: Service
) -> None:
    form = {"csrf_token": token(desk), **FORM}
    desk.post("/sign-out", data={"csrf_token": form["csrf_token"]})
    stranger = {"csrf_token": token_of(desk), **FORM}
    for sent in (form, stranger):
        desk.post("/decide", data=sent, headers=FROM_HERE)
    desk.delete_cookie("session")
    assert desk.post("/decide", data=form, headers=FROM_HERE).status_code == 400
    assert count(service, "kept_forms") == 0


def test_a_script_is_told_where_to_sign_in(desk: FlaskClient, service: Service) -> None:
    form = {"csrf_token": token(desk), **FORM}
    end_sessions(service)
    headers = {**FROM_HERE, "Accept": "application/json"}
    answer = desk.post("/decide", data=form, headers=headers)
    assert answer.status_code == 401
    assert answer.json is not None
    assert answer.json["sign_in"] == "/sign-in?then=/kept"
    assert count(service, "kept_forms") == 1


def test_it_can_be_dropped(desk: FlaskClient, service: Service) -> None:
    in_again(desk, late(desk, service))
    page = desk.get("/kept").text
    fields = {"csrf_token": csrf(page), "drop_kept_form": "1"}
    assert desk.post("/kept", data=fields).location == "/"
    assert count(service, "kept_forms") == 0
    assert status(service) is Status.PENDING


def test_somebody_else_at_the_same_browser_does_not_get_it(
    desk: FlaskClient, app: Flask, service: Service
) -> None:
    answer = late(desk, service)
    signed_in(app.test_client(), service, name="ben")
    in_again(desk, answer, "ben")
    page = desk.get("/kept").text
    assert "of my work" not in page
    assert "Nothing is kept" in page


def test_another_browser_does_not_get_it(
    desk: FlaskClient, app: Flask, service: Service
) -> None:
    late(desk, service)
    other = app.test_client()
    sign_in(other, "mo", "a password of tests")
    assert "Nothing is kept" in other.get("/kept").text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Referer": "https://evil.example/localhost"},
        {**FROM_HERE, "Sec-Fetch-Site": "cross-site"},
        {**FROM_HERE, "Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost.evil.example"},
    ],
)
def test_of_what_comes_from_elsewhere_nothing_is_kept(
    desk: FlaskClient, service: Service, headers: dict[str, str]
) -> None:
    form = {"csrf_token": token(desk), **FORM}
    with desk.session_transaction() as session:
        del session["csrf_token"]  # as after they signed in again
    answer = desk.post("/decide", data=form, headers=headers)
    assert answer.status_code == 400
    assert count(service, "kept_forms") == 0
    assert status(service) is Status.PENDING


@pytest.mark.parametrize("forged", ["", "x", "ImFiYyI.Zm9v.YmFy", "a.b.c.d"])
def test_of_what_no_page_of_ours_signed_nothing_is_kept(
    desk: FlaskClient, service: Service, forged: str
) -> None:
    for cookie in (True, False):
        if not cookie:
            desk.delete_cookie("session")
        form = {"csrf_token": forged, **FORM}
        answer = desk.post("/decide", data=form, headers=FROM_HERE)
        assert answer.status_code == 400
    assert count(service, "kept_forms") == 0
    assert status(service) is Status.PENDING


def test_no_form_with_a_secret_is_kept(desk: FlaskClient, service: Service) -> None:
    for name in ("password", "new_password", "code", "client_secret"):
        form = {"csrf_token": token(desk), name: "hunter2", "id": "1"}
        end_sessions(service)
        desk.post("/decide", data=form, headers=FROM_HERE)
        sign_in(desk, "mo", "a password of tests")
    assert count(service, "kept_forms") == 0


def test_what_a_page_sends_by_itself_does_not_take_the_place_of_work(
    desk: FlaskClient, service: Service
) -> None:
    answer = late(desk, service)
    beacon = {"csrf_token": token_of(desk), "id": "1", "version": "1", "leave": "1"}
    desk.post("/claims", data=beacon, headers=FROM_HERE)
    in_again(desk, answer)
    assert "of my work" in desk.get("/kept").text


def token_of(desk: FlaskClient) -> str:
    return csrf(desk.get("/sign-in").text)


def test_a_stale_sign_in_form_is_refused_and_not_kept(
    desk: FlaskClient, service: Service
) -> None:
    form = {"csrf_token": token(desk), "name": "mo", "password": "hunter2"}
    with desk.session_transaction() as session:
        del session["csrf_token"]
    assert desk.post("/sign-in", data=form, headers=FROM_HERE).status_code == 400
    assert count(service, "kept_forms") == 0


def test_what_is_sent_twice_decides_once(desk: FlaskClient, service: Service) -> None:
    form = {"csrf_token": token(desk), **FORM}
    for _ in range(2):
        desk.post("/decide", data=form)
    assert queue.find(service.db, SITE, "1").version == 2
    assert "already rejected by mo" in desk.get("/").text


def test_what_is_kept_is_in_no_log_address_or_cookie(
    desk: FlaskClient, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = late(desk, service)
    told = f"{answer.headers} {caplog.text}"
    assert "work" not in told
    cookie = answer.headers.getlist("Set-Cookie")
    kept = next(each for each in cookie if each.startswith("kept_form="))
    assert "HttpOnly" in kept
    assert "SameSite=Lax" in kept
    assert "Max-Age=3600" in kept
