"""The policy for readers, as a page and as JSON: who gets it, and that it is safe."""

import html
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient

import rules
from moderation import keys, rulebooks
from moderation.comments import Mode
from moderation.service import Service
from moderation.store import people
from moderation.store.database import now
from tests.desk_visits import signed_in
from tests.moderation.rule_files import TRAMS, save
from web import policy

HOSTILE = "<script>alert('\"&</script>\u202e<img src=x onerror=alert()>"


def page(client: FlaskClient, site: str = "default") -> str:
    answer = client.get(f"/policy/{site}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def data(client: FlaskClient, key: dict[str, str]) -> dict[str, Any]:
    answer = client.get("/v1/policy", headers=key)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def another_site(service: Service, name: str, mode: Mode = Mode.AUTO) -> None:
    with service.db.writing() as db:
        people.add_site(db, name, now())
        people.change_site(db, name, mode=mode)


def use_rules(app: Flask, service: Service, path: Path, *its: dict[str, Any]) -> None:
    """Put other rules into service."""
    path.write_text(yaml.safe_dump({"name": HOSTILE, "rules": its}), encoding="utf-8")
    judges = replace(service.judges, rulebook=rules.load(path))
    app.extensions["moderation"] = replace(service, judges=judges)


def test_everybody_sees_the_page_without_signing_in(client: FlaskClient) -> None:
    answer = client.get("/policy/default")
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert "Set-Cookie" not in answer.headers
    assert "How comments are moderated" in answer.get_data(as_text=True)


def test_the_page_says_what_the_json_says(
    client: FlaskClient, key: dict[str, str]
) -> None:
    told, shown = data(client, key), html.unescape(page(client))
    for sentence in (told["promise"], told["practice"], told["version"]):
        assert sentence in shown
    for section in told["sections"]:
        _, title, after = shown.partition(f"<bdi>{section['title']}</bdi></h3>")
        its, _, _ = after.partition("</section>")
        assert title
        for rule in section["rules"]:
            meaning = told["effects"][rule["effect"]]
            _, _, following = its.partition(f">{meaning}</h4>")
            assert f"<bdi>{rule['text']}</bdi></li>" in following.partition("<h4")[0]
    for each in told["faq"]:
        assert each["question"] in shown
        for paragraph in each["answer"].split("\n\n"):
            assert f"<p>{paragraph}</p>" in shown


def test_every_live_rule_of_the_default_policy_is_on_the_page(
    client: FlaskClient, key: dict[str, str]
) -> None:
    sections = data(client, key)["sections"]
    ids = {rule["id"] for section in sections for rule in section["rules"]}
    shown = html.unescape(page(client))
    for rule in rules.default().rules:
        assert rule.id in ids
        assert (rule.message or rule.says) in shown


def test_the_json_has_the_sites_own_policy(
    client: FlaskClient, service: Service
) -> None:
    another_site(service, "herald/local", Mode.PRE)
    made = keys.make(service.db, "k", "herald/local", frozenset({"read"}))
    told = data(client, {"Authorization": f"Bearer {made}"})
    assert (told["site"], told["mode"]) == ("herald/local", "pre")
    assert told["updated"] is None
    effects = {rule["effect"] for each in told["sections"] for rule in each["rules"]}
    assert effects == {"person_first", "may_count", "in_favour"}
    assert "herald/local" in page(client, "herald/local")


def test_the_json_needs_a_key_that_may_read(
    client: FlaskClient, service: Service
) -> None:
    made = keys.make(service.db, "k", "default", frozenset({"submit"}))
    for headers, status in (({}, 401), ({"Authorization": f"Bearer {made}"}, 403)):
        answer = client.get("/v1/policy", headers=headers)
        assert answer.status_code == status
        assert answer.mimetype == "application/problem+json"
        assert answer.cache_control.no_store


@pytest.mark.parametrize("site", ["nowhere", "a/b", "%3Cscript%3E", "..%2Fdesk"])
def test_an_unknown_site_has_no_page(client: FlaskClient, site: str) -> None:
    answer = client.get(f"/policy/{site}")
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert answer.cache_control.no_store
    assert "<script" not in answer.get_data(as_text=True)


def test_rules_cannot_become_markup(
    app: Flask, client: FlaskClient, service: Service, key: Any, tmp_path: Path
) -> None:
    rule = {"id": "r", "says": HOSTILE, "when": "length > 7", "family": HOSTILE}
    use_rules(app, service, tmp_path / "r.yaml", {**rule, "sections": [HOSTILE]})
    shown = page(client)
    assert "<script" not in shown
    assert "<img" not in shown
    assert shown.count("&lt;script&gt;alert") >= 3
    assert data(client, key)["sections"][0]["rules"][0]["text"] == HOSTILE


def test_drafts_and_shadow_rules_are_not_on_the_page(
    app: Flask, client: FlaskClient, service: Service, tmp_path: Path
) -> None:
    modes = ("draft", "shadow", "live")
    each = [
        {"id": its, "says": f"It is {its}.", "when": "length > 7", "mode": its}
        for its in modes
    ]
    use_rules(app, service, tmp_path / "r.yaml", *each)
    shown = page(client)
    assert [f"It is {its}." in shown for its in modes] == [False, False, True]


def test_no_threshold_is_on_the_page(client: FlaskClient, service: Service) -> None:
    shown = page(client).replace(service.judges.rulebook.version, "")
    text = re.sub(r"<[^>]*>|&#\d+;", " ", shown)
    assert not re.search(r"\d", text)


def test_the_page_runs_nothing_and_styles_nothing_itself(client: FlaskClient) -> None:
    answer = client.get("/policy/default")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    shown = answer.get_data(as_text=True)
    for part in ("<script", "<style", " style=", "http://", "https://"):
        assert part not in shown
    with client.get("/policy.css") as sheet:
        assert sheet.mimetype == "text/css"
        assert sheet.cache_control.max_age == 3600


def test_headings_are_in_order_and_links_on_the_page_lead_somewhere(
    client: FlaskClient,
) -> None:
    shown = page(client)
    assert '<html lang="en" dir="ltr">' in shown
    levels = [int(level) for level in re.findall(r"<h(\d)", shown)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    ids = re.findall(r' id="([^"]+)"', shown)
    assert len(set(ids)) == len(ids)
    wanted = re.findall(r'href="#([^"]+)"|aria-labelledby="([^"]+)"', shown)
    assert {one or other for one, other in wanted} <= set(ids)


@pytest.mark.parametrize("path", ["/policy/default", "/v1/policy"])
def test_who_has_it_already_is_told_so_until_it_changes(
    client: FlaskClient, service: Service, key: dict[str, str], path: str
) -> None:
    first = client.get(path, headers=key)
    tag = first.headers["ETag"]
    assert first.cache_control.max_age == policy.FRESH_SECONDS
    assert bool(first.cache_control.public) is (path == "/policy/default")
    again = client.get(path, headers={**key, "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    another_site(service, "default", Mode.CLOSED)
    changed = client.get(path, headers={**key, "If-None-Match": tag})
    assert changed.status_code == 200
    assert "Comments are closed at present" in changed.get_data(as_text=True)


def test_another_version_of_the_rules_has_another_tag(
    app: Flask, client: FlaskClient, service: Service, tmp_path: Path
) -> None:
    tags = []
    for weight in (0.1, 0.2):  # nothing that readers see, but for the version
        rule = {"id": "r", "says": "So.", "when": "length > 7", "weight": weight}
        use_rules(app, service, tmp_path / "r.yaml", rule)
        tags.append(client.get("/policy/default").headers["ETag"])
    assert tags[0] != tags[1]


def test_the_page_is_the_same_for_who_is_signed_in(
    client: FlaskClient, service: Service
) -> None:
    before = page(client)
    assert page(signed_in(client, service)) == before


def test_the_desk_and_the_demonstration_lead_to_it(
    client: FlaskClient, service: Service
) -> None:
    link = 'href="/policy/default?lang=en"'
    assert link in client.get("/demo").get_data(as_text=True)
    assert link in signed_in(client, service).get("/").get_data(as_text=True)


def test_the_policy_says_since_when_the_rules_are_in_force(
    client: FlaskClient, key: dict[str, str], service: Service, tmp_path: Path
) -> None:
    assert data(client, key)["updated"] is None
    assert "in force since" not in page(client)
    kept = save(service, tmp_path, TRAMS).kept
    assert data(client, key)["updated"] == kept.at.isoformat()
    assert "in force since" in page(client)
    usual = service.judges.rulebook
    rulebooks.pause(service.db, "default", "trams", usual, by="ed")
    assert data(client, key)["updated"] > kept.at.isoformat()


def test_the_page_is_in_the_language_that_the_browser_asks_for(
    client: FlaskClient,
) -> None:
    answer = client.get("/policy/default", headers={"Accept-Language": "ur,en;q=0.5"})
    assert '<html lang="ur" dir="rtl">' in answer.text
    assert "تبصروں کی نگرانی کیسے ہوتی ہے" in answer.text
    assert not re.search(
        r"[A-Za-z']{2,} [A-Za-z']{2,} [A-Za-z']{2,}", said(answer.text)
    )
    assert "Accept-Language" in answer.vary
    assert answer.headers["ETag"] != client.get("/policy/default").headers["ETag"]


def test_the_page_leads_to_itself_in_the_other_language(client: FlaskClient) -> None:
    assert '<a href="?lang=ur" lang="ur" hreflang="ur"' in page(client)
    told = client.get("/policy/default?lang=ur").text
    assert '<html lang="ur" dir="rtl">' in told
    assert '<a href="?lang=en" lang="en" hreflang="en"' in told
    assert '<html lang="en" dir="ltr">' in client.get("/policy/default?lang=xx").text


def test_what_a_site_wrote_itself_stays_in_any_language(
    client: FlaskClient, app: Flask, service: Service, tmp_path: Path
) -> None:
    own = {"id": "own", "says": "Be kind to our trams.", "when": "length > 1"}
    ours = {"id": "ours", "says": "It swears.", "when": "length > 2"}
    both = [{**each, "reason": "other", "weight": 0.5} for each in (own, ours)]
    use_rules(app, service, tmp_path / "own.yaml", *both)
    told = client.get("/policy/default?lang=ur").text
    assert "Be kind to our trams." in told
    assert "It swears." not in told


def test_the_policy_as_data_is_english_in_any_browser(
    client: FlaskClient, key: dict[str, str]
) -> None:
    usual = data(client, key)
    assert data(client, {**key, "Accept-Language": "ur"}) == usual


def said(page: str) -> str:
    """What a page says, without its tags and what is in its head."""
    return html.unescape(re.sub(r"<[^>]+>", "\n", page.partition("<body>")[2]))
