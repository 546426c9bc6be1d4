"""Forms that came too late are kept for a while, for their sender alone."""

from datetime import timedelta

import pytest

from moderation import kept_forms
from moderation.service import Service
from moderation.store.database import now, stamp
from tests.moderation.stories import count

FIELDS = [("note", "Ein <b>Wort</b>\r\n"), ("key", "1"), ("key", "2")]


def keep(service: Service, by: str = "ann", sender: str = "::1") -> str:
    name = kept_forms.keep(service.db, "/decide", FIELDS, by=by, sender=sender)
    assert name is not None
    return name


def test_a_form_comes_back_as_it_was_sent(service: Service) -> None:
    found = kept_forms.find(service.db, keep(service), by="ann")
    assert found is not None
    assert (found.address, list(found.fields)) == ("/decide", FIELDS)


def test_it_is_its_senders_alone(service: Service) -> None:
    name = keep(service)
    assert kept_forms.find(service.db, name, by="ben") is None
    assert kept_forms.find(service.db, "another", by="ann") is None


def test_its_name_is_not_in_the_database(service: Service) -> None:
    name = keep(service)
    files = service.db.path.parent.glob("moderation.db*")
    assert all(name.encode() not in each.read_bytes() for each in files)


def test_it_is_forgotten_when_it_is_dropped_or_old(service: Service) -> None:
    name = keep(service)
    kept_forms.drop(service.db, name)
    assert kept_forms.find(service.db, name, by="ann") is None
    name = keep(service)
    with service.db.writing() as db:
        before = stamp(now() - kept_forms.LASTS)
        db.execute("UPDATE kept_forms SET at = ?", (before,))
    assert kept_forms.find(service.db, name, by="ann") is None
    keep(service)
    assert count(service, "kept_forms") == 1


def test_a_sender_has_few_the_latest(service: Service) -> None:
    names = [keep(service) for _ in range(kept_forms.MOST_OF_SENDER + 3)]
    other = keep(service, sender="192.0.2.1")
    found = [kept_forms.find(service.db, name, by="ann") for name in names]
    assert [its is None for its in found] == [True] * 3 + [False] * 20
    assert kept_forms.find(service.db, other, by="ann") is not None


def test_there_are_not_many_and_none_is_very_large(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_forms, "MOST", 3)
    for number in range(3):
        keep(service, sender=str(number))
    full = kept_forms.keep(service.db, "/", FIELDS, by="ann", sender="x")
    assert full is None
    large = [("note", "x" * kept_forms.MOST_CHARACTERS)]
    assert kept_forms.keep(service.db, "/", large, by="ann", sender="1") is None


def test_a_minute_is_no_hour(service: Service) -> None:
    name = keep(service)
    with service.db.writing() as db:
        before = stamp(now() - kept_forms.LASTS + timedelta(minutes=1))
        db.execute("UPDATE kept_forms SET at = ?", (before,))
    assert kept_forms.find(service.db, name, by="ann") is not None
