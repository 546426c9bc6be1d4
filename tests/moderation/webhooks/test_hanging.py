"""A receiver that hangs is waited for by its own messages alone."""

import sqlite3
import threading
from typing import Any

import pytest

from moderation.errors import StoreUnavailable
from moderation.service import Service
from moderation.store import deliveries, endpoints
from moderation.store.database import now
from moderation.webhooks import outcomes
from moderation.webhooks.sending import Delivered
from tests.moderation.receiver import (
    Receiver,
    deliver,
    deliverer,
    join,
    make_due,
    receiving,
    serving,
)
from tests.moderation.stories import KIND, post


def test_no_transaction_is_open_while_a_receiver_is_waited_for(
    service: Service,
) -> None:
    with receiving(service) as publisher:
        publisher.hangs.clear()
        post(service, KIND, "1")
        sender = deliverer(service)
        assert sender.begin() == 1
        assert publisher.asked.acquire(timeout=10)
        post(service, "Nicely put.", "2")  # writes, with 0.1 s to wait for the lock
        other = sqlite3.connect(service.db.path, timeout=0)
        other.execute("BEGIN EXCLUSIVE")
        other.rollback()
        other.close()
        publisher.hangs.set()
        assert sender.send_due().failed == 0


def test_a_receiver_that_hangs_delays_nobody_else(service: Service) -> None:
    with receiving(service) as hanging, serving(Receiver()) as well:
        hanging.hangs.clear()
        join(service, well)
        for number in range(30):
            post(service, f"Stop number {number} is well placed.", str(number))
        sender = deliverer(service)
        sender.begin()
        for _ in range(30):  # all arrive while the other has answered nothing
            assert well.asked.acquire(timeout=10)
        assert 1 <= len(hanging.requests) <= deliveries.AT_ONCE
        assert not hanging.hangs.is_set()
        hanging.hangs.set()
        sender.send_due()
        assert len(set(hanging.ids)) == 30


def test_many_that_hang_leave_threads_to_those_that_answer(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moderation.webhooks.sending.THREADS", 8)
    hanging = [Receiver() for _ in range(10)]
    with receiving(service) as well:
        runs = [serving(each) for each in hanging]
        for each, run in zip(hanging, runs, strict=True):
            run.__enter__()
            each.hangs.clear()
            join(service, each)
        with service.db.writing() as db:  # it is known that they failed before
            for each in hanging:
                endpoints.failed(db, each.id, now())
        post(service, KIND, "1")
        sender = deliverer(service)
        sender.begin()
        assert well.asked.acquire(timeout=10)
        for each in hanging[:4]:
            assert len(each.requests) <= 1
        post(service, "Nicely put.", "2")
        sender.begin()
        assert well.asked.acquire(timeout=10)
        assert sum(len(each.requests) for each in hanging) <= 4
        for each, run in zip(hanging, runs, strict=True):
            each.hangs.set()
            run.__exit__(None, None, None)
        sender.send_due()


def test_a_receiver_that_hangs_is_left_when_its_time_is_over(service: Service) -> None:
    with receiving(service) as publisher:
        publisher.hangs.clear()
        post(service, KIND)
        assert deliverer(service, seconds=0.2).send_due().failed == 1
        with service.db.reading() as db:
            row = db.execute("SELECT status, error, milliseconds FROM tries").fetchone()
    assert tuple(row)[:2] == (None, "no answer in 0.2 seconds")
    assert row["milliseconds"] >= 200


def test_a_locked_database_stops_no_deliverer(service: Service) -> None:
    with receiving(service) as publisher:
        post(service, KIND)
        lock = sqlite3.connect(service.db.path)
        lock.execute("BEGIN IMMEDIATE")
        stop, sender = threading.Event(), deliverer(service)
        thread = threading.Thread(target=sender.run, args=(stop,), daemon=True)
        thread.start()
        assert not publisher.asked.acquire(timeout=0.3)
        lock.rollback()
        lock.close()
        assert publisher.asked.acquire(timeout=10)
        stop.set()
        thread.join()
        sender.send_due()


def test_an_endpoint_that_is_removed_while_it_is_waited_for_is_no_trouble(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    with receiving(service, 500) as publisher:
        publisher.hangs.clear()
        post(service, KIND)
        sender = deliverer(service)
        sender.begin()
        assert publisher.asked.acquire(timeout=10)
        with service.db.writing() as db:
            endpoints.remove(db, publisher.id)
        publisher.hangs.set()
        assert sender.send_due().failed == 1
    assert caplog.text == ""


def test_trouble_that_nobody_thought_of_stops_no_deliverer(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real, failed = deliveries.due, threading.Event()

    def due(*given: Any, **named: Any) -> Any:
        if failed.is_set():
            return real(*given, **named)
        failed.set()
        raise RuntimeError("a purple remark")

    monkeypatch.setattr(deliveries, "due", due)
    monkeypatch.setattr("moderation.webhooks.sending.POLL_SECONDS", 0.01)
    with receiving(service) as publisher:
        post(service, KIND)
        stop, sender = threading.Event(), deliverer(service)
        thread = threading.Thread(target=sender.run, args=(stop,), daemon=True)
        thread.start()
        assert publisher.asked.acquire(timeout=10)
        stop.set()
        thread.join()
        sender.send_due()
    assert "webhooks cannot be sent: RuntimeError" in caplog.text
    assert "purple" not in caplog.text


def test_a_database_that_is_locked_for_a_while_makes_nothing_be_sent_twice(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, locked = outcomes.keep, ["once", "twice"]

    def keep(*given: Any) -> None:
        if locked:
            raise StoreUnavailable(locked.pop())
        real(*given)

    monkeypatch.setattr(outcomes, "keep", keep)
    with receiving(service) as publisher:
        post(service, KIND)
        assert deliver(service) == Delivered(sent=1)
        make_due(service)
        assert deliver(service) == Delivered()
    assert len(publisher.requests) == 1
