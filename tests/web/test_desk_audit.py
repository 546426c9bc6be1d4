"""The audit in the desk: searched, paged, exported, and hostile names in it."""

import csv
import io
import json
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from moderation import audit, review
from moderation.comments import Action, Reason
from moderation.service import Service
from tests.desk_visits import signed_in
from tests.moderation.stories import RUDE, post

HOSTILE = "<script>alert(1)</script>{{ 7*7 }}\u202e"


def note(service: Service, by: str, about: str, **details: object) -> None:
    with service.db.writing() as db:
        audit.note(db, "default", by, "thing.done", about, details)


@pytest.fixture
def lead(client: FlaskClient, service: Service) -> FlaskClient:
    return signed_in(client, service, name="lea", role="lead")


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_what_was_done_is_searched(lead: FlaskClient, service: Service) -> None:
    note(service, "ann", "site one", colour="green")
    note(service, "bob", "site two")
    assert "site one" in text(lead, "/audit?by=ann")
    assert "site two" not in text(lead, "/audit?by=ann")
    assert "site one" in text(lead, "/audit?text=GREEN")
    assert "site two" not in text(lead, "/audit?kind=thing.done&text=green")
    assert "Nothing is written" in text(lead, "/audit?until=2020-01-01")
    assert "site two" in text(lead, "/audit?since=2020-01-01")
    assert lead.get("/audit?since=tomorrow").status_code == 422


def test_pages_lead_on_to_all_that_was_done(
    lead: FlaskClient, service: Service
) -> None:
    for number in range(audit.PAGE + 3):
        note(service, "ann", f"number {number}.")
    first = text(lead, "/audit?by=ann")
    assert f"number {audit.PAGE + 2}." in first
    assert "number 2." not in first
    more = first.partition("/audit?before=")[2].partition('"')[0].replace("&amp;", "&")
    second = text(lead, f"/audit?before={more}")
    assert "number 2." in second
    assert "number 0." in second


def test_what_others_wrote_stays_text(lead: FlaskClient, service: Service) -> None:
    note(service, HOSTILE, HOSTILE, **{HOSTILE: HOSTILE})
    for path in ("/audit", f"/audit?text={quote(HOSTILE)}&by={quote(HOSTILE)}"):
        page = text(lead, path)
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "{{ 7*7 }}" in page


def test_decisions_are_told_by_person(lead: FlaskClient, service: Service) -> None:
    for number, by in enumerate(("ann", "bob", "ann")):
        post(service, RUDE + " " + "x" * number, id=f"c{number}")
        review.reject(
            service.db, "default", f"c{number}", by=by, reason=Reason.INSULT, note="So!"
        )
    review.undo(service.db, "default", "c0", by="ann")
    page = text(lead, "/audit/decisions?by=ann")
    assert "/comments/c0" in page
    assert "undone" in page
    assert "So!" in page
    assert "/comments/c1" not in page
    assert "/comments/c1" in text(lead, "/audit/decisions")


def test_the_export_has_all_that_is_looked_for_and_no_formula(
    lead: FlaskClient, service: Service
) -> None:
    note(service, "=HYPERLINK(1)", "site one", days=3)
    note(service, "bob", "site two")
    answer = lead.get("/audit/export.csv?kind=thing.done")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    two, one = csv.DictReader(io.StringIO(answer.get_data(as_text=True)))
    assert (two["by"], one["by"]) == ("bob", "'=HYPERLINK(1)")
    assert json.loads(one["details"]) == {"days": 3}
    answer = lead.get("/audit/export.ndjson?by=bob")
    (line,) = answer.get_data(as_text=True).splitlines()
    assert json.loads(line)["about"] == "site two"


def test_decisions_are_exported_too(lead: FlaskClient, service: Service) -> None:
    for number in range(2):
        post(service, RUDE, id=str(number))
        review.decide(service.db, "default", str(number), Action.APPROVE, by="ann")
    answer = lead.get("/audit/export.ndjson?of=decisions&by=ann")
    found = [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]
    assert [each["comment"] for each in found] == ["1", "0"]
    assert found[0]["action"] == "approve"


def test_an_empty_export_has_its_header(lead: FlaskClient) -> None:
    answer = lead.get("/audit/export.csv?by=nobody")
    assert answer.get_data(as_text=True).split("\r\n")[0] == ",".join(audit.COLUMNS)
