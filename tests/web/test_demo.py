"""The demonstration: a reader writes, sees what became of it and why."""

from flask.testing import FlaskClient

from moderation import queue
from moderation.comments import Status
from moderation.service import Service
from moderation.settings import Settings
from tests.desk_visits import csrf
from tests.moderation.stories import count
from web import demo
from web.app import create_app


def write(client: FlaskClient, text: str, name: str = "") -> str:
    token = csrf(client.get("/demo").get_data(as_text=True))
    form = {"csrf_token": token, "name": name, "text": text}
    return client.post("/demo", data=form).get_data(as_text=True)


def test_the_demonstration_has_comments_of_every_fate_and_only_once(
    service: Service,
) -> None:
    demo.furnish(service)
    events = count(service, "events")
    demo.furnish(service)
    assert count(service, "events") == events
    fates = {
        queue.find(service.db, "default", f"demo-{number}").status
        for number in range(1, len(demo.COMMENTS) + 1)
    }
    assert fates == set(Status)
    assert len(demo.COMMENTS) >= 30
    assert queue.page(service, "default").waiting >= 8
    assert queue.lately_decided(service.db, "default")


def test_a_good_comment_appears_at_once(client: FlaskClient) -> None:
    page = write(
        client, "The tram along the harbour will be good for all of us.", "Eva"
    )
    assert "Your comment is <strong>approved" in page
    assert page.count("good for all of us") == 2  # as one's own, and as published


def test_a_doubtful_comment_waits_in_the_queue_with_its_reasons(
    client: FlaskClient, service: Service
) -> None:
    page = write(client, "Mail me: tram.fan@mail.example")
    assert "Your comment is <strong>pending" in page
    assert "It shows an e-mail address." in page
    waiting = queue.page(service, "default").comments
    assert [each.text for each in waiting] == ["Mail me: tram.fan@mail.example"]


def test_what_cannot_be_taken_is_told(client: FlaskClient, service: Service) -> None:
    assert "text: wanted a comment, got nothing but blanks" in write(client, "  ")
    assert count(service, "comments") == 0


def test_a_reader_needs_the_forms_token(client: FlaskClient) -> None:
    assert client.post("/demo", data={"text": "Hello there."}).status_code == 400


def test_there_is_no_demonstration_unless_asked_for(service: Service) -> None:
    app = create_app(Settings(data=service.db.path.parent))
    found = app.test_client().get("/demo")
    app.extensions["moderation"].db.close()
    assert found.status_code == 404
