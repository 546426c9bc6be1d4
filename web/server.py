"""Serving: gunicorn with a few processes, each of which also delivers webhooks."""

import gc
import logging
import socket
import sys
import threading
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from moderation import surroundings, usage, watching
from moderation.errors import BadSetting
from moderation.service import Service
from moderation.settings import Settings
from moderation.store import Database
from moderation.store.usage import WRITTEN_WITHIN
from moderation.webhooks.sending import Deliverer
from web import logs
from web.app import create_app

WATCH_SECONDS = 60.0
"""How often it is seen whether rules hit oddly."""

log = logging.getLogger(__name__)


class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """The application under gunicorn."""

    def __init__(self, settings: Settings, *, demo: bool) -> None:
        self._settings = settings
        self._demo = demo
        super().__init__()

    def load_config(self) -> None:
        """Set what gunicorn would otherwise read from its own file."""
        settings = self._settings
        chosen: dict[str, Any] = {
            "bind": f"{settings.host}:{settings.port}",
            "workers": settings.workers,
            "threads": settings.threads,
            "worker_class": "gthread",
            "proc_name": "moderate",
            "graceful_timeout": 10,
            "loglevel": "warning",
            "reuse_port": _SPREADS,
            "post_worker_init": lambda worker: _begin(settings, worker),
            "worker_exit": lambda server, worker: _end(worker),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, made in each worker: connections are not for sharing."""
        return create_app(self._settings, demo=self._demo)


def check_address(host: str, port: int) -> None:
    """See that the address is free, before anything is made for serving on it.

    Raises:
        BadSetting: another program listens there, or it is no address of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise BadSetting(
            f"MODERATION_HOST, MODERATION_PORT: wanted a free address of this machine, "
            f"got {host}:{port} ({error.strerror}); choose another by --port"
        ) from error


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
            log.warning(
                "rules could not be watched, nor anything forgotten: %s",
                type(error).__name__,
            )


def write_counts(service: Service, stop: threading.Event) -> None:
    """Write down what keys send until told to stop."""
    while not stop.wait(WRITTEN_WITHIN):
        usage.write(service.usage)


_SPREADS = sys.platform == "linux"
"""Whether connections are spread over all who listen at a port with `SO_REUSEPORT`.

Each worker then listens by itself. At a socket that all share, whichever is quicker
takes what comes, so that of clients who keep their connections one worker may have them
all, and the others none.
"""


def _begin(settings: Settings, worker: Any) -> None:
    logs.guard(worker.log.error_log)
    _work_aside(settings, worker.wsgi)
    # What is loaded stays: to look through it for garbage would take some 30 ms of a
    # request, again and again.
    gc.collect()
    gc.freeze()


def _end(worker: Any) -> None:
    app = getattr(worker, "wsgi", None)  # none where it could not begin
    if app is not None:
        usage.write(app.extensions["moderation"].usage)


def _work_aside(settings: Settings, app: Flask) -> None:
    db = Database(settings.database)
    stop = threading.Event()
    service: Service = app.extensions["moderation"]
    for name, work in (
        ("deliverer", lambda: deliver(settings, db, stop)),
        ("watcher", lambda: watch(service, stop)),
        ("counter", lambda: write_counts(service, stop)),
    ):
        threading.Thread(target=work, name=name, daemon=True).start()
