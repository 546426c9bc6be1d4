"""Rules are watched: one that hits oddly is told of, and paused where wanted."""

import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from moderation import reporting, rulebooks, watching
from moderation.comments import Action, Reason
from moderation.service import Service
from moderation.settings import Settings
from moderation.store import people
from moderation.store.database import now, stamp
from moderation.watching import Band, Day, band
from tests.desk_visits import signed_in
from tests.moderation.rule_files import LONG, TRAMS, rule, save
from tests.moderation.stories import KIND, decide, post
from web.serving import chores

QUIET = [Day(comments=200, hits=10 + number % 3) for number in range(14)]


def day(service: Service, ago: int, comments: int, **hits: int) -> None:
    """As if that many were judged so many days ago, of which rules hit some."""
    at = now() - timedelta(days=ago)
    with service.db.writing() as db:
        db.execute("DELETE FROM rule_hits WHERE revision / 1000 = ?", (ago + 1,))
        db.execute(
            "INSERT INTO judged_by_day (site, day, comments) VALUES ('default', ?, ?) "
            "ON CONFLICT DO UPDATE SET comments = excluded.comments",
            (stamp(at)[:10], comments),
        )
        db.executemany(
            "INSERT INTO rule_hits (comment, revision, rule, shadow, site, at) "
            "VALUES (1, ?, ?, 0, 'default', ?)",
            [
                (1_000 * (ago + 1) + number, name, stamp(at))
                for name, count in hits.items()
                for number in range(count)
            ],
        )


@pytest.fixture
def watched(service: Service, tmp_path: Path) -> Service:
    """A site with two rules that hit 5 % and 10 % of comments, for two weeks."""
    post(service, KIND)
    save(service, tmp_path, TRAMS, LONG)
    with service.db.writing() as db:
        db.execute("DELETE FROM rules_since")
    for ago in range(1, 15):
        day(service, ago, 200, trams=9 + ago % 3, long=19 + ago % 3)
    return service


def odd(service: Service) -> list[str]:
    watching.look(service)
    return [its.rule for its in watching.odd(service.db, "default")]


def pause_by_itself(service: Service) -> None:
    with service.db.writing() as db:
        people.change_site(db, "default", pause_odd_rules=True)


def test_the_band_is_around_the_usual_share_and_wider_for_fewer_comments() -> None:
    many, few = band(QUIET, 2_000), band(QUIET, 100)
    assert many is not None
    assert few is not None
    assert few.low < many.low < 0.055 < many.high < few.high


def test_one_odd_day_in_the_past_does_not_widen_the_band() -> None:
    calm = band(QUIET, 200)
    spoiled = band([*QUIET[1:], Day(comments=200, hits=200)], 200)
    assert isinstance(calm, Band)
    assert isinstance(spoiled, Band)
    assert spoiled.high == pytest.approx(calm.high, abs=0.01)


def test_shares_that_vary_from_day_to_day_have_a_wider_band() -> None:
    calm = band(QUIET, 1_000)
    restless = [Day(comments=200, hits=11 + 9 * (-1) ** each) for each in range(14)]
    wide = band(restless, 1_000)
    assert calm is not None
    assert wide is not None
    assert wide.high > calm.high + 0.05


@pytest.mark.parametrize(
    ("days", "comments"),
    [
        (QUIET[: watching.LEAST_DAYS - 1], 500),
        (QUIET, watching.LEAST_TODAY - 1),
        ([Day(comments=watching.LEAST_COMMENTS - 1, hits=1)] * 14, 500),
    ],
)
def test_too_little_says_nothing(days: list[Day], comments: int) -> None:
    assert band(days, comments) is None


def test_a_rare_rule_may_come_a_few_times() -> None:
    never = band([Day(comments=300, hits=0)] * 14, 300)
    assert never is not None
    assert 5 / 300 <= never.high < 8 / 300


def test_a_rule_is_odd_when_it_hits_much_more_or_much_less(watched: Service) -> None:
    day(watched, 0, 200, trams=11, long=20)
    assert odd(watched) == []
    day(watched, 0, 1_000, trams=40)
    assert odd(watched) == ["long"]
    with watched.db.reading() as db:
        (kept,) = db.execute("SELECT hits, comments FROM odd_rules").fetchall()
    assert tuple(kept) == (0, 1_000)


def test_what_is_odd_no_more_is_told_no_more(watched: Service) -> None:
    day(watched, 0, 200, trams=60, long=20)
    assert odd(watched) == ["trams"]
    day(watched, 0, 1_000, trams=60, long=100)
    assert odd(watched) == []


def test_a_new_rule_is_not_odd_for_want_of_a_past(
    watched: Service, tmp_path: Path
) -> None:
    save(watched, tmp_path, TRAMS, LONG, rule("new", "length > 1"))
    day(watched, 0, 200, trams=11, long=20, new=200)
    assert odd(watched) == []


def test_a_rule_that_left_is_not_odd_for_its_silence(
    watched: Service, tmp_path: Path
) -> None:
    save(watched, tmp_path, TRAMS)
    day(watched, 0, 1_000, trams=50)
    assert odd(watched) == []


def test_nothing_is_paused_where_nobody_wants_it(watched: Service) -> None:
    day(watched, 0, 200, trams=60, long=20)
    assert odd(watched) == ["trams"]
    assert rulebooks.paused(watched.db, "default") == frozenset()


def test_a_rule_that_hits_too_much_is_paused_and_a_person_has_the_last_word(
    watched: Service,
) -> None:
    pause_by_itself(watched)
    day(watched, 0, 200, trams=60, long=20)
    watching.look(watched)
    assert rulebooks.paused(watched.db, "default") == {"trams"}
    change = rulebooks.history(watched.db, "default")[-1]
    assert (change.by, change.what) == (watching.WATCHER, "paused trams")
    assert "30.0 % of the 200 comments of today" in change.note
    rulebooks.resume(watched.db, "default", "trams", by="ed")
    watching.look(watched)
    assert rulebooks.paused(watched.db, "default") == frozenset()


def test_a_rule_that_hits_too_little_is_told_of_and_goes_on(watched: Service) -> None:
    pause_by_itself(watched)
    day(watched, 0, 2_000, trams=100)
    assert odd(watched) == ["long"]
    assert rulebooks.paused(watched.db, "default") == frozenset()


def test_the_desk_tells_those_who_keep_the_rules(
    watched: Service, client: FlaskClient
) -> None:
    day(watched, 0, 200, trams=60, long=20)
    watching.look(watched)
    lead = signed_in(client, watched, role="lead").get("/").get_data(as_text=True)
    told = "".join(each for each in lead if each.isprintable())  # no marks of order
    assert "The rule trams is odd: it hits 30.0% of the 200 comments" in told


def test_the_desk_does_not_trouble_others_with_it(
    watched: Service, client: FlaskClient
) -> None:
    day(watched, 0, 200, trams=60, long=20)
    watching.look(watched)
    page = signed_in(client, watched, role="moderator").get("/").get_data(as_text=True)
    assert "is odd" not in page


def test_the_metrics_tell_hits_and_what_is_odd(watched: Service) -> None:
    day(watched, 0, 200, trams=60, long=20)
    watching.look(watched)
    told = watching.metrics(watched).splitlines()
    assert 'moderation_rule_hits_today{site="default",rule="trams"} 60' in told
    assert 'moderation_rule_odd{site="default",rule="trams"} 1' in told
    assert 'moderation_rule_odd{site="default",rule="long"} 0' in told
    assert "# TYPE moderation_rules_unreadable_total counter" in told


def test_the_report_sets_hits_beside_what_people_decided(
    service: Service, tmp_path: Path
) -> None:
    save(
        service,
        tmp_path,
        TRAMS,
        rule("short", "length <= 5", mode="shadow"),
        rule("never", "length > 5000"),
    )
    for id, text in enumerate(
        ("A tram.", "A late tram.", "TRAM", "HELLO", "A tram is a tram."), start=1
    ):
        post(service, text, str(id))
    decide(service, "1", Action.REJECT, reason=Reason.OTHER)
    decide(service, "2", Action.APPROVE)
    decide(service, "3", Action.REJECT, reason=Reason.OTHER)
    decide(service, "4", Action.REJECT, reason=Reason.OTHER)
    found = reporting.report(service, "default", now() - timedelta(days=30))
    assert (found.comments, found.rejected) == (5, 3)
    trams, short, never = found.rules
    assert (trams.rule, trams.how, trams.hits, trams.share) == ("trams", "live", 4, 0.8)
    assert (trams.decided, trams.precision) == (3, pytest.approx(2 / 3))
    assert trams.caught == pytest.approx(2 / 3)
    assert (short.how, short.hits, short.precision) == ("shadow", 2, 1.0)
    assert (never.hits, never.precision, never.caught) == (0, None, 0.0)


def test_the_report_begins_where_it_is_asked_to(watched: Service) -> None:
    found = reporting.report(watched, "default", now() - timedelta(days=2.5))
    trams = next(its for its in found.rules if its.rule == "trams")
    assert trams.hits == 9 + 1 + 9 + 2


def test_watching_goes_on_after_trouble(
    watched: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chores, "WATCH_SECONDS", 0.01)
    day(watched, 0, 200, trams=60, long=20)
    stop = threading.Event()
    settings = Settings(data=watched.db.path.parent)
    watcher = next(
        its for its in chores.all_of(settings, watched, stop) if its.name == "watcher"
    )
    work = threading.Thread(target=watcher.run, args=(stop,))
    with watched.db.writing() as db:
        db.execute("ALTER TABLE rule_hits RENAME TO gone")
    work.start()
    time.sleep(0.1)
    with watched.db.writing() as db:
        db.execute("ALTER TABLE gone RENAME TO rule_hits")
    for _ in range(200):
        if watching.odd(watched.db, "default"):
            break
        time.sleep(0.01)
    stop.set()
    work.join()
    assert [its.rule for its in watching.odd(watched.db, "default")] == ["trams"]
