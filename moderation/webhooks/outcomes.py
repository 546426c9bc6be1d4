"""What follows from a try: taken, tried again, given up, or the endpoint disabled."""

import logging
import random
from datetime import datetime
from sqlite3 import Connection

from classifier.saying import N_
from moderation.store import deliveries, endpoints
from moderation.store.deliveries import Delivery
from moderation.webhooks import schedule
from moderation.webhooks.messages import TEST
from moderation.webhooks.posting import Answer

GONE = 410

log = logging.getLogger(__name__)
_chance = random.SystemRandom().random


def keep(
    connection: Connection, delivery: Delivery, answer: Answer, at: datetime
) -> None:
    """Write a try into the log, and what follows from it."""
    deliveries.note(
        connection,
        delivery,
        at,
        status=answer.status,
        error=answer.error,
        milliseconds=answer.milliseconds,
    )
    if answer.taken:
        deliveries.delivered(connection, delivery, at)
        endpoints.answered(connection, delivery.endpoint)
    elif answer.status == GONE:
        # It waits: who enables the endpoint again gets it.
        deliveries.failed(connection, delivery, at)
        _disable(connection, delivery.endpoint, at, N_("it answered 410 Gone"))
    elif delivery.type == TEST:
        deliveries.failed(connection, delivery, None)  # told to who asked, and over
    else:
        _failed(connection, delivery, answer, at)


def _failed(
    connection: Connection, delivery: Delivery, answer: Answer, at: datetime
) -> None:
    wait = schedule.wait(delivery.tries, _chance(), answer.asked)
    endpoint = endpoints.failed(connection, delivery.endpoint, at)
    if endpoint is None or endpoint.failing_since is None:  # removed meanwhile
        return
    failures, since = endpoint.failures, endpoint.failing_since
    if schedule.is_dead(failures, since, at):
        deliveries.failed(connection, delivery, at)
        told = f"{failures} tries in a row failed since {since:%Y-%m-%d %H:%M} UTC"
        _disable(connection, endpoint.id, at, told)
        return
    deliveries.failed(connection, delivery, at + wait if wait else None)
    pause = schedule.pause(failures, answer.status, _chance(), answer.asked)
    if pause is not None:
        endpoints.pause(connection, endpoint.id, at + pause)
    said = answer.error or f"answered {answer.status}"
    then = f"next try {at + wait:%Y-%m-%d %H:%M:%S} UTC" if wait else "given up"
    log.warning("webhook %s to %s: %s; %s", delivery.id, endpoint.id, said, then)


def _disable(connection: Connection, endpoint: str, at: datetime, why: str) -> None:
    if endpoints.disable(connection, endpoint, at, why):
        log.error(
            "webhook endpoint %s is disabled: %s; `moderate webhooks enable %s`",
            endpoint,
            why,
            endpoint,
        )
