"""The page of a version of a site's own model, in the desk and as a file."""

import re
from collections.abc import Sequence
from dataclasses import replace

import msgspec
import pytest
from flask.testing import FlaskClient

from moderation import erasure, jobs, learning, queue
from moderation.comments import Action, Article, Author, Reason
from moderation.examined import Figures, Flip
from moderation.people import managing
from moderation.service import Service
from moderation.store import blind
from moderation.store.blind import Answer, Kind
from moderation.store.database import now
from moderation.store.jobs import State
from moderation.thresholds import setting
from moderation.workshop import examining, retraining
from tests.desk_visits import signed_in
from tests.moderation.audited import LAW, audit, kept, learnt
from tests.moderation.stories import decide, post, taught
from tests.moderation.waits import ended
from web.desk.learnt.file import written

SLUR = "retard"
HARD = f"My lawyer will sue you, I will kill you all, you {SLUR}."
"""The score is sure that it is rejected; it is hard to read."""

SPARED = re.compile(r'<details class="spared">.*?</details>', re.DOTALL)
TAG = re.compile("<[^>]+>")


@pytest.fixture
def version(service: Service) -> str:
    """One with audits and later decisions, whose figures are found out."""
    found = learnt(service).version
    audit(service, 50)
    taught(service, 60, start=90)
    return found


def page(desk: FlaskClient, version: str) -> str:
    answer = desk.get(f"/models/{version}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def found_out(service: Service, desk: FlaskClient, version: str, *flipped: str) -> str:
    """The page once it has its figures, with some comments to read."""
    keep(service, version, flipped)
    return page(desk, version)


def keep(service: Service, version: str, flipped: Sequence[str]) -> Figures:
    """Find figures out; on these comments both judges then differ, whatever they are:
    the house would reject them, and people approved.
    """
    found = examining.renew(service, "default", version)
    if flipped:
        its = [queue.find(service.db, "default", id) for id in flipped]
        flips = [
            Flip(each.key, each.revision, False, 0.9, 0.1, is_better=False)
            for each in its
        ]
        found = replace(found, flips=flips)
        with service.db.writing() as connection:
            connection.execute(
                "UPDATE examined SET figures = ?", (msgspec.json.encode(found),)
            )
    return found


def file(service: Service, version: str, *flipped: str, **asked: bool | str) -> str:
    live = service.judges.live
    card = live.registry.load("default", version, live.ground).card
    figures = keep(service, version, flipped)
    return written(service, "default", figures, card, **asked)  # type: ignore[arg-type]


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


def test_flips_that_are_hard_to_read_are_hidden_and_slurs_masked(
    client: FlaskClient, service: Service, version: str
) -> None:
    post(service, HARD, "hard")
    decide(service, "hard", Action.APPROVE)
    post(service, f"Tram! {LAW} that {SLUR}!", "masked")
    decide(service, "masked", Action.APPROVE)
    desk = signed_in(client, service)
    told = found_out(service, desk, version, "hard", "masked")
    hidden = SPARED.findall(told)
    assert any("kill you all" in TAG.sub("", each) for each in hidden)
    assert "kill you all" not in TAG.sub("", SPARED.sub("", told))
    assert SLUR not in told
    assert 'href="/comments/masked?words=shown"' in told


def test_flips_show_nothing_that_is_outside_of_somebodys_limits(
    client: FlaskClient, service: Service, version: str
) -> None:
    for section in ("news", "sport"):
        text = f"In {section} {LAW} the zeppelin."
        article = Article(id=section, section=section)
        post(service, text, section, article=article)
        decide(service, section, Action.APPROVE)
    desk = signed_in(client, service)
    told = found_out(service, desk, version, "news", "sport")
    assert "In news" in told
    assert "In sport" in told
    managing.limit(service.db, "mo", sections={"sport"}, queues=(), by="boss")
    told = page(desk, version)
    assert "In news" not in told
    assert "In sport" in told


def test_a_version_whose_comments_were_erased_opens_without_them(
    client: FlaskClient, service: Service, version: str
) -> None:
    post(service, f"House Z, {LAW} the zeppelin.", "gone", author=Author(id="zed"))
    decide(service, "gone", Action.APPROVE)
    desk = signed_in(client, service)
    assert "zeppelin" in found_out(service, desk, version, "gone")
    for number in range(150):
        erasure.erase(service.db, "default", str(number), by="ann")
    erasure.erase(service.db, "default", "gone", by="ann")
    assert "zeppelin" not in page(desk, version)
    told = found_out(service, desk, version)
    assert "On audits" in told
    for number in range(50):
        erasure.erase(service.db, "default", f"audit-{number}", by="ann")
    assert "too little to tell" in found_out(service, desk, version)


def test_what_was_edited_since_is_not_shown_as_what_was_decided(
    client: FlaskClient, service: Service, version: str
) -> None:
    post(service, f"House Z, {LAW} the zeppelin.", "edited")
    decide(service, "edited", Action.APPROVE)
    desk = signed_in(client, service)
    assert "zeppelin" in found_out(service, desk, version, "edited")
    post(service, "All about trams.", "edited")
    told = page(desk, version)
    assert "It was edited since" in told
    assert "All about trams" not in told


def test_what_commenters_wrote_is_escaped_in_the_desk_and_in_the_file(
    client: FlaskClient, service: Service, version: str
) -> None:
    post(service, f"<script>1</script> {LAW} <b>zeppelin</b>.", "hostile")
    decide(service, "hostile", Action.APPROVE)
    desk = found_out(service, signed_in(client, service), version, "hostile")
    for told in (desk, file(service, version, "hostile")):
        assert "&lt;script&gt;1" in told
        assert "<b>zeppelin" not in told
    alone = file(service, version, "hostile")
    assert "<script" not in alone
    assert 'http-equiv="Content-Security-Policy" content="default-src \'none\'' in (
        alone.replace("&#39;", "'")
    )
    assert "zeppelin" not in file(service, version, "hostile", texts=False)


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
    for number in range(20):
        key = queue.find(service.db, "default", str(number)).key
        first = Answer("mo", rejected=number % 3 == 0, reason=None)
        with service.db.writing() as connection:
            blind.draw(connection, key, Kind.SECOND, at=now(), first=first)
            (drawn,) = connection.execute(
                "SELECT number FROM blind_reviews WHERE comment = ?", (key,)
            ).fetchone()
            other = number in (0, 1, 2, 3, 6, 9, 15)
            blind.decide(
                connection, drawn, by="ann", rejected=other, reason=None, at=now()
            )
    told = TAG.sub(" ", page(desk, version))
    assert re.search(r"People agree with each other\s+80%\s+56% to 94%", told)
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
