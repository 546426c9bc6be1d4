"""The pages of thresholds: looked at by all, set by those who may."""

import pytest
from flask.testing import FlaskClient

from moderation import audit, thresholds
from moderation.comments import Action, Article
from moderation.policy import THRESHOLDS
from moderation.service import Service
from moderation.store.audit import Wanted
from moderation.thresholds import samples, setting
from tests.desk_visits import send, signed_in
from tests.moderation.stories import RUDE, decide, post

PAGES = ["/thresholds", *(f"/thresholds/{name}" for name in thresholds.names())]


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def hold(service: Service, attribute: str = "insult", section: str = "") -> float:
    settings = setting.standing(service, "default", section).settings
    return settings.thresholds[attribute].hold


@pytest.fixture
def lead(client: FlaskClient, service: Service) -> FlaskClient:
    return signed_in(client, service, name="lea", role="lead")


@pytest.mark.parametrize("role", ["moderator", "analyst", "rules_editor", "admin"])
def test_all_may_look(client: FlaskClient, service: Service, role: str) -> None:
    post(service, RUDE)
    desk = signed_in(client, service, role=role)
    for path in PAGES:
        assert "hresholds" in page(desk, path)


@pytest.mark.parametrize("role", ["moderator", "analyst"])
def test_some_may_only_look(client: FlaskClient, service: Service, role: str) -> None:
    desk = signed_in(client, service, role=role)
    assert send(desk, "/thresholds", caution="lenient").status_code == 403
    assert send(desk, "/thresholds/insult", hold="0.9").status_code == 403
    assert hold(service) == THRESHOLDS["insult"].hold
    assert "Set it for the site" not in page(desk, "/thresholds/insult")


def test_few_decisions_are_told_as_few(lead: FlaskClient, service: Service) -> None:
    post(service, RUDE)
    decide(service, "1", Action.REJECT)
    told = page(lead, "/thresholds/insult")
    assert "too few decisions (1)" in told
    assert "too few decisions to say" in told
    assert "What nobody looked at is not in it" in told


def test_with_enough_there_is_a_curve_with_its_band_and_its_table(
    lead: FlaskClient, service: Service
) -> None:
    for number in range(30):
        post(service, f"{RUDE} For the {number}th time!", str(number))
        decide(service, str(number), Action.REJECT if number % 3 else Action.APPROVE)
    samples.forget(service, "default")
    told = page(lead, "/thresholds/insult")
    assert '<polyline class="precision"' in told
    assert '<polygon class="band"' in told
    assert 'data-at="0.60"' in told
    assert "67% (" in told


def test_others_are_looked_at_before_they_are_set(
    lead: FlaskClient, service: Service
) -> None:
    told = page(lead, "/thresholds/insult?hold=0.83&reject=0.91")
    assert 'value="0.83"' in told
    assert 'value="0.91"' in told
    assert hold(service) == THRESHOLDS["insult"].hold


def test_set_they_hold_for_the_next_comment_and_are_audited(
    lead: FlaskClient, service: Service
) -> None:
    send(lead, "/thresholds/insult", hold="0.99", reject="")
    assert hold(service) == 0.99
    assert "set here" in page(lead, "/thresholds/insult")
    (entry,) = audit.search(service.db, Wanted(site="default", kind="level.set"))
    assert entry.by == "lea"
    assert entry.details["now"]["holds"] == {"insult": 0.99}
    send(lead, "/thresholds/insult")
    assert hold(service) == THRESHOLDS["insult"].hold


def test_on_topic_has_its_own_threshold(lead: FlaskClient, service: Service) -> None:
    send(lead, "/thresholds/on_topic", hold="0.25")
    found = setting.standing(service, "default").settings
    assert found.hold_off_topic_below == 0.25


def test_a_section_is_set_by_itself(lead: FlaskClient, service: Service) -> None:
    post(service, RUDE, article=Article(id="1", section="sport & more"))
    assert "section sport &amp; more" in page(lead, "/thresholds")
    send(lead, "/thresholds/insult", hold="0.9", section="sport & more")
    assert hold(service, section="sport & more") == 0.9
    assert hold(service) == THRESHOLDS["insult"].hold
    assert "0.90" in page(lead, "/thresholds?section=sport+%26+more")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"hold": "2"}, "wanted a number from 0 to 1"),
        ({"hold": "much"}, "wanted a number from 0 to 1"),
        ({"hold": "nan"}, "wanted a number from 0 to 1"),
        (
            {"hold": "0.9", "reject": "0.5"},
            "wanted to reject from a score that is held",
        ),
    ],
)
def test_what_cannot_be_is_told_and_not_set(
    lead: FlaskClient, service: Service, form: dict[str, str], told: str
) -> None:
    answer = send(lead, "/thresholds/insult", **form)
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)
    assert hold(service) == THRESHOLDS["insult"].hold


def test_a_caution_is_chosen_in_words(lead: FlaskClient, service: Service) -> None:
    told = page(lead, "/thresholds")
    assert "A person looks at whatever might hurt." in told
    send(lead, "/thresholds", caution="cautious")
    assert hold(service) == 0.3
    send(lead, "/thresholds", caution="")
    assert hold(service) == THRESHOLDS["insult"].hold
    assert send(lead, "/thresholds", caution="wild").status_code == 422


def test_what_has_no_threshold_has_no_page(lead: FlaskClient) -> None:
    assert lead.get("/thresholds/beauty").status_code == 404
    assert send(lead, "/thresholds/beauty", hold="0.5").status_code == 404


def test_a_band_of_scores_tells_what_people_made_of_it(
    lead: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    assert "People decided only 0" in page(lead, "/by-score?attribute=insult")
