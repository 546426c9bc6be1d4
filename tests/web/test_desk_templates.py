"""The pages of the templates for messages to authors."""

import pytest
from flask.testing import FlaskClient

from moderation import templates
from moderation.comments import Reason
from moderation.service import Service
from tests.desk_visits import send, signed_in
from tests.moderation.stories import RUDE, post

SITE = "default"
FIELDS = {
    "number": "0",
    "name": "Insult",
    "reason": "insult",
    "language": "en",
    "text": "Dear {author}, <b>{reason}</b>.",
}


@pytest.fixture
def desk(client: FlaskClient, service: Service) -> FlaskClient:
    return signed_in(client, service, role="rules_editor")


def test_a_template_is_made_changed_and_deleted(
    desk: FlaskClient, service: Service
) -> None:
    assert "There is none yet." in desk.get("/templates").text
    assert send(desk, "/templates/save", **FIELDS).location == "/templates"
    page = desk.get("/templates").text
    assert "Dear {author}, &lt;b&gt;{reason}&lt;/b&gt;." in page
    (kept,) = templates.all_of(service.db, SITE)
    assert kept.reason is Reason.INSULT
    number = str(kept.number)
    form = desk.get(f"/templates/{number}").text
    assert '<option value="insult" selected>' in form
    send(desk, "/templates/save", **{**FIELDS, "number": number, "reason": ""})
    assert templates.find(service.db, SITE, kept.number).reason is None
    send(desk, "/templates/delete", number=number)
    assert templates.all_of(service.db, SITE) == []
    assert desk.get(f"/templates/{number}").status_code == 404


def test_a_preview_shows_what_an_author_would_read_and_keeps_nothing(
    desk: FlaskClient, service: Service
) -> None:
    page = send(desk, "/templates/save", preview="1", **FIELDS).text
    assert "Dear reader, &lt;b&gt;insult&lt;/b&gt;." in page
    assert 'value="Insult"' in page
    assert templates.all_of(service.db, SITE) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"text": "{other}"}, "text"),
        ({"language": "English, of course"}, "language"),
        ({"reason": "ugly"}, "reason"),
        ({"number": "-1"}, "number"),
    ],
)
def test_a_wrong_field_is_named(
    desk: FlaskClient, wrong: dict[str, str], field: str
) -> None:
    answer = send(desk, "/templates/save", **{**FIELDS, **wrong})
    assert answer.status_code == 422
    assert f"{field}: wanted" in answer.text


def test_who_decides_chooses_from_them(client: FlaskClient, service: Service) -> None:
    editor = signed_in(client, service, name="ed", role="rules_editor")
    send(editor, "/templates/save", **{**FIELDS, "name": "<i>Insult</i>"})
    post(service, RUDE)
    page = signed_in(client, service).get("/comments/1").text
    assert "&lt;i&gt;Insult&lt;/i&gt; (en, insult)</option>" in page
