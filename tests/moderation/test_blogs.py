"""What blogs ask by a key is counted by months, for as many as are told apart."""

from datetime import UTC, datetime

import pytest

from moderation.service import Service
from moderation.store import blogs
from moderation.store.blogs import BLOGS

AT = datetime(2026, 5, 4, 12, 30, 15, tzinfo=UTC)
MONTH = "2026-05"


def test_blogs_are_told_by_month_those_with_most_calls_first(service: Service) -> None:
    file = service.usage.file
    for blog, kind in (("a", "ham"), ("b", "spam"), ("b", "missed_spam")):
        blogs.note(file, "blog", blog, kind, AT)
    blogs.note(file, "blog", "c", "ham", AT.replace(month=6))
    blogs.note(file, "other", "d", "ham", AT)
    first, second = blogs.of(file, "blog", MONTH)
    assert (first.name, first.spam, first.missed_spam, first.calls) == ("b", 1, 1, 2)
    assert (second.name, second.ham, second.calls) == ("a", 1, 1)


def test_invented_blogs_do_not_fill_the_disk(service: Service) -> None:
    file = service.usage.file
    for number in range(BLOGS + 5):
        blogs.note(file, "blog", f"http://{number}.example", "ham", AT)
    blogs.note(file, "blog", "http://1.example", "spam", AT)
    found = blogs.of(file, "blog", MONTH)
    assert len(found) == BLOGS + 1
    assert {each.name: each.ham for each in found}[""] == 5


def test_what_is_not_counted_of_a_blog_is_refused(service: Service) -> None:
    with pytest.raises(ValueError, match="missed_spam"):
        blogs.note(service.usage.file, "blog", "b", "month", AT)
