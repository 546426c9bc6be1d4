"""An author's page: where the comment stands, why, and how to object."""

from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from moderation import appeals, erasure, queue, review
from moderation.comments import Action, Article, Reason
from moderation.service import Service
from tests.moderation.stories import KIND, RUDE, decide, post

Key = dict[str, str]


def address(client: FlaskClient, key: Key, text: str = RUDE, id: str = "1") -> str:
    """Post a comment; the path of the page that the answer names."""
    answer = client.post("/v1/comments", headers=key, json={"id": id, "text": text})
    assert answer.json is not None
    return urlsplit(answer.json["status_url"]).path


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.text


def test_where_a_comment_stands_is_told_without_signing_in(
    client: FlaskClient, key: Key, service: Service
) -> None:
    posted, held = address(client, key, KIND), address(client, key, RUDE, "2")
    assert "It is posted." in page(client, posted)
    told = page(client, held)
    assert "It waits for a person" in told
    assert "It insults somebody." in told
    assert "<form" not in told
    decide(service, "2", Action.REJECT, reason=Reason.INSULT, note="For us alone.")
    told = page(client, held)
    assert "It was not posted." in told
    assert "rejected by a moderator" in told
    assert "For us alone" not in told
    assert "<form" in told


def test_what_a_moderator_tells_is_shown_as_long_as_the_decision_stands(
    client: FlaskClient, key: Key, service: Service
) -> None:
    path = address(client, key)
    told = "Dear <b>Ann</b>, please be kind."
    decide(service, "1", Action.REJECT, reason=Reason.INSULT, message=told)
    shown = page(client, path)
    assert "What the moderators tell you" in shown
    assert "Dear &lt;b&gt;Ann&lt;/b&gt;, please be kind." in shown
    statement = client.get(f"{path}/statement").json
    assert statement is not None
    assert statement["message"] == told
    review.undo(service.db, "default", "1", by="mo")
    assert "What the moderators tell you" not in page(client, path)


def test_an_author_appeals_by_the_form_once(
    client: FlaskClient, key: Key, service: Service
) -> None:
    path = address(client, key)
    decide(service, "1", Action.REJECT, reason=Reason.INSULT)
    answer = client.post(path, data={"text": "It was praise <b>of trams</b>."})
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    told = page(client, path)
    assert "It was praise &lt;b&gt;of trams&lt;/b&gt;." in told
    assert "waits for another person" in told
    assert "<form" not in told
    decide(service, "1", Action.APPROVE, by="ben")
    assert "It was granted" in page(client, path)


def test_a_second_appeal_is_told_that_the_first_waits_and_changes_nothing(
    client: FlaskClient, key: Key, service: Service
) -> None:
    path = address(client, key)
    decide(service, "1", Action.REJECT, reason=Reason.INSULT)
    client.post(path, data={"text": "It was praise."})
    before = queue.find(service.db, "default", "1")
    answer = client.post(path, data={"text": "Again."})
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text
    assert "was not taken: your appeal waits already" in answer.text
    assert "It was praise." in answer.text
    assert "Again." not in answer.text
    assert queue.find(service.db, "default", "1") == before
    (waiting,) = appeals.waiting(service.db, "default")
    assert waiting.text == "It was praise."


@pytest.mark.parametrize(
    ("action", "told"),
    [(Action.APPROVE, "It was granted"), (Action.REJECT, "the decision stands")],
)
def test_an_appeal_after_one_that_was_decided_is_told_so(
    client: FlaskClient, key: Key, service: Service, action: Action, told: str
) -> None:
    path = address(client, key)
    decide(service, "1", Action.REJECT, reason=Reason.INSULT)
    client.post(path, data={"text": "It was praise."})
    decide(service, "1", action, by="ben", reason=Reason.INSULT)
    answer = client.post(path, data={"text": "Again."})
    assert answer.status_code == 409
    assert "was not taken: your appeal was decided already" in answer.text
    assert told in answer.text


@pytest.mark.parametrize(
    ("text", "told"),
    [(KIND, "your comment is posted"), (RUDE, "your comment was not rejected")],
)
def test_an_appeal_against_no_rejection_is_told_so(
    client: FlaskClient, key: Key, service: Service, text: str, told: str
) -> None:
    path = address(client, key, text)
    answer = client.post(path, data={"text": "Look at it."})
    assert answer.status_code == 409
    assert f"was not taken: {told}, so there is nothing" in answer.text
    assert appeals.of_comment(service.db, "default", "1") is None


@pytest.mark.parametrize("text", ["", "  ", "x" * 8_001, "a\0b"])
def test_an_appeal_that_cannot_be_taken_keeps_what_was_said(
    client: FlaskClient, key: Key, service: Service, text: str
) -> None:
    path = address(client, key)
    decide(service, "1", Action.REJECT, reason=Reason.INSULT)
    answer = client.post(path, data={"text": text})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert text[:50].strip("\0") in answer.text
    assert appeals.waiting(service.db, "default") == []


def test_an_address_that_was_not_given_out_leads_nowhere(
    client: FlaskClient, key: Key
) -> None:
    path = address(client, key)
    for wrong in ("/status/1", path[:-1], path + "a", "/status/" + "x" * 5_000):
        assert client.get(wrong).status_code == 404
        assert client.post(wrong, data={"text": "x"}).status_code == 404


def test_each_address_shows_its_own_comment(
    client: FlaskClient, key: Key, service: Service
) -> None:
    address(client, key, RUDE)
    other = address(client, key, KIND, "2")
    assert RUDE not in page(client, other)


def test_the_text_of_a_comment_is_shown_as_text(client: FlaskClient, key: Key) -> None:
    path = address(client, key, "<script>alert(1)</script> {{ 7 * 7 }} moron")
    told = page(client, path)
    assert "&lt;script&gt;" in told
    assert "{{ 7 * 7 }}" in told
    assert "<script" not in told


def test_the_page_may_be_framed_and_tells_its_address_to_nobody(
    client: FlaskClient, key: Key
) -> None:
    answer = client.get(address(client, key))
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_the_statement_of_reasons_is_there_as_data(
    client: FlaskClient, key: Key, service: Service
) -> None:
    path = address(client, key)
    assert client.get(path + "/statement").json == {}
    decide(service, "1", Action.REJECT, reason=Reason.INSULT)
    found = client.get(path + "/statement").json
    assert found is not None
    assert found["automated_decision"] == "AUTOMATED_DECISION_PARTIALLY"


def test_an_erased_comment_has_no_page(
    client: FlaskClient, key: Key, service: Service
) -> None:
    path = address(client, key)
    erasure.erase(service.db, "default", "1", by="me")
    answer = client.get(path)
    assert answer.status_code == 404
    assert "erased" in answer.text


def test_the_article_is_named(client: FlaskClient, key: Key, service: Service) -> None:
    post(service, RUDE, "7", article=Article(id="a", title="A tram <for> all"))
    path = address(client, key, RUDE, "7")
    assert "A tram &lt;for&gt; all" in page(client, path)
    assert queue.find(service.db, "default", "7").article is not None


def test_the_page_is_in_the_language_of_its_reader_but_for_what_people_wrote(
    client: FlaskClient, key: Key, service: Service
) -> None:
    path = f"{address(client, key)}?lang=ur"
    assert "یہ کسی کی توہین کرتا ہے۔" in page(client, path)
    told = "Please be kind."
    decide(service, "1", Action.REJECT, reason=Reason.INSULT, message=told)
    shown = page(client, path)
    assert '<html lang="ur" dir="rtl">' in shown
    assert "یہ تبصرہ ایک نگران نے مسترد کیا۔" in shown
    assert told in shown
    assert "rejected" not in shown.partition("<body>")[2]
    refused = client.post(path, data={"text": ""})
    assert "براہِ کرم چند جملوں میں بتائیں" in refused.text
    taken = client.post(path, data={"text": "It was a joke."})
    assert taken.headers["Location"].endswith("?lang=ur")
    assert "آپ کی اپیل" in page(client, path)


def test_the_statement_as_data_is_english_in_any_browser(
    client: FlaskClient, key: Key, service: Service
) -> None:
    path = address(client, key)
    decide(service, "1", Action.REJECT, reason=Reason.INSULT)
    statement = client.get(f"{path}/statement?lang=ur").json
    assert statement is not None
    assert statement["decision_facts"] == "The comment was rejected by a moderator."
