"""The page of a version of a site's own model, in the desk and as a file."""

import re

import pytest
from flask.testing import FlaskClient

from moderation import jobs, learning
from moderation.comments import Action, Reason
from moderation.service import Service
from moderation.store.jobs import State
from moderation.thresholds import setting
from moderation.workshop import examining, retraining
from tests.desk_visits import signed_in
from tests.learnt_pages import TAG, file, found_out, page
from tests.moderation.audited import kept
from tests.moderation.blinded import twice
from tests.moderation.stories import decide, post, taught
from tests.moderation.waits import ended


def test_nobody_sees_it_before_signing_in(client: FlaskClient) -> None:
    answer = client.get("/models/house-1")
    assert (answer.status_code, answer.location) == (
        302,
        "/sign-in?then=/models/house-1",
    )


@pytest.mark.parametrize("name", ["house-none", "pretrained", "..", "a b", "current"])
def test_an_unknown_version_is_not_found(
    client: FlaskClient, service: Service, version: str, name: str
) -> None:
    desk = signed_in(client, service)
    assert desk.get(f"/models/{name}").status_code == 404


def test_figures_are_found_out_beside_the_page_and_kept(
    client: FlaskClient, service: Service, version: str
) -> None:
    desk = signed_in(client, service, role="lead")
    assert "The figures are being found out" in page(desk, version)
    (job,) = jobs.latest(service.db, "default", [examining.EXAMINE])
    assert ended(service, job.number).state is State.DONE
    told = page(desk, version)
    assert "The figures are from" in told
    assert "Drawn by chance and decided blind" in told
    page(desk, version)
    assert len(jobs.latest(service.db, "default", [examining.EXAMINE])) == 1


def test_old_figures_stand_with_a_word_and_are_found_out_again_after_a_while(
    client: FlaskClient,
    service: Service,
    version: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = signed_in(client, service)
    assert "undone or erased since" not in found_out(service, desk, version)
    taught(service, 1, start=150)
    assert "undone or erased since" in page(desk, version)
    assert not jobs.latest(service.db, "default", [examining.EXAMINE])
    monkeypatch.setattr(examining, "FRESH", -examining.FRESH)
    assert "newer figures are being found out" in page(desk, version)
    (job,) = jobs.latest(service.db, "default", [examining.EXAMINE])
    assert ended(service, job.number).state is State.DONE
    assert "undone or erased since" not in page(desk, version)


def test_figures_are_old_once_other_thresholds_are_in_force(
    client: FlaskClient, service: Service, version: str
) -> None:
    desk = signed_in(client, service)
    assert "thresholds were set" not in found_out(service, desk, version)
    setting.set_thresholds(
        service, "default", "", "reject", hold=0.3, reject=None, by="boss"
    )
    assert "thresholds were set" in page(desk, version)
    told = found_out(service, desk, version)
    assert "it holds from 0.3 on and rejects nothing" in told


def test_figures_of_another_release_are_found_out_anew(
    client: FlaskClient, service: Service, version: str
) -> None:
    desk = signed_in(client, service)
    found_out(service, desk, version)
    with service.db.writing() as connection:
        connection.execute("UPDATE examined SET figures = ?", (b'{"audits": 1}',))
    assert "The figures are being found out" in page(desk, version)
    (job,) = jobs.latest(service.db, "default", [examining.EXAMINE])
    assert ended(service, job.number).state is State.DONE


def test_audits_and_later_decisions_are_told_apart(
    client: FlaskClient, service: Service, version: str
) -> None:
    told = found_out(service, signed_in(client, service), version)
    assert "On audits <small>50 decisions" in told
    assert "On what people decided since it learnt <small>60 decisions" in told
    assert "they alone are unbiased" in told


def test_each_version_and_what_was_learnt_last_lead_to_it(
    client: FlaskClient, service: Service
) -> None:
    taught(service, 90)
    live = service.judges.live
    done = retraining.run(service.db, live.registry, live.ground, "default", by="mo")
    told = signed_in(client, service).get("/models").get_data(as_text=True)
    assert told.count(f'href="/models/{done.version}"') == 2
    assert "What it has learnt" in told


def test_names_are_for_who_may_see_what_each_decided(
    client: FlaskClient, service: Service
) -> None:
    taught(service, 90, by="Xaver")
    live = service.judges.live
    done = learning.retrain(service.db, live.registry, live.ground, "default")
    lead = signed_in(client, service, name="lea", role="lead")
    assert "Xaver" in found_out(service, lead, done.version)
    told = page(signed_in(client, service, name="mo"), done.version)
    assert "Xaver" not in told
    assert "moderator 1" in told


def test_the_card_names_whom_nothing_was_learnt_from_to_those_who_lead(
    client: FlaskClient, service: Service
) -> None:
    live = service.judges.live
    left_out = {"name": "Xaver", "decisions": 9, "against": 0.8, "others": 0.1}
    live.registry.promote("default", kept(service, unlike=[left_out]), live.ground)
    lead = signed_in(client, service, name="lea", role="lead")
    assert "Xaver" in lead.get("/models").get_data(as_text=True)
    shown = signed_in(client, service, name="mo").get("/models")
    assert "Xaver" not in shown.get_data(as_text=True)
    assert "moderator 1" in shown.get_data(as_text=True)


def test_the_file_numbers_people_unless_names_are_asked_for(service: Service) -> None:
    taught(service, 90, by="Xaver")
    live = service.judges.live
    done = learning.retrain(service.db, live.registry, live.ground, "default")
    assert "Xaver" not in file(service, done.version)
    assert "moderator 1" in file(service, done.version)
    assert "Xaver" in file(service, done.version, names=True)


def test_desk_and_file_have_the_same_sections(
    client: FlaskClient, service: Service, version: str
) -> None:
    heads = re.compile(r"<h2 id=.*?</h2>", re.DOTALL)
    desk = found_out(service, signed_in(client, service), version)
    found = heads.findall(desk)
    assert len(found) >= 8
    assert heads.findall(file(service, version)) == found


def test_the_file_is_in_the_language_that_is_asked_for(
    service: Service, version: str
) -> None:
    assert '<html lang="en" dir="ltr">' in file(service, version)
    urdu = file(service, version, language="ur")
    assert '<html lang="ur" dir="rtl">' in urdu
    assert "On audits" not in urdu


def test_how_far_people_agree_stands_beside_the_figures(
    client: FlaskClient, service: Service, version: str
) -> None:
    desk = signed_in(client, service)
    told = found_out(service, desk, version)
    assert "too few comments are decided by two" in told
    twice(service, 25, unlike=5)
    told = TAG.sub(" ", page(desk, version))
    assert re.search(r"People agree with each other\s+80%\s+59% to 93%", told)
    assert re.search(r"It decides as people do\s+\d+%\s+\d+% to \d+%", told)


def test_rejections_are_told_by_reason_and_by_what_the_score_does(
    client: FlaskClient, service: Service, version: str
) -> None:
    for number in range(3):
        post(service, f"Buy my pills, number {number}.", f"spam-{number}")
        decide(service, f"spam-{number}", Action.REJECT, reason=Reason.SPAM)
    told = found_out(service, signed_in(client, service), version)
    assert "What the score does with rejections, by reason" in told
    assert "it holds from" in told


def test_a_damaged_version_is_told_so(
    client: FlaskClient, service: Service, version: str
) -> None:
    folder = service.judges.live.registry.root / "default" / version
    (folder / "card.json").write_text("{}")
    told = signed_in(client, service).get(f"/models/{version}")
    assert told.status_code == 200
    assert "This version cannot be used" in told.get_data(as_text=True)
