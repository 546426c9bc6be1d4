"""What happens meanwhile, told to open pages by server-sent events.

Each open stream keeps one thread of the process waiting. So only half of them may:
who comes then is told what there is now, and asks again by itself after a few seconds,
as the protocol has it.
"""

import threading
import time
from collections.abc import Iterator

from flask import Response, current_app, g
from flask.typing import ResponseReturnValue

from moderation.queue import pages
from moderation.rights import Right
from moderation.service import Service
from web.answer import as_bytes
from web.desk import asking
from web.desk.asking import Asked
from web.desk.entering import blueprint, may, service

LOOK_SECONDS = 1.0
"""How often a stream looks whether there is something to tell."""

LASTS_SECONDS = 30.0
"""For how long a stream lasts; browsers open the next by themselves. A process that is
told to stop waits no longer for it."""

AGAIN_MS = 5_000
"""After which a browser asks again."""


@blueprint.get("/live")
@may(Right.READ)
def live() -> ResponseReturnValue:
    """How many comments wait, and how many of those that the page asks for are new."""
    asked = asking.asked()
    since = asked.cursor.at if asked.cursor else time.time()
    told = _stream(service(), g.site, asked, since, _places())
    return Response(told, mimetype="text/event-stream")


def _places() -> threading.Semaphore:
    found: threading.Semaphore = current_app.extensions["streams"]
    return found


def _stream(
    service: Service, site: str, asked: Asked, since: float, places: threading.Semaphore
) -> Iterator[str]:
    yield f"retry: {AGAIN_MS}\n\n"
    has_place = places.acquire(blocking=False)
    try:
        until = time.monotonic() + (LASTS_SECONDS if has_place else 0)
        told = None
        while True:
            found = pages.news(service, site, asked.filter, since)
            if found != told:
                yield f"event: counts\ndata: {as_bytes(found).decode()}\n\n"
                told = found
            if time.monotonic() >= until:
                return
            time.sleep(LOOK_SECONDS)
            yield ": \n\n"  # finds out whether anybody still listens
    finally:
        if has_place:
            places.release()
