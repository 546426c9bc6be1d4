"""The page of accepted errors: looked at by all, kept to by those who may."""

from flask.testing import FlaskClient

from moderation import sites
from moderation.service import Service
from tests.desk_visits import send, signed_in
from tests.moderation.audited import audit, learnt

PATH = "/thresholds/errors"


def test_bounds_are_looked_at_kept_to_set_anew_and_stopped(
    client: FlaskClient, service: Service
) -> None:
    learnt(service)
    audit(service, 170)
    lead = signed_in(client, service, role="lead")
    asked = {"wrong_rejections": "10", "wrong_approvals": "10", "confidence": "95"}
    page = lead.get(PATH, query_string={**asked, "try": "1"}).text
    assert "What it would mean" in page
    assert page.count("<strong>kept to</strong>") == 2
    assert sites.find(service.db, "default").accepted is None
    told = send(lead, PATH, **asked)
    assert told.status_code == 302
    kept_to = lead.get(PATH).text
    assert "What is kept to now" in kept_to
    assert "In force are others" not in kept_to
    with service.db.writing() as connection:  # people think otherwise now
        connection.execute("UPDATE blind_reviews SET rejected = 1 - rejected")
    assert "In force are others, set by the audits of then" in lead.get(PATH).text
    accepted = sites.find(service.db, "default").accepted
    assert accepted is not None
    assert accepted.wrong_rejections == 0.1
    send(lead, PATH, stop="1")
    assert sites.find(service.db, "default").accepted is None


def test_a_moderator_looks_and_keeps_to_nothing(
    client: FlaskClient, service: Service
) -> None:
    desk = signed_in(client, service)
    page = desk.get(PATH, query_string={"try": "1", "held": "10"}).text
    assert "moderate retrain" in page
    assert send(desk, PATH, held="10").status_code == 403


def test_what_cannot_be_is_told_beside_the_form(
    client: FlaskClient, service: Service
) -> None:
    lead = signed_in(client, service, role="lead")
    for given in ({"held": "much"}, {"held": "150"}, {}):
        answer = send(lead, PATH, **given)
        assert answer.status_code == 422
        assert "wanted" in answer.text
        looked = lead.get(PATH, query_string={**given, "try": "1"})
        assert looked.status_code == 422
