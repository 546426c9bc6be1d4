"""What is learnt from: each decision once, weighed by how it came about, read once."""

import pytest

from classifier.model import Model
from moderation import appeals, erasure, review
from moderation.comments import Action, Reason
from moderation.learning import lessons
from moderation.service import Service
from moderation.store.examples import Example, Source
from tests.moderation.stories import KIND, RUDE, decide, person, post

SITE = "default"


def learnt(service: Service) -> dict[str, Example]:
    """By the text."""
    ground = service.judges.live.ground
    return {its.text: its for its in lessons.of_site(service.db, SITE, ground)}


def readings(service: Service) -> int:
    with service.db.reading() as db:
        return int(db.execute("SELECT count(*) FROM readings").fetchone()[0])


def test_what_was_read_once_is_kept_and_not_read_again(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id, text in (("1", KIND), ("2", RUDE)):
        post(service, text, id)
        decide(service, id, Action.APPROVE)
    first = learnt(service)
    assert readings(service) == 2

    def never(*_: object) -> None:
        raise AssertionError("a text was read twice")

    monkeypatch.setattr(Model, "read", never)
    assert learnt(service) == first


def test_what_was_erased_is_forgotten_with_what_was_read_of_it(
    service: Service,
) -> None:
    post(service, RUDE, "1")
    decide(service, "1", Action.REJECT)
    assert len(learnt(service)) == 1
    erasure.erase(service.db, SITE, "1", by="ann")
    assert learnt(service) == {}
    assert readings(service) == 0


def test_many_at_once_count_less_and_an_appeal_more(service: Service) -> None:
    person(service, "lea")
    person(service, "mo")
    for id, text in (("1", KIND), ("2", RUDE), ("3", f"{RUDE} Again.")):
        post(service, text, id)
    decide(service, "1", Action.APPROVE)
    for id in ("2", "3"):
        review.reject(service.db, SITE, id, by="mo", reason=Reason.INSULT)
    appeals.appeal(service.db, SITE, "3", text="Why?")
    review.approve(service.db, SITE, "3", by="lea")
    found = learnt(service)
    assert found[f"{RUDE} Again."].source is Source.APPEAL
    weights = {each.text: each.weight for each in lessons.taught(list(found.values()))}
    assert weights == {KIND: 1.0, RUDE: 1.0, f"{RUDE} Again.": 2.0}
    assert lessons.WEIGHTS[Source.BULK] < 1.0 < lessons.WEIGHTS[Source.APPEAL]


def test_decisions_are_told_apart_by_section_language_and_reason(
    service: Service,
) -> None:
    post(service, RUDE, "1")
    review.reject(service.db, SITE, "1", by="mo", reason=Reason.INSULT)
    post(service, KIND, "2")
    decide(service, "2", Action.APPROVE)
    found = list(learnt(service).values())
    groups = lessons.groups(found)
    assert set(groups) == {"the source decision", "the reason insult"}
    assert groups["the reason insult"].tolist() == [True, False]
