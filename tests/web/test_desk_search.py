"""Any comment is found again, whatever became of it."""

import pytest
from flask.testing import FlaskClient

from moderation import erasure
from moderation.comments import Action, Article, Author, Reason, Status
from moderation.queue import finding
from moderation.queue.finding import Sought
from moderation.scopes import UNLIMITED
from moderation.service import Service
from moderation.store import looking
from tests.desk_visits import signed_in
from tests.moderation.stories import KIND, RUDE, decide, post

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def filled(service: Service) -> Service:
    ann, tram = Author(id="ann"), Article(id="tram")
    post(service, KIND, "kind", author=ann, article=tram)
    post(service, RUDE, "rude", author=ann)
    post(service, RUDE + " Yes!", "decided", article=tram)
    decide(service, "decided", Action.REJECT, by="mo", reason=Reason.INSULT)
    post(service, "A tram, a tram!", "tram", author=Author(id="bob"))
    return service


@pytest.mark.parametrize(
    ("sought", "ids"),
    [
        ({}, ["tram", "decided", "rude", "kind"]),
        ({"text": "moron"}, ["decided", "rude"]),
        ({"text": "moron", "status": Status.REJECTED}, ["decided"]),
        ({"text": "moron", "author": "ann"}, ["rude"]),
        ({"author": "ann"}, ["rude", "kind"]),
        ({"author": "nobody"}, []),
        ({"article": "tram"}, ["decided", "kind"]),
        ({"status": Status.APPROVED}, ["tram", "kind"]),
        ({"by": "mo"}, ["decided"]),
        ({"text": "nowhere"}, []),
    ],
)
def test_comments_are_found_by_what_is_known_of_them(
    filled: Service, sought: dict[str, str], ids: list[str]
) -> None:
    found = finding.find(filled, "default", Sought(**sought))  # type: ignore[arg-type]
    assert [comment.id for comment in found.comments] == ids


def test_what_is_erased_or_another_sites_is_not_found(filled: Service) -> None:
    erasure.erase(filled.db, "default", "rude", by="mo")
    found = finding.find(filled, "default", Sought())
    assert "rude" not in [comment.id for comment in found.comments]
    assert finding.find(filled, "elsewhere", Sought()).comments == []


def test_further_back_each_is_found_once(filled: Service) -> None:
    ids, before = [], finding.FIRST
    for _ in range(4):
        found = finding.find(filled, "default", Sought(), before, size=2)
        ids += [comment.id for comment in found.comments]
        if found.further is None:
            break
        before = found.further
    assert ids == ["tram", "decided", "rude", "kind"]


@pytest.mark.parametrize(
    ("sought", "index"),
    [
        ({"author": "ann"}, "comments_by_author"),
        ({"author": "ann", "by": "mo"}, "comments_by_author"),
        ({"article": "tram", "status": Status.PENDING}, "comments_by_article"),
        ({"by": "mo"}, "comments_in_order"),
    ],
)
def test_it_is_looked_by_an_index_that_has_all_that_is_looked_through(
    filled: Service, sought: dict[str, str], index: str
) -> None:
    wanted = dict.fromkeys(("within", "author", "article", "status", "by"))
    with filled.db.reading() as db:
        said: list[str] = []
        db.set_trace_callback(said.append)
        looking.keys(
            db,
            "default",
            before=finding.FIRST,
            limit=9,
            scope=UNLIMITED,
            **{**wanted, **sought},  # type: ignore[arg-type]
        )
        db.set_trace_callback(None)
        plan = [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {said[0]}")]
    assert any(f"COVERING INDEX {index} " in step for step in plan)
    by_key = "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)"
    assert all(by_key in step for step in plan if " c " in step)


def test_an_author_of_many_comments_is_looked_through_in_parts(
    filled: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "AT_MOST", 1)
    sought = Sought(author="ann", article="tram")
    first = finding.find(filled, "default", sought)
    assert first.comments == []
    assert first.further is not None
    second = finding.find(filled, "default", sought, first.further)
    assert [comment.id for comment in second.comments] == ["kind"]


def test_a_look_is_bounded_and_says_where_to_go_on(
    filled: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "AT_MOST", 2)
    first = finding.find(filled, "default", Sought(status=Status.PENDING))
    assert first.comments == []
    assert first.further is not None
    second = finding.find(
        filled, "default", Sought(status=Status.PENDING), first.further
    )
    assert [comment.id for comment in second.comments] == ["rude"]


def test_the_page_shows_what_was_found_and_keeps_what_was_asked(
    client: FlaskClient, filled: Service
) -> None:
    signed_in(client, filled, role="analyst")
    page = client.get("/search?text=moron&status=rejected").get_data(as_text=True)
    assert page.count('href="/comments/decided"') == 1
    assert "/comments/rude" not in page
    assert 'value="moron"' in page


@pytest.mark.parametrize("name", ["text", "author", "article", "by", "status"])
def test_what_is_asked_stays_text(
    client: FlaskClient, filled: Service, name: str
) -> None:
    signed_in(client, filled)
    page = client.get("/search", query_string={name: HOSTILE, "before": "x"})
    assert page.status_code == 200
    assert "<script>" not in page.get_data(as_text=True)
