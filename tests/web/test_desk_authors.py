"""The page of an author, at the desk."""

import pytest
from flask.testing import FlaskClient

from moderation import authors
from moderation.authors import notes
from moderation.comments import Author
from moderation.levels import Standing
from moderation.service import Service
from tests.desk_visits import send, signed_in
from tests.moderation.stories import KIND, RUDE, count, post

SITE = "default"


@pytest.fixture
def desk(client: FlaskClient, service: Service) -> FlaskClient:
    post(service, RUDE, author=Author(id="7", name="Ann Body"))
    return signed_in(client, service)


def test_an_authors_page_has_all_comments_by_pages(
    desk: FlaskClient, service: Service
) -> None:
    author = Author(id="7", name="Ann Body")
    for number in range(25):
        post(service, f"{KIND} Number {number}.", f"n{number}", author=author)
    page = desk.get("/authors/7").text
    assert "Number 24." in page
    assert "Number 3." not in page
    assert "after=" in page
    after = page.partition("?after=")[2].partition('"')[0]
    later = desk.get(f"/authors/7?after={after}").text
    assert "Number 3." in later
    assert "complete moron" in later
    assert "Number 24." not in later


@pytest.mark.parametrize("after", ["x", "-1", "999999", "' OR 1=1"])
def test_a_page_that_was_never_given_out_is_no_error(
    desk: FlaskClient, after: str
) -> None:
    assert desk.get("/authors/7", query_string={"after": after}).status_code == 200


def test_a_sanction_is_put_on_shown_and_ended(
    desk: FlaskClient, service: Service
) -> None:
    fields = {"author": "7", "standing": "held", "term": "week", "reason": "Rude."}
    answer = send(desk, "/sanctions", then="/comments/1", **fields)
    assert answer.location == "/comments/1"
    for path in ("/comments/1", "/authors/7"):
        page = desk.get(path).text
        assert '<span class="tag care">held</span>' in page
        assert "Rude." in page
    assert send(desk, "/sanctions", author="7", end="1").location == "/authors/7"
    page = desk.get("/authors/7").text
    assert "As everybody." in page
    assert "1 earlier treatment" in page
    assert authors.card(service.db, SITE, "7").standing is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"standing": "shot"},
        {"standing": ""},
        {"term": "aeon"},
        {"reason": " "},
        {"author": ""},
    ],
)
def test_a_sanction_that_no_page_offers_is_refused(
    desk: FlaskClient, service: Service, wrong: dict[str, str]
) -> None:
    fields = {"author": "7", "standing": "held", "term": "week", "reason": "Rude."}
    assert send(desk, "/sanctions", **{**fields, **wrong}).status_code == 422
    assert count(service, "sanctions") == count(service, "levels") == 0


def test_notes_are_kept_and_ones_own_deleted(
    desk: FlaskClient, service: Service
) -> None:
    send(desk, "/notes", author="7", text="Mind\nthis.")
    notes.add(service.db, SITE, "7", text="Theirs.", by="ben")
    page = desk.get("/authors/7").text
    assert page.count('action="/notes/delete"') == 1
    send(desk, "/notes/delete", author="7", number="2")
    assert "deleted by who wrote it" in desk.get("/authors/7").text
    send(desk, "/notes/delete", author="7", number="1")
    assert [its.text for its in authors.card(service.db, SITE, "7").notes] == [
        "Theirs."
    ]


def test_an_empty_note_is_refused_by_name(desk: FlaskClient) -> None:
    answer = send(desk, "/notes", author="7", text=" ")
    assert answer.status_code == 422
    assert "text: wanted something said" in answer.text


def test_notes_and_sanctions_are_told_nowhere_outside(
    desk: FlaskClient, service: Service, key: dict[str, str]
) -> None:
    words = "Zyxwvutsr"
    send(desk, "/notes", author="7", text=words)
    fields = {"author": "7", "standing": "watched", "term": "open", "reason": words}
    send(desk, "/sanctions", **fields)
    assert authors.card(service.db, SITE, "7").standing is Standing.WATCHED
    for path in ("/v1/comments/1", "/v1/comments/1/events", "/v1/decisions"):
        assert words not in desk.get(path, headers=key).text
    shown = desk.get("/v1/comments/1", headers=key).json
    assert shown is not None
    assert words not in desk.get(shown["status_url"]).text


@pytest.mark.parametrize("role", ["analyst", "rules_editor"])
def test_who_may_not_sanction_reads_and_changes_nothing(
    client: FlaskClient, service: Service, role: str
) -> None:
    post(service, RUDE, author=Author(id="7"))
    notes.add(service.db, SITE, "7", text="Mind this.", by="ben")
    page = signed_in(client, service, role=role).get("/authors/7").text
    assert "Mind this." in page
    assert 'action="/notes' not in page
    assert 'action="/sanctions' not in page
