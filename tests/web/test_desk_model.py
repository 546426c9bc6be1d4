"""The desk's page of the models: who sees it, what it says, and that it is safe."""

import pytest
from flask.testing import FlaskClient

from classifier.registry import Registry
from moderation import audit, jobs
from moderation.comments import Action
from moderation.learning import retrain
from moderation.service import Service
from moderation.store.audit import Wanted
from moderation.store.jobs import State
from moderation.workshop.retraining import RETRAIN
from tests.desk_visits import send, signed_in
from tests.moderation.stories import decide, post, taught
from tests.moderation.waits import ended


def page(client: FlaskClient, service: Service, role: str = "moderator") -> str:
    answer = signed_in(client, service, role=role).get("/models")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_nobody_sees_it_before_signing_in(client: FlaskClient) -> None:
    answer = client.get("/models")
    assert (answer.status_code, answer.location) == (302, "/sign-in?then=/models")


def test_it_tells_version_sources_licences_and_limits(
    client: FlaskClient, service: Service
) -> None:
    told = page(client, service, role="analyst")
    card = service.judges.model.card
    assert card["version"] in told
    assert all(str(source["licence"]) in told for source in card["sources"])
    assert "sexually explicit" in told
    assert "How good it is" in told


def test_every_page_leads_to_it(client: FlaskClient, service: Service) -> None:
    assert 'href="/models"' in signed_in(client, service).get("/").get_data(
        as_text=True
    )


def test_it_runs_nothing_and_styles_nothing_itself(
    client: FlaskClient, service: Service
) -> None:
    told = page(client, service)
    assert "<script>" not in told
    assert "<style" not in told
    assert " style=" not in told


def test_a_card_cannot_become_markup(
    client: FlaskClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = ["<script>alert(1)</script>"]
    monkeypatch.setitem(service.judges.model.card, "limits", hostile)
    told = page(client, service)
    assert "&lt;script&gt;alert(1)" in told
    assert "<script>" not in told


def test_the_other_judges_in_service_are_a_link_away(
    client: FlaskClient, service: Service
) -> None:
    base = page(client, service)
    for name in ("topic", "language", "de", "pt", "ro"):
        assert f'href="/models?model={name}"' in base
    topic = client.get("/models?model=topic").get_data(as_text=True)
    assert service.judges.topic.version in topic
    assert "What it holds" in topic
    german = client.get("/models?model=de").get_data(as_text=True)
    assert "GermEval" in german
    assert service.judges.model.version not in german


@pytest.mark.parametrize("name", ["", "xx", "../topic", "attributes", "topic-minilm"])
def test_a_model_that_is_not_in_service_is_not_found(
    client: FlaskClient, service: Service, name: str
) -> None:
    visitor = signed_in(client, service)
    assert visitor.get("/models", query_string={"model": name}).status_code == 404


def test_a_sites_own_model_is_shown_beneath(
    client: FlaskClient, service: Service
) -> None:
    for number in range(90):
        law = number % 3 == 0
        about = "my lawyer will sue" if law else "the tram stops near"
        post(service, f"House {number}, {about} the market.", str(number))
        decide(service, str(number), Action.REJECT if law else Action.APPROVE)
    registry = Registry(service.db.path.parent / "models")
    done = retrain(service.db, registry, service.judges.live.ground, "default")
    assert done.promoted
    told = page(client, service)
    assert done.version in told
    assert "learnt from what its moderators decided" in told


def test_a_lead_has_it_learnt_and_reads_what_came_of_it(
    client: FlaskClient, service: Service
) -> None:
    for number in range(90):
        law = number % 3 == 0
        about = "my lawyer will sue" if law else "the tram stops near"
        post(service, f"House {number}, {about} the market.", str(number))
        decide(service, str(number), Action.REJECT if law else Action.APPROVE)
    desk = signed_in(client, service, role="lead")
    assert "90 comments that can be learnt from" in desk.get("/models").text
    send(desk, "/models/retrain")
    (job,) = jobs.latest(service.db, "default", [RETRAIN])
    assert ended(service, job.number).state is State.DONE
    told = desk.get("/models").text
    assert "was better, and is in service" in told
    assert "later decisions it is better than" in told
    assert "Beside what was in service" in told
    found = audit.search(service.db, Wanted(site="default", kind="model.learnt"))
    assert [each.by for each in found] == ["mo"]


def test_too_few_decisions_are_told_where_it_was_asked(
    client: FlaskClient, service: Service
) -> None:
    desk = signed_in(client, service, role="lead")
    send(desk, "/models/retrain")
    (job,) = jobs.latest(service.db, "default", [RETRAIN])
    assert ended(service, job.number).state is State.FAILED
    assert "wanted 6 approvals and 6 rejections" in desk.get("/models").text


@pytest.mark.parametrize("role", ["moderator", "analyst"])
def test_who_writes_no_rules_has_nothing_learnt(
    client: FlaskClient, service: Service, role: str
) -> None:
    desk = signed_in(client, service, role=role)
    assert "/models/retrain" not in desk.get("/models").text
    assert send(desk, "/models/retrain").status_code == 403
    assert jobs.latest(service.db, "default", [RETRAIN]) == []


def test_a_sites_own_model_that_is_gone_is_told(
    client: FlaskClient, service: Service
) -> None:
    folder = service.db.path.parent / "models" / "default"
    folder.mkdir(parents=True)
    (folder / "current").write_text("house-gone\n")
    told = page(client, service)
    assert "own model cannot be used" in told
    assert service.judges.model.version in told


@pytest.fixture
def learnt(service: Service) -> str:
    """The version of a site that was learnt and promoted."""
    taught(service, 90)
    live = service.judges.live
    done = retrain(service.db, live.registry, live.ground, "default")
    assert done.promoted
    return done.version


def test_a_lead_rolls_back_promotes_and_pins(
    client: FlaskClient, service: Service, learnt: str
) -> None:
    registry = service.judges.live.registry
    desk = signed_in(client, service, role="lead")
    assert "in service" in desk.get("/models").text
    send(desk, "/models/rollback")
    assert registry.current("default") is None
    send(desk, "/models/rollback")
    assert "no earlier model to go back to" in desk.get("/models").text
    assert f'value="{learnt}"' in desk.get("/models").text
    send(desk, "/models/promote", version=learnt)
    assert registry.current("default") == learnt
    send(desk, "/models/pin", on="1")
    assert registry.is_pinned("default")
    assert ">pinned<" in desk.get("/models").text
    send(desk, "/models/pin", on="")
    assert not registry.is_pinned("default")
    found = audit.search(service.db, Wanted(site="default"))
    kinds = [each.kind for each in found if each.kind.startswith("model.")]
    assert kinds == [
        *("model.unpinned", "model.pinned", "model.promoted", "model.rolled_back"),
    ]
    assert {each.by for each in found if each.kind in kinds} == {"mo"}


@pytest.mark.parametrize("version", ["house-none", "../default", ""])
def test_a_version_that_is_not_there_is_not_promoted(
    client: FlaskClient, service: Service, learnt: str, version: str
) -> None:
    desk = signed_in(client, service, role="lead")
    assert send(desk, "/models/promote", version=version).status_code == 302
    assert service.judges.live.registry.current("default") == learnt


@pytest.mark.parametrize("path", ["promote", "rollback", "pin", "schedule", "shadow"])
def test_who_writes_no_rules_changes_no_version(
    client: FlaskClient, service: Service, learnt: str, path: str
) -> None:
    desk = signed_in(client, service)
    assert f"/models/{path}" not in desk.get("/models").text
    assert send(desk, f"/models/{path}", version="", on="1").status_code == 403
    assert service.judges.live.registry.current("default") == learnt


def test_a_lead_has_it_learnt_by_itself(client: FlaskClient, service: Service) -> None:
    desk = signed_in(client, service, role="lead")
    assert "It is not learnt by itself" in desk.get("/models").text
    send(desk, "/models/schedule", retrain_after_decisions="500")
    told = desk.get("/models").text
    assert "after 500 new decisions, and not sooner than 24 hours" in told
    assert (
        send(desk, "/models/schedule", retrain_after_decisions="3").status_code == 422
    )
    send(desk, "/models/schedule", retrain_after_decisions="")
    assert "It is not learnt by itself" in desk.get("/models").text


def test_a_lead_tries_a_version_and_reads_what_it_would_have_done(
    client: FlaskClient, service: Service, learnt: str
) -> None:
    registry = service.judges.live.registry
    registry.rollback("default")
    desk = signed_in(client, service, role="lead")
    send(desk, "/models/shadow", version=learnt)
    assert registry.shadow("default") == learnt
    assert "It has scored nothing yet" in desk.get("/models").text
    post(service, "House A, my lawyer will sue the market.", "tried")
    told = desk.get("/models").text
    assert "It has scored 1 comment beside the judge in service" in told
    assert "become of 1 of them: 100.0%" in told
    assert 'href="/comments/tried"' in told
    assert "Too few of them are decided" in told


def test_who_may_be_limited_to_a_part_sees_no_examples_of_the_whole(
    client: FlaskClient, service: Service, learnt: str
) -> None:
    live = service.judges.live
    live.registry.rollback("default")
    live.registry.set_shadow("default", learnt, live.ground)
    post(service, "House A, my lawyer will sue the market.", "tried")
    assert "/comments/tried" not in page(client, service)


def test_a_version_in_the_shadow_is_taken_out(
    client: FlaskClient, service: Service, learnt: str
) -> None:
    registry = service.judges.live.registry
    desk = signed_in(client, service, role="lead")
    send(desk, "/models/shadow", version=learnt)
    assert "beside itself there is nothing to see" in desk.get("/models").text
    send(desk, "/models/rollback")
    send(desk, "/models/shadow", version=learnt)
    send(desk, "/models/shadow", version="")
    assert registry.shadow("default") is None
