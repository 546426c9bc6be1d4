"""What each process does beside answering: it delivers, watches rules and counts."""

import gc
import logging
import threading

from flask import Flask

from moderation import retention, searching, sites, surroundings, usage, watching
from moderation.service import Service
from moderation.settings import Settings
from moderation.statistics import counting, queue_ages
from moderation.store import Database
from moderation.store.usage import WRITTEN_WITHIN
from moderation.webhooks.sending import Deliverer
from web.desk import preparing
from web.serving import learner

WATCH_SECONDS = 60.0
"""How often it is seen whether rules hit oddly."""

STATISTICS_SECONDS = 10.0
"""How often what happened is counted; who looks at figures counts the rest."""

WORDS_SECONDS = 2.0
"""How often new comments are taken in to be found by their words."""

ERASE_SECONDS = 600.0
"""How often it is seen whether comments are older than they may be kept."""

log = logging.getLogger(__name__)


def begin(settings: Settings, app: Flask) -> None:
    """Start it, in the process that answers; the application is loaded by then."""
    db = Database(settings.database)
    stop = threading.Event()
    service = _service(app)
    for name, work in (
        ("deliverer", lambda: deliver(settings, db, stop)),
        ("watcher", lambda: watch(service, stop)),
        ("counter", lambda: write_counts(service, stop)),
        ("opener", lambda: open_desk(app)),
        ("eraser", lambda: erase_old(service, stop)),
        ("librarian", lambda: keep_words(service, stop)),
        ("statistician", lambda: keep_statistics(service, stop)),
        ("learner", lambda: learner.learn_when_due(settings, service, stop)),
    ):
        threading.Thread(target=work, name=name, daemon=True).start()
    # What is loaded stays: to look through it for garbage would take some 30 ms of a
    # request, again and again.
    gc.collect()
    gc.freeze()


def end(app: Flask) -> None:
    """Write down what is only in memory, when all is answered."""
    usage.write_last(_service(app).usage)


def deliver(settings: Settings, db: Database, stop: threading.Event) -> None:
    """Deliver webhooks until told to stop."""
    deliverer(settings, db).run(stop)


def deliverer(settings: Settings, db: Database) -> Deliverer:
    """Who sends webhooks as the settings have it."""
    return Deliverer(
        db, allowed=settings.webhook_private, kept_days=settings.webhook_days
    )


def watch(service: Service, stop: threading.Event) -> None:
    """See whether rules hit oddly, and forget what nothing is compared with any more,
    until told to stop; trouble waits for the next time.
    """
    while not stop.wait(WATCH_SECONDS):
        try:
            watching.look(service)
            surroundings.forget_old(service.db)
        except Exception as error:
            log.warning("it could not be watched: %s", type(error).__name__)


def write_counts(service: Service, stop: threading.Event) -> None:
    """Write down what keys send until told to stop."""
    while not stop.wait(WRITTEN_WITHIN):
        usage.write(service.usage)


def erase_old(service: Service, stop: threading.Event) -> None:
    """Erase what is older than its site keeps it, until told to stop."""
    while not stop.wait(ERASE_SECONDS):
        try:
            retention.erase_due(service.db, may_go_on=lambda: not stop.is_set())
        except Exception as error:
            log.warning("what is old could not be erased: %s", type(error).__name__)


def open_desk(app: Flask) -> None:
    """Prepare pages and read what waits, before the first who asks waits for that.

    Pages first: that is soon done, and to sign in comes before the queue.
    """
    try:
        preparing.prepare(app)
        service = _service(app)
        for site in sites.names(service.db):
            with service.queues.columns(service.db, site):
                pass
    except Exception as error:
        log.warning("the desk could not be prepared: %s", type(error).__name__)


def keep_words(service: Service, stop: threading.Event) -> None:
    """Let comments be found by their words until told to stop."""
    while not stop.wait(WORDS_SECONDS):
        try:
            searching.keep_up(service.db)
        except Exception as error:
            log.warning("words could not be kept: %s", type(error).__name__)


def keep_statistics(service: Service, stop: threading.Event) -> None:
    """Count what happened, and how long what waits has waited, until told to stop."""
    while not stop.wait(STATISTICS_SECONDS):
        try:
            counting.count_all(service.db, stop)
            queue_ages.keep_looks(service)
        except Exception as error:
            log.warning("it could not be counted: %s", type(error).__name__)


def _service(app: Flask) -> Service:
    found: Service = app.extensions["moderation"]
    return found
