"""How a test comes to the page of a version, in the desk and as a file."""

import re
from collections.abc import Sequence
from dataclasses import replace

import msgspec
from flask.testing import FlaskClient

from moderation import queue
from moderation.examined import Figures, Flip
from moderation.service import Service
from moderation.workshop import examining
from web.desk.learnt.file import written

TAG = re.compile("<[^>]+>")


def page(desk: FlaskClient, version: str) -> str:
    answer = desk.get(f"/models/{version}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def found_out(service: Service, desk: FlaskClient, version: str, *flipped: str) -> str:
    """The page once it has its figures, with some comments to read."""
    keep(service, version, flipped)
    return page(desk, version)


def keep(service: Service, version: str, flipped: Sequence[str]) -> Figures:
    """Find figures out; on these comments both judges then differ, whatever they are:
    the house would reject them, and people approved.
    """
    found = examining.renew(service, "default", version)
    if flipped:
        its = [queue.find(service.db, "default", id) for id in flipped]
        flips = [
            Flip(each.key, each.revision, False, 0.9, 0.1, is_better=False)
            for each in its
        ]
        found = replace(found, flips=flips)
        with service.db.writing() as connection:
            connection.execute(
                "UPDATE examined SET figures = ?", (msgspec.json.encode(found),)
            )
    return found


def file(service: Service, version: str, *flipped: str, **asked: bool | str) -> str:
    live = service.judges.live
    card = live.registry.load("default", version, live.ground).card
    figures = keep(service, version, flipped)
    return written(service, "default", figures, card, **asked)  # type: ignore[arg-type]
