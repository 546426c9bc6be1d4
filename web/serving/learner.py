"""Sites' own judges are learnt by themselves, as each site has it, beside serving.

In a process of its own and behind all others (`moderate retrain --if-due`), so that
nobody who is answered waits for it; and by one worker, whichever comes first.
"""

import logging
import subprocess
import sys
import threading

from classifier.holding import Held, held
from moderation import sites
from moderation.service import Service
from moderation.settings import Settings
from moderation.workshop import schedule

LOOK_SECONDS = 60.0
"""How often it is seen whether a site's judge is due."""

STOP_SECONDS = 0.5
"""Within which a process that learns is stopped when the service is."""

log = logging.getLogger(__name__)


def learn_when_due(settings: Settings, service: Service, stop: threading.Event) -> None:
    """Look, and have learnt what is due, until told to stop."""
    while not stop.wait(LOOK_SECONDS):
        try:
            learn_due(settings, service, stop)
        except Exception as error:
            log.warning("it could not be learnt: %s", type(error).__name__)


def learn_due(settings: Settings, service: Service, stop: threading.Event) -> list[str]:
    """Have all judges learnt that are due; returns of which sites.

    Where another worker does so, this one leaves it to that.
    """
    found = [
        site.name
        for site in sites.listed(service.db)
        if site.retrain_after_decisions is not None
        and schedule.due(service.db, service.judges.live.registry, site).is_due
    ]
    if not found:
        return []
    try:
        with held(settings.models / ".schedule", waits=False):
            for name in found:
                _learn(settings, name, stop)
    except Held:
        return []
    return found


def _learn(settings: Settings, site: str, stop: threading.Event) -> None:
    words = ["-m", "web", "retrain", "--if-due", "--site", site]
    words += ["--data", str(settings.data)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *words], stdin=quiet, stdout=quiet, stderr=quiet
    ) as process:
        while process.poll() is None:
            if stop.wait(STOP_SECONDS):
                process.kill()  # a half version is none; it may hear of nothing else
