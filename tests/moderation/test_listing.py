"""The rules of a site as its people look at them."""

from datetime import timedelta
from pathlib import Path

import pytest

from moderation import rulebooks
from moderation.comments import Action
from moderation.errors import UnknownRules
from moderation.service import Service
from moderation.store.database import now, stamp
from moderation.workshop import listing, rates
from moderation.workshop.listing import State
from tests.moderation.rule_files import LONG, TRAMS, rule, save
from tests.moderation.stories import decide, post

TRAM = "The tram is late."


def states(service: Service) -> dict[str, State]:
    return {its.rule.id: its.state for its in listing.shelf(service, "default").rules}


def test_each_rule_has_its_state(service: Service, tmp_path: Path) -> None:
    save(
        service,
        tmp_path,
        TRAMS,
        LONG,
        rule("tried", "length > 0", mode="shadow"),
        rule("planned", "length > 0", mode="draft"),
        rule("past", "length > 0", until="2020-01-01"),
    )
    usual = service.judges.rulebook
    rulebooks.pause(service.db, "default", "long", usual, by="ed")
    assert states(service) == {
        "trams": State.LIVE,
        "long": State.PAUSED,
        "tried": State.SHADOW,
        "planned": State.DRAFT,
        "past": State.OVER,
    }


def test_hits_are_told_by_day_with_what_people_decided(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, TRAMS)
    for id, text in (("1", TRAM), ("2", "Trams? A tram!"), ("3", "A bus.")):
        post(service, text, id)
    decide(service, "1", Action.REJECT)
    decide(service, "2", Action.APPROVE)
    with service.db.writing() as db:
        at = stamp(now() - timedelta(days=2))
        db.execute("UPDATE rule_hits SET at = ? WHERE comment = 1", (at,))
    found = listing.one(service, "default", "trams")
    assert found.listed.days == [0] * (rates.DAYS - 3) + [1, 0, 1]
    assert (found.listed.decided, found.listed.rejected) == (2, 1)
    assert found.listed.share == pytest.approx(2 / 3)
    assert found.latest == ["2", "1"]


def test_rules_that_are_gone_but_hit_are_named(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, TRAMS)
    post(service, TRAM)
    save(service, tmp_path, LONG)
    assert listing.shelf(service, "default").others == {"trams": 1}
    with pytest.raises(UnknownRules):
        listing.one(service, "default", "trams")
