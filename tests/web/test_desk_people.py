"""People in the desk: added, changed, signed in in two steps, helped by a link."""

import re
import time

import pyotp
import pytest
from flask.testing import FlaskClient

from moderation import accounts, audit, queue
from moderation.comments import Article, Status
from moderation.people import factors, managing
from moderation.service import Service
from moderation.store import people
from moderation.store.audit import Wanted
from tests.desk_visits import carried, csrf, send, sign_in, signed_in
from tests.moderation.stories import RUDE, person, post

NEW = "a password that is new"


@pytest.fixture
def admin(client: FlaskClient, service: Service) -> FlaskClient:
    return signed_in(client, service, name="boss", role="admin")


@pytest.fixture
def other(admin: FlaskClient) -> FlaskClient:
    """Another browser."""
    return admin.application.test_client()


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def once(page: str) -> str:
    """What a page shows this once."""
    found = re.search(r'<code class="once" dir="ltr">([^<]+)</code>', page)
    assert found is not None
    return found[1]


def secret_of(client: FlaskClient) -> str:
    page = text(client, "/account/security")
    found = re.search(r'<code class="secret" dir="ltr">([A-Z2-7 ]+)</code>', page)
    assert found is not None
    return found[1].replace(" ", "")


def set_up(client: FlaskClient) -> tuple[pyotp.TOTP, list[str]]:
    """A factor in force, and its recovery codes."""
    totp = pyotp.TOTP(secret_of(client))
    answer = send_in(client, "/account/factor", code=totp.now())
    assert answer.status_code == 200
    codes = re.findall(r"<li><code>([^<]+)</code>", answer.get_data(as_text=True))
    return totp, codes


def send_in(client: FlaskClient, path: str, **fields: str):  # type: ignore[no-untyped-def]
    """As `send`, of who may not see the queue."""
    page = text(client, "/account/security")
    return client.post(path, data={**carried(page), **fields})


def step_two(client: FlaskClient, code: str):  # type: ignore[no-untyped-def]
    page = text(client, "/sign-in/code")
    return client.post("/sign-in/code", data={"csrf_token": csrf(page), "code": code})


def all_notes(service: Service) -> str:
    found = audit.search(
        service.db, Wanted(site="default", everywhere=True), limit=1_000
    )
    return repr(found)


def test_an_admin_adds_somebody_who_signs_in_with_the_password_shown(
    admin: FlaskClient, other: FlaskClient, service: Service
) -> None:
    answer = send(admin, "/admin/people", name="ann", role="lead", site="default")
    password = once(answer.get_data(as_text=True))
    assert sign_in(other, "ann", password).status_code == 302
    assert "ann" in text(admin, "/admin/people")
    for page in ("/admin/people", "/admin/person?name=ann", "/audit"):
        assert password not in text(admin, page)
    assert password not in all_notes(service)


def test_who_comes_from_elsewhere_is_added_without_a_password(
    admin: FlaskClient, other: FlaskClient, service: Service
) -> None:
    form = {"name": "ann@paper.example", "role": "lead", "site": "default"}
    answer = send(admin, "/admin/people", **form, elsewhere="on")
    assert answer.status_code == 302
    assert managing.find(service.db, "ann@paper.example").password == ""
    assert sign_in(other, "ann@paper.example", "").status_code == 401
    assert "OpenID Connect" in text(admin, "/admin/people")


@pytest.mark.parametrize(
    "form",
    [
        {"name": "<b>", "role": "lead", "site": "default"},
        {"name": "boss", "role": "lead", "site": "default"},
        {"name": "ann", "role": "king", "site": "default"},
        {"name": "ann", "role": "lead", "site": "nowhere"},
        {},
    ],
    ids=["markup", "taken", "role", "site", "nothing"],
)
def test_a_wrong_form_adds_nobody(
    admin: FlaskClient, service: Service, form: dict[str, str]
) -> None:
    assert send(admin, "/admin/people", **form).status_code in (404, 422)
    assert [its.name for its in managing.listed(service.db)] == ["boss"]


def test_an_admin_changes_role_and_limits(admin: FlaskClient, service: Service) -> None:
    person(service)
    send(
        admin,
        "/admin/person/limit",
        name="mo",
        sections="sport\r\n <i>local</i> \n\n",
        main_queue="on",
    )
    page = text(admin, "/admin/people")
    assert "<bdi>sport</bdi>" in page
    assert "&lt;i&gt;local&lt;/i&gt;" in page
    assert "main queue" in page
    send(admin, "/admin/person/place", name="mo", role="analyst", site="default")
    assert managing.find(service.db, "mo").role == "analyst"


def test_a_moderator_does_not_decide_out_of_their_limits(
    admin: FlaskClient, other: FlaskClient, service: Service
) -> None:
    key = f"{post(service, RUDE).key}:1"
    signed_in(other, service)
    form = {"id": "1", "version": "1", "action": "approve"}
    send(admin, "/admin/person/limit", name="mo", sections="sport")
    assert send(other, "/decide", **form).location == "/comments/1"
    page = other.get("/comments/1")  # which they may not open either
    assert page.status_code == 403
    assert "somebody else has to decide" in page.get_data(as_text=True)
    assert send(other, "/many", action="approve", key=key).status_code == 403
    script = {"Accept": "application/json"}
    draft = {**carried(text(other, "/account")), "id": "1", "message": "Dear {author}"}
    assert other.post("/preview", data=draft, headers=script).status_code == 403
    assert queue.find(service.db, "default", "1").status is Status.PENDING
    send(admin, "/admin/person/limit", name="mo", sections="")
    send(other, "/decide", **form)
    assert queue.find(service.db, "default", "1").status is Status.APPROVED
    send(admin, "/admin/person/limit", name="mo", sections="sport")
    send(other, "/undo", id="1", version="2")
    assert queue.find(service.db, "default", "1").status is Status.APPROVED


def test_a_moderator_sees_and_chooses_what_they_are_limited_to(
    admin: FlaskClient, other: FlaskClient, service: Service
) -> None:
    post(service, RUDE, id="in", article=Article(id="a", section="sport"))
    post(service, RUDE.replace("moron", "cretin"), id="out")
    signed_in(other, service)
    send(admin, "/admin/person/limit", name="mo", sections="sport")
    for path in ("/", "/review", "/?queue=*"):
        assert "moron" in text(other, path)
        assert "cretin" not in text(other, path)
    assert "cretin" in text(admin, "/")
    soon = f"{time.time() + 60:.3f}"
    send(other, "/many", action="approve", all="1", confirmed="1", query="", at=soon)
    found = [queue.find(service.db, "default", id).status for id in ("in", "out")]
    assert found == [Status.APPROVED, Status.PENDING]


def test_who_is_disabled_is_out_and_who_is_enabled_comes_in(
    admin: FlaskClient, other: FlaskClient, service: Service
) -> None:
    signed_in(other, service)
    send(admin, "/admin/person/disable", name="mo")
    assert other.get("/").location == "/sign-in"
    refused = sign_in(other, "mo", "a password of tests")
    assert refused.status_code == 401
    send(admin, "/admin/person/enable", name="mo")
    assert sign_in(other, "mo", "a password of tests").status_code == 302


def test_signed_out_everywhere_is_signed_out_here(
    admin: FlaskClient, other: FlaskClient, service: Service
) -> None:
    signed_in(other, service)
    send(admin, "/admin/person/sign-out", name="mo")
    assert other.get("/").location == "/sign-in"


def test_a_link_lets_somebody_set_a_password_once_without_signing_in(
    admin: FlaskClient, other: FlaskClient, service: Service
) -> None:
    person(service)
    answer = send(admin, "/admin/person/reset", name="mo")
    link = once(answer.get_data(as_text=True))
    path = link.removeprefix("http://localhost")
    for _ in range(2):  # to look at it uses up nothing
        page = text(other, path)
    form = {"csrf_token": csrf(page), "new_password": NEW, "new_password_again": NEW}
    assert (
        other.post(path, data={**form, "new_password_again": "another one"}).status_code
        == 422
    )
    assert other.post(
        path, data={**form, "new_password": "short", "new_password_again": "short"}
    )
    assert other.post(path, data=form).location == "/sign-in"
    assert other.get(path).status_code == 404
    again = {**form, "csrf_token": csrf(text(other, "/sign-in"))}
    assert other.post(path, data=again).status_code == 404
    assert sign_in(other, "mo", NEW).status_code == 302
    token = path.rpartition("/")[2]
    assert token not in text(admin, "/audit")
    assert token not in all_notes(service)
    assert NEW not in all_notes(service)


def test_a_link_that_never_was_is_told_so(client: FlaskClient) -> None:
    answer = client.get("/password/guess")
    assert answer.status_code == 404
    assert "this link was used" in answer.get_data(as_text=True)


def test_ones_own_password_is_changed_and_other_browsers_are_signed_out(
    client: FlaskClient, service: Service
) -> None:
    signed_in(client, service)
    other = client.application.test_client()
    sign_in(other, "mo", "a password of tests")
    wrong = send(
        client,
        "/account/password",
        password="guess",
        new_password=NEW,
        new_password_again=NEW,
    )
    assert wrong.status_code == 422
    assert "this is not your password" in wrong.get_data(as_text=True)
    form = {
        "password": "a password of tests",
        "new_password": NEW,
        "new_password_again": NEW,
    }
    assert send(client, "/account/password", **form).status_code == 302
    assert client.get("/").status_code == 200
    assert other.get("/").status_code == 302
    assert NEW not in all_notes(service)


def test_with_a_second_factor_the_password_alone_opens_nothing(
    client: FlaskClient, service: Service
) -> None:
    signed_in(client, service)
    totp, _ = set_up(client)
    other = client.application.test_client()
    first = sign_in(other, "mo", "a password of tests")
    assert first.location == "/sign-in/code"
    for path in ("/", "/account/security", "/decided"):
        assert other.get(path).status_code == 302
    wrong = step_two(other, "000000")
    assert wrong.status_code == 401
    with service.db.writing() as db:  # as if the minute of setting up were over
        db.execute("UPDATE factors SET last_step = 0")
    code = totp.now()
    assert step_two(other, code).location == "/"
    assert other.get("/").status_code == 200
    third = client.application.test_client()
    sign_in(third, "mo", "a password of tests")
    assert step_two(third, code).status_code == 401


def test_a_recovery_code_gets_in_and_others_replace_the_rest(
    client: FlaskClient, service: Service
) -> None:
    signed_in(client, service)
    _, codes = set_up(client)
    sign_in(client, "mo", "a password of tests")
    assert step_two(client, codes[3]).status_code == 302
    assert "9 recovery codes are left" in text(client, "/account/security")
    path, password = "/account/factor/codes", "a password of tests"
    assert send(client, path, password="guess").status_code == 422
    made = send(client, path, password=password).get_data(as_text=True)
    assert codes[4] not in made
    assert len(re.findall(r"<li><code>", made)) == factors.CODES
    assert not any(code in all_notes(service) for code in codes)


def test_guessed_codes_must_wait(client: FlaskClient, service: Service) -> None:
    signed_in(client, service)
    set_up(client)
    sign_in(client, "mo", "a password of tests")
    for _ in range(accounts.TRIES):
        assert step_two(client, "000000").status_code == 401
    answer = step_two(client, "000000")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_the_first_step_is_forgotten_when_the_password_changes(
    client: FlaskClient, service: Service
) -> None:
    signed_in(client, service)
    _, codes = set_up(client)
    sign_in(client, "mo", "a password of tests")
    page = text(client, "/sign-in/code")
    managing.sign_out(service.db, "mo", by="boss")
    form = {"csrf_token": csrf(page), "code": codes[0]}
    assert client.post("/sign-in/code", data=form).location == "/sign-in"
    assert factors.codes_left(service.db, managing.find(service.db, "mo")) == 10


def test_the_second_step_without_the_first_begins_anew(client: FlaskClient) -> None:
    assert client.get("/sign-in/code").location == "/sign-in"


def test_an_admin_removes_the_factor_of_somebody_who_lost_it(
    admin: FlaskClient, other: FlaskClient, service: Service
) -> None:
    signed_in(other, service)
    set_up(other)
    assert "10 recovery codes" in text(admin, "/admin/person?name=mo")
    send(admin, "/admin/person/factor", name="mo")
    assert sign_in(other, "mo", "a password of tests").location == "/"


def test_removing_ones_own_factor_needs_the_password(
    client: FlaskClient, service: Service
) -> None:
    signed_in(client, service)
    set_up(client)
    path = "/account/factor/remove"
    assert send(client, path, password="guess").status_code == 422
    assert managing.find(service.db, "mo").has_factor
    assert send(client, path, password="a password of tests").status_code == 302
    assert not managing.find(service.db, "mo").has_factor


def test_who_must_have_a_factor_sets_it_up_before_all_else(
    client: FlaskClient, service: Service
) -> None:
    signed_in(client, service)
    with service.db.writing() as db:
        people.change_site(db, "default", factor_for=["moderator"])
    for path in ("/", "/decided", "/models"):
        assert client.get(path).location == "/account/security"
    set_up(client)
    assert client.get("/").status_code == 200


def test_the_picture_has_nothing_that_the_pages_policy_forbids(
    client: FlaskClient, service: Service
) -> None:
    signed_in(client, service)
    answer = client.get("/account/factor.svg")
    assert answer.mimetype == "image/svg+xml"
    drawn = answer.get_data(as_text=True)
    assert drawn.startswith("<svg")
    assert "style" not in drawn
    assert "script" not in drawn
    assert answer.headers["Cache-Control"] == "no-store"
    set_up(client)
    assert client.get("/account/factor.svg").status_code == 404


def test_a_page_about_somebody_who_is_not_there_is_none(admin: FlaskClient) -> None:
    assert admin.get("/admin/person?name=nobody").status_code == 404
    assert send(admin, "/admin/person/disable", name="nobody").status_code == 404
