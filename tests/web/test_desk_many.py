"""Many at once: chosen, confirmed above a few, decided, undone; by those who may."""

import re
import threading
import time

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from moderation import bulk, care, queue
from moderation.comments import Action, Status
from moderation.queue import pages
from moderation.rights import RIGHTS
from moderation.service import Service
from tests.desk_visits import send, signed_in
from tests.moderation.stories import count, post
from web.desk import bands, many

MAILS = "Mail me about it: a{}@tram.example"


def fill(service: Service, many: int) -> list[str]:
    made = [post(service, MAILS.format(n), str(n)) for n in range(many)]
    return [f"{its.key}:{its.version}" for its in made]


def shown(page: TestResponse) -> list[str]:
    """The keys of what a page says that it shows."""
    return re.findall(r'name="shown" value="(\d+)"', page.get_data(as_text=True))


def status(service: Service, id: str) -> Status:
    return queue.find(service.db, "default", id).status


def wait(service: Service, batch: int = 1) -> bulk.Progress:
    """Until a batch is done, which goes on beside the page."""
    for _ in range(400):
        found = bulk.progress(service.db, "default", batch)
        if found.is_done:
            return found
        time.sleep(0.02)
    raise AssertionError("it does not end")


def test_a_few_are_decided_at_once(client: FlaskClient, service: Service) -> None:
    first, second, _ = fill(service, 3)
    signed_in(client, service)
    answer = send(client, "/many", action="approve", key=[first, second])
    assert answer.location == "/many/1"
    assert wait(service).decided == 2
    assert [status(service, id) for id in "012"] == [
        Status.APPROVED,
        Status.APPROVED,
        Status.PENDING,
    ]


def test_more_than_twenty_are_confirmed_with_their_count(
    client: FlaskClient, service: Service
) -> None:
    keys = fill(service, bulk.CONFIRM_ABOVE + 1)
    signed_in(client, service)
    form = {"action": "reject", "reason": "spam", "key": keys}
    page = send(client, "/many", **form).get_data(as_text=True)
    assert "Reject 21 comments?" in page
    assert count(service, "bulk_decisions") == 0
    send(client, "/many", **form, confirmed="1")
    assert wait(service).decided == 21


def test_all_that_match_are_those_that_the_page_counted(
    client: FlaskClient, service: Service
) -> None:
    fill(service, 5)
    signed_in(client, service)
    at = str(pages.page(service, "default").first)
    post(service, MAILS.format("later"), "later")
    form = {"action": "approve", "all": "1", "query": "text=tram", "at": at}
    page = send(client, "/many", **form).get_data(as_text=True)
    assert "Approve 5 comments?" in page  # all is always confirmed
    assert 'href="/?text=tram"' in page
    answer = send(client, "/many", **form, confirmed="1")
    assert answer.location == "/many/1?text=tram"
    assert wait(service).decided == 5
    assert status(service, "later") is Status.PENDING


def test_what_was_edited_since_it_was_shown_is_decided_by_neither_way(
    client: FlaskClient, service: Service
) -> None:
    first, second, _ = fill(service, 3)
    signed_in(client, service)
    at = str(pages.page(service, "default").first)
    post(service, "The mayor should be shot.", "0")
    send(client, "/many", action="approve", key=[first, second])
    assert wait(service).left == 1
    assert status(service, "0") is Status.PENDING
    assert status(service, "1") is Status.APPROVED
    form = {"action": "approve", "all": "1", "query": "", "at": at}
    send(client, "/many", **form, confirmed="1")
    assert wait(service, 2).decided == 1
    assert status(service, "0") is Status.PENDING


@pytest.mark.parametrize("page", ["/", "/by-score?band=toxicity"])
def test_of_all_that_match_those_count_as_read_that_were_shown(
    client: FlaskClient, service: Service, page: str
) -> None:
    fill(service, 40)
    signed_in(client, service)
    read = {*shown(client.get(page))}
    assert len(read) in (pages.PAGE, bands.SAMPLES)
    at = str(pages.page(service, "default").first)
    form = {"action": "approve", "all": "1", "query": "", "at": at}
    confirm = send(client, "/many", **form, shown=[*read])
    assert care.today(service.db, "mo").comments == 0  # nothing is decided yet
    samples = {*shown(confirm)}
    assert len(samples - read) <= many.SAMPLES < len(samples)
    send(client, "/many", **form, confirmed="1", shown=[*samples])
    assert care.today(service.db, "mo").comments == len(samples)


def test_what_is_chosen_one_by_one_counts_as_read_and_nothing_else_of_the_page(
    client: FlaskClient, service: Service
) -> None:
    first, second, third = fill(service, 3)
    signed_in(client, service)
    keys = [each.partition(":")[0] for each in (first, second, third)]
    send(client, "/many", action="approve", key=[first, second], shown=keys)
    assert care.today(service.db, "mo").comments == 2
    send(client, "/many", action="approve", key=[third])
    assert care.today(service.db, "mo").in_a_row == 3


def test_a_form_that_tells_nonsense_of_what_was_shown_counts_nothing(
    client: FlaskClient, service: Service
) -> None:
    fill(service, 2)
    signed_in(client, service)
    at = str(pages.page(service, "default").first)
    form = {"action": "approve", "all": "1", "query": "", "at": at, "confirmed": "1"}
    send(client, "/many", **form, shown=["x", "-1", "99", "9" * 30])
    assert wait(service).decided == 2
    assert care.today(service.db, "mo").comments == 0


def test_undo_brings_all_of_them_back(client: FlaskClient, service: Service) -> None:
    keys = fill(service, 3)
    signed_in(client, service)
    send(client, "/many", action="approve", key=keys)
    wait(service)
    send(client, "/many/1/undo")
    assert wait(service).undone == 3
    assert {status(service, id) for id in "012"} == {Status.PENDING}
    page = client.get("/many/1").get_data(as_text=True)
    assert "3 are back in the queue" in page
    send(client, "/many/1/undo")
    assert "has undone it" in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize(
    "form",
    [
        {"action": "approve"},
        {"action": "approve", "key": ["x"]},
        {"action": "approve", "key": ["1"]},
        {"action": "hold", "key": ["1:1"]},
        {"action": "reject", "key": ["1:1"], "reason": "ugly"},
        {"action": "approve", "all": "1", "query": "reason=ugly", "at": "1.0"},
        {"action": "approve", "all": "1", "query": "", "at": "soon"},
    ],
)
def test_a_form_that_no_page_offers_decides_nothing(
    client: FlaskClient, service: Service, form: dict[str, str]
) -> None:
    fill(service, 1)
    signed_in(client, service)
    assert send(client, "/many", **form).status_code == 422
    assert count(service, "bulk_decisions") == 0


def test_a_batch_of_somebody_else_is_undone_by_those_who_lead_alone(
    client: FlaskClient, service: Service
) -> None:
    keys = fill(service, 2)
    batch = bulk.choose(
        service.db,
        "default",
        [int(key.partition(":")[0]) for key in keys],
        Action.APPROVE,
        by="ann",
    )
    bulk.finish(service.db, "default", batch)
    signed_in(client, service)
    for path in (f"/many/{batch}/undo", f"/many/{batch}/go-on"):
        assert send(client, path).status_code == 403
    assert status(service, "0") is Status.APPROVED
    send(client, "/sign-out")
    signed_in(client, service, name="lee", role="lead")
    assert send(client, f"/many/{batch}/undo").status_code == 302
    assert wait(service, batch).undone == 2


def test_one_thread_works_on_a_batch_and_does_what_is_asked_meanwhile(
    client: FlaskClient, service: Service
) -> None:
    keys = fill(service, 3)
    signed_in(client, service)
    chosen = [int(key.partition(":")[0]) for key in keys]
    batch = bulk.choose(service.db, "default", chosen, Action.APPROVE, by="mo")
    before = set(threading.enumerate())
    with service.db.writing():  # as long as this lasts, the thread waits
        for _ in range(3):
            assert send(client, f"/many/{batch}/go-on").status_code == 302
        now = set(threading.enumerate()) - before
        working = [its for its in now if its.name == "many"]
    assert len(working) == 1
    working[0].join()
    assert wait(service, batch).decided == 3
    send(client, f"/many/{batch}/undo")
    assert wait(service, batch).undone == 3


@pytest.mark.parametrize("role", RIGHTS)
def test_only_who_decides_may_decide_many(
    client: FlaskClient, service: Service, role: str
) -> None:
    keys = fill(service, 1)
    signed_in(client, service, role=role)
    may = "decide" in RIGHTS[role]
    answer = send(client, "/many", action="approve", key=keys)
    assert answer.status_code == (302 if may else 403)
    for path in ("/many/1/go-on", "/many/1/undo"):
        assert send(client, path).status_code == (302 if may else 403)


def test_a_batch_of_another_site_is_not_there(
    client: FlaskClient, service: Service
) -> None:
    fill(service, 1)
    signed_in(client, service)
    assert client.get("/many/7").status_code == 404
