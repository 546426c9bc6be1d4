"""The audit: who did what is written with it, is found again, and stays."""

import sqlite3
from datetime import timedelta

import pytest

from moderation import audit, erasure
from moderation.service import Service
from moderation.store.audit import Wanted
from moderation.store.database import now


def note(
    service: Service, by: str = "ann", kind: str = "user.added", **more: str
) -> None:
    about = more.pop("about", "user bob")
    site = more.pop("site", "default")
    with service.db.writing() as db:
        audit.note(db, site, by, kind, about, more)


def found(service: Service, **wanted: object) -> list[str]:
    asked = Wanted(site="default", **wanted)  # type: ignore[arg-type] # as named
    return [each.about for each in audit.search(service.db, asked)]


def test_what_was_done_is_found_with_who_did_it_and_when(service: Service) -> None:
    before = now()
    note(service, role="lead")
    (entry,) = audit.search(service.db, Wanted(site="default"))
    assert (entry.by, entry.kind, entry.about) == ("ann", "user.added", "user bob")
    assert entry.details == {"role": "lead"}
    assert before <= entry.at <= now()


def test_it_is_searched_by_person_kind_words_and_time(service: Service) -> None:
    note(service, about="user one")
    note(service, by="eve", about="user two")
    note(service, kind="key.made", about="key three", rights="submit,READ")
    assert found(service, by="eve") == ["user two"]
    assert found(service, kind="key.made") == ["key three"]
    assert found(service, text="USER") == ["user two", "user one"]
    assert found(service, text="read") == ["key three"]
    assert found(service, text="%") == []
    soon = now() + timedelta(seconds=1)
    assert found(service, since=soon) == []
    assert len(found(service, until=soon)) == 3


def test_pages_go_back_in_time_without_a_gap(service: Service) -> None:
    for number in range(5):
        note(service, about=f"user {number}")
    seen, before = list[str](), None
    while page := audit.search(
        service.db, Wanted(site="default"), before=before, limit=2
    ):
        seen += [each.about for each in page]
        before = page[-1].number
    assert seen == [f"user {number}" for number in (4, 3, 2, 1, 0)]


def test_another_sites_entries_are_not_there(service: Service) -> None:
    note(service, site="other")
    assert found(service) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET by = 'nobody'",
        "UPDATE audit SET about = 'erased', details = '{}'",
        "DELETE FROM audit",
    ],
)
def test_nothing_in_it_is_changed_or_deleted(service: Service, change: str) -> None:
    note(service)
    with pytest.raises(sqlite3.IntegrityError), service.db.writing() as db:
        db.execute(change)
    assert found(service) == ["user bob"]


def test_a_reader_who_is_erased_is_erased_from_it_too(service: Service) -> None:
    note(service, kind="author.banned", about="author 7", until="friday")
    note(service, kind="author.banned", about="author 8")
    erasure.erase_author(service.db, "default", "7", by="ann")
    entries = audit.search(service.db, Wanted(site="default", kind="author.banned"))
    assert [each.about for each in entries] == ["author 8", "erased"]
    assert entries[1].details == {}
    assert entries[1].by == "ann"


@pytest.mark.parametrize("name", ["password", "secret", "token"])
def test_a_secret_is_not_written_down(service: Service, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        note(service, **{name: "hush"})
    assert found(service) == []


def test_what_fails_is_not_in_it(service: Service) -> None:
    def fail(db: sqlite3.Connection) -> None:
        audit.note(db, "default", "ann", "user.added", "user bob")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        service.db.write(fail)
    assert found(service) == []
