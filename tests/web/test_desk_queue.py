"""The queue's page: filters in its address, saved ones, what is new, one by one."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from moderation import claims, learning, queue, review
from moderation.comments import Action, Article, Author, Parent, Reason
from moderation.rights import RIGHTS, Right
from moderation.service import Service
from tests.desk_visits import send, signed_in
from tests.moderation.stories import KIND, RUDE, post, taught

MAILS = "Mail me about it: a{}@tram.example"
HOSTILE = '"><script>alert(1)</script>{{ 7*7 }}'


@pytest.fixture
def desk(client: FlaskClient, service: Service) -> FlaskClient:
    post(service, RUDE, "rude", article=Article(id="a", section="local"))
    post(service, MAILS.format(1), "mail", article=Article(id="b", section="sport"))
    return signed_in(client, service)


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_filter_stands_in_the_address_and_may_be_shared(desk: FlaskClient) -> None:
    told = page(desk, "/?section=sport")
    assert "1@tram.example" in told
    assert "moron" not in told


def test_the_form_keeps_every_band_that_the_address_asks_for(
    desk: FlaskClient,
) -> None:
    told = page(desk, "/?scores=insult:0.5-1&scores=threat:0-0.4&scores=spam:0-0.9")
    assert '<option value="insult" selected>' in told
    for band in ("threat:0-0.4", "spam:0-0.9"):
        assert f'name="scores" value="{band}" checked' in told


def test_the_menu_offers_what_teaches_and_what_is_likely_to_be_rejected(
    client: FlaskClient, service: Service
) -> None:
    taught(service, 90)
    desk = signed_in(client, service)
    post(service, RUDE, "before")
    assert '<option value="teaches">' in page(desk, "/")
    assert "score:reject" not in page(desk, "/")  # nobody has learnt what is rejected
    live = service.judges.live
    assert learning.retrain(service.db, live.registry, live.ground, "default").promoted
    for id, about in (("law", "my lawyer will sue"), ("tram", "the tram stops")):
        post(service, f"Moron, {about} near the market.", id)
    told = page(desk, "/?order=score:reject")
    assert told.count('<option value="score:reject" selected>') == 1
    shown = re.findall(r'<article data-comment="([^"]+)"', told)
    assert shown == ["law", "tram", "before"]
    answer = send(desk, "/filters", name="Teach", query="order=teaches")
    assert answer.location == "/?order=teaches"
    assert '<option value="teaches" selected>' in page(desk, answer.location)


def test_how_long_a_comment_waits_is_told_with_the_moment(desk: FlaskClient) -> None:
    told = page(desk, "/")
    assert re.search(r'<time datetime="\d{4}-[^"]*" title="[^"]* UTC">', told)
    assert re.search(r">\d+ seconds? ago<", told)


def test_a_band_of_scores_is_asked_for_by_three_fields(desk: FlaskClient) -> None:
    told = page(desk, "/?band=insult&band_low=0.5&band_high=")
    assert "moron" in told
    assert "tram.example" not in told


@pytest.mark.parametrize(
    "asked", ["reason=ugly", "order=worst", "from=x", "scores=1", "band=a&band_low=x"]
)
def test_what_cannot_be_asked_for_is_told_and_is_no_error_of_ours(
    desk: FlaskClient, asked: str
) -> None:
    answer = desk.get(f"/?{asked}")
    assert answer.status_code == 422
    assert "wanted" in answer.get_data(as_text=True)


@pytest.mark.parametrize("name", ["text", "section", "author", "rule", "queue"])
def test_what_an_address_asks_for_stays_text(desk: FlaskClient, name: str) -> None:
    told = desk.get("/", query_string={name: HOSTILE}).get_data(as_text=True)
    assert "alert(1)" in told
    assert "<script>" not in told
    assert "{{ 7*7 }}" in told


def test_names_that_publishers_sent_stay_text(
    desk: FlaskClient, service: Service
) -> None:
    post(
        service,
        RUDE + "!",
        HOSTILE,
        article=Article(id=HOSTILE, section=HOSTILE, title=HOSTILE),
        author=Author(id=HOSTILE, name=HOSTILE),
    )
    told = page(desk, "/")
    assert "<script>" not in told


def test_a_saved_filter_is_listed_and_goes_again(desk: FlaskClient) -> None:
    answer = send(desk, "/filters", name="Sport", query="section=sport&order=newest")
    assert answer.location == "/?section=sport&order=newest"
    told = page(desk, "/")
    assert "/?section=sport&amp;order=newest" in told
    assert "Sport" in told
    send(desk, "/filters/drop", number="1")
    assert "order=newest" not in page(desk, "/")


@pytest.mark.parametrize("role", RIGHTS)
def test_who_decides_or_writes_rules_shares_filters(
    client: FlaskClient, service: Service, role: str
) -> None:
    signed_in(client, service, name="sam", role=role)
    may = not RIGHTS[role].isdisjoint({Right.DECIDE, Right.RULES})
    answer = send(client, "/filters", name="Ours", query="section=sport", shared="1")
    assert answer.status_code == (302 if may else 403)
    answer = send(client, "/filters", name="Mine", query="section=sport")
    assert answer.status_code == 302
    page = client.get("/").get_data(as_text=True)
    assert ('name="shared"' in page) == may


def test_a_saved_filter_with_a_wrong_query_is_refused(desk: FlaskClient) -> None:
    assert send(desk, "/filters", name="X", query="reason=ugly").status_code == 422


def test_pages_follow_each_other(desk: FlaskClient, service: Service) -> None:
    for number in range(queue.PAGE):
        post(service, MAILS.format(f"x{number}"), str(number))
    told = page(desk, "/")
    assert told.count("data-comment=") == queue.PAGE
    address = told.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert page(desk, address).count("data-comment=") == 2


def events(answer: TestResponse, count: int) -> Iterator[str]:
    stream = iter(answer.response)
    for _ in range(count):
        told = next(stream)
        yield told if isinstance(told, str) else told.decode()


def test_what_is_new_is_told_as_it_comes(desk: FlaskClient, service: Service) -> None:
    told = page(desk, "/?section=local")
    live = told.split('data-live="')[1].split('"')[0].replace("&amp;", "&")
    post(service, RUDE + " Yes.", "new", article=Article(id="a"))
    post(service, MAILS.format(2), "other", article=Article(id="b"))
    answer = desk.get(live, buffered=False)
    assert answer.mimetype == "text/event-stream"
    retry, counts = events(answer, 2)
    answer.close()
    assert retry.startswith("retry: ")
    assert json.loads(counts.split("data: ")[1]) == {"waiting": 4, "new": 1}


def test_who_is_one_too_many_is_told_at_once_and_asks_again(
    desk: FlaskClient, service: Service
) -> None:
    places = desk.application.extensions["streams"]
    taken = 0
    while places.acquire(blocking=False):
        taken += 1
    told = desk.get("/live").get_data(as_text=True)  # ends by itself
    places.release(taken)
    assert "retry:" in told
    assert '"waiting":2' in told


def test_a_stream_that_ends_gives_its_place_back(desk: FlaskClient) -> None:
    for _ in range(20):
        answer = desk.get("/live", buffered=False)
        list(events(answer, 2))
        answer.close()
    answer = desk.get("/live", buffered=False)
    assert len(list(events(answer, 3))) == 3  # it goes on
    answer.close()


def test_one_by_one_the_most_urgent_is_shown_and_claimed(
    desk: FlaskClient, service: Service
) -> None:
    told = page(desk, "/review")
    assert told.count("data-comment=") == 1
    assert 'data-comment="rude"' in told
    comment = queue.find(service.db, "default", "rude")
    assert claims.holders(service.db, [comment], by="ann") == {"rude": "mo"}


def test_one_by_one_all_is_shown_that_is_known_of_a_comment(
    client: FlaskClient, service: Service
) -> None:
    ann = Author(id="ann", name="Ann")
    article = Article(id="a", title="Trams in the rain", text="They run.")
    post(service, KIND, "first", article=article, author=Author(id="ben"))
    post(service, RUDE, "before", article=article, author=ann)
    review.decide(
        *(service.db, "default", "before", Action.REJECT),
        **{"by": "lea", "reason": Reason.INSULT},
    )
    parent = Parent(id="first", text=KIND)
    post(service, RUDE, "rude", article=article, author=ann, parent=parent)
    told = page(signed_in(client, service), "/review")
    assert 'data-comment="rude"' in told
    for known in (
        "Trams in the rain",
        KIND,  # which it answers
        "1 rejected",  # of the author's
        "the same text",  # was decided before
        "held from",  # beside a score
        "What the rules say",
        "Watch, hold, ban or trust",
    ):
        assert known in told


def test_one_by_one_what_is_decided_meanwhile_is_offered_to_nobody(
    desk: FlaskClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id in ("rude", "mail"):
        claims.take(service.db, queue.find(service.db, "default", id), by="ann")
    holders = claims.holders

    def late(*given: Any, **more: Any) -> Mapping[str, str]:
        review.approve(service.db, "default", "rude", by="ann")
        monkeypatch.undo()
        return holders(*given, **more)

    monkeypatch.setattr(claims, "holders", late)
    answer = desk.get("/review", follow_redirects=True)
    assert 'data-comment="mail"' in answer.get_data(as_text=True)


def test_one_by_one_what_somebody_else_looks_at_is_passed_over(
    desk: FlaskClient, service: Service
) -> None:
    claims.take(service.db, queue.find(service.db, "default", "rude"), by="ann")
    assert 'data-comment="mail"' in page(desk, "/review")


def test_one_by_one_skipping_comes_to_the_next_and_round_again(
    desk: FlaskClient,
) -> None:
    told = page(desk, "/review")
    following = told.split('data-next="')[1].split('"')[0].replace("&amp;", "&")
    assert 'data-comment="mail"' in page(desk, following)
    after = page(desk, following).split('data-next="')[1].split('"')[0]
    answer = desk.get(after.replace("&amp;", "&"))
    assert urlsplit(answer.location).path == "/review"


def test_nothing_left_is_said(desk: FlaskClient, service: Service) -> None:
    for id in ("rude", "mail"):
        review.approve(service.db, "default", id, by="mo")
    for path in ("/", "/review"):
        assert "Nothing waits" in page(desk, path)
    assert "Nothing that waits is like this" in page(desk, "/?section=local")


@pytest.mark.parametrize("role", RIGHTS)
def test_who_decides_nothing_is_offered_no_buttons(
    client: FlaskClient, service: Service, role: str
) -> None:
    post(service, RUDE)
    signed_in(client, service, role=role)
    for path in ("/", "/review", "/by-score?band=insult&band_low=0.1"):
        told = page(client, path)
        assert "moron" in told
        assert ('value="reject"' in told) == ("decide" in RIGHTS[role])


def test_a_histogram_has_its_table_and_samples_of_the_band(
    desk: FlaskClient, service: Service
) -> None:
    post(service, KIND, "kind")
    told = page(desk, "/by-score?band=insult&band_low=0.5&band_high=1")
    assert told.count("<circle") == 2
    assert "1 comment in the band" in told
    assert "moron" in told
    assert "tram.example" not in told
    assert "<table" in told
