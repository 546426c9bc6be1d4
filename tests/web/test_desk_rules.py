"""The pages of rules: who may do what, by forms alone; hostile texts stay text."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import encode_multipart

from moderation import jobs, queue, rulebooks
from moderation.comments import Status
from moderation.service import Service
from moderation.store.jobs import State
from moderation.workshop import drafts
from tests.desk_visits import csrf, send, signed_in
from tests.moderation.rule_files import LONG, TRAMS, rule, save
from tests.moderation.stories import count, post
from tests.moderation.waits import ended
from web.app import BODY_BYTES
from web.desk.rules.editing import LARGEST_FORM

TRAM = "The tram is late."
LOOKED_AT = ["/rules", "/rules/of/trams", "/rules/history", "/rules/history/1"]
MADE = [
    *("/rules/edit", "/rules/publish", "/rules/test", "/rules/backtests"),
    *("/rules/apply", "/rules/back/1", "/rules/back/0"),
]
POSTS = [
    *("/rules/of/trams/pause", "/rules/of/trams/resume", "/rules/of/trams/mode"),
    *("/rules/edit", "/rules/check", "/rules/lists", "/rules/lists/remove"),
    *("/rules/drop", "/rules/onto", "/rules/publish", "/rules/test"),
    "/rules/together",
    *("/rules/backtests", "/rules/back/1", "/rules/draft-of/1"),
    *("/rules/apply/count", "/rules/apply/1", "/rules/apply/undo/1"),
    "/rules/jobs/1/cancel",
]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}\u202e"


@pytest.fixture
def editor(client: FlaskClient, service: Service, tmp_path: Path) -> FlaskClient:
    save(service, tmp_path, TRAMS)
    return signed_in(client, service, name="ed", role="rules_editor")


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def content(service: Service) -> str:
    kept = rulebooks.in_service(service.db, "default")
    assert kept is not None
    return kept.content


@pytest.mark.parametrize("path", LOOKED_AT)
@pytest.mark.parametrize("role", ["moderator", "analyst", "lead", "rules_editor"])
def test_all_may_look(
    client: FlaskClient, service: Service, tmp_path: Path, path: str, role: str
) -> None:
    save(service, tmp_path, TRAMS)
    assert "rules" in page(signed_in(client, service, role=role), path)


@pytest.mark.parametrize("path", MADE)
def test_those_who_may_make_rules_see_every_page(
    editor: FlaskClient, path: str
) -> None:
    page(editor, path)


@pytest.mark.parametrize("role", ["moderator", "analyst"])
def test_others_can_do_nothing(
    client: FlaskClient, service: Service, tmp_path: Path, role: str
) -> None:
    save(service, tmp_path, TRAMS)
    desk = signed_in(client, service, role=role)
    for path in MADE:
        assert desk.get(path).status_code == 403, path
    for path in POSTS:
        assert send(desk, path).status_code == 403, path
    assert len(rulebooks.history(service.db, "default")) == 1
    assert "Edit" not in page(desk, "/rules")


def test_nobody_does_anything_from_elsewhere(editor: FlaskClient) -> None:
    for path in POSTS:
        assert editor.post(path).status_code == 400, path


def test_who_is_not_signed_in_comes_to_the_door(client: FlaskClient) -> None:
    for path in (*LOOKED_AT, *MADE):
        assert client.get(path).location.startswith("/sign-in"), path


def test_a_rule_is_paused_and_resumed(editor: FlaskClient, service: Service) -> None:
    send(editor, "/rules/of/trams/pause", note="Too many.")
    assert rulebooks.paused(service.db, "default") == {"trams"}
    told = page(editor, "/rules/of/trams")
    assert "paused by ed" in told
    assert "Too many." in told
    send(editor, "/rules/of/trams/resume")
    assert rulebooks.paused(service.db, "default") == frozenset()


def test_a_rule_is_published_in_another_mode(
    editor: FlaskClient, service: Service
) -> None:
    before = content(service)
    send(editor, "/rules/of/trams/mode", mode="shadow", base="1", note="Try it.")
    assert content(service) == before.replace(
        "id: trams\n", "id: trams\n    mode: shadow\n"
    )
    assert "number 2" in page(editor, "/rules")
    answer = send(editor, "/rules/of/trams/mode", mode="live", base="1", note="x")
    assert answer.status_code == 302
    assert "ed put number 2 into service meanwhile" in page(editor, "/rules")
    assert "mode: shadow" in content(service)


def test_a_draft_is_kept_checked_and_published_by_forms_alone(
    editor: FlaskClient, service: Service
) -> None:
    wrong = content(service).replace('words("trams")', 'words("tram")')
    form = {"file": "rules.yaml", "base": "1"}
    answer = send(editor, "/rules/edit", text=wrong, then="check", **form)
    told = page(editor, answer.location)
    assert 'href="#L7"' in told
    assert 'id="L7" class="bad"' in told
    assert "^^^^" in told
    assert "it cannot be published" in page(editor, "/rules/publish")
    right = content(service).replace("It is trams.", "It speaks of trams.")
    answer = send(editor, "/rules/edit", text=right, then="publish", **form)
    assert answer.location == "/rules/publish"
    told = page(editor, answer.location)
    assert "It speaks of trams." in told
    assert 'name="mode:trams"' in told
    send(
        editor,
        "/rules/publish",
        base="1",
        note="In better words.",
        **{"mode:trams": "shadow"},
    )
    assert "It speaks of trams." in content(service)
    assert "mode: shadow" in content(service)
    assert "In better words." in page(editor, "/rules/history")
    assert drafts.of(service, "default", "ed").kept_at is None


def test_while_one_writes_it_is_checked_and_kept(
    editor: FlaskClient, service: Service
) -> None:
    wrong = content(service).replace("then: hold", "then: hodl")
    answer = send(editor, "/rules/check", text=wrong, file="rules.yaml", base="1")
    told = answer.get_data(as_text=True)
    assert 'data-line="8"' in told
    assert "<html" not in told
    assert "hodl" in drafts.of(service, "default", "ed").texts.content


def test_who_comes_second_sees_both_sides(
    editor: FlaskClient, service: Service, tmp_path: Path
) -> None:
    mine = content(service) + "# mine\n"
    send(editor, "/rules/edit", text=mine, file="rules.yaml", base="1")
    save(service, tmp_path, LONG)
    answer = send(editor, "/rules/publish", base="1", note="Mine.")
    assert answer.status_code == 409
    told = answer.get_data(as_text=True)
    assert "id: long" in told
    assert "# mine" in told
    assert "See what both sides changed" in page(editor, "/rules/edit")
    send(editor, "/rules/onto")
    send(editor, "/rules/publish", base="2", note="Mine.")
    assert content(service).endswith("# mine\n")


def test_both_sides_are_brought_together_where_they_are_apart(
    editor: FlaskClient, service: Service, tmp_path: Path
) -> None:
    mine = content(service) + "# mine\n"
    send(editor, "/rules/edit", text=mine, file="rules.yaml", base="1")
    save(service, tmp_path, TRAMS, name="theirs")
    assert "Bring both together" in page(editor, "/rules/publish")
    send(editor, "/rules/together")
    send(editor, "/rules/publish", base="2", note="Both.")
    assert content(service).startswith("name: theirs\n")
    assert content(service).endswith("# mine\n")


def test_what_both_changed_is_left_to_them(
    editor: FlaskClient, service: Service, tmp_path: Path
) -> None:
    mine = content(service).replace("name: ours", "name: mine")
    send(editor, "/rules/edit", text=mine, file="rules.yaml", base="1")
    save(service, tmp_path, TRAMS, name="theirs")
    send(editor, "/rules/together")
    told = page(editor, "/rules/publish")
    assert "Both sides changed the same lines" in told
    assert "Bring both together" not in told
    assert drafts.of(service, "default", "ed").texts.content == mine


def test_a_note_is_asked_for(editor: FlaskClient, service: Service) -> None:
    form = {"file": "rules.yaml", "base": "1"}
    send(editor, "/rules/edit", text=content(service) + "#", **form)
    answer = send(editor, "/rules/publish", base="1", note=" ")
    assert answer.status_code == 422
    assert "a note for the history is wanted" in answer.get_data(as_text=True)


def test_lists_are_added_written_and_taken_away(
    editor: FlaskClient, service: Service
) -> None:
    send(editor, "/rules/lists", file="buses.txt", base="1")
    send(editor, "/rules/edit", file="buses.txt", text="bus\r\n", base="1")
    assert "bus" in page(editor, "/rules/edit?file=buses.txt")
    assert drafts.of(service, "default", "ed").texts.lists["buses.txt"] == "bus\n"
    send(editor, "/rules/lists/remove", file="buses.txt")
    assert editor.get("/rules/edit?file=buses.txt").status_code == 422
    assert send(editor, "/rules/lists", file="../x.txt", base="1").status_code == 422


def test_a_large_list_is_taken_and_one_too_large_refused(
    editor: FlaskClient, service: Service
) -> None:
    token = csrf(page(editor, "/rules/edit"))
    form = {"csrf_token": token, "file": "many.txt", "base": "1"}

    def sent(text: str, path: str = "/rules/check") -> int:
        boundary, body = encode_multipart({**form, "text": text})
        kind = f"multipart/form-data; boundary={boundary}"
        return editor.post(path, data=body, content_type=kind).status_code

    phrases = "".join(f"{'a long phrase ' * 4}{each}\n" for each in range(12_000))
    assert len(phrases) > BODY_BYTES
    assert sent(phrases) == 200
    assert sent(phrases, "/rules/edit") == 302
    assert "many.txt" in page(editor, "/rules/edit?file=many.txt")
    assert sent("x" * (LARGEST_FORM + 1)) == 413


def test_a_text_is_tried_and_nothing_of_it_kept(
    editor: FlaskClient, service: Service
) -> None:
    send(
        editor,
        "/rules/edit",
        text=content(service).replace("then: hold", "then: reject"),
        file="rules.yaml",
        base="1",
    )
    told = send(editor, "/rules/test", text=TRAM, of="service").get_data(as_text=True)
    assert "It would be: held" in told
    assert "<mark>tram</mark>" in told
    told = send(editor, "/rules/test", text=TRAM, of="draft").get_data(as_text=True)
    assert "It would be: rejected" in told
    assert count(service, "comments") == 0


def test_a_text_that_is_none_is_told(editor: FlaskClient) -> None:
    answer = send(editor, "/rules/test", text=" ", of="service")
    assert answer.status_code == 422
    assert "text" in answer.get_data(as_text=True)


def test_a_broken_draft_cannot_be_asked(editor: FlaskClient) -> None:
    send(editor, "/rules/edit", text="rules: [", file="rules.yaml", base="1")
    answer = send(editor, "/rules/test", text=TRAM, of="draft")
    assert answer.status_code == 422
    assert "The editor shows where" in answer.get_data(as_text=True)


def test_hostile_texts_stay_text_on_every_page(
    editor: FlaskClient, service: Service, tmp_path: Path
) -> None:
    odd = rule("odd", "length > 0", says=f"'{HOSTILE}'".replace("\u202e", ""))
    save(service, tmp_path, odd)
    post(service, HOSTILE)
    send(editor, "/rules/of/odd/pause", note=HOSTILE)
    text = content(service) + f"# {HOSTILE}\n".replace("\u202e", "")
    send(editor, "/rules/edit", text=text, file="rules.yaml", base="2")
    told = [
        page(editor, path)
        for path in (
            *("/rules", "/rules/of/odd", "/rules/history", "/rules/history/2"),
            *("/rules/edit", "/rules/publish", "/rules/back/1"),
        )
    ]
    told.append(send(editor, "/rules/test", text=HOSTILE).get_data(as_text=True))
    send(editor, "/rules/backtests", of="draft", days="7")
    (job,) = jobs.latest(service.db, "default", ["backtest"])
    ended(service, job.number)
    told.append(page(editor, f"/rules/backtests/{job.number}"))
    for each in told:
        assert "alert(1)" in each
        assert "<script>alert" not in each
        assert "<img src=x" not in each
        assert "49" not in each.split("alert(2)", 1)[1][:30]


def test_going_back_shows_what_it_does_and_is_asked_for(
    editor: FlaskClient, service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, LONG)
    told = page(editor, "/rules/back/1")
    assert "<del>-  - id: long</del>" in told
    send(editor, "/rules/back/1", base="1", note="x")
    assert "id: long" in content(service)
    send(editor, "/rules/back/1", base="2", note="It held too much.")
    assert "id: trams" in content(service)
    assert "It held too much." in page(editor, "/rules/history")
    assert editor.get("/rules/back/99").status_code == 404


def test_an_earlier_version_comes_into_the_editor(
    editor: FlaskClient, service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, LONG)
    send(editor, "/rules/draft-of/1")
    assert "id: trams" in page(editor, "/rules/edit")
    send(editor, "/rules/draft-of/2")
    assert "You have a draft already" in page(editor, "/rules/edit")


def test_a_backtest_runs_beside_and_tells_what_came_of_it(
    editor: FlaskClient, service: Service
) -> None:
    post(service, TRAM)
    strict = content(service).replace("then: hold", "then: reject")
    send(editor, "/rules/edit", text=strict, file="rules.yaml", base="1")
    answer = send(editor, "/rules/backtests", of="draft", days="7")
    job = ended(service, int(answer.location.rsplit("/", 1)[1]))
    assert job.state is State.DONE
    told = page(editor, answer.location)
    assert "held by the live rules, rejected by the candidate" in told
    assert "<mark>tram</mark>" in told
    assert editor.get(f"/rules/jobs/{job.number}").headers["HX-Refresh"] == "true"
    send(editor, f"/rules/jobs/{job.number}/cancel")
    assert "It had ended already" in page(editor, "/rules/backtests")


def test_a_backtest_that_was_lost_says_so(
    editor: FlaskClient, service: Service
) -> None:
    with service.db.writing() as db:
        db.execute(
            "INSERT INTO jobs (site, kind, asked, by, at, state, seen_at) VALUES "
            '(\'default\', \'backtest\', \'{"what": "x", "days": 1, "version": '
            "\"y\"}', 'ed', '2026-01-01T00:00:00.000000+00:00', 'running', "
            "'2026-01-01T00:00:00.000000+00:00')"
        )
    assert "It was lost" in page(editor, "/rules/backtests/1")


def test_without_comments_a_backtest_does_not_begin(editor: FlaskClient) -> None:
    send(editor, "/rules/backtests", of="1", days="7")
    assert "has no comments since" in page(editor, "/rules/backtests")


def test_rules_are_applied_to_what_waits_and_taken_back(
    editor: FlaskClient, service: Service, tmp_path: Path
) -> None:
    post(service, TRAM)
    save(service, tmp_path, LONG.replace("hold", "reject"))
    send(editor, "/rules/apply/count")
    ended(service, 1)
    assert "Change 1 comment" in page(editor, "/rules/apply")
    send(editor, "/rules/apply/1")
    ended(service, 2)
    assert "1 changed, 0 left" in page(editor, "/rules/apply")
    assert queue.find(service.db, "default", "1").status is Status.REJECTED
    send(editor, "/rules/apply/undo/1")
    ended(service, 3)
    assert "1 put back" in page(editor, "/rules/apply")
    assert queue.find(service.db, "default", "1").status is Status.PENDING
