"""Sending what is due: each message by one thread of one process, under a lease.

No transaction is open while a receiver is waited for. Every message has a thread of its
own, an endpoint at most a few, and those that fail share a part of the threads: so a
receiver that hangs is waited for by its own messages alone.
"""

import logging
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Connection

from moderation.errors import StoreUnavailable
from moderation.store import Database, deliveries, endpoints, messages
from moderation.store.database import now
from moderation.store.deliveries import Delivery, Due
from moderation.webhooks import outcomes, posting, signing
from moderation.webhooks.posting import Answer
from moderation.webhooks.targets import Network

TIMEOUT_SECONDS = 15.0
"""For one try, all of it; the specification asks for 15 to 30."""

KEEP_TRIES = 4
"""How often a locked database is asked to keep how a try went."""

LEASE_SECONDS = 60.0
"""Longer than a try can take, and the waits for a locked database after it."""

THREADS = 128
"""Messages on their way at a time from one process."""

POLL_SECONDS = 1.0
"""How often it is looked for what is due."""

KEPT_DAYS = 30
"""For how long messages and the log of their tries are kept, unless told otherwise."""

SWEEP_SECONDS = 600.0
"""How often what is older is forgotten."""

log = logging.getLogger(__name__)


@dataclass
class Delivered:
    """How many messages were taken, and how many tries were not."""

    sent: int = 0
    failed: int = 0


class Deliverer:
    """Sends what is due, from one process of many.

    Args:
        allowed: networks that messages may go to although they are not public.
        kept_days: for how long messages and the log of their tries are kept.
        seconds: for one try.
    """

    def __init__(
        self,
        db: Database,
        *,
        allowed: Collection[Network] = (),
        kept_days: float = KEPT_DAYS,
        seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._db = db
        self._allowed = allowed
        self._days = timedelta(days=kept_days)
        self._seconds = seconds
        self._stop = threading.Event()
        self._changed = threading.Condition()
        self._running = self._failing = 0
        self._done = Delivered()

    def run(self, stop: threading.Event) -> None:
        """Send until told to stop; trouble waits for the next time."""
        self._stop, swept = stop, float("-inf")
        while not stop.is_set():
            try:
                self.begin()
                if time.monotonic() - swept > SWEEP_SECONDS:
                    swept = time.monotonic()
                    self.sweep()
            except StoreUnavailable:
                pass  # locked for now: what is due stays so
            except Exception as error:
                log.error("webhooks cannot be sent: %s", type(error).__name__)
            stop.wait(POLL_SECONDS)

    def send_due(self) -> Delivered:
        """Send until nothing is due, and say how it went.

        Raises:
            StoreUnavailable: the database is locked, full or gone.
        """
        self._done = Delivered()
        while self.begin() or self._running:
            with self._changed:
                self._changed.wait_for(lambda: self._running == 0)
        return self._done

    def begin(self) -> int:
        """Begin to send what is due; returns how many messages that is.

        Raises:
            StoreUnavailable: the database is locked, full or gone.
        """
        at, room = now(), THREADS - self._running
        with self._db.reading() as connection:  # who is idle shall not take the lock
            if not deliveries.due(connection, at, most=room):
                return 0
        with self._db.writing() as connection:
            due = self._fitting(deliveries.due(connection, at, most=room))
            leased = self._leased(connection, due, at)
        for delivery in leased:
            self._start(delivery)
        return len(leased)

    def send_one(self, endpoint: str, id: str) -> Answer:
        """Send one message now, whatever its endpoint is like, and wait for the answer.

        Raises:
            StoreUnavailable: the database is locked, full or gone.
        """
        with self._db.writing() as connection:
            number = messages.number(connection, id)
            leased = deliveries.lease(
                connection, endpoint, number, now(), seconds=LEASE_SECONDS
            )
        answer = self._post(leased)
        self._kept(leased, answer, go_on=False)
        return answer

    def sweep(self) -> None:
        """Forget messages, tries and secrets whose time is over.

        Raises:
            StoreUnavailable: the database is locked, full or gone.
        """
        at, forgotten = now(), messages.AT_ONCE
        with self._db.writing() as connection:
            endpoints.forget_secrets(connection, at)
        while forgotten == messages.AT_ONCE:
            with self._db.writing() as connection:
                forgotten = messages.forget(connection, at - self._days)

    def _fitting(self, due: Sequence[Due]) -> Sequence[Due]:
        """What there are threads for: of those that fail, no more than half of them."""
        room = max(0, THREADS // 2 - self._failing)
        failing = [each for each in due if each.failing][:room]
        return [each for each in due if not each.failing] + failing

    def _start(self, delivery: Delivery) -> None:
        with self._changed:
            self._running += 1
            self._failing += delivery.failing
        threading.Thread(
            target=self._lane, args=(delivery,), name="webhook", daemon=True
        ).start()

    def _lane(self, first: Delivery) -> None:
        """Send a message, and then what else is due at its endpoint."""
        delivery: Delivery | None = first
        try:
            while delivery is not None:
                answer = self._post(delivery)
                delivery = self._kept_surely(delivery, answer)
                with self._changed:
                    self._done.sent += answer.taken
                    self._done.failed += not answer.taken
        except Exception as error:  # the lease runs out, and it is sent again
            told = type(error).__name__
            log.error("webhook to %s: how it went is lost: %s", first.endpoint, told)
        finally:
            with self._changed:
                self._running -= 1
                self._failing -= first.failing
                self._changed.notify_all()

    def _post(self, delivery: Delivery) -> Answer:
        at = now()
        timestamp = int(at.timestamp())
        signed = signing.headers(
            delivery.secrets, delivery.id, timestamp, delivery.body
        )
        return posting.post(
            delivery.url,
            {
                "Content-Type": "application/json",
                "User-Agent": "comment-moderation",
                **signed,
            },
            delivery.body,
            at,
            allowed=self._allowed,
            seconds=self._seconds,
        )

    def _kept_surely(self, delivery: Delivery, answer: Answer) -> Delivery | None:
        """Keep how it went, if need be later: what is lost is sent a second time."""
        for _ in range(KEEP_TRIES - 1):
            try:
                return self._kept(delivery, answer, go_on=not self._stop.is_set())
            except StoreUnavailable:
                continue
        return self._kept(delivery, answer, go_on=not self._stop.is_set())

    def _kept(
        self, delivery: Delivery, answer: Answer, *, go_on: bool
    ) -> Delivery | None:
        """Keep how it went, and lease what comes next, if anything shall."""
        at = now()
        with self._db.writing() as connection:
            outcomes.keep(connection, delivery, answer, at)
            found = deliveries.due(
                connection, at, most=int(go_on), endpoint=delivery.endpoint
            )
            leased = self._leased(connection, found, at)
        return leased[0] if leased else None

    def _leased(
        self, connection: Connection, found: Sequence[Due], at: datetime
    ) -> Sequence[Delivery]:
        return [
            deliveries.lease(
                connection, each.endpoint, each.message, at, seconds=LEASE_SECONDS
            )
            for each in found
        ]
