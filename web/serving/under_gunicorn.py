"""The application under gunicorn."""

import sys
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from moderation.settings import Settings
from web import logs
from web.app import create_app
from web.serving import beside, proxies


def run(settings: Settings, *, demo: bool) -> None:
    """Serve until told to stop."""
    sys.argv = sys.argv[:1]  # gunicorn reads what is left
    Server(settings, demo=demo).run()


class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """The application, and how gunicorn shall serve it."""

    def __init__(self, settings: Settings, *, demo: bool) -> None:
        self._settings = settings
        self._demo = demo
        self._proxies = proxies.known()
        super().__init__()

    def load_config(self) -> None:
        """Set what gunicorn would otherwise read from its own file."""
        settings = self._settings
        chosen: dict[str, Any] = {
            "bind": settings.address,
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
        app = create_app(self._settings, demo=self._demo)
        heeding: Any = proxies.heeding(app.wsgi_app, self._proxies)
        app.wsgi_app = heeding  # type: ignore[method-assign] # as Flask advises
        return app


_SPREADS = sys.platform == "linux"
"""Whether connections are spread over all who listen at a port with `SO_REUSEPORT`.

Each worker then listens by itself. At a socket that all share, whichever is quicker
takes what comes, so that of clients who keep their connections one worker may have them
all, and the others none.
"""


def _begin(settings: Settings, worker: Any) -> None:
    logs.guard(worker.log.error_log)
    beside.begin(settings, worker.wsgi)


def _end(worker: Any) -> None:
    app = getattr(worker, "wsgi", None)  # none where it could not begin
    if app is not None:
        beside.end(app)
