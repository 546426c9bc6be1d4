"""What waits: filtered, ordered, counted, page by page, and always as it is now."""

import dataclasses
from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation import appeals, queue, reports, review, sites
from moderation.comments import Action, Article, Author, Reason, Status
from moderation.errors import BadSubmission, ModerationError
from moderation.queue import bands, filters, matching, orders, pages, saved
from moderation.queue.filters import EVERY, Band, Filter
from moderation.queue.orders import By, Order
from moderation.scopes import Scope
from moderation.service import Service
from moderation.store import waiting
from moderation.waiting.codes import Codes, Sets
from moderation.waiting.columns import BEGIN_WITH, Columns
from tests.moderation.rows import row
from tests.moderation.stories import KIND, RUDE, decide, post

FINNISH = "Tämä on hyvä kirjoitus raitiovaunusta ja sen pitkästä reitistä."
MAILS = "Mail me about it: a{}@tram.example"


def ids(service: Service, *wanted: Any, **more: Any) -> list[str]:
    found = pages.page(service, "default", *wanted, **more)
    return [comment.id for comment in found.comments]


def shown(service: Service, **asked: Any) -> set[str]:
    return set(ids(service, Filter(**asked)))


@pytest.fixture
def filled(service: Service) -> Service:
    """Four that wait: of two sections, two authors, for several reasons."""
    tram = Article(id="tram", title="A tram", section="local")
    cup = Article(id="cup", title="The cup", section="sport")
    ann, bob = Author(id="ann"), Author(id="bob")
    post(service, RUDE, "rude", article=tram, author=ann)
    post(service, MAILS.format(1), "mail", article=tram, author=bob)
    post(service, "The referee should be shot.", "threat", article=cup, author=bob)
    post(service, FINNISH, "finnish", language="fi")
    post(service, KIND, "kind", article=tram)
    return service


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"rude", "mail", "threat", "finnish"}),
        ({"section": "local"}, {"rude", "mail"}),
        ({"section": "travel"}, set()),
        ({"article": "cup"}, {"threat"}),
        ({"author": "bob"}, {"mail", "threat"}),
        ({"author": "bob", "section": "local"}, {"mail"}),
        ({"reason": Reason.INSULT}, {"rude"}),
        ({"reason": Reason.THREAT}, {"threat"}),
        ({"rule": "score:insult"}, {"rude"}),
        ({"rule": "no such rule"}, set()),
        ({"status": Status.PENDING}, {"rude", "mail", "threat", "finnish"}),
        ({"status": Status.APPROVED}, set()),
        ({"scores": (Band("insult", 0.5, 1.0),)}, {"rude"}),
        ({"older": "1h"}, set()),
        ({"newer": "1h"}, {"rude", "mail", "threat", "finnish"}),
        ({"text": "moron"}, {"rude"}),
        ({"text": "moro"}, {"rude"}),
        ({"text": "mor"}, set()),
        ({"text": '"complete moron"'}, {"rude"}),
        ({"text": "referee", "section": "local"}, set()),
        ({"queue": "legal"}, set()),
        ({"escalated": True}, set()),
    ],
)
def test_a_filter_shows_what_it_asks_for_and_nothing_else(
    filled: Service, asked: dict[str, Any], found: set[str]
) -> None:
    assert shown(filled, **asked) == found


def test_what_is_deferred_or_escalated_waits_elsewhere(filled: Service) -> None:
    review.defer(filled.db, "default", "mail", queue="legal", by="mo")
    review.escalate(filled.db, "default", "threat", by="mo")
    assert shown(filled) == {"rude", "finnish"}
    assert shown(filled, queue="legal") == {"mail"}
    assert shown(filled, escalated=True) == {"threat"}
    assert shown(filled, queue=EVERY) == {"rude", "finnish", "mail", "threat"}
    page = pages.page(filled, "default", choices=True)
    assert page.offered is not None
    assert dict(page.offered.queues) == {"": 2, "legal": 1}
    assert (page.offered.escalated, page.waiting, page.matching) == (1, 4, 2)


def test_what_may_be_asked_for_is_counted_as_if_nothing_of_its_kind_was(
    filled: Service,
) -> None:
    page = pages.page(filled, "default", Filter(section="sport"), choices=True)
    assert page.offered is not None
    choices = page.offered.choices
    sections = {each.name: each.comments for each in choices["section"]}
    assert sections == {"local": 2, "sport": 1}
    reasons = {each.name for each in choices["reason"]}
    assert Reason.THREAT in reasons
    assert Reason.INSULT not in reasons  # of no comment about sport


def test_a_decision_an_edit_and_an_undo_are_seen_at_once(filled: Service) -> None:
    decide(filled, "rude", Action.APPROVE)
    assert "rude" not in shown(filled)
    review.undo(filled.db, "default", "rude", by="mo")
    assert "rude" in shown(filled)
    post(filled, KIND, "mail")  # an edit that nothing speaks against
    assert "mail" not in shown(filled)


def test_reports_and_appeals_bring_comments_into_the_queue(service: Service) -> None:
    post(service, KIND, "kind")
    assert shown(service) == set()
    reports.report(service, "default", "kind", reporter="r", reason=Reason.ABUSE)
    assert shown(service) == {"kind"}
    assert ids(service, Filter(), Order(By.REPORTS)) == ["kind"]
    decide(service, "kind", Action.REJECT, reason=Reason.ABUSE)
    assert shown(service) == set()
    appeals.appeal(service.db, "default", "kind", text="But why?")
    assert shown(service) == {"kind"}


def test_a_section_that_is_told_later_is_that_of_all_under_the_article(
    service: Service,
) -> None:
    post(service, RUDE, "1", article=Article(id="a", section="local"))
    assert shown(service, section="local") == {"1"}
    post(service, RUDE + " Yes!", "2", article=Article(id="a", section="city"))
    assert shown(service, section="city") == {"1", "2"}
    assert shown(service, section="local") == set()


def test_another_sites_comments_are_never_shown(service: Service) -> None:
    sites.add(service.db, "other")
    post(service, RUDE, "theirs", site="other")
    assert ids(service) == []
    assert [its.id for its in pages.page(service, "other").comments] == ["theirs"]


def test_orders_are_what_they_are_called(filled: Service) -> None:
    came = ["rude", "mail", "threat", "finnish"]
    assert ids(filled, Filter(), Order(By.OLDEST)) == came
    assert ids(filled, Filter(), Order(By.NEWEST)) == came[::-1]
    assert ids(filled)[0] == "threat"
    assert ids(filled, Filter(), Order(By.EASY))[-1] == "threat"
    assert ids(filled, Filter(), Order(By.SCORE, "insult"))[0] == "rude"
    assert ids(filled, Filter(), Order(By.SCORE, "unheard_of")) == came


@given(
    priority=st.lists(st.floats(0, 1, width=32), min_size=2, max_size=2),
    waited=st.floats(0, 1e7),
    more=st.floats(0, 1e7),
)
def test_urgency_grows_with_waiting_and_keeps_what_is_worse_before(
    priority: list[float], waited: float, more: float
) -> None:
    low, high = sorted(priority)
    both = np.array([low, high], np.float32)
    now = orders.left(both, np.array([waited, waited]))
    later = orders.left(both, np.array([waited + more, waited + more]))
    assert now[0] >= now[1]
    assert (later <= now).all()
    assert (now <= 1).all()
    assert (later >= 0).all()


def test_a_night_brings_a_mild_comment_before_a_newer_worse_one() -> None:
    both = np.array([0.2, 0.5], np.float32)
    mild, worse = orders.left(both, np.array([12 * 3600.0, 0.0]))
    assert mild == pytest.approx(0.4)
    assert mild < worse


def test_what_waits_for_weeks_is_still_in_order() -> None:
    both = np.array([0.1, 0.9], np.float32)
    weeks = 30 * 24 * 3600.0
    mild, worse = orders.left(both, np.array([weeks, weeks]))
    assert mild > worse > 0


def test_pages_show_each_once_though_others_come_and_go(service: Service) -> None:
    for number in range(2 * queue.PAGE + 5):
        post(service, MAILS.format(number), str(number))
    first = queue.page(service, "default")
    post(service, "The mayor should be shot.", "later")
    decide(service, first.comments[0].id, Action.APPROVE)
    second = queue.page(service, "default", cursor=first.next)
    third = queue.page(service, "default", cursor=second.next)
    found = [its.id for page in (first, second, third) for its in page.comments]
    assert sorted(found, key=int) == [str(n) for n in range(2 * queue.PAGE + 5)]
    assert third.next is None
    assert pages.news(service, "default", Filter(), first.first.at).new == 1


@pytest.mark.parametrize("few_urgent", [0, 1, 3 * queue.PAGE])
@pytest.mark.parametrize("many", [queue.PAGE + 1, 3 * pages.SAMPLE])
def test_of_very_many_that_are_alike_each_page_has_the_first(
    service: Service, many: int, few_urgent: int
) -> None:
    dice = Random(many)
    urgent = set(dice.sample(range(many), min(many, few_urgent)))
    rows = [
        row(key, priority=0.25 if key in urgent else 0.75)
        for key in dice.sample(range(many), many)
    ]
    with service.queues.columns(service.db, "default") as columns:
        columns.put(rows)
    wanted = sorted(rows, key=lambda its: (its.priority, its.key))
    cursor = pages.Cursor(float(many))
    for last in range(queue.PAGE, min(many, 6 * queue.PAGE), queue.PAGE):
        found = queue.page(service, "default", order=Order(By.EASY), cursor=cursor)
        assert found.matching == many
        assert found.next is not None
        assert found.next.key == wanted[last - 1].key
        cursor = found.next


def test_a_cursor_is_read_as_it_is_written(service: Service) -> None:
    for number in range(queue.PAGE + 1):
        post(service, MAILS.format(number), str(number))
    cursor = queue.page(service, "default").next
    assert cursor is not None
    read = pages.read_cursor(str(cursor))
    assert read == cursor
    last = queue.page(service, "default", cursor=read)
    assert len(last.comments) == 1


@pytest.mark.parametrize("told", ["x", "1", "1.5_nan_3", "1.5_2", "9" * 500, "1.0_e_1"])
def test_a_cursor_that_no_page_made_is_refused(told: str) -> None:
    with pytest.raises(BadSubmission, match="from"):
        pages.read_cursor(told)


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("reason=ugly", "reason"),
        ("status=lost", "status"),
        ("older=soon", "older"),
        ("newer=0d", "newer"),
        ("scores=toxicity:0.9-0.1", "scores"),
        ("scores=toxicity", "scores"),
        ("scores=toxicity:0-2", "scores"),
    ],
)
def test_what_cannot_be_asked_for_is_named(asked: str, named: str) -> None:
    with pytest.raises(BadSubmission, match=named):
        filters.read(parse_qs(asked))


@pytest.mark.parametrize("told", ["worst", "score", "urgent:toxicity"])
def test_an_order_that_there_is_not_is_refused(told: str) -> None:
    with pytest.raises(BadSubmission, match="order"):
        orders.read(told)


@given(st.data())
def test_a_filter_is_read_as_its_address_tells_it(data: st.DataObject) -> None:
    name = st.none() | st.text(
        st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=50
    ).map(str.strip).filter(bool)
    band = st.builds(
        lambda low, high: Band("toxicity", min(low, high), max(low, high)),
        st.integers(0, 100).map(lambda n: n / 100),
        st.integers(0, 100).map(lambda n: n / 100),
    )
    wanted = Filter(
        text=data.draw(name) or "",
        section=data.draw(name),
        author=data.draw(name),
        rule=data.draw(name),
        reason=data.draw(st.none() | st.sampled_from(Reason)),
        status=data.draw(st.none() | st.sampled_from(Status)),
        escalated=data.draw(st.booleans()),
        scores=tuple(sorted(data.draw(st.sets(band, max_size=2)))),
        older=data.draw(st.none() | st.sampled_from(["5m", "12h", "30d"])),
    )
    query = saved.query(wanted, Order())
    assert filters.read(parse_qs(query)) == wanted


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=4), max_size=60))
def test_sets_are_counted_as_one_by_one(sets: list[frozenset[str]]) -> None:
    known = Sets()
    codes = np.array([known.of(each) for each in sets], np.int32)
    for name in "abcdefg":
        has = [name in each for each in sets]
        assert known.having(name, codes).tolist() == has
        assert dict(known.counts(codes)).get(name, 0) == sum(has)


@given(st.lists(st.none() | st.sampled_from("abcdefghijklmnop"), max_size=60))
def test_names_are_counted_as_one_by_one(names: list[str | None]) -> None:
    known = Codes()
    codes = np.array([known.of(each) for each in names], np.int32)
    counts = {name: names.count(name) for name in names if name is not None}
    assert dict(known.counts(codes)) == counts


STEPS: dict[str, Callable[[Service, str], object]] = {
    "post": lambda service, id: post(service, MAILS.format(id), id),
    "edit": lambda service, id: post(service, RUDE + id, id),
    "approve": lambda service, id: review.decide(
        service.db, "default", id, Action.APPROVE, by="mo"
    ),
    "undo": lambda service, id: review.undo(service.db, "default", id, by="mo"),
    "defer": lambda service, id: review.defer(
        service.db, "default", id, queue="legal", by="mo"
    ),
}


def test_the_columns_are_what_the_database_has_whatever_happened(
    service: Service,
) -> None:
    dice = Random(4)
    for _ in range(150):
        step = STEPS[dice.choice(list(STEPS))]
        try:
            step(service, str(dice.randrange(12)))
        except ModerationError:
            continue  # such as undoing what nobody decided
        if dice.random() < 0.4:
            with service.queues.columns(service.db, "default") as columns:
                kept = told(columns)
            with service.db.reading() as connection:
                fresh = Columns()
                fresh.put(waiting.all_of(connection, "default"))
            assert kept == told(fresh)


def told(columns: Columns) -> list[dict[str, Any]]:
    """Each living place in words, in order."""
    alive = np.flatnonzero(columns["alive"])
    rows = []
    for place in alive[np.argsort(columns["key"][alive])]:
        found: dict[str, Any] = {
            name: columns[name][place].item()
            for name in ("key", "at", "priority", "risk", "reports", "status")
        }
        code = columns["queue"][place]
        found["queue"] = columns.codes["queue"].names[code]
        for name in ("reasons", "rules"):
            counts = columns.sets[name].counts(columns[name][[place]])
            found[name] = {each for each, count in counts if count}
        for attribute in columns.attributes:
            found[attribute] = str(columns.score(attribute)[place])
        rows.append(found)
    return rows


def test_rows_that_are_gone_make_room_and_nothing_is_mixed_up() -> None:
    columns = Columns()
    many = [scored(key) for key in range(BEGIN_WITH * 4)]
    columns.put(many)
    gone = [scored(key, waits=False) for key in range(BEGIN_WITH * 4) if key % 5]
    columns.put(gone)
    assert len(columns) == len(many) - len(gone)
    assert len(columns["key"]) < len(many)
    for key in range(0, len(many), 5):
        place = columns.row_of(key)
        assert place is not None
        assert columns["key"][place] == key
        assert columns.score("toxicity")[place] == np.float32(key / 10_000)
    found = matching.rows(columns, Filter(rule=f"r{10}"), 0.0)
    assert columns["key"][found].tolist() == [10]


def scored(key: int, **more: Any) -> waiting.Waiting:
    """A comment with a score and a rule of its own."""
    signs = (waiting.Sign("insult", f"r{key}"),)
    return row(key, scores={"toxicity": key / 10_000}, signs=signs, **more)


def test_a_histogram_counts_every_score_once(filled: Service) -> None:
    found = bands.histogram(filled, "default", Filter(), "insult")
    assert sum(found.counts) + found.unscored == 4
    with filled.queues.columns(filled.db, "default") as columns:
        scores = columns.score("insult")
    highest = max(place for place, count in enumerate(found.counts) if count)
    assert highest == min(bands.BINS - 1, int(np.nanmax(scores) * bands.BINS))


def test_a_histogram_leaves_the_band_of_its_own_attribute_aside(
    filled: Service,
) -> None:
    narrow = Filter(scores=(Band("insult", 0.5, 1.0),))
    whole = bands.histogram(filled, "default", Filter(), "insult")
    assert bands.histogram(filled, "default", narrow, "insult").counts == whole.counts
    other = bands.histogram(filled, "default", narrow, "threat")
    assert sum(other.counts) == 1


def test_ones_own_filters_are_listed_however_many_others_share(
    service: Service,
) -> None:
    def keep(name: str, by: str, *, shared: bool = False) -> None:
        saved.save(service.db, "default", name, Filter(), Order(), by=by, shared=shared)

    for n in range(saved.MOST):
        for by in ("ann", "bob"):
            keep(f"!{n:02}", by, shared=True)
    keep("Mine", "mo")
    seen = saved.seen_by(service.db, "default", "mo")
    assert (seen[0].name, seen[1].name) == ("Mine", "!00")


def test_a_person_keeps_a_bounded_number_of_filters(service: Service) -> None:
    def keep(name: str, by: str = "ann") -> None:
        saved.save(service.db, "default", name, Filter(), Order(), by=by, shared=False)

    for n in range(saved.MOST):
        keep(f"{n}")
    with pytest.raises(BadSubmission, match="delete one first"):
        keep("another")
    keep("0")  # takes the place of the one there is
    keep("another", by="bob")


def test_saved_filters_are_ones_own_unless_shared(service: Service) -> None:
    wanted = Filter(section="sport", reason=Reason.INSULT)
    order = Order(By.NEWEST)
    saved.save(service.db, "default", "Mine", wanted, order, by="ann", shared=False)
    saved.save(service.db, "default", "Ours", Filter(), order, by="ann", shared=True)
    assert [its.name for its in saved.seen_by(service.db, "default", "ann")] == [
        "Mine",
        "Ours",
    ]
    (ours,) = saved.seen_by(service.db, "default", "bob")
    assert ours.query == "order=newest"
    saved.drop(service.db, "default", ours.number, by="bob")  # it is not bob's
    assert saved.seen_by(service.db, "default", "bob") == [ours]
    saved.drop(service.db, "default", ours.number, by=None)
    assert saved.seen_by(service.db, "default", "bob") == []


def test_a_saved_filter_needs_a_name_and_replaces_its_namesake(
    service: Service,
) -> None:
    with pytest.raises(BadSubmission, match="name"):
        saved.save(service.db, "default", " ", Filter(), Order(), by="a", shared=False)
    for section in ("local", "sport"):
        wanted = Filter(section=section)
        saved.save(service.db, "default", "S", wanted, Order(), by="a", shared=False)
    (kept,) = saved.seen_by(service.db, "default", "a")
    assert kept.query == "section=sport"


def test_dataclass_fields_of_a_filter_are_all_told() -> None:
    """A field that is added and not told in addresses would be lost by every link."""
    names = {field.name for field in dataclasses.fields(Filter)} - {"scope"}
    everything = Filter(
        text="x",
        queue="q",
        escalated=True,
        section="s",
        article="a",
        author="b",
        language="en",
        reason=Reason.SPAM,
        rule="r",
        status=Status.PENDING,
        scores=(Band("toxicity", 0, 1),),
        older="1h",
        newer="2h",
    )
    assert {name for name, _ in everything.asked()} == names


@pytest.mark.parametrize(
    "scope", [Scope(frozenset({"s"})), Scope(frozenset(), frozenset({"q"}))]
)
def test_no_address_tells_or_widens_what_somebody_is_limited_to(scope: Scope) -> None:
    limited = Filter(scope=scope)
    assert list(limited.asked()) == []
    assert not limited.is_narrow
    assert filters.read({"scope": ["anything"]}).scope == Scope()
