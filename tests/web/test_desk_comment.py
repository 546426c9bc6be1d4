"""The page of one comment: all there is to know, as text, and who looks at it."""

import re
from typing import Any
from urllib.parse import quote, unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from moderation import appeals, authors, claims, queue, reports, review
from moderation.authors import notes, sanctions
from moderation.comments import Action, Article, Author, Comment, Parent, Reason
from moderation.levels import Standing
from moderation.service import Service
from moderation.store import people
from moderation.store.database import now
from tests.desk_visits import csrf, send, signed_in
from tests.moderation.stories import KIND, RUDE, count, decide, post
from web.desk.comment import web_link
from web.desk.ids import AnyId

SITE = "default"
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)> "
    "{{ 7*7 }} {% raw %} \u202eesrever\u202c Z\u0351\u0336\u0300 '\"><b> "
)
IDS = [
    *("a/b", "a//b", "/a", "a/", ".", "..", "a/../b", "../../sign-in", "~a", "~"),
    *("<b>'\"", "?x=1#y", "%2e%2e", "a%2Fb", "b c", "ü\u202e", "a\\b", "a\nb", "a\tb"),
    *("x" * 600, "{{ 7*7 }}", "javascript:alert(1)", "🚋"),
]


@pytest.fixture
def desk(client: FlaskClient, service: Service) -> FlaskClient:
    return signed_in(client, service)


def address(app: Flask, endpoint: str, id: str) -> str:
    with app.test_request_context("/"):
        return str(app.url_for(f"desk.{endpoint}", id=id))


@pytest.mark.parametrize("id", IDS)
def test_a_comment_and_an_author_of_any_id_have_pages_with_working_forms(
    desk: FlaskClient, app: Flask, service: Service, id: str
) -> None:
    post(service, RUDE, id, author=Author(id=id, name="Ann"))
    page = desk.get(address(app, "comment", id))
    assert page.status_code == 200
    assert "Anyone who voted for this" in page.text
    version = str(queue.find(service.db, SITE, id).version)
    send(desk, "/decide", id=id, version=version, action="escalate")
    assert queue.find(service.db, SITE, id).escalated
    card = desk.get(address(app, "author", id))
    assert card.status_code == 200
    send(desk, "/notes", author=id, text="Mind this.")
    assert "Mind this." in desk.get(address(app, "author", id)).text


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_an_address_names_one_id_and_no_dots_or_slashes_change_it(id: str) -> None:
    converter = AnyId(None)  # type: ignore[arg-type]
    stands = converter.to_url(id)
    assert not {"", ".", ".."}.intersection(stands.split("/"))
    assert re.fullmatch(r"[\w.~%/$!*'(),:;=@&+-]+", stands, re.ASCII)
    assert converter.to_python(unquote(stands)) == id


@pytest.mark.parametrize("path", ["~", "~!", "~w", "~_-", "nothing"])
def test_an_address_of_nothing_is_told(desk: FlaskClient, path: str) -> None:
    for room in ("comments", "authors"):
        assert desk.get(f"/{room}/{path}").status_code == 404


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://news.example/a?b=1#c", True),
        ("http://news.example", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT://news.example/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("//news.example/x", False),
        ("/sign-out", False),
        ("https://", False),
        ("http://[", False),
        ("https://news.example/\u202egpj.exe", False),
        ("java\nscript:alert(1)", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, leads: bool) -> None:
    assert (web_link(url) is not None) is leads


def test_a_link_to_the_article_tells_nothing_of_the_desk(
    desk: FlaskClient, service: Service
) -> None:
    article = Article(id="1", url="https://news.example/1", title="Trams", text="Yes.")
    post(service, RUDE, article=article)
    page = desk.get("/comments/1").text
    link = re.search(r'<a href="https://news.example/1"[^>]*>', page)
    assert link is not None
    assert 'rel="noopener noreferrer"' in link[0]
    assert "Read it on news.example" in page


def hostile_comment(service: Service) -> None:
    text = f"You idiot, mail a@b.example {HOSTILE}"
    article = Article(
        id=HOSTILE, url=f"https://x.example/{HOSTILE}", title=HOSTILE, text=HOSTILE
    )
    author = Author(id=HOSTILE, name=HOSTILE)
    more: dict[str, Any] = {"article": article, "author": author}
    post(service, f"{text}.", "0", **more)
    decide(service, "0", Action.REJECT, by=HOSTILE, reason=Reason.HATE, message=HOSTILE)
    post(service, f"{text}..", "1", parent=Parent(id="0"), **more)
    post(service, f"{text}...", "2", parent=Parent(id="1"), **more)
    reports.report(
        service, SITE, "1", reporter=HOSTILE, reason=Reason.INSULT, note=HOSTILE
    )
    decide(service, "1", Action.REJECT, by=HOSTILE, note=HOSTILE, message=HOSTILE)
    appeals.appeal(service.db, SITE, "1", text=HOSTILE)
    review.escalate(service.db, SITE, "1", by=HOSTILE, note=HOSTILE)
    notes.add(service.db, SITE, HOSTILE, text=HOSTILE, by="mo")
    sanctions.sanction(
        service.db, SITE, HOSTILE, Standing.BANNED, reason=HOSTILE, by=HOSTILE
    )
    claims.take(service.db, queue.find(service.db, SITE, "1"), by=HOSTILE)


@pytest.mark.parametrize("room", ["comment", "author"])
def test_whatever_anybody_wrote_is_text(
    desk: FlaskClient, app: Flask, service: Service, room: str
) -> None:
    hostile_comment(service)
    page = desk.get(address(app, room, "1" if room == "comment" else HOSTILE)).text
    assert page.count("alert(1)") > 5
    assert "<script>" not in page
    assert "<img" not in page
    assert "<svg onload" not in page
    assert "<b>" not in page
    assert "{{ 7*7 }}" in page


def test_all_that_is_known_is_on_the_page(
    desk: FlaskClient, app: Flask, service: Service
) -> None:
    author = Author(id="7", name="Ann")
    post(service, f"{KIND} At the top.", "top")
    post(service, RUDE, "old", author=author)
    decide(service, "old", Action.REJECT, reason=Reason.HATE, by="ben")
    post(service, RUDE, author=author, parent=Parent(id="top"))
    post(service, f"{KIND} Below.", "below", parent=Parent(id="1"))
    page = desk.get("/comments/1").text
    for part in (
        *("At the top.", "Below.", "insult_aimed", "It insults a person."),
        *("held from 60%, rejected from 97%", "held from 60%", "the same text"),
        *("by ben", "0 approved", "1 rejected", "1 pending", "of what was decided"),
        *('<svg class="bar over"', "received"),
    ):
        assert part in page, part


def test_who_opens_it_is_seen_by_the_second_and_leaving_ends_it(
    desk: FlaskClient, app: Flask, service: Service
) -> None:
    post(service, RUDE)
    desk.get("/comments/1")
    other = signed_in(app.test_client(), service, name="ben")
    assert "mo is looking at it." in other.get("/comments/1").text
    assert "mo is looking" not in desk.get("/comments/1").text
    send(desk, "/claims", id="1", leave="1")
    assert "is looking at it." not in other.get("/comments/1").text
    answer = send(desk, "/claims", id="1", version="1").json
    assert answer is not None
    assert (answer["by"], answer["said"]) == ("ben", "ben is looking at it.")


def test_an_open_page_is_told_that_the_comment_changed(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    decide(service, "1", Action.APPROVE, by="ann")
    answer = send(desk, "/claims", id="1", version="1").json
    assert answer is not None
    assert (answer["version"], answer["status"]) == (2, "approved")
    assert "changed meanwhile" in answer["said"]
    assert count(service, "claims") == 0


@pytest.mark.parametrize("role", ["analyst", "rules_editor"])
def test_who_may_not_decide_claims_nothing(
    client: FlaskClient, service: Service, role: str
) -> None:
    post(service, RUDE)
    signed_in(client, service, role=role).get("/comments/1")
    assert count(service, "claims") == 0


def test_what_is_loaded_ahead_is_not_claimed(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    desk.get("/comments/1?ahead")
    desk.get("/comments/1", headers={"Sec-Purpose": "prefetch"})
    assert count(service, "claims") == 0


def test_what_others_wrote_is_in_no_address_of_the_page(
    desk: FlaskClient, service: Service
) -> None:
    post(service, RUDE, author=Author(id="7", name="Ann Body"))
    page = desk.get("/comments/1").text
    addresses = re.findall(r'(?:href|action|formaction)="([^"]*)"', page)
    assert addresses
    assert not [each for each in addresses if "moron" in each or "Body" in each]


def test_another_sites_claims_notes_and_authors_are_not_there(
    client: FlaskClient, service: Service
) -> None:
    with service.db.writing() as db:
        people.add_site(db, "other", now())
    post(service, RUDE, author=Author(id="7"))
    notes.add(service.db, SITE, "7", text="Mind this.", by="mo")
    desk = signed_in(client, service, site="other")
    assert desk.get("/comments/1").status_code == 404
    assert desk.get("/authors/7").status_code == 404
    assert send(desk, "/claims", id="1").status_code == 404
    assert send(desk, "/claims", id="1", leave="1").status_code == 404
    assert send(desk, "/preview", id="1", version="1").status_code == 404
    send(desk, "/notes/delete", author="7", number="1")
    assert count(service, "notes") == 1
    send(desk, "/sanctions", author="7", end="1")
    send(desk, "/notes", author="7", text="Of the other site.")
    assert [its.text for its in _notes(service)] == ["Mind this."]


def _notes(service: Service) -> list[Any]:
    return list(authors.card(service.db, SITE, "7").notes)


def test_an_id_within_an_address_is_quoted(app: Flask) -> None:
    assert address(app, "comment", "a b/<c>") == "/comments/" + quote("a b/<c>")


def test_a_comment_that_was_decided_offers_to_undo_it_and_comes_back(
    desk: FlaskClient, service: Service
) -> None:
    found: Comment = post(service, RUDE)
    decide(service, "1", Action.APPROVE, by="ann")
    page = desk.get("/comments/1").text
    assert "Undo the decision" in page
    then = re.search(r'name="then" value="([^"]+)"', page)
    assert then is not None
    answer = send(desk, "/undo", id="1", version="2", then=then[1])
    assert answer.location == "/comments/1"
    assert queue.find(service.db, SITE, "1").status is found.status
    assert csrf(desk.get(answer.location).text)
