"""The application under granian, which the extra `fast` brings.

Each worker is a process that listens by itself; `threads` of Python answer in it. Two
things are not as under gunicorn: while no worker listens, connections are refused where
they would wait, and a body without a length that breaks off is taken for a whole one,
which granian does not tell.
"""

import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Collection
from functools import partial
from multiprocessing.process import BaseProcess
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Any

from moderation.settings import Settings
from web import logs
from web.app import create_app
from web.serving import beside, proxies

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

STOPPED_WITHIN = 10
"""Seconds in which a worker may answer what it has begun, as under gunicorn."""

_CONNECTIONS = 1000  # of a worker, and those that wait: as under gunicorn
_WAITING = 2048
_IDLE = 600  # seconds until a thread that has nothing to do ends; the most there is

_LOGS: dict[str, Any] = {"handlers": {}, "loggers": {"_granian": {}}}
"""All that it logs goes where ours goes: to standard error, without keys."""


def run(settings: Settings, *, demo: bool) -> None:
    """Serve until told to stop.

    Raises:
        SystemExit: workers do not last.
    """
    # Here, so that this room can be read where the extra is not installed.
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces

    server = Granian(
        "moderate",  # a name only: `_made` makes what is served
        address=_numbers(settings.host),
        port=settings.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.workers,
        blocking_threads=settings.threads,
        blocking_threads_idle_timeout=_IDLE,
        backlog=_WAITING,
        backpressure=_CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOPPED_WITHIN,
        log_level="warning",
        log_dictconfig=_LOGS,
    )
    made = partial(_made, settings, demo, proxies.known())
    server.serve(target_loader=made, wrap_loader=False)


def _numbers(host: str) -> str:
    """The address in numbers, for granian asks nobody what a name stands for."""
    return host if ":" in host else socket.gethostbyname(host)


def _made(
    settings: Settings, demo: bool, known: Collection[proxies.Network]
) -> "WSGIApplication":
    """The application, made in each worker: connections are not for sharing."""
    _hear_of_parent_only()
    logs.begin()
    _forget_headers()
    app = create_app(settings, demo=demo)
    beside.begin(settings, app)
    Finalize(None, beside.end, args=(app,), exitpriority=1)  # of this process
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    return proxies.heeding(app, known)


def _hear_of_parent_only() -> None:
    """Be stopped by the process that began this one, once, in a thread of its own.

    Who presses Ctrl-C interrupts all processes at once, which this one leaves to its
    parent. A signal may reach any thread, and Python then waits for the main one, which
    granian lets sleep until the signal is heeded. So no thread is reached by it, all
    that come later included, but the one that waits for it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # until granian takes it
    threading.Thread(target=_heed, daemon=True).start()


def _heed() -> None:
    signal.sigwait((signal.SIGTERM,))
    if not _stop():
        os._exit(1)


def _stop() -> bool:
    """Begin to stop; false while granian does not listen yet, with nothing begun."""
    stop = signal.getsignal(signal.SIGTERM)
    if not callable(stop):
        return False
    stop(signal.SIGTERM, None)
    return True


def _forget_headers() -> None:
    """Keep what stands in this process's variables from being taken for a header.

    granian tells them with each request, as CGI does, and headers under such names.
    """
    for name in list(os.environ):
        if name.startswith("HTTP_") or name in ("CONTENT_LENGTH", "CONTENT_TYPE"):
            del os.environ[name]


def _follow(parent: BaseProcess) -> None:
    """Stop when the process that began this one is gone, which nobody else tells."""
    parent.join()
    if _stop():
        time.sleep(STOPPED_WITHIN)
    os._exit(1)
