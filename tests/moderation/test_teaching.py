"""What teaches most comes first: what is uncertain, and of many subjects."""

import dataclasses
import time
from collections.abc import Mapping, Sequence
from random import Random

import msgspec
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from moderation import erasure, queue, review
from moderation.comments import Action
from moderation.queue import PAGE, matching, orders, pages, saved, teaching
from moderation.queue.filters import MAIN, Filter
from moderation.queue.orders import By, Order
from moderation.queue.pages import Cursor
from moderation.scopes import Scope
from moderation.service import Service
from moderation.store.waiting import Waiting
from moderation.waiting import Queues
from moderation.waiting.codes import Numbers
from moderation.waiting.columns import ASKED_FOR, Columns
from tests.moderation.rows import row
from tests.moderation.stories import decide, post

TEACHES = Order(By.TEACHES)
TRAM = "You fools of line {}, the tram stops, idiots, at the station of the railway."
OTHERS = (
    "The goalkeeper is an idiot, as is the coach of the football team, you fools.",
    "Idiots put sugar and butter in the oven with this dough, you fools.",
    "The violin and the orchestra play a symphony, you fools and idiots.",
)

unsure = st.floats(0, 1, width=32)
comments = st.lists(st.tuples(unsure, st.integers(0, 4)), min_size=1, max_size=90)


def columns_of(rows: Sequence[Waiting]) -> Columns:
    columns = Columns()
    columns.put(rows)
    return columns


def judged(
    key: int, score: float | None, subject: int | None, **more: object
) -> Waiting:
    scores = {} if score is None else {"reject": score}
    return row(key, scores=scores, subject=subject, **more)


def first_page(columns: Columns, at: float = 1e12, size: int = PAGE) -> list[int]:
    """The keys of what waits, in order."""
    rows = np.flatnonzero(columns["alive"])
    everything = np.ones(len(columns["key"]), np.bool_)
    values = orders.values(columns, TEACHES, at, everything, rows)
    keys = columns["key"][rows]
    return [int(key) for key in keys[np.lexsort((keys, -values))][:size]]


def worth_of(
    told: Numbers, subjects: Numbers, keys: Numbers, asked: Numbers
) -> Numbers:
    """What each is worth, of which no model has scored any."""
    order = teaching.by_subject(told, subjects, keys)
    besides = asked[subjects].astype(np.float32)
    found = np.empty(len(told))
    found[order] = teaching.worth(told[order], subjects[order], besides[order])
    return found


def shown(
    columns: Columns, wanted: Filter, cursor: Cursor, size: int
) -> tuple[Mapping[int, Cursor], bool]:
    """A page's keys, each with where it goes on, and whether it is the last."""
    fits = matching.fitting(columns, wanted, cursor.at)
    fits &= columns["at"] <= cursor.at
    return pages.shown(columns, fits, TEACHES, cursor, size)


@given(comments, st.lists(st.integers(0, 50), min_size=5, max_size=5))
@example([(1.0, 0)] * 2 * PAGE + [(0.0, 1)], [0] * 5)
def test_one_subject_never_fills_a_page_while_another_waits_that_nobody_was_asked_of(
    its: list[tuple[float, int]], asked: list[int]
) -> None:
    told = np.array([each for each, _ in its], np.float32)
    subjects = np.array([each for _, each in its])
    keys = np.arange(len(its))
    worth = worth_of(told, subjects, keys, np.array(asked))
    page = np.lexsort((keys, -worth))[:PAGE]
    alone = set(subjects[page])
    fresh = {each for each in subjects if not asked[each]}
    assert len(page) < PAGE or len(alone) > 1 or fresh <= alone


@given(comments, st.randoms(use_true_random=False))
def test_of_a_subject_the_more_uncertain_come_first_and_ties_go_by_key(
    its: list[tuple[float, int]], dice: Random
) -> None:
    told = np.array([each for each, _ in its], np.float32)
    subjects = np.array([each for _, each in its])
    keys = np.array(dice.sample(range(1_000), len(its)))
    worth = worth_of(told, subjects, keys, np.zeros(5, int))
    for place in np.lexsort((keys, -told, subjects)).reshape(-1, 1):
        same = subjects == subjects[place]
        before = (told > told[place]) | ((told == told[place]) & (keys < keys[place]))
        least = teaching.LEAST
        rank = 1 + int(np.count_nonzero(same & before))
        assert worth[place] == (least + (1 - least) * told[place]) / rank


def test_what_the_sites_own_model_doubts_comes_first_and_what_it_reads_not_last() -> (
    None
):
    columns = columns_of(
        [
            judged(1, None, None),  # in a language that it does not read
            judged(2, 0.99, 10),
            judged(3, None, 11),  # from before there was a model
            judged(4, 0.45, 12),
            judged(5, 0.5, 12),
        ]
    )
    assert first_page(columns) == [5, 3, 4, 2, 1]


def test_what_comes_or_is_edited_later_is_in_the_order_too() -> None:
    columns = columns_of([judged(1, 0.5, 7)])
    assert first_page(columns) == [1]
    columns.put([judged(2, 0.4, 8)])
    assert first_page(columns) == [1, 2]
    columns.put([judged(1, 0.9, 7)])
    assert first_page(columns) == [2, 1]


def test_what_has_no_subject_goes_by_its_article() -> None:
    wave = [judged(key, None, None, article="a") for key in range(1, 30)]
    other = judged(99, None, None, article="b")
    assert 99 in first_page(columns_of([*wave, other]))[:2]


@pytest.mark.parametrize(("score", "first"), [(None, 2), (0.5, 1)])
def test_what_was_asked_about_counts_for_a_day_where_no_model_has_learnt_of_it(
    score: float | None, first: int
) -> None:
    at = time.time()
    rows = [judged(1, score, 7), judged(2, score, 8)]
    gone = judged(3, score, 7, waits=False, decided=at - 60)
    old = msgspec.structs.replace(gone, decided=at - teaching.COUNTS_FOR - 60)
    assert first_page(columns_of([*rows, gone]), at)[0] == first
    assert first_page(columns_of([*rows, old]), at)[0] == 1


def test_what_was_asked_about_is_let_go_after_two_days() -> None:
    columns = columns_of([judged(1, 0.5, 7)])
    begun = time.time() - ASKED_FOR
    for key in range(2, 2_000):
        columns.put([judged(key, 0.5, 7)])
        columns.put([judged(key, 0.5, 7, waits=False, decided=begun - 1)])
    assert len(columns["key"]) < 1_000
    assert np.count_nonzero(columns["asked"]) == 0
    for key in range(2_000, 3_000):
        columns.put([judged(key, 0.5, 7, waits=False, decided=begun + 1e6)])
    assert np.count_nonzero(columns["asked"]) == 1_000
    assert len(columns) == 1
    columns.put([judged(2_500, 0.5, 7)])  # it was taken back
    assert len(columns) == 2
    assert np.count_nonzero(columns["asked"]) == 999


scores = st.none() | st.floats(0, 1, width=32)
subjects = st.none() | st.integers(0, 3)
waiting = st.lists(st.tuples(scores, subjects), min_size=1, max_size=40)


@given(waiting, st.randoms(use_true_random=False))
def test_pages_show_each_once_while_others_come_and_are_decided(
    its: list[tuple[float | None, int | None]], dice: Random
) -> None:
    at = time.time()
    columns = columns_of(
        [judged(key, *each) for key, each in enumerate(its)],
    )
    whole = first_page(columns, at, size=len(its))
    left, seen, cursor = set(range(len(its))), list[int](), Cursor(at)
    while True:
        found, is_last = shown(columns, MAIN, cursor, 5)
        seen += found
        if is_last:
            break
        cursor = list(found.values())[-1]
        new = len(its) + len(seen)
        columns.put([judged(new, 0.5, dice.randrange(4), at=at + 1)])
        for key in dice.sample(sorted(left), min(3, len(left))):
            left.discard(key)
            columns.put([judged(key, *its[key], waits=False, decided=at + 2)])
    assert seen == [key for key in whole if key in left or key in seen]
    assert left <= set(seen)


@given(waiting, st.randoms(use_true_random=False))
def test_the_order_is_the_same_whenever_a_process_began_to_read(
    its: list[tuple[float | None, int | None]], dice: Random
) -> None:
    at = time.time()
    rows = [judged(key, *each) for key, each in enumerate(its)]
    gone = [
        msgspec.structs.replace(its, waits=False, decided=at - dice.randrange(10**5))
        for its in dice.sample(rows, len(rows) // 3)
    ]
    early, late = columns_of(rows), Columns()
    early.put(gone)
    away = {its.key for its in gone}
    late.put(its for its in dice.sample(rows, len(rows)) if its.key not in away)
    late.put(sorted(gone, key=lambda its: its.decided or 0))
    assert first_page(early, at) == first_page(late, at)


@given(waiting)
def test_what_lies_outside_of_somebodys_limits_moves_nothing_for_them(
    its: list[tuple[float | None, int | None]],
) -> None:
    sport = [judged(key, *each, section="sport") for key, each in enumerate(its)]
    local = [judged(key + 100, *each, section="local") for key, each in enumerate(its)]
    limited = dataclasses.replace(MAIN, scope=Scope(sections=frozenset({"sport"})))
    found, _ = shown(columns_of([*sport, *local]), limited, Cursor(1e9), PAGE)
    assert list(found) == first_page(columns_of(sport))


@pytest.fixture
def filled(service: Service) -> Service:
    """Many on a tram, then one on each of three other subjects."""
    for number in range(PAGE + 5):
        post(service, TRAM.format(number), f"tram {number}")
    for number, text in enumerate(OTHERS):
        post(service, text, f"other {number}")
    return service


def ids(
    service: Service, wanted: Filter = MAIN, cursor: Cursor | None = None
) -> list[str]:
    found = queue.page(service, "default", wanted, TEACHES, cursor)
    return [comment.id for comment in found.comments]


def test_without_a_model_of_its_own_a_site_is_asked_about_each_subject_first(
    filled: Service,
) -> None:
    assert set(ids(filled)[:4]) == {"tram 0", "other 0", "other 1", "other 2"}


def test_another_process_has_the_same_order_after_decisions(filled: Service) -> None:
    first = queue.page(filled, "default", MAIN, TEACHES, size=6)
    for comment in first.comments[:3]:
        decide(filled, comment.id, Action.APPROVE)
    fresh = dataclasses.replace(filled, queues=Queues())
    assert ids(fresh) == ids(filled)
    for narrow in (Filter(text="tram"), Filter(older="1m"), Filter(language="en")):
        assert ids(fresh, narrow, first.next) == ids(filled, narrow, first.next)
    left = [comment.id for comment in first.comments[3:]]
    assert not {*left} & {*ids(fresh, MAIN, first.next)}
    review.undo(filled.db, "default", first.comments[0].id, by="mo")
    assert ids(fresh) == ids(filled)


def test_what_a_comment_is_about_is_kept_with_it_and_forgotten_with_it(
    filled: Service,
) -> None:
    def subject(id: str) -> int | None:
        with filled.db.reading() as connection:
            asked = "SELECT subject FROM judgements JOIN comments ON key = comment"
            found = connection.execute(f"{asked} WHERE id = ?", (id,)).fetchone()
        its: int | None = found["subject"]
        return its

    assert subject("tram 0") == subject("tram 9") is not None
    assert subject("tram 0") != subject("other 0")
    erasure.erase(filled.db, "default", "tram 0", by="ed")
    assert subject("tram 0") is None
    post(filled, "Tämä on hyvä kirjoitus raitiovaunusta ja sen reitistä.", "finnish")
    assert subject("finnish") is None
    kind = post(filled, "The tram stops at the station of the railway.", "kind")
    assert not kind.waiting  # so nobody is asked about it
    assert subject("kind") is None


def test_the_order_is_told_in_an_address_and_read_again() -> None:
    assert saved.query(MAIN, TEACHES) == "order=teaches"
    assert orders.read("teaches") == TEACHES
