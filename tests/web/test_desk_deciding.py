"""Deciding at the desk: by a page's forms or by a script, by those who may, once."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from moderation import appeals, preferences, queue, review, templates
from moderation.comments import Action, Author, Comment, EventKind, Reason, Status
from moderation.rights import RIGHTS, Right
from moderation.service import Service
from moderation.store.templates import Template
from tests.desk_visits import carried, csrf, send, signed_in
from tests.moderation.stories import KIND, RUDE, decide, post
from web.desk import onward

SITE = "default"
JSON = {"Accept": "application/json"}
LATER = "/account/break-later"


@pytest.fixture
def desk(client: FlaskClient, service: Service) -> FlaskClient:
    return signed_in(client, service)


def find(service: Service, id: str = "1") -> Comment:
    return queue.find(service.db, SITE, id)


def ask(desk: FlaskClient, path: str, **fields: str) -> Any:
    """As a script of ours sends a form."""
    form = carried(desk.get("/decided").text or desk.get("/").text)
    return desk.post(path, data={**form, **fields}, headers=JSON)


def template(service: Service, **parts: Any) -> int:
    given = {"name": "N", "reason": None, "language": "en", "text": "Dear {author}."}
    its = Template(**{**given, **parts})
    templates.save(service.db, SITE, its, by="lena")
    return templates.all_of(service.db, SITE)[0].number


def test_a_press_on_a_reason_rejects_for_it(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    send(desk, "/decide", id="1", version="1", reason="insult", other_reason="spam")
    event = queue.history(service.db, SITE, "1")[-1]
    assert (event.action, event.reason) == (Action.REJECT, Reason.INSULT)


def test_another_reason_is_chosen_beside_them(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    send(desk, "/decide", id="1", version="1", action="reject", other_reason="illegal")
    assert queue.history(service.db, SITE, "1")[-1].reason is Reason.ILLEGAL


def test_the_reasons_of_a_form_are_those_used_last_with_their_keys(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    post(service, f"{RUDE} Yes.", "2")
    send(desk, "/decide", id="2", version="1", reason="flooding")
    page = desk.get("/comments/1").text
    assert 'value="flooding" class="reject" data-key="1"' in page
    assert page.count('name="reason"') == 9


def test_notes_and_messages_are_kept_apart(desk: FlaskClient, service: Service) -> None:
    post(service, RUDE)
    fields = {"note": "For us.", "message": "For {author} of {article}: {reason}."}
    send(desk, "/decide", id="1", version="1", reason="off_topic", **fields)
    event = queue.history(service.db, SITE, "1")[-1]
    assert event.note == "For us."
    assert event.message == "For reader of the article: off topic."
    page = desk.get("/comments/1").text
    assert "For us." in page
    assert "The author was told:" in page


def test_a_template_alone_makes_the_message_and_what_is_typed_wins(
    desk: FlaskClient, service: Service
) -> None:
    number = template(service)
    post(service, RUDE)
    post(service, f"{RUDE} Yes.", "2")
    for id, typed in (("1", ""), ("2", "Typed.")):
        fields = {"template": str(number), "message": typed}
        send(desk, "/decide", id=id, version="1", reason="insult", **fields)
    told = [templates.message_of(service.db, SITE, id) for id in ("1", "2")]
    assert told == ["Dear reader.", "Typed."]


def test_a_preview_shows_the_message_and_decides_nothing(
    desk: FlaskClient, service: Service
) -> None:
    number = template(service, reason=Reason.SPAM, text="Dear {author}: {reason} <b>")
    post(service, RUDE)
    fields = {"id": "1", "version": "1", "template": str(number), "note": "My note."}
    page = send(desk, "/preview", **fields)
    assert page.status_code == 200
    assert "Dear reader: spam &lt;b&gt;" in page.text
    assert "Dear {author}: {reason} &lt;b&gt;</textarea>" in page.text
    assert "My note.</textarea>" in page.text
    told = ask(desk, "/preview", **fields).json
    assert told == {"text": "Dear {author}: {reason} <b>", "message": told["message"]}
    assert told["message"] == "Dear reader: spam <b>"
    assert find(service).version == 1


def test_the_words_of_a_message_are_in_its_templates_language(
    desk: FlaskClient, service: Service
) -> None:
    number = template(service, language="ur", text="{author}")
    post(service, RUDE)
    fields = {"id": "1", "version": "1", "template": str(number)}
    answer = ask(desk, "/preview", **fields)
    assert answer.status_code == 200
    assert 'lang="en"' in desk.get("/").text  # only the message, not the desk


def test_a_deferred_comment_is_undone_from_what_is_said(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    fields = {"id": "1", "version": "1", "action": "defer", "note": "Ask them."}
    send(desk, "/decide", queue="legal", **fields)
    page = desk.get("/").text
    assert "Comment 1: deferred to legal." in page
    assert find(service).queue == "legal"
    shown = desk.get("/comments/1").text
    assert "in the queue legal" in shown
    assert "Put it back to where it was" in shown
    assert "Ask them." in shown
    send(desk, "/undo", id="1", version="2")
    assert find(service).queue == ""


def test_escalating_needs_nothing_else(desk: FlaskClient, service: Service) -> None:
    post(service, RUDE)
    send(desk, "/decide", id="1", version="1", action="escalate")
    assert find(service).escalated
    assert queue.history(service.db, SITE, "1")[-1].kind is EventKind.ESCALATED


def test_a_script_is_told_what_became_of_it(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    told = ask(desk, "/decide", id="1", version="1", action="approve", then="/decided")
    assert told.status_code == 200
    assert told.json == {
        "id": "1",
        "status": "approved",
        "version": 2,
        "said": "Comment 1: approved.",
        "undoable": True,
        "then": "/decided",
        "rest": "",
    }
    told = ask(desk, "/undo", id="1", version="2")
    assert (told.status_code, told.json["status"]) == (200, "pending")


def test_a_script_is_told_of_a_break_with_the_decision_by_which_it_is_due(
    desk: FlaskClient, service: Service
) -> None:
    preferences.choose(service.db, "mo", {"break_after": 2})
    told = list[str]()
    for id in ("1", "2"):
        post(service, RUDE, id)
        answer = ask(desk, "/decide", id=id, version="1", action="approve")
        told.append(answer.json["rest"])
    assert told[0] == ""
    assert "You have read and decided 2 comments without a break." in told[1]
    assert f'action="{LATER}"' in told[1]
    assert send(desk, LATER, then="/review?order=newest").location == (
        "/review?order=newest"
    )
    assert "without a break" not in desk.get("/").get_data(as_text=True)


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/decide", {"id": "1", "version": "1", "action": "approve"}, 409),
        ("/decide", {"id": "1", "version": "1", "action": "escalate"}, 409),
        ("/undo", {"id": "1", "version": "1"}, 409),
        ("/decide", {"id": "7", "version": "1", "action": "approve"}, 404),
        ("/decide", {"id": "1", "version": "x", "action": "approve"}, 422),
        ("/decide", {"id": "1", "version": "2", "action": "burn"}, 422),
        ("/decide", {"id": "1", "version": "2", "action": "reject"}, 422),
        ("/decide", {"id": "1", "version": "2", "reason": "ugly"}, 422),
        ("/decide", {"id": "1", "version": "2", "action": "defer", "queue": ""}, 422),
        ("/decide", {"id": "1", "version": "2", "action": "defer", "queue": "q"}, 403),
        ("/undo", {"id": "2", "version": "1"}, 409),
        ("/undo", {"id": "1"}, 422),
        ("/undo", {"id": "7", "version": "1"}, 404),
    ],
)
def test_a_script_is_told_why_nothing_became_of_it(
    desk: FlaskClient,
    service: Service,
    path: str,
    fields: dict[str, str],
    status: int,
) -> None:
    post(service, RUDE)
    post(service, KIND, "2")
    decide(service, "1", Action.APPROVE, by="ann")
    answer = ask(desk, path, **fields)
    assert answer.status_code == status
    assert answer.json["said"].startswith(f"Comment {fields['id']}")
    assert (find(service).status, find(service).version) == (Status.APPROVED, 2)


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (Action.APPROVE, "Comment 1: already approved by &lt;i&gt;ann&lt;/i&gt;, "),
        (Action.REJECT, "Comment 1: already rejected by &lt;i&gt;ann&lt;/i&gt;, "),
    ],
)
def test_a_lost_race_says_who_decided_what_and_goes_on(
    desk: FlaskClient, service: Service, action: Action, said: str
) -> None:
    post(service, RUDE)
    decide(service, "1", action, by="<i>ann</i>")
    fields = {"id": "1", "version": "1", "action": "approve", "then": "/decided"}
    answer = send(desk, "/decide", **fields)
    assert (answer.status_code, answer.location) == (302, "/decided")
    assert said in desk.get("/").text


def test_an_edit_meanwhile_is_told(desk: FlaskClient, service: Service) -> None:
    post(service, RUDE)
    post(service, f"{RUDE} Yes.")
    send(desk, "/decide", id="1", version="1", action="approve")
    assert "Comment 1 changed meanwhile; look again." in desk.get("/").text
    assert find(service).status is Status.PENDING


def test_undoing_from_what_is_said_undoes_nobody_elses_decision(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    send(desk, "/decide", id="1", version="1", action="approve")
    page = desk.get("/").text
    assert '<input type="hidden" name="version" value="2">' in page
    decide(service, "1", Action.REJECT, by="ann")
    send(desk, "/undo", id="1", version="2")
    assert "already rejected by ann" in desk.get("/").text
    assert find(service).decided_by == "ann"


def test_ones_own_rejection_is_not_judged_again_by_oneself(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    decide(service, "1", Action.REJECT, by="mo", reason=Reason.INSULT)
    appeals.appeal(service.db, SITE, "1", text="It was praise.")
    fields = {"id": "1", "version": "2", "action": "reject", "reason": "insult"}
    answer = send(desk, "/decide", **fields)
    assert answer.location == "/comments/1"
    assert "somebody else has to decide" in desk.get("/comments/1").text


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/decided?x=1", "/decided?x=1"),
        ("", "/"),
        ("//evil.example/x", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("\\/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
        ("decided", "/"),
    ],
)
def test_a_form_leads_on_within_the_desk_alone(
    desk: FlaskClient, service: Service, wanted: str, goes: str
) -> None:
    post(service, RUDE)
    fields = {"id": "1", "version": "1", "action": "approve", "then": wanted}
    assert send(desk, "/decide", **fields).location == goes


ROLES = ("admin", "lead", "rules_editor", "moderator", "analyst")
FORMS = {
    "/decide": Right.DECIDE,
    "/undo": Right.DECIDE,
    "/preview": Right.DECIDE,
    "/claims": Right.DECIDE,
    "/notes": Right.SANCTION,
    "/notes/delete": Right.SANCTION,
    "/sanctions": Right.SANCTION,
    "/templates/save": Right.RULES,
    "/templates/delete": Right.RULES,
}
PAGES = {
    "/comments/1": Right.READ,
    "/authors/7": Right.READ,
    "/templates": Right.RULES,
    "/templates/new": Right.RULES,
    "/templates/1": Right.RULES,
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_its_rights_say_and_nothing_else(
    client: FlaskClient, service: Service, role: str
) -> None:
    template(service)
    post(service, RUDE, author=Author(id="7"))
    desk = signed_in(client, service, role=role)
    fields = {
        **carried(desk.get("/").text),
        **{"id": "1", "version": "1", "action": "escalate"},
        **{"author": "7", "number": "1", "text": "T", "reason": "spam"},
        **{"standing": "watched", "term": "day", "name": "N", "language": "en"},
    }
    for path, right in FORMS.items():
        answer = desk.post(path, data=fields)
        assert (answer.status_code == 403) is (right not in RIGHTS[role]), path
        assert answer.status_code in (200, 302, 403, 422), path
    template(service, name="Another")
    for path, right in PAGES.items():
        status = desk.get(path).status_code
        assert (status == 403) is (right not in RIGHTS[role]), path
    moved = find(service).version > 1
    assert moved is (Right.DECIDE in RIGHTS[role])


@pytest.mark.parametrize("role", ["rules_editor", "analyst"])
def test_who_may_not_decide_is_offered_nothing_to_decide(
    client: FlaskClient, service: Service, role: str
) -> None:
    post(service, RUDE)
    page = signed_in(client, service, role=role).get("/comments/1").text
    assert 'action="/decide"' not in page
    assert 'action="/undo"' not in page


@pytest.mark.parametrize("path", FORMS)
def test_no_form_is_taken_from_somebody_who_is_not_signed_in_or_from_elsewhere(
    client: FlaskClient, service: Service, path: str
) -> None:
    post(service, RUDE)
    token = csrf(client.get("/sign-in").text)
    fields = {"id": "1", "version": "1", "action": "approve"}
    answer = client.post(path, data={"csrf_token": token, **fields})
    assert answer.location.startswith("/sign-in")
    desk = signed_in(client, service)
    assert desk.post(path, data=fields).status_code == 400
    assert find(service).version == 1


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_wherever_a_form_wants_to_go_it_stays_here(wanted: str) -> None:
    made = Flask("within")
    made.add_url_rule("/", "desk.waiting", lambda: "")
    with made.test_request_context("/"):
        goes = onward.within(wanted)
    assert goes.startswith("/")
    assert not goes.startswith(("//", "/\\"))


def test_undoing_is_in_the_trail_with_who_did_it(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    review.approve(service.db, SITE, "1", by="ann")
    send(desk, "/undo", id="1", version="2")
    event = queue.history(service.db, SITE, "1")[-1]
    assert (event.kind, event.by) == (EventKind.UNDONE, "mo")


def test_an_undo_button_of_a_page_takes_back_no_later_decision_of_another(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    told = ask(desk, "/decide", id="1", version="1", action="approve")
    review.undo(service.db, SITE, "1", by="ann")
    review.reject(service.db, SITE, "1", by="ann", reason=Reason.INSULT)
    back = {"id": "1", "version": str(told.json["version"])}
    assert ask(desk, "/undo", **back).status_code == 409
    send(desk, "/undo", **back)
    assert find(service).status is Status.REJECTED


def test_what_scripts_copy_to_undo_has_a_place_for_the_version(
    desk: FlaskClient,
) -> None:
    copied = desk.get("/").text.split('<template id="undo-form">')[1]
    assert 'name="version"' in copied.split("</template>")[0]
