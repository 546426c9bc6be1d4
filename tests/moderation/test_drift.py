"""Whether a site's model still fits what comes: told beyond chance alone."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation import drift, guarantees
from moderation.accepted import Accepted
from moderation.comments import Action, Article, Author, Reason
from moderation.drift import Kind, looking, shifts
from moderation.drift.performance import performance
from moderation.drift.shifts import LEAST, shift, sure
from moderation.drift.wording import words_moved
from moderation.errors import NothingLearnt
from moderation.service import Service
from moderation.statistics.drift import Reading
from moderation.store.arrivals import Arrival
from moderation.store.examples import Example, Source
from tests.moderation.audited import audit, learnt
from tests.moderation.stories import decide, post

SITE = "default"
ENOUGH = LEAST + 20
PLACES = ("market", "harbour", "station", "library", "viaduct", "stadium", "bakery")
DICE = random.Random(1)


def came(
    service: Service, number: int, mark: str, *, says: str = "", **more: str
) -> None:
    """So many comments on trams, each by somebody else."""
    for n in range(number):
        place = DICE.choice(PLACES)
        text = f"Stop {n}{mark}: {says or 'the tram stops near'} the {place}."
        article = (
            Article(id="trams", section=more["section"])
            if "section" in more
            else Article()
        )
        author = Author(id=f"{mark}-{n}")
        post(
            service,
            text,
            f"{mark}-{n}",
            article=article,
            author=author,
            language=more.get("language", "en"),
        )


def test_where_the_same_comes_nothing_worries(service: Service) -> None:
    came(service, ENOUGH, "old")
    version = learnt(service).version
    came(service, ENOUGH, "new")
    found = looking.look(service, SITE)
    assert found.version == version
    read = {its.kind: its.reading for its in found.shifts}
    assert read[Kind.LANGUAGES] is Reading.STEADY
    assert not found.worries


def test_what_comes_in_another_language_is_told_with_examples(
    service: Service,
) -> None:
    came(service, ENOUGH, "old")
    learnt(service)
    came(service, ENOUGH, "new", language="fy", says="de tram is let by")
    found = looking.look(service, SITE)
    assert found.worries
    its = next(each for each in found.shifts if each.kind is Kind.LANGUAGES)
    assert its.reading is Reading.SHIFTED
    frisian = next(each for each in its.moved if each.name == "fy")
    assert frisian.before == 0
    assert frisian.now > 0.9
    assert set(frisian.examples) <= {f"new-{n}" for n in range(ENOUGH)}
    assert len(frisian.examples) == 3
    rose = {each.word for each in found.words if each.apart > 0}
    assert "let" in rose
    assert "near" in {each.word for each in found.words if each.apart < 0}


def test_a_look_is_kept_and_read_again_as_it_was(service: Service) -> None:
    assert drift.last(service.db, SITE) is None
    came(service, ENOUGH, "old")
    learnt(service)
    came(service, ENOUGH, "new", says="at last there is a lift at")
    audit(service, 60)
    found = looking.look(service, SITE)
    assert found.words
    assert found.audits.parts
    drift.keep(service.db, SITE, found)
    assert drift.last(service.db, SITE) == found


def test_a_site_without_a_model_is_told_what_to_do(service: Service) -> None:
    with pytest.raises(NothingLearnt, match="`moderate retrain`"):
        looking.look(service, SITE)


def test_what_people_decide_otherwise_since_is_told(service: Service) -> None:
    learnt(service)
    shifts_least = shifts.LEAST
    came(service, shifts_least, "new")
    for n in range(shifts_least):
        decide(service, f"new-{n}", Action.REJECT, reason=Reason.SPAM)
    its = next(
        each
        for each in looking.look(service, SITE).shifts
        if each.kind is Kind.DECISIONS
    )
    assert (its.before, its.now) == (90, shifts_least)
    assert its.reading is Reading.TOO_FEW  # ninety are no measure


def test_a_promise_that_audits_no_longer_bear_out_worries(service: Service) -> None:
    learnt(service)
    audit(service, 90)
    asked = Accepted(wrong_approvals=0.1)
    assert guarantees.accept(service, SITE, asked, by="ann").approvals.is_kept
    assert not looking.look(service, SITE).unkept
    with service.db.writing() as connection:  # people think otherwise now
        connection.execute(
            "UPDATE blind_reviews SET rejected = 1 WHERE kind = 'audit' "
            "AND number % 3 = 0"
        )
    found = looking.look(service, SITE)
    assert found.unkept == ("approvals",)
    assert found.worries


def audits(number: int, at: datetime, wrong: float) -> list[tuple[Example, float]]:
    """Audits with the score that a model gives, and how often that is far off."""
    found = []
    for n in range(number):
        rejected = n % 3 == 0
        right = 0.9 if rejected else 0.1
        score = 1 - right if DICE.random() < wrong else right
        example = Example(
            key=n,
            revision=1,
            text="",
            format="plain",
            rejected=rejected,
            reason=None,
            signals={},
            source=Source.AUDIT,
            by="ann",
            at=at + timedelta(minutes=n),
            section=None,
            language=None,
            reading=None,
        )
        found.append((example, score + DICE.uniform(-0.05, 0.05)))
    return found


@pytest.mark.parametrize(("wrong", "worse"), [(0.05, False), (0.3, True)])
def test_a_model_that_does_worse_on_later_audits_is_told(
    wrong: float, worse: bool
) -> None:
    learnt_at = datetime(2026, 3, 1, tzinfo=UTC)
    old = audits(150, learnt_at - timedelta(days=30), 0.05)
    new = audits(150, learnt_at + timedelta(days=1), wrong)
    both = [*old, *new]
    its = performance(
        [each for each, _ in both], np.array([score for _, score in both]), learnt_at
    )
    assert its.before is not None
    assert its.now is not None
    assert (its.before.number, its.now.number) == (150, 150)
    assert [each.number for each in its.parts] == [50] * 6
    assert its.chance is not None
    assert (its.chance < 0.01) == worse
    assert its.matters or not worse
    assert its.now.auc[1] <= its.now.auc[0] <= its.now.auc[2]


def test_too_few_audits_are_no_figures() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    few = audits(40, at, 0.1)
    its = performance([each for each, _ in few], np.array([s for _, s in few]), at)
    assert (its.before, its.now, its.parts, its.chance) == (None, None, (), None)


def arrivals(texts: Sequence[str], author: str = "") -> list[Arrival]:
    return [
        Arrival(str(n), text, "plain", author or f"a{n}", None, None, None, "m")
        for n, text in enumerate(texts)
    ]


def test_no_word_is_told_that_two_authors_alone_use() -> None:
    before = arrivals(["the tram is late"] * 300)
    now = arrivals(["the tram is late"] * 200)
    mine = arrivals(["the tram is zwanzig"] * 100, author="me")
    fell = words_moved(before, [*now, *mine], 0.01)
    assert [each.word for each in fell] == ["late"]
    told = words_moved(before, [*now, *arrivals(["a zwanzig tram"] * 100)], 0.01)
    assert [each.word for each in told if each.apart > 0] == ["zwanzig"]
    assert told[0].examples


def test_alike_times_are_called_shifted_no_more_often_than_chance_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shifts, "DRAWS", 199)
    draw = np.random.default_rng(7)
    kinds, shares = ["a", "b", "c", "d"], [0.6, 0.3, 0.08, 0.02]
    chances = []
    for _ in range(300):
        old, new = (draw.choice(kinds, LEAST, p=shares).tolist() for _ in range(2))
        chances.append(shift(Kind.SECTIONS, old, new).chance)
    for doubt in (0.05, 0.2):
        share = np.mean([each <= doubt for each in chances if each is not None])
        assert share <= doubt + 3 * (doubt * (1 - doubt) / 300) ** 0.5


@settings(max_examples=20, deadline=None)
@given(
    before=st.lists(st.text(max_size=4), max_size=30),
    now=st.lists(st.text(max_size=4), max_size=30),
)
def test_any_kinds_can_be_compared(before: list[str], now: list[str]) -> None:
    many = shift(Kind.SECTIONS, before * 10, now * 10, list(map(str, now * 10)))
    if many.chance is not None:
        assert 0 < many.chance <= 1
        assert many.index is not None
        assert many.index >= 0


@given(st.lists(st.floats(0.0001, 1), max_size=8))
def test_holm_never_tells_more_than_each_by_itself_and_all_that_bonferroni_does(
    chances: list[float],
) -> None:
    flags = sure(chances, 0.05)
    for chance, flag in zip(chances, flags, strict=True):
        assert flag or chance > 0.05 / len(chances)
        assert not flag or chance <= 0.05
