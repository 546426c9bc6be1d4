"""Whether a site's model still fits what comes: told beyond chance alone."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation import drift, erasure, guarantees
from moderation.accepted import Accepted
from moderation.comments import Action, Article, Author, Reason
from moderation.drift import Kind, looking, shifts
from moderation.drift.performance import performance
from moderation.drift.shifts import LEAST, Item, shift, sure
from moderation.drift.wording import words_moved
from moderation.errors import NothingLearnt
from moderation.service import Service
from moderation.statistics.drift import Reading
from moderation.store.arrivals import Arrival
from moderation.store.database import now
from moderation.store.examples import Example, Source
from tests.moderation.audited import audit, learnt
from tests.moderation.looks import worrying
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
    assert drift.last(service.db, SITE, None) is None
    came(service, ENOUGH, "old")
    learnt(service)
    came(service, ENOUGH, "new", says="at last there is a lift at")
    audit(service, 60)
    found = looking.look(service, SITE)
    assert found.words
    assert found.audits.parts
    drift.keep(service.db, SITE, found)
    assert drift.last(service.db, SITE, found.version) == found


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


def test_approvals_that_surely_are_wrong_too_often_worry_and_end(
    service: Service,
) -> None:
    model = learnt(service)
    audit(service, 90)
    asked = Accepted(wrong_approvals=0.1)
    assert guarantees.accept(service, SITE, asked, by="ann").approvals.is_kept
    assert not looking.look(service, SITE).unkept
    assert guarantees.tighten(service, SITE, model, by="drift") == []
    text = "At last the tram stops near the old mill"
    assert post(service, f"{text}.", "before").action is Action.APPROVE
    with service.db.writing() as connection:  # people think otherwise now
        connection.execute(
            "UPDATE blind_reviews SET rejected = 1 WHERE kind = 'audit' "
            "AND number % 3 = 0"
        )
    found = looking.look(service, SITE)
    assert found.unkept == ("approvals",)
    assert found.worries
    assert guarantees.tighten(service, SITE, model, by="drift") == ["approvals"]
    assert post(service, f"{text} again.", "after").action is Action.HOLD
    assert guarantees.tighten(service, SITE, model, by="drift") == []


def test_archives_and_bulk_are_no_change_of_what_people_decide(
    service: Service,
) -> None:
    learnt(service)
    came(service, LEAST, "new")
    for n in range(LEAST):
        decide(service, f"new-{n}", Action.REJECT, reason=Reason.SPAM)
    with service.db.writing() as connection:
        connection.execute("UPDATE examples SET source = 'import' WHERE number % 2 = 0")
        connection.execute("UPDATE examples SET source = 'bulk' WHERE number % 2 = 1")
    its = next(
        e for e in looking.look(service, SITE).shifts if e.kind is Kind.DECISIONS
    )
    assert (its.before, its.now) == (0, 0)


def test_an_erased_comment_is_no_example(service: Service) -> None:
    post(service, "There is a lift.", 'lift \u00e4"1')
    post(service, "There is a lift.", "kept")
    look = worrying('lift \u00e4"1', "kept")
    drift.keep(service.db, SITE, look)
    erasure.erase(service.db, SITE, 'lift \u00e4"1', by="ann")
    found = drift.last(service.db, SITE, look.version)
    assert found is not None
    assert found.words[0].examples == ("kept",)
    assert found.shifts[3].moved[1].examples == ("kept",)


def test_a_worry_is_of_one_version_alone(service: Service) -> None:
    look = worrying()
    drift.keep(service.db, SITE, look)
    assert drift.worries(service.db, SITE, look.version)
    assert not drift.is_due(service.db, SITE, look.version) or look.at < now()
    for other in ("house-another", None):
        assert not drift.worries(service.db, SITE, other)
        assert drift.last(service.db, SITE, other) is None
    assert drift.is_due(service.db, SITE, "house-another")


def test_what_was_looked_in_vain_is_not_tried_all_the_time(service: Service) -> None:
    drift.keep(service.db, SITE, worrying())
    drift.tried(service.db, SITE, worrying().version)
    assert drift.last(service.db, SITE, worrying().version) == worrying()
    drift.tried(service.db, SITE, "house-new")
    assert not drift.is_due(service.db, SITE, "house-new")
    assert drift.last(service.db, SITE, "house-new") is None
    assert not drift.worries(service.db, SITE, "house-new")


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


def arrivals(
    texts: Sequence[str], author: str = "", mark: str = "", articles: int = 0
) -> list[Arrival]:
    return [
        Arrival(
            id=f"{mark}{n}",
            text=text,
            format="plain",
            article=f"{mark}{n % articles}" if articles else None,
            author=author or f"{mark}{n}",
            section=None,
            language=None,
            rejects=None,
            model="m",
        )
        for n, text in enumerate(texts)
    ]


def test_no_word_is_told_that_two_authors_alone_use() -> None:
    before = arrivals(["the tram is late"] * 300, mark="b")
    now_ = arrivals(["the tram is late"] * 200, mark="n")
    mine = arrivals(["the tram is zwanzig"] * 100, author="me", mark="m")
    assert words_moved(before, [*now_, *mine], 0.01) == ()
    others = arrivals(["a zwanzig tram"] * 100, mark="o")
    told = words_moved(before, [*now_, *others], 0.01)
    assert [each.word for each in told if each.apart > 0] == ["zwanzig"]
    assert told[0].examples


def test_a_word_of_one_article_is_no_change_however_many_answer() -> None:
    texts = ["the tram is late"] * 300
    before = arrivals(texts, mark="b", articles=60)
    one = arrivals(["the volcano erupts"] * 150, mark="v", articles=1)
    told = words_moved(before, [*arrivals(texts, mark="n", articles=60), *one], 0.01)
    assert told == ()


def test_words_are_told_by_chance_no_more_often_than_is_said() -> None:
    draw = np.random.default_rng(3)
    words_known = [f"w{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(400)]
    shares = 1 / np.arange(1, 401) ** 0.7  # a few are in nearly all, most in few
    told = 0
    for _ in range(25):
        both = [
            arrivals(
                [
                    " ".join(np.array(words_known)[draw.random(400) < shares])
                    for _ in range(250)
                ],
                mark=mark,
            )
            for mark in "bn"
        ]
        told += bool(words_moved(both[0], both[1], 0.01))
    assert told <= 2


def drawn(draw: np.random.Generator, articles: int, mark: str) -> list[Item]:
    """Comments of articles, each in one section, some with very many comments."""
    found = list[Item]()
    for n in range(articles):
        name = str(draw.choice(["a", "b", "c", "d"], p=[0.5, 0.3, 0.15, 0.05]))
        comments = 5 + int(draw.pareto(1.2) * 10)
        found += [Item(name, f"{mark}{n}")] * min(comments, 400)
    return found


def test_alike_times_are_called_shifted_no_more_often_than_chance_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shifts, "DRAWS", 199)
    draw = np.random.default_rng(7)
    chances = []
    for _ in range(200):
        old, new = (drawn(draw, 40, mark) for mark in "on")
        chances.append(shift(Kind.SECTIONS, old, new).chance)
    known = [each for each in chances if each is not None]
    assert len(known) > 190
    for doubt in (0.05, 0.2):
        share = np.mean([each <= doubt for each in known])
        assert share <= doubt + 3 * (doubt * (1 - doubt) / len(known)) ** 0.5


def test_what_comes_under_a_handful_of_articles_is_too_little_to_tell() -> None:
    old = [Item("city", f"old {n % 5}") for n in range(500)]
    new = [Item("sport", f"new {n % 5}") for n in range(500)]
    assert shift(Kind.SECTIONS, old, new).reading is Reading.TOO_FEW
    old = [Item("city", f"old {n % 12}") for n in range(500)]
    new = [Item("sport", f"new {n % 12}") for n in range(500)]
    its = shift(Kind.SECTIONS, old, new)
    assert its.chance is not None
    assert its.chance < 0.002


@settings(max_examples=20, deadline=None)
@given(
    before=st.lists(st.text(max_size=4), max_size=30),
    now_=st.lists(st.text(max_size=4), max_size=30),
)
def test_any_kinds_can_be_compared(before: list[str], now_: list[str]) -> None:
    both = (
        [Item(each, f"unit {n}", str(n)) for n, each in enumerate(its * 10)]
        for its in (before, now_)
    )
    many = shift(Kind.SECTIONS, *both)
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
