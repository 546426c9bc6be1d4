"""The desk's pages of what is decided blind: nothing tells what others made of it."""

import re

import pytest
from flask.testing import FlaskClient

from moderation import blind, drawing
from moderation.comments import Action
from moderation.service import Service
from tests.desk_visits import send, signed_in
from tests.moderation.blinded import Chance, audit, stands, twice
from tests.moderation.stories import RUDE, count, decide, person, post


@pytest.fixture
def drawn(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_CHANCE", Chance(0.0))
    post(service, RUDE, "secret-id")


def number(page: str) -> str:
    found = re.search(r'name="number" value="(\d+)"', page)
    assert found is not None
    return found[1]


@pytest.mark.usefixtures("drawn")
def test_the_page_has_the_text_and_nothing_that_anybody_made_of_it(
    client: FlaskClient, service: Service
) -> None:
    its = stands(service, "secret-id")
    page = signed_in(client, service).get("/blind").text
    assert "Reject for" in page
    article = page[page.index("<article") : page.index("</article>")]
    for word in RUDE.split():
        assert word.strip("!.,") in article
    for told in ("secret-id", "<mark", "likely", its.reasons[0].rule, "%", "pending"):
        assert told not in article


@pytest.mark.usefixtures("drawn")
def test_who_presses_no_button_decides_nothing(
    client: FlaskClient, service: Service
) -> None:
    desk = signed_in(client, service)
    shown = number(desk.get("/blind").text)
    for odd in ({}, {"action": "reject"}, {"action": "hold"}, {"reason": "because"}):
        assert send(desk, "/blind", number=shown, **odd).status_code == 422
    assert stands(service, "secret-id").decided_by is None


def test_words_are_masked_there_as_elsewhere(
    client: FlaskClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_CHANCE", Chance(0.0))
    post(service, "What the fuck, a tram again!", "masked")
    desk = signed_in(client, service)
    pages = desk.get("/blind").text, desk.get("/blind?words=shown").text
    assert ["fuck" in page for page in pages] == [False, True]


@pytest.mark.usefixtures("drawn")
def test_it_is_decided_skipped_and_then_nothing_waits(
    client: FlaskClient, service: Service
) -> None:
    desk = signed_in(client, service)
    shown = number(desk.get("/blind").text)
    send(desk, "/blind", number=shown, skip="1")
    page = desk.get("/blind").text
    assert "0 comments wait for you" in page
    assert "Nothing else waits than 1 comment that you skipped" in page
    send(desk, "/blind", again="1")
    assert number(desk.get("/blind").text) == shown
    told = send(desk, "/blind", number=shown, reason="insult")
    assert told.status_code == 302
    its = stands(service, "secret-id")
    assert (its.status, its.decided_by) == ("rejected", "mo")
    assert "Nothing waits to be decided blind" in desk.get("/blind").text


def test_a_lead_settles_what_two_decided_unlike(
    client: FlaskClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(service, "The tram is late.", "1")
    person(service, "bea")
    monkeypatch.setattr(drawing, "_CHANCE", Chance(0.0))
    decide(service, "1", Action.APPROVE, by="bea")
    moderator = signed_in(client, service)
    send(
        moderator, "/blind", number=number(moderator.get("/blind").text), reason="spam"
    )
    assert moderator.get("/blind/disagreements").status_code == 403
    lead = signed_in(client, service, name="lea", role="lead")
    page = lead.get("/blind/disagreements").text
    assert "bea" in page
    assert "mo" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    settled = {"number": number(page), "version": version[1], "reason": "spam"}
    assert send(lead, "/blind/disagreements", **settled).status_code == 302
    assert stands(service, "1").decided_by == "lea"
    assert "Nobody disagrees" in lead.get("/blind/disagreements").text


def test_agreement_is_told_of_oneself_and_of_all_to_leads(
    client: FlaskClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    person(service, "bea")
    person(service, "cy")
    for n, name in enumerate(("bea", "cy")):
        post(service, f"The tram {n} is late.", str(n))
        monkeypatch.setattr(drawing, "_CHANCE", Chance(0.0))
        decide(service, str(n), Action.APPROVE, by=name)
        monkeypatch.setattr(drawing, "_CHANCE", Chance(1.0))
    desk = signed_in(client, service, name="dot")
    send(desk, "/blind", number=number(desk.get("/blind").text), action="approve")
    lead = signed_in(client, service, name="lea", role="lead")
    assert "dot" in lead.get("/blind/agreement").text
    other = signed_in(client, service, name="eve")
    assert "dot" not in other.get("/blind/agreement").text


def test_alpha_and_kappa_are_told_with_intervals_and_alpha_beside_the_model(
    client: FlaskClient, service: Service
) -> None:
    twice(service, 30, unlike=3)
    lead = signed_in(client, service, name="lea", role="lead")
    page, model = lead.get("/blind/agreement").text, lead.get("/models").text
    (low, high) = re.findall(r"0\.78 <[^>]*>(0\.\d\d) to (\d\.\d\d)<", page)[0]
    assert float(low) < 0.78 < float(high) <= 1
    assert len(re.findall(r"0\.78 <[^>]*>0\.\d\d to ", page)) == 4
    assert "30 comments that two people decided blind they decided 90% alike" in model
    assert f"an alpha of 0.78 ({low} to {high})" in model


def test_of_too_few_comments_nothing_is_told(
    client: FlaskClient, service: Service
) -> None:
    twice(service, 19)
    lead = signed_in(client, service, name="lea", role="lead")
    assert lead.get("/blind/agreement").text.count("too few comments yet") == 4
    assert "two people decided blind" not in lead.get("/models").text


def test_a_lead_keeps_a_comment_as_a_known_answer(
    client: FlaskClient, service: Service
) -> None:
    post(service, "The tram is late.", "1")
    decide(service, "1", Action.APPROVE)
    assert send(signed_in(client, service), "/blind/golden", id="1").status_code == 403
    lead = signed_in(client, service, name="lea", role="lead")
    assert "Keep as a known answer" in lead.get("/comments/1").text
    assert send(lead, "/blind/golden", id="1").status_code == 302
    assert count(service, "golden") == 1


def header(client: FlaskClient, path: str = "/") -> str:
    """What a page's header says of what waits."""
    page = client.get(path).text
    found = re.search(r'<a href="/blind"[^>]*>(.*?)</a>', page)
    return re.sub("<[^>]+>", "", found[1]) if found else ""


def test_the_header_tells_how_many_wait_for_who_may_decide(
    client: FlaskClient, service: Service
) -> None:
    desk = signed_in(client, service)
    assert header(desk) == "Decide blind"
    for n in range(blind.MOST_TOLD - 1):
        audit(service, post(service, f"The tram {n} is late.", str(n)).key)
    assert header(desk) == header(desk, "/account") == "Decide blind 99 waiting"
    send(desk, "/blind", number=number(desk.get("/blind").text), action="approve")
    send(desk, "/blind", number=number(desk.get("/blind").text), skip="1")
    assert header(desk, "/blind") == "Decide blind 97 waiting"
    for n in range(100, 110):
        audit(service, post(service, f"The tram {n} is late.", str(n)).key)
    assert header(desk, "/comments/nowhere") == "Decide blind 99+ waiting"
    analyst = signed_in(client, service, name="ana", role="analyst")
    assert header(analyst) == ""
