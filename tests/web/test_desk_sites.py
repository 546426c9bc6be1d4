"""Sites and levels in the desk: looked at, added, set up, and forms that err."""

import re
from dataclasses import fields
from typing import Any

import pytest
from flask.testing import FlaskClient

from moderation import audit, level_changes, queue, sites
from moderation.comments import Action, Article, Author, Mode
from moderation.levels import Level, Override, Standing
from moderation.policy import THRESHOLDS
from moderation.service import Service
from moderation.store.audit import Wanted
from moderation.store.people import Site
from tests.desk_visits import carried, send, signed_in
from tests.moderation.stories import KIND, RUDE, post
from web.desk.codes import CODES

BLIND = {"audit_share": "0.01", "second_share": "0.05", "golden_each": "20"}
SETTINGS = {"site": "default", "mode": "pre", "language": "pt-BR", **BLIND}


@pytest.fixture
def admin(client: FlaskClient, service: Service) -> FlaskClient:
    sites.add(service.db, "other")
    return signed_in(client, service, name="boss", role="admin")


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def set_now(service: Service, level: Level, name: str = "") -> Override:
    return level_changes.find(service.db, "default", level, name)


def notes(service: Service, kind: str, site: str = "default") -> list[Any]:
    return list(audit.search(service.db, Wanted(site=site, kind=kind)))


def test_an_admin_looks_at_another_site(admin: FlaskClient, service: Service) -> None:
    post(service, RUDE)
    post(service, RUDE.replace("moron", "cretin"), site="other")
    assert "cretin" not in text(admin, "/")
    send(admin, "/admin/sites/look", site="other")
    page = text(admin, "/")
    assert "cretin" in page
    assert "moron" not in page


def test_who_is_no_admin_stays_where_they_are(
    client: FlaskClient, service: Service
) -> None:
    sites.add(service.db, "other")
    signed_in(client, service)
    with client.session_transaction() as session:
        session["site"] = "other"
    assert "<bdi>default</bdi>" in text(client, "/")


def test_a_site_that_is_not_there_is_not_looked_at(admin: FlaskClient) -> None:
    assert send(admin, "/admin/sites/look", site="nowhere").status_code == 404
    with admin.session_transaction() as session:
        session["site"] = "gone"
    assert "<bdi>default</bdi>" in text(admin, "/")


def test_a_form_that_was_opened_for_another_site_is_refused(
    admin: FlaskClient, service: Service
) -> None:
    page = text(admin, "/admin/keys")
    form = {**carried(page), "name": "x", "rights": "read"}
    send(admin, "/admin/sites/look", site="other")
    answer = admin.post("/admin/keys", data=form)
    assert answer.status_code == 409
    assert "this form is about the site" in answer.text
    mute = {"csrf_token": form["csrf_token"], "name": "x", "rights": "read"}
    assert admin.post("/admin/keys", data=mute).status_code == 409
    both = {**form, "looked_at": ["other", "default"]}  # as of a form that was kept
    assert admin.post("/admin/keys", data=both).status_code == 409
    assert not notes(service, "key.made", "other")


def test_a_decision_on_one_site_is_not_made_on_another_by_a_second_tab(
    admin: FlaskClient, service: Service
) -> None:
    for site in ("default", "other"):
        post(service, RUDE, site=site)
    form = {**carried(text(admin, "/comments/1")), "id": "1", "version": "1"}
    send(admin, "/admin/sites/look", site="other")
    script = {"Accept": "application/json"}
    told = admin.post("/decide", data={**form, "action": "approve"}, headers=script)
    assert (told.status_code, told.is_json) == (409, True)
    assert "default" in told.json["said"]
    for site in ("default", "other"):
        assert queue.find(service.db, site, "1").version == 1


def test_every_form_of_the_desk_says_which_site_it_is_about(
    admin: FlaskClient, service: Service
) -> None:
    post(service, RUDE)
    pages = ("/", "/comments/1", "/account", "/account/security", "/templates/new")
    for path in (*pages, "/rules/edit", "/admin/site", "/admin/people", "/thresholds"):
        page = text(admin, path)
        forms = re.findall(r'<form method="post".*?</form>', page, re.S)
        assert len(forms) > 1, path
        for form in forms:
            assert 'name="looked_at" value="default"' in form, path


def test_a_site_is_added_and_looked_at(admin: FlaskClient, service: Service) -> None:
    assert send(admin, "/admin/sites", name="new.example").location == "/admin/site"
    assert "<bdi>new.example</bdi>" in text(admin, "/")
    assert notes(service, "site.added", "new.example")[0].by == "boss"
    assert send(admin, "/admin/sites", name="<b>").status_code == 422


def test_settings_are_kept_and_what_they_were_is_written(
    admin: FlaskClient, service: Service
) -> None:
    form = {**SETTINGS, "zeros": "FLIRTATION", "pause_odd_rules": "on"}
    assert send(admin, "/admin/site", **form, factor_for="admin").status_code == 302
    site = sites.find(service.db, "default")
    assert (site.mode, site.language) == (Mode.PRE, "pt-BR")
    assert site.zeros == ("FLIRTATION",)
    assert site.factor_for == ("admin",)
    assert site.pause_odd_rules
    assert not site.keeps_analysed
    (entry,) = notes(service, "site.changed")
    assert (entry.details["mode"], entry.details["was_mode"]) == ("pre", "auto")


def test_settings_that_stay_are_not_written(
    admin: FlaskClient, service: Service
) -> None:
    form = {"site": "default", "mode": "auto", "language": "en", **BLIND}
    assert send(admin, "/admin/site", **form).status_code == 302
    assert notes(service, "site.changed") == []


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        *(("mode", "sometimes", 422), ("language", "Klingon!", 422)),
        *(("zeros", "TOXICITY", 422), ("zeros", "<b>", 422)),
        *(("factor_for", "king", 422), ("site", "nowhere", 404)),
    ],
)
def test_a_wrong_setting_changes_nothing(
    admin: FlaskClient, service: Service, field: str, value: str, status: int
) -> None:
    answer = send(admin, "/admin/site", **{**SETTINGS, field: value})
    assert answer.status_code == status
    assert sites.find(service.db, "default").mode is Mode.AUTO


def test_a_section_is_set_in_the_desk_and_decides(
    admin: FlaskClient, service: Service
) -> None:
    form = {"level": "section", "name": "sport", "mode": "pre", "hold.insult": "0.2"}
    assert send(admin, "/admin/level", **form).status_code == 302
    found = set_now(service, Level.SECTION, "sport")
    assert (found.mode, found.holds) == (Mode.PRE, {"insult": 0.2})
    held = post(service, KIND, article=Article(id="1", section="sport"))
    assert held.action is Action.HOLD
    page = text(admin, "/admin/level?level=section&name=sport")
    assert 'value="0.2"' in page
    (entry,) = notes(service, "level.set")
    assert entry.about == "section sport"
    assert entry.details["now"] == {"mode": "pre", "holds": {"insult": 0.2}}


def test_what_is_emptied_is_inherited_again(
    admin: FlaskClient, service: Service
) -> None:
    form = {"level": "site", "risk": "0", "off_topic": "0.3"}
    send(admin, "/admin/level", **form)
    assert set_now(service, Level.SITE).risk == 0
    assert 'value="0"' in text(admin, "/admin/level?level=site")
    send(admin, "/admin/level", level="site")
    assert set_now(service, Level.SITE).inherits_all


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"level": "galaxy", "name": "x"}, "level"),
        ({"level": "section", "name": " "}, "section: wanted a name"),
        ({"level": "site", "mode": "never"}, "mode"),
        ({"level": "site", "hold.insult": "1.5"}, "hold.insult"),
        ({"level": "site", "hold.insult": "nan"}, "hold.insult"),
        ({"level": "site", "hold.insult": "0,5"}, "hold.insult"),
        ({"level": "site", "reject.insult": "0.1"}, "insult: wanted to reject from"),
    ],
)
def test_a_level_that_cannot_be_is_refused_by_name(
    admin: FlaskClient, service: Service, fields: dict[str, str], said: str
) -> None:
    answer = send(admin, "/admin/level", **fields)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert level_changes.listed(service.db, "default") == []


def test_clearing_a_level_leaves_what_is_said_of_an_author(
    admin: FlaskClient, service: Service
) -> None:
    banned = Override(
        level=Level.AUTHOR, name="7", mode=Mode.PRE, standing=Standing.BANNED
    )
    level_changes.change(
        service.db, "default", Level.AUTHOR, "7", lambda before: banned, by="x"
    )
    send(admin, "/admin/level", level="author", name="7", caution="cautious")
    send(admin, "/admin/level/clear", level="author", name="7")
    found = set_now(service, Level.AUTHOR, "7")
    assert (found.mode, found.caution) == (None, None)
    assert found.standing is Standing.BANNED
    assert post(service, KIND, author=Author(id="7")).action is Action.REJECT


def test_hostile_names_of_levels_stay_text(
    admin: FlaskClient, service: Service
) -> None:
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    send(admin, "/admin/level", level="section", name=hostile, mode="pre")
    for path in ("/admin/levels", "/audit"):
        page = text(admin, path)
        assert "<script>alert" not in page
        assert "{{ 7*7 }}" in page


def test_each_attribute_has_its_usual_thresholds_beside(admin: FlaskClient) -> None:
    page = text(admin, "/admin/level?level=site")
    for name in THRESHOLDS:
        assert f'name="hold.{name}"' in page
        assert f'name="reject.{name}"' in page


def test_the_audit_has_a_word_for_every_setting_of_a_site() -> None:
    set_elsewhere = {"name", "accepted", "kept_to"}
    settings = {field.name for field in fields(Site)} - set_elsewhere
    words = {
        f"{was}{name}".replace("_", " ") for name in settings for was in ("", "was ")
    }
    assert words - CODES == set()
