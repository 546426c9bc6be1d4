"""Ten moderators at one queue."""

from collections import Counter
from urllib.parse import urlsplit

from flask import Flask

from moderation.comments import EventKind
from moderation.queue import history, pages
from moderation.service import Service
from tests.moderation.stories import person, post
from tests.moderators import Moderator, work_together
from tests.serving import serving

MANY = 120


def test_ten_moderators_decide_every_comment_once_and_see_no_error(
    app: Flask, service: Service
) -> None:
    for number in range(MANY):
        post(service, f"Mail me about it: a{number}@tram.example", str(number))
    names = [f"mo{number}" for number in range(10)]
    passwords = {name: person(service, name) for name in names}
    with serving(app) as address:
        parts = urlsplit(address)
        at = (str(parts.hostname), int(parts.port or 0))
        people = [Moderator(at, name, passwords[name]) for name in names]
        work_together(people)
    decided = Counter(id for each in people for id in each.decided)
    assert decided == Counter(str(number) for number in range(MANY))
    assert not any(each.wrong for each in people)
    assert pages.page(service, "default").waiting == 0
    for number in range(MANY):
        events = history(service.db, "default", str(number))
        assert [its.kind for its in events].count(EventKind.DECIDED) == 1
