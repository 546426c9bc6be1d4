"""Many comments in one call: each is answered for itself, and as if it came alone."""

import json
from typing import Any

import msgspec
import pytest
from flask.testing import FlaskClient

from moderation import batches, intake, keys
from moderation.comments import Article, Author, Parent, Reason, Submission
from moderation.errors import StoreUnavailable
from moderation.service import Service
from moderation.store import people
from moderation.store.database import now
from tests.moderation.stories import KIND, RUDE, count
from web.api import answers, batch

Key = dict[str, str]
GERMAN = "Das ist doch alles nur dummes Zeug, was hier behauptet wird, ihr Idioten."


def send(
    client: FlaskClient, key: Key, items: list[Any], *, lines: bool = False
) -> Any:
    if not lines:
        return client.post("/v1/comments/batch", headers=key, json=items)
    body = "\n".join(json.dumps(each) for each in items)
    headers = {**key, "Content-Type": "application/x-ndjson"}
    return client.post("/v1/comments/batch", headers=headers, data=body)


def test_an_array_is_answered_by_an_array_and_lines_by_lines(
    client: FlaskClient, key: Key
) -> None:
    items = [{"id": "1", "text": KIND}, {"id": "2", "text": RUDE}]
    answer = send(client, key, items)
    assert answer.mimetype == "application/json"
    told = msgspec.json.decode(answer.data, type=list[answers.Taken])
    assert [(its.index, its.id, its.status) for its in told] == [
        (0, "1", "approved"),
        (1, "2", "pending"),
    ]
    answer = send(client, key, items, lines=True)
    assert answer.mimetype == "application/x-ndjson"
    again = [
        msgspec.json.decode(line, type=answers.Taken)
        for line in answer.data.splitlines()
    ]
    assert [its.new for its in again] == [False, False]
    assert [its.scores for its in again] == [its.scores for its in told]


def test_what_cannot_be_taken_is_told_in_its_place_and_stops_nothing(
    client: FlaskClient, key: Key
) -> None:
    items: list[Any] = [
        {"id": "1", "text": KIND},
        {"id": "2"},
        "no comment",
        {"id": "3", "text": " "},
        {"id": "4", "text": "x" * 70_000},
        {"id": "5", "text": KIND, "colour": "red"},
    ]
    told = send(client, key, items).json
    assert [its["index"] for its in told] == list(range(6))
    fields = [
        its["error"]["errors"][0]["field"] if "error" in its else its["id"]
        for its in told
    ]
    assert fields == ["1", "text", "body", "text", "item", "5"]
    assert told[3]["id"] == "3"
    assert told[5]["warnings"] == ["colour: unknown, not read"]


def test_a_line_that_is_no_json_is_told_in_its_place(
    client: FlaskClient, key: Key
) -> None:
    body = b'{"id": "1", "text": "Well said!"}\n{"id": \n\n\xff\xfe\n'
    answer = client.post("/v1/comments/batch", headers=key, data=body)
    told = [json.loads(line) for line in answer.data.splitlines()]
    assert [("error" in its) for its in told] == [False, True, True]


@pytest.mark.parametrize("body", [b"[", b"[1,]", b"[[[", b'[{"id": "1"}'])
def test_an_array_that_is_none_is_refused_whole(
    client: FlaskClient, key: Key, body: bytes
) -> None:
    answer = client.post("/v1/comments/batch", headers=key, data=body)
    assert answer.status_code == 400
    assert answer.json is not None
    assert "wanted a JSON array, or lines" in answer.json["detail"]


def test_an_empty_array_is_answered_by_one_and_no_body_is_refused(
    client: FlaskClient, key: Key
) -> None:
    assert send(client, key, []).json == []
    assert client.post("/v1/comments/batch", headers=key).status_code == 400


def test_more_than_ten_thousand_are_refused(client: FlaskClient, key: Key) -> None:
    answer = send(client, key, [0] * (batch.MOST_ITEMS + 1))
    assert answer.status_code == 422
    assert "10000 comments, got 10001" in answer.json["detail"]


def test_more_than_a_single_call_may_carry_is_taken(
    client: FlaskClient, key: Key, service: Service
) -> None:
    long = "A tram goes by, and another one. " * 600
    items = [{"id": str(n), "text": f"{n} {long}"} for n in range(40)]
    assert len(json.dumps(items)) > 664 * 1024
    assert len(send(client, key, items).json) == 40
    assert count(service, "comments") == 40


def test_a_batch_counts_as_its_comments(client: FlaskClient, service: Service) -> None:
    made = keys.make(service.db, "slow", "default", keys.RIGHTS, per_minute=2)
    headers = {"Authorization": f"Bearer {made}"}
    items = [{"id": str(n), "text": KIND} for n in range(3)]
    assert len(send(client, headers, items).json) == 3
    assert send(client, headers, items).status_code == 429


ON_TRAMS = "The council should extend the tram line to the old harbour next spring."
TRAMS = {"title": "City votes for a tram line", "text": "A tram to the harbour. " * 9}
SERIES = [
    Submission(id="1", text=KIND, author=Author(id="ann")),
    Submission(id="2", text=RUDE, author=Author(id="ann")),
    Submission(id="3", text=RUDE, author=Author(id="ben")),  # the same again
    Submission(id="4", text=RUDE + "!", author=Author(id="ann")),  # nearly the same
    Submission(id="5", text="No.", author=Author(id="ann"), parent=Parent(id="2")),
    Submission(id="1", text=GERMAN, author=Author(id="ann")),  # an edit
    Submission(id="6", text=GERMAN + " You moron, we know where you live."),
    Submission(id="6", text=GERMAN + " You moron, we know where you live."),
    Submission(id="8", text=ON_TRAMS, article=Article(id="t", **TRAMS)),
    Submission(id="9", text=ON_TRAMS + " Now.", article=Article(id="t")),  # known now
    Submission(id="10", text="Yes, and on Sundays as well.", parent=Parent(id="9")),
    Submission(id="7", text="1l1l 𝓲𝓭𝓲𝓸𝓽 " * 30, format="html"),
]


def judged(service: Service, site: str) -> list[Any]:
    with service.db.reading() as db:
        rows = db.execute(
            "SELECT c.id, j.revision, c.status, j.scores, j.reasons, j.model, j.risk "
            "FROM judgements j JOIN comments c ON c.key = j.comment "
            "WHERE c.site = ? ORDER BY c.id, j.revision",
            (site,),
        ).fetchall()
    return [
        (
            *(row["id"], row["revision"], row["status"], row["model"]),
            {name: score and round(score, 5) for name, score in scores.items()},
            [(its["rule"], round(its["weight"], 5), its["spans"]) for its in reasons],
        )
        for row in rows
        for scores, reasons in [(json.loads(row["scores"]), json.loads(row["reasons"]))]
    ]


def test_each_is_judged_as_if_it_came_alone_after_those_before(
    service: Service,
) -> None:
    with service.db.writing() as db:
        people.add_site(db, "other", now())
    for each in SERIES:
        intake.receive(service, "default", each)
    list(batches.receive(service, "other", SERIES))
    alone, together = judged(service, "default"), judged(service, "other")
    assert alone == together
    assert len(together) == 11
    assert "repeated_by_author" in json.dumps(together)


def test_a_judge_that_breaks_holds_its_comments_alone(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = service.judges.model
    whole = type(model).score

    def breaking(self: Any, texts: list[str]) -> Any:
        if any("tram" in text for text in texts):
            raise RuntimeError("no")
        return whole(self, texts)

    monkeypatch.setattr(type(model), "score", breaking)
    found = list(
        batches.receive(
            service,
            "default",
            [Submission(id="1", text="A tram."), Submission(id="2", text=KIND)],
        )
    )
    first, second = found
    assert not isinstance(first, Exception)
    assert not isinstance(second, Exception)
    assert [its.code for its in first.comment.reasons] == [Reason.UNSCORED]
    assert second.comment.status == "approved"


@pytest.mark.impatient
def test_once_the_database_is_gone_all_that_is_left_is_told_so(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "KEPT_AT_ONCE", 2)
    items = [Submission(id=str(n), text=KIND) for n in range(6)]
    results = batches.receive(service, "default", items)
    assert not isinstance(next(results), Exception)
    assert not isinstance(next(results), Exception)
    with service.db.writing():  # somebody else has the lock, and keeps it
        left = list(results)
    assert len(left) == 4
    assert all(isinstance(its, StoreUnavailable) for its in left)
    assert count(service, "comments") == 2


def test_a_body_in_chunks_is_refused_where_it_is_too_large_and_not_cut(
    client: FlaskClient, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "MOST_BYTES", 1_000)
    line = b'{"id": "%d", "text": "Well said!"}\n'
    answer = client.post(
        "/v1/comments/batch",
        headers=key,
        data=b"".join(line % number for number in range(99)),
        content_type="application/x-ndjson",
        environ_overrides={
            "CONTENT_LENGTH": "",
            "HTTP_TRANSFER_ENCODING": "chunked",
            "wsgi.input_terminated": True,
        },
    )
    assert answer.status_code == 413
