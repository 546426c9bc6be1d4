"""Sites' own judges are learnt by themselves, as each site has it, beside serving; and
once a day it is looked whether they still fit what comes.

In a process of its own and behind all others (`moderate retrain --if-due`, `moderate
drift --if-due`), so that nobody who is answered waits for it; and by one worker,
whichever comes first.
"""

import logging
import threading
from collections.abc import Sequence

from classifier.holding import Held, held
from moderation import drift, sites
from moderation.service import Service
from moderation.settings import Settings
from moderation.workshop import schedule
from web import apart

log = logging.getLogger(__name__)


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
    return _each(settings, ("retrain", "--if-due"), found, stop)


def look_due(settings: Settings, service: Service, stop: threading.Event) -> list[str]:
    """Have it looked whether judges still fit that were not looked at for a day;
    returns of which sites.
    """
    registry, db = service.judges.live.registry, service.db
    found = {
        name: version
        for name in sites.names(db)
        if (version := registry.current(name)) and drift.is_due(db, name, version)
    }
    looked = _each(settings, ("drift", "--if-due"), list(found), stop)
    for name in looked:
        if drift.worries(db, name, found[name]):
            log.warning("the model of %s fits less than it did; see the desk", name)
    return looked


def _each(
    settings: Settings,
    words: Sequence[str],
    found: list[str],
    stop: threading.Event,
) -> list[str]:
    """Run a command for sites, unless another worker does so; returns for which.

    Raises:
        RuntimeError: it failed for one, after all had their turn.
    """
    if not found:
        return []

    def go_on() -> None:
        if stop.is_set():
            raise _Stopped

    failed = list[str]()
    try:
        with held(settings.models / ".schedule", waits=False):
            for name in found:
                told = apart.run(settings.data, *words, "--site", name, go_on=go_on)
                if told.status:
                    log.warning("%s: %s ended with %s", name, words[0], told.status)
                    failed.append(name)
    except Held:
        return []
    except _Stopped:
        return found
    if failed:
        raise RuntimeError(f"{words[0]}: {len(failed)} failed")
    return found


class _Stopped(Exception):
    """The service is told to stop."""
