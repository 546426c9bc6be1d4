"""The desk's pages of known answers: kept by leads, told to who has decided them."""

import re

import pytest
from flask.testing import FlaskClient

from moderation import sites
from moderation.comments import Action, Reason
from moderation.service import Service
from tests.desk_visits import send, sign_in, signed_in
from tests.moderation.stories import count, decide, person, post

NOTE = "A tram <b>cannot</b> be insulted."


@pytest.fixture
def lead(client: FlaskClient, service: Service) -> FlaskClient:
    """Who has kept a comment that Bea rejected as spam, with why that is right."""
    sites.configure(service.db, "default", by="ann", golden_each=1)
    for name in ("bea", "mo", "eve"):
        person(service, name)
    post(service, "The tram is late.", "1")
    decide(service, "1", Action.REJECT, by="bea", reason=Reason.SPAM)
    lead = signed_in(client, service, name="lea", role="lead")
    assert send(lead, "/blind/golden", id="1", note=NOTE).status_code == 302
    return lead


def number(page: str) -> str:
    found = re.search(r'name="number" value="(\d+)"', page)
    assert found is not None
    return found[1]


def as_other(client: FlaskClient, name: str) -> FlaskClient:
    send(client, "/sign-out")
    assert sign_in(client, name, "a password of tests").status_code == 302
    return client


def told(page: str) -> str:
    """What a page says, without tags."""
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def test_who_has_decided_it_is_told_and_nobody_else_but_leads(
    lead: FlaskClient,
) -> None:
    mo = as_other(lead, "mo")
    before = mo.get("/blind").text
    assert "cannot" not in before
    assert "Known to be right" not in before
    done = send(mo, "/blind", number=number(before), action="approve")
    assert done.location == f"/blind?known={number(before)}"
    for path in (done.location, "/blind/known"):
        page = mo.get(path).text
        assert "A tram &lt;b&gt;cannot&lt;/b&gt; be insulted." in page
        assert "Known to be right rejected (spam)" in told(page)
        assert "Decided blind approved" in told(page)
    assert "and it is another" in mo.get(done.location).text
    assert "cannot" not in mo.get("/comments/1").text
    eve = as_other(mo, "eve")
    for path in (done.location, "/blind/known", "/blind/agreement"):
        assert "cannot" not in eve.get(path).text
    assert "None yet." in eve.get("/blind/known").text
    page = as_other(eve, "lea").get("/blind/known").text
    assert "mo" in told(page)
    assert "cannot" in page


def test_who_knew_it_is_told_so(lead: FlaskClient) -> None:
    mo = as_other(lead, "mo")
    shown = number(mo.get("/blind").text)
    done = send(mo, "/blind", number=shown, reason="spam")
    assert "and you knew it" in mo.get(done.location).text


def test_a_lead_changes_what_is_known_and_takes_it_back(
    lead: FlaskClient, service: Service
) -> None:
    page = lead.get("/comments/1").text
    assert "Known to be right: rejected (spam)" in page
    assert "A tram &lt;b&gt;cannot&lt;/b&gt; be insulted." in page
    send(lead, "/blind/golden", id="1", reason="insult", note="It is one.")
    page = lead.get("/comments/1").text
    assert "Known to be right: rejected (insult)" in page
    assert "It is one." in page
    odd = send(lead, "/blind/golden", id="1", reason="because", note="It is one.")
    assert odd.status_code == 422
    send(lead, "/blind/golden", id="1", forget="1")
    assert count(service, "golden") == 0
    assert "Keep as a known answer" in lead.get("/comments/1").text


def test_how_often_is_set_in_the_administration(
    client: FlaskClient, service: Service
) -> None:
    admin = signed_in(client, service, name="boss", role="admin")
    assert 'name="golden_each" type="number" min="0" max="1000" value="20"' in (
        admin.get("/admin/site").text
    )
    form = {"site": "default", "mode": "auto", "language": "en"}
    form |= {"audit_share": "0.01", "second_share": "0.05"}
    assert send(admin, "/admin/site", **form, golden_each="7").status_code == 302
    assert sites.find(service.db, "default").golden_each == 7
    for odd in ("1001", "-1", "often", ""):
        answer = send(admin, "/admin/site", **form, golden_each=odd)
        assert answer.status_code == 422
        assert "a number from 0 to 1000" in answer.text
    assert sites.find(service.db, "default").golden_each == 7
