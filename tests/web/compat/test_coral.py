"""Coral's external moderation phase and webhooks, as Coral signs and sends them."""

import hashlib
import hmac
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from werkzeug.test import TestResponse

from moderation import erasure, judging, nameless, signatures
from moderation.comments import Action, Article, Comment, Mode, Reason, Status
from moderation.errors import BadSubmission, StoreUnavailable, UnknownSite
from moderation.policy import Settings, decide
from moderation.service import Service
from moderation.store import Database, comments, fates, people
from moderation.store.database import now
from tests import needs
from tests.moderation.stories import KIND, RUDE, count, finding, judgement, post
from web.cli import main
from web.compat.coral import replies

SECRET = "5f2b" * 16
STATUSES = {"NONE", "APPROVED", "REJECTED", "PREMOD", "SYSTEM_WITHHELD"}
FLAGS = {"COMMENT_DETECTED_TOXIC", "COMMENT_DETECTED_SPAM"}
CODES = {
    *("OFFENSIVE", "ABUSIVE", "SPAM", "BANNED_WORD", "AD", "ILLEGAL_CONTENT"),
    *("HARASSMENT_BULLYING", "MISINFORMATION", "HATE_SPEECH", "IRRELEVANT_CONTENT"),
    "OTHER",
}
WITHHELD = {"status": "SYSTEM_WITHHELD"}
ADVERTISEMENT = "Cheap loans for everyone, apply now at http://quick-cash.example"


@pytest.fixture(autouse=True)
def _secret(service: Service) -> None:
    signatures.keep_secret(service.db, "default", "coral", SECRET)


def request(text: str, **changes: Any) -> dict[str, Any]:
    """As Coral makes it."""
    return {
        "action": changes.get("action", "NEW"),
        "comment": {"body": text, "parentID": changes.get("parent")},
        "author": {"id": changes.get("author", "ann"), "role": "COMMENTER"},
        "story": {"id": "s-1", "url": "https://paper.example/trams"},
        "site": {"id": "site-1"},
        "tenantID": "t-1",
        "tenantDomain": "coral.paper.example",
    }


def sign(body: bytes, *secrets: str) -> str:
    return ",".join(
        "sha256=" + hmac.new(each.encode(), body, hashlib.sha256).hexdigest()
        for each in secrets
    )


def send(
    client: FlaskClient,
    given: Any,
    *secrets: str,
    path: str = "/coral/moderate",
    body: bytes | None = None,
) -> TestResponse:
    if body is None:
        body = json.dumps(given, indent=2).encode()  # Coral signs it so
    headers = {"X-Coral-Signature": sign(body, *(secrets or (SECRET,)))}
    return client.post(path, data=body, headers=headers)


def ask(client: FlaskClient, text: str, **changes: Any) -> Any:
    answer = send(client, request(text, **changes))
    assert answer.status_code == 200
    return check(answer.get_json())


def check(reply: Any) -> Any:
    """Hold a reply against Coral's own schema, which voids what it does not know."""
    assert reply.get("status", "NONE") in STATUSES
    for each in reply.get("actions", []):
        assert each["actionType"] == "FLAG"
        assert each["reason"] in FLAGS
    if "moderationAction" in reply:
        assert reply["moderationAction"]["status"] == "REJECTED"
        told = reply["moderationAction"]["rejectionReason"]
        assert told["code"] in CODES
        assert all(isinstance(its, str) and its for its in told.values())
    return reply


def tell(client: FlaskClient, type: str, id: str, **data: Any) -> TestResponse:
    at = data.pop("at", now()).isoformat().replace("+00:00", "Z")
    told = {"commentID": id, "storyID": "s-1", **data}
    event = {"id": "e-1", "type": type, "data": told, "createdAt": at}
    return send(client, {**event, "tenantID": "t-1"}, path="/coral/events")


def kept(service: Service) -> list[Comment]:
    with service.db.reading() as db:
        rows = db.execute("SELECT key FROM comments ORDER BY key").fetchall()
        return [comments.get(db, row["key"]) for row in rows]


def test_what_is_approved_gets_no_opinion_to_the_byte(client: FlaskClient) -> None:
    answer = send(client, request(KIND))
    assert (answer.status_code, answer.data) == (200, b"{}")


def test_what_is_held_is_withheld_and_flagged(client: FlaskClient) -> None:
    reply = ask(client, RUDE)
    assert reply["status"] == "SYSTEM_WITHHELD"
    flag = {"actionType": "FLAG", "reason": "COMMENT_DETECTED_TOXIC"}
    assert reply["actions"] == [flag]
    links = " and ".join(f"https://{each}.example/1" for each in "abcd")
    spam = ask(client, f"You should all read {links} today.")
    assert spam["actions"][0]["reason"] == "COMMENT_DETECTED_SPAM"


def test_what_is_rejected_says_why_in_coral_s_codes(client: FlaskClient) -> None:
    reply = ask(client, ADVERTISEMENT)
    assert reply["status"] == "REJECTED"
    reason = reply["moderationAction"]["rejectionReason"]
    assert reason["code"] == "AD"
    assert "money" in reason["detailedExplanation"]


@pytest.mark.parametrize("code", Reason)
@pytest.mark.parametrize("action", Action)
def test_no_reason_makes_a_reply_that_coral_voids(
    client: FlaskClient, service: Service, code: Reason, action: Action
) -> None:
    comment = post(service, KIND)
    outcome = decide(judgement(findings=(finding(action, code),)), Settings())
    with service.db.writing() as db:
        status = Status.REJECTED if action is Action.REJECT else Status.PENDING
        fates.set_outcome(db, comment.key, outcome, status)
    its = Comment(**{**vars(comment), "reasons": outcome.reasons, "status": status})
    reply = check(replies.reply(its))
    assert reply["status"] in {"REJECTED", "SYSTEM_WITHHELD", "PREMOD"}


def test_off_topic_under_a_known_story_is_withheld(
    client: FlaskClient, service: Service
) -> None:
    text = (
        "The council voted for a tram line to the hospital. It has four stops and "
        "costs forty million. Work on the rails and the bridge begins in spring, and "
        "drivers complain about the closed street and the noise of the site."
    )
    story = Article(id="s-1", title="Council votes for tram line", text=text)
    post(service, KIND, article=story)
    comment = (
        "My grandmother bakes the best apple cake with cinnamon and a lot of butter, "
        "and the recipe came from an old cookbook that she found in Vienna."
    )
    assert ask(client, comment)["status"] == "SYSTEM_WITHHELD"
    assert kept(service)[-1].reasons[0].code is Reason.OFF_TOPIC


def test_off_topic_that_a_rule_rejects_is_irrelevant(service: Service) -> None:
    comment = post(service, KIND)
    reasons = (finding(Action.REJECT, Reason.OFF_TOPIC),)
    its = Comment(**{**vars(comment), "reasons": reasons, "status": Status.REJECTED})
    reason = replies.reply(its)["moderationAction"]["rejectionReason"]
    assert reason["code"] == "IRRELEVANT_CONTENT"


@pytest.mark.parametrize(
    ("code", "more"),
    [(Reason.ILLEGAL, "legalGrounds"), (Reason.PERSONAL_INFORMATION, "customReason")],
)
def test_a_rejection_carries_what_coral_wants_for_its_code(
    service: Service, code: Reason, more: str
) -> None:
    comment = post(service, KIND)
    reasons = (finding(Action.REJECT, code),)
    its = Comment(**{**vars(comment), "reasons": reasons, "status": Status.REJECTED})
    assert replies.reply(its)["moderationAction"]["rejectionReason"][more] == "X."


def test_what_waits_only_for_the_mode_is_premoderated(
    client: FlaskClient, service: Service
) -> None:
    with service.db.writing() as db:
        people.change_site(db, "default", mode=Mode.PRE)
    assert ask(client, KIND) == {"status": "PREMOD"}


def test_a_comment_is_kept_with_its_story_and_author(
    client: FlaskClient, service: Service
) -> None:
    ask(client, RUDE)
    (comment,) = kept(service)
    assert comment.article is not None
    assert (comment.article.id, comment.article.url) == (
        "s-1",
        "https://paper.example/trams",
    )
    assert (comment.author.id, comment.status) == ("ann", Status.PENDING)
    assert count(service, "events") == 2


def test_html_is_read_as_html_and_plain_text_whole(
    client: FlaskClient, service: Service
) -> None:
    ask(client, "<div>Well <b>said</b>!</div>")
    ask(client, "<script>You are a moron</script>", author="ben")
    formats = [(each.format, each.status) for each in kept(service)]
    assert formats == [("html", Status.APPROVED), ("plain", Status.REJECTED)]


# Signatures


def test_any_of_several_signatures_by_any_secret_in_use_will_do(
    client: FlaskClient, service: Service
) -> None:
    newer = "9c" * 32
    signatures.keep_secret(service.db, "default", "coral", newer)
    for secrets in ((SECRET,), (newer,), ("another" * 8, newer), (SECRET, newer)):
        assert send(client, request(KIND), *secrets).status_code == 200


@pytest.mark.parametrize(
    "header",
    ["", "sha256=", "sha256=00", "sha1=" + "0" * 40, "sha256=" + "0" * 64, "sha256=é"],
)
def test_what_is_not_signed_so_is_refused_and_not_kept(
    client: FlaskClient, service: Service, header: str
) -> None:
    body = json.dumps(request(KIND)).encode()
    for path in ("/coral/moderate", "/coral/events", "/coral/moderate/nowhere"):
        headers = {"X-Coral-Signature": header.encode().decode("latin-1")}
        answer = client.post(path, data=body, headers=headers)
        assert answer.status_code == 401
        assert "moderate sites coral" in answer.get_json()["error"]
    assert count(service, "comments") == 0


def test_the_address_that_names_the_usual_site_answers_and_sends_nobody_away(
    client: FlaskClient,
) -> None:
    answer = send(client, request(KIND), path="/coral/moderate/default")
    assert answer.status_code == 200  # Coral takes a redirect for no opinion
    event = {"id": "e", "type": "STORY_CREATED", "data": {}}
    path = "/coral/events/default"
    assert send(client, event, path=path).status_code // 100 != 3


def test_the_signature_is_over_the_bytes_as_sent(client: FlaskClient) -> None:
    header = {"X-Coral-Signature": sign(json.dumps(request(KIND), indent=2).encode())}
    again = json.dumps(request(KIND)).encode()
    answer = client.post("/coral/moderate", data=again, headers=header)
    assert answer.status_code == 401


def test_a_secret_of_another_site_does_not_do(
    client: FlaskClient, service: Service
) -> None:
    with service.db.writing() as db:
        people.add_site(db, "sports", now())
    path = "/coral/moderate/sports"
    assert send(client, request(KIND), path=path).status_code == 401
    signatures.keep_secret(service.db, "sports", "coral", "7d" * 32)
    assert send(client, request(KIND), "7d" * 32, path=path).status_code == 200
    assert {each.site for each in kept(service)} == {"sports"}


def test_a_replaced_secret_works_through_the_overlap_and_no_longer(
    client: FlaskClient, service: Service
) -> None:
    newer = "9c" * 32
    keep = signatures.keep_secret
    hour = timedelta(hours=1)
    keep(service.db, "default", "coral", newer, replaces=True, overlap=hour)
    assert send(client, request(KIND)).status_code == 200
    keep(service.db, "default", "coral", newer, replaces=True, overlap=timedelta(0))
    assert send(client, request(KIND)).status_code == 401
    assert send(client, request(KIND), newer).status_code == 200


def test_the_command_adds_and_replaces_secrets_and_shows_none(
    service: Service, client: FlaskClient
) -> None:
    def command(*words: str, secret: str) -> Any:
        data = str(service.db.path.parent)
        line = ["sites", "coral", *words, "--data", data]
        return CliRunner().invoke(main, line, input=secret + "\n")

    newer = "9c" * 32
    done = command("default", secret=newer)
    assert done.exit_code == 0
    assert newer not in done.output
    assert "2 of default's secrets work now" in done.stderr
    assert "/coral/moderate/default" in done.stderr
    assert send(client, request(KIND), newer).status_code == 200
    done = command("default", "--replace", "--overlap", "0", secret=newer)
    assert done.exit_code == 0
    assert send(client, request(KIND)).status_code == 401
    assert command("nowhere", secret=newer).exit_code == 1
    short = command("default", secret="abc")
    assert short.exit_code == 1
    assert "16 printable" in short.stderr


def test_a_secret_that_can_be_guessed_is_refused(service: Service) -> None:
    for wrong in ("", "short", "é" * 20, "a b\n" * 9):
        with pytest.raises(BadSubmission):
            signatures.keep_secret(service.db, "default", "coral", wrong)
    with pytest.raises(UnknownSite):
        signatures.keep_secret(service.db, "nowhere", "coral", SECRET)


# What goes wrong


def test_a_judge_that_fails_withholds(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(judging._Hearing, "_checked", broken)
    assert ask(client, KIND)["status"] == "SYSTEM_WITHHELD"


@pytest.mark.parametrize("error", [StoreUnavailable("full"), RuntimeError("a comment")])
@pytest.mark.parametrize("place", ["intake.receive", "signatures.signed"])
def test_whatever_breaks_withholds(
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    place: str,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(f"web.compat.coral.routes.{place}", broken)
    assert ask(client, "A purple remark") == WITHHELD
    assert "purple" not in caplog.text
    assert "a comment" not in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"[" * 9000,
        b'{"comment": {"body": 1}}',
        json.dumps({**request(KIND), "author": None}).encode(),
        json.dumps(request("")).encode(),
        json.dumps(request("a" * 20_481)).encode(),
        json.dumps(request("\0")).encode(),
        json.dumps(request('<div><img src="http://a.example/1.png"></div>')).encode(),
        json.dumps({**request(KIND), "story": {"id": "\0"}}).encode(),
        json.dumps(request("a" * 700_000)).encode(),
    ],
)
def test_what_cannot_be_judged_is_withheld(client: FlaskClient, body: bytes) -> None:
    answer = send(client, None, body=body)
    assert (answer.status_code, answer.get_json()) == (200, WITHHELD)


def test_unknown_fields_and_roles_are_no_matter(client: FlaskClient) -> None:
    given = {**request(KIND), "new": {"a": 1}}
    given["author"]["role"] = "MEMBER"
    del given["site"]
    assert send(client, given).data == b"{}"


# Ids


def test_sent_again_at_once_is_the_same_comment(
    client: FlaskClient, service: Service
) -> None:
    assert ask(client, RUDE) == ask(client, RUDE)
    assert count(service, "comments") == 1
    ask(client, RUDE, author="ben")
    ask(client, RUDE, parent="c-9")
    assert count(service, "comments") == 3


def test_an_edit_is_of_the_one_comment_of_its_author_in_its_place(
    client: FlaskClient, service: Service
) -> None:
    ask(client, KIND)
    ask(client, KIND, author="ben")
    assert ask(client, RUDE, action="EDIT")["status"] == "SYSTEM_WITHHELD"
    ask(client, RUDE, action="EDIT")
    assert [(each.author.id, each.revision) for each in kept(service)] == [
        ("ann", 2),
        ("ben", 1),
    ]


def test_an_edit_of_one_of_several_is_received_by_itself(
    client: FlaskClient, service: Service
) -> None:
    ask(client, KIND)
    ask(client, "The stop is well placed.")
    assert ask(client, RUDE, action="EDIT")["status"] == "SYSTEM_WITHHELD"
    assert [each.revision for each in kept(service)] == [1, 1, 1]


def test_a_webhook_joins_the_id_and_then_a_reply_knows_its_parent(
    client: FlaskClient, service: Service
) -> None:
    ask(client, KIND)
    assert tell(client, "COMMENT_CREATED", "c-1").status_code == 204
    ask(client, "So it is.", author="ben", parent="c-1")
    first, reply = kept(service)
    assert reply.parent is not None
    assert reply.parent.id == first.id
    tell(client, "COMMENT_REPLY_CREATED", "c-2", ancestorIDs=["c-1"])
    assert nameless.ours(service.db, "default", "coral", "c-2") == reply.id


def test_what_was_decided_in_coral_s_queue_is_a_person_s_decision(
    client: FlaskClient, service: Service
) -> None:
    ask(client, RUDE)
    tell(client, "COMMENT_ENTERED_MODERATION_QUEUE", "c-1", queue="PENDING")
    tell(client, "COMMENT_LEFT_MODERATION_QUEUE", "c-1", status="SYSTEM_WITHHELD")
    assert kept(service)[0].decided_by is None
    for _ in range(2):
        left = tell(client, "COMMENT_LEFT_MODERATION_QUEUE", "c-1", status="REJECTED")
        assert left.status_code == 204
    (comment,) = kept(service)
    assert (comment.status, comment.decided_by) == (Status.REJECTED, "coral")
    assert comment.version == 2
    assert count(service, "examples") == 1


def test_an_id_is_never_guessed(client: FlaskClient, service: Service) -> None:
    ask(client, KIND)
    ask(client, "The stop is well placed.", author="ben")
    tell(client, "COMMENT_CREATED", "c-1")
    late = now() - timedelta(hours=1)
    tell(client, "COMMENT_CREATED", "c-2", at=late)
    tell(client, "COMMENT_CREATED", "c-3", storyID="s-2")
    tell(client, "COMMENT_LEFT_MODERATION_QUEUE", "c-1", status="REJECTED")
    assert count(service, "known_as") == 0
    assert all(each.decided_by is None for each in kept(service))


def test_what_we_rejected_is_not_the_one_that_was_made(
    client: FlaskClient, service: Service
) -> None:
    ask(client, ADVERTISEMENT)
    ask(client, KIND, author="ben")
    tell(client, "COMMENT_CREATED", "c-1")
    assert nameless.ours(service.db, "default", "coral", "c-1") == kept(service)[1].id


def test_posted_again_after_it_has_an_id_is_another_comment(
    client: FlaskClient, service: Service
) -> None:
    ask(client, KIND)
    tell(client, "COMMENT_CREATED", "c-1")
    ask(client, KIND)
    assert count(service, "comments") == 2


def test_other_events_are_taken_and_change_nothing(
    client: FlaskClient, service: Service
) -> None:
    assert tell(client, "STORY_CREATED", "c-1").status_code == 204
    for year in (1, 9999):
        its = datetime(year, 1, 1, tzinfo=UTC)
        assert tell(client, "COMMENT_CREATED", "c-1", at=its).status_code == 204
    assert send(client, {"type": 1}, path="/coral/events").status_code == 400
    assert count(service, "known_as") == 0


@settings(
    max_examples=needs.examples(60),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=some.text(max_size=60) | some.from_regex(re.compile("<.{0,20}>|&.{0,9};")),
    parent=some.none() | some.text(max_size=5),
    action=some.sampled_from(["NEW", "EDIT", "x"]),
)
def test_whatever_is_written_there_is_a_reply(
    client: FlaskClient, text: str, parent: str | None, action: str
) -> None:
    body = json.dumps(request(text, parent=parent, action=action)).encode()
    answer = send(client, None, body=body)
    assert answer.status_code == 200
    check(answer.get_json())


def test_an_older_database_learns_to_know_ids(service: Service) -> None:
    with service.db.writing() as db:
        db.execute("DROP TABLE known_as")
        db.execute("DROP INDEX comments_nameless")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'faces'")
    again = Database(service.db.path)
    assert nameless.ours(again, "default", "coral", "c-1") == "c-1"
    again.close()


def test_an_erased_comment_is_no_longer_known_by_its_id(
    client: FlaskClient, service: Service
) -> None:
    ask(client, RUDE)
    tell(client, "COMMENT_ENTERED_MODERATION_QUEUE", "c-1", queue="PENDING")
    (comment,) = kept(service)
    erasure.erase(service.db, "default", comment.id, by="me")
    assert count(service, "known_as") == 0
    left = tell(client, "COMMENT_LEFT_MODERATION_QUEUE", "c-1", status="REJECTED")
    assert left.status_code == 204
    assert count(service, "examples") == count(service, "suggestions") == 0
