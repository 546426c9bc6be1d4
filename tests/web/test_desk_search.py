"""Any comment is found again, whatever became of it."""

import pytest
from flask.testing import FlaskClient

from moderation import erasure
from moderation.comments import Action, Article, Author, Reason, Status
from moderation.queue import finding
from moderation.queue.finding import Sought
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
