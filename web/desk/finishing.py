"""Batches of decisions are finished beside the pages, each by one thread."""

import logging
import threading
from pathlib import Path
from typing import TypeAlias

from moderation import bulk
from moderation.service import Service

QUICK_SECONDS = 0.3
"""For which a page waits: a few comments are decided by then."""

Which: TypeAlias = tuple[Path, str, int]

log = logging.getLogger(__name__)
_under_way: dict[Which, bool] = {}  # and whether it was asked for once more
_lock = threading.Lock()


def begin(service: Service, site: str, batch: int) -> None:
    """Go on with a batch beside the page: who closes it stops nothing.

    One thread of this process at most works on a batch: what is asked for meanwhile, an
    undoing too, it does when it comes to its end.
    """
    which = service.db.path, site, batch
    with _lock:
        is_under_way = which in _under_way
        _under_way[which] = is_under_way
    if is_under_way:
        return
    work = threading.Thread(
        target=_finish, args=(service, which), name="many", daemon=True
    )
    try:
        work.start()
    except RuntimeError:  # no thread is to be had; the page of the batch offers more
        _is_over(which, stopped=True)
        raise
    work.join(timeout=QUICK_SECONDS)


def _finish(service: Service, which: Which) -> None:
    _, site, batch = which
    try:
        bulk.finish(service.db, site, batch)
        while not _is_over(which):
            bulk.finish(service.db, site, batch)
    except Exception as error:  # it stays half-way, and its page says so
        _is_over(which, stopped=True)
        log.warning("batch %s stopped: %s", batch, type(error).__name__)


def _is_over(which: Which, *, stopped: bool = False) -> bool:
    """Whether nothing was asked for meanwhile, or it stopped; then it is let go."""
    with _lock:
        is_over = stopped or not _under_way[which]
        if is_over:
            del _under_way[which]
        else:
            _under_way[which] = False
    return is_over
