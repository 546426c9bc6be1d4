"""What each process does beside answering: what is prepared and counted in it, and the
chores, unless they are left to `moderate work`.
"""

import gc
import logging
import threading

from flask import Flask

from moderation import sites, usage
from moderation.service import Service
from moderation.settings import Settings
from moderation.store.usage import WRITTEN_WITHIN
from web.desk import preparing
from web.serving import chores

_STOP = "moderation.stop"  # of what goes beside, among the application's extensions

log = logging.getLogger(__name__)


def begin(settings: Settings, app: Flask) -> None:
    """Start it, in the process that answers; the application is loaded by then."""
    stop = app.extensions[_STOP] = threading.Event()
    service = _service(app)
    for name, work in (
        ("counter", lambda: write_counts(service, stop)),
        ("opener", lambda: open_desk(app)),
    ):
        threading.Thread(target=work, name=name, daemon=True).start()
    if settings.work == "serve":
        chores.begin(settings, service, stop)
    # What is loaded stays: to look through it for garbage would take some 30 ms of a
    # request, again and again.
    gc.collect()
    gc.freeze()


def end(app: Flask) -> None:
    """End what goes beside, and write down what is only in memory; all is answered."""
    stop = app.extensions.get(_STOP)
    if stop is not None:  # it had begun
        stop.set()
    usage.write_last(_service(app).usage)


def write_counts(service: Service, stop: threading.Event) -> None:
    """Write down what keys send until told to stop."""
    while not stop.wait(WRITTEN_WITHIN):
        usage.write(service.usage)


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


def _service(app: Flask) -> Service:
    found: Service = app.extensions["moderation"]
    return found
