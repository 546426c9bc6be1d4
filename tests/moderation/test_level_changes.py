"""Levels are changed with who did it, and what it was before."""

from dataclasses import replace

import pytest

from moderation import audit, level_changes
from moderation.comments import Caution, Mode
from moderation.errors import BadLevel, UnknownSite
from moderation.levels import Level, Override
from moderation.service import Service
from moderation.store import levels
from moderation.store.audit import Entry, Wanted


def set_mode(service: Service, mode: Mode | None, by: str = "ann") -> Override:
    return level_changes.change(
        service.db,
        "default",
        Level.SITE,
        "",
        lambda before: replace(before, mode=mode),
        by=by,
    )


def entries(service: Service) -> list[Entry]:
    return list(audit.search(service.db, Wanted(site="default", kind="level.set")))


def test_a_change_is_written_down_with_what_it_was(service: Service) -> None:
    set_mode(service, Mode.PRE)
    set_mode(service, Mode.POST, by="bob")
    latest, first = entries(service)
    assert (latest.by, latest.about) == ("bob", "site default")
    assert latest.details == {"was": {"mode": "pre"}, "now": {"mode": "post"}}
    assert first.details == {"was": {}, "now": {"mode": "pre"}}


def test_what_changes_nothing_is_not_written_down(service: Service) -> None:
    set_mode(service, None)
    assert entries(service) == []


def test_a_level_that_sets_nothing_any_more_is_gone(service: Service) -> None:
    set_mode(service, Mode.PRE)
    set_mode(service, None)
    with service.db.reading() as db:
        assert levels.all_of(db, "default") == []
    assert len(entries(service)) == 2


def test_what_cannot_be_changes_nothing(service: Service) -> None:
    with pytest.raises(BadLevel):
        level_changes.change(
            service.db,
            "default",
            Level.SECTION,
            "sport",
            lambda before: replace(before, holds={"insult": 2.0}),
            by="ann",
        )
    with pytest.raises(UnknownSite):
        level_changes.change(
            service.db,
            "nowhere",
            Level.SITE,
            "",
            lambda before: replace(before, caution=Caution.LENIENT),
            by="ann",
        )
    assert entries(service) == []
