"""An archive comes in: what was decided there, and nothing twice, however it ends."""

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from classifier.scorers.standins import StandIn, StandIns
from moderation import appeals, archived, importing, review
from moderation.archived import Choices
from moderation.archives.opening import Archive
from moderation.archives.records import Decided, Verdict
from moderation.comments import (
    Action,
    Article,
    Comment,
    EventKind,
    Reason,
    Status,
)
from moderation.errors import UnknownSite
from moderation.importing import ImportUnderway, Told, Wrong
from moderation.service import Service
from moderation.store import Database, comments, endpoints, events, examples, people
from moderation.store.database import now
from tests.moderation.bringing import SAMPLES, THEN, bring, line, lines
from tests.moderation.stories import KIND, RUDE, count, decide, post


def found(service: Service, id: str, site: str = "default") -> Comment:
    with service.db.reading() as connection:
        return comments.existing(connection, site, id)


def test_what_a_person_decided_stands_is_theirs_and_teaches(
    service: Service, tmp_path: Path
) -> None:
    decided = {"status": "rejected", "decided_by": "ann", "reason": "off_topic"}
    at = "2020-05-01T09:00:00Z"
    assert bring(
        service, lines(tmp_path, line("1", KIND, decided_at=at, **decided))
    ) == {"rejected": 1}
    comment = found(service, "1")
    assert (comment.status, comment.decided_by) == (Status.REJECTED, "ann")
    assert comment.decided_at == datetime(2020, 5, 1, 9, tzinfo=UTC)
    assert comment.action is Action.APPROVE  # as the policy would have
    with service.db.reading() as connection:
        (example,) = examples.in_order(connection, "default")
    assert (example.text, example.rejected) == (KIND, True)
    assert review.undo(service.db, "default", "1", by="mo").status is Status.APPROVED


def test_what_a_machine_decided_stands_and_teaches_nothing(
    service: Service, tmp_path: Path
) -> None:
    path = lines(
        tmp_path,
        line("1", RUDE, status="approved"),
        line("2", KIND, status="spam", decided_by="policy"),
    )
    assert bring(service, path) == {"approved": 1, "rejected": 1}
    assert count(service, "examples") == 0
    one, two = found(service, "1"), found(service, "2")
    assert (one.status, one.decided_by, one.waiting) == (Status.APPROVED, None, False)
    assert one.reasons  # what our judges say of it is known all the same
    assert (two.status, two.action) == (Status.REJECTED, Action.REJECT)


def test_who_decided_may_be_told_for_a_whole_archive(service: Service) -> None:
    bring(service, SAMPLES / "wordpress.xml", decided_by="the old desk")
    assert found(service, "101").decided_by == "the old desk"
    assert found(service, "102").decided_by is None
    assert count(service, "examples") == 3
    bring(service, SAMPLES / "coral_comments.json", decided_by="the old desk")
    assert found(service, "c6").decided_by == "the old desk"
    assert found(service, "c1").decided_by is None  # it says that nobody looked at it


def test_what_nobody_decided_goes_where_the_policy_wants_it(
    service: Service, tmp_path: Path
) -> None:
    path = lines(tmp_path, line("1", KIND), line("2", RUDE, status="pending"))
    assert bring(service, path) == {"approved": 1, "pending": 1}
    assert found(service, "1").status is Status.APPROVED
    assert found(service, "2").waiting


def test_without_judges_what_nobody_decided_is_held(
    service: Service, tmp_path: Path
) -> None:
    path = lines(tmp_path, line("1"), line("2", status="approved", decided_by="ann"))
    assert bring(service, path, judge=False) == {"pending": 1, "approved": 1}
    one, two = found(service, "1"), found(service, "2")
    assert (one.waiting, one.reasons[0].code) == (True, "unscored")
    assert (two.waiting, dict(two.scores)) == (False, {})


def test_no_webhook_tells_of_an_archive(service: Service, tmp_path: Path) -> None:
    with service.db.writing() as connection:
        url, secret = "https://cms.example/", "whsec_YQ=="
        endpoints.add(connection, "ep_1", "default", url, (), secret, now())
    path = lines(tmp_path, line("1"), line("2", status="spam", decided_by="ann"))
    bring(service, path)
    assert count(service, "messages") == 0
    post(service, KIND, "3")
    assert count(service, "messages") == 1


def test_times_are_those_of_the_archive_so_that_rules_see_the_past(
    service: Service, tmp_path: Path
) -> None:
    ann = {"id": "ann"}
    path = lines(
        tmp_path,
        *(line(f"{n}", f"Tram {n}, line {n}.", n, author=ann) for n in range(5)),
        line("late", "Tram five, line five.", 60 * 24 * 30, author=ann),
    )
    bring(service, path)
    assert found(service, "0").received_at == THEN
    with service.db.reading() as connection:
        first = events.of_comment(connection, found(service, "late").key)[0]
        (days,) = connection.execute("SELECT count(*) FROM judged_by_day").fetchone()
    assert (first.kind, first.at) == (EventKind.RECEIVED, THEN + timedelta(days=30))
    assert days == 2


def test_the_same_text_again_is_seen_by_the_times_of_the_archive(
    service: Service, tmp_path: Path
) -> None:
    text = "Buy the finest tram tickets from our little shop at the market today"
    again = [line(str(n), text, n, author={"id": "ann"}) for n in range(8)]
    later = line("later", text, 60 * 24 * 30, author={"id": "ann"})
    bring(service, lines(tmp_path, *again, later))
    assert "duplicate" in {its.code for its in found(service, "7").reasons}
    assert "duplicate" not in {its.code for its in found(service, "later").reasons}


def test_coral_decisions_stand_unless_a_later_one_does(service: Service) -> None:
    wrong: list[Wrong] = []
    paths = [SAMPLES / f"coral_{name}.json" for name in ("comments", "actions")]
    counts = bring(service, *paths, wrong=wrong)
    assert counts["decisions"] == 1
    comment = found(service, "c2")
    assert (comment.decided_by, comment.status) == ("mod-7", Status.REJECTED)
    with service.db.reading() as connection:
        happened = events.of_comment(connection, comment.key)
    assert happened[-1].reason == "abuse"
    assert [its.where for its in wrong] == [
        "coral_comments.json, line 5",
        "coral_actions.json, line 3",
    ]


def test_ids_get_a_prefix_only_if_asked_and_parents_with_them(service: Service) -> None:
    bring(service, SAMPLES / "disqus.xml", prefix="dsq-")
    comment = found(service, "dsq-21")
    assert comment.parent is not None
    assert comment.parent.id == "dsq-20"
    assert comment.article is not None
    assert comment.article.title == "City votes for a tram"


def test_what_is_in_comes_in_no_second_time(service: Service, tmp_path: Path) -> None:
    path = lines(tmp_path, *(line(str(n), f"Tram {n}") for n in range(3)))
    first = bring(service, path)
    assert bring(service, path) == first
    longer = lines(tmp_path, *(line(str(n), f"Tram {n}") for n in range(4)), name="b")
    assert bring(service, longer) == {"known": 3, "approved": 1}
    assert count(service, "comments") == 4


def test_an_article_that_is_known_is_only_added_to(
    service: Service, tmp_path: Path
) -> None:
    post(service, KIND, "live", article=Article(id="12", title="As it is called now"))
    bring(service, SAMPLES / "wordpress.xml")
    article = found(service, "101").article
    assert article is not None
    assert (article.title, article.section) == ("As it is called now", "City")


def test_a_comment_that_came_live_is_left_as_it_is(
    service: Service, tmp_path: Path
) -> None:
    post(service, "It was edited here.", "1")
    assert bring(service, lines(tmp_path, line("1", "The old words"))) == {"known": 1}
    assert found(service, "1").text == "It was edited here."


def test_what_cannot_be_read_is_told_counted_and_stops_nothing(
    service: Service, tmp_path: Path
) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text(
        "\n".join(
            [
                json.dumps(line("1")),
                "{",
                json.dumps(line("2", " ")),
                json.dumps(line("3", status="liked")),
                json.dumps(line("4", "x" * 30_000)),
                json.dumps(line("5", decided_at="0001-01-01T00:00:00+10:00")),
                json.dumps(line("6", "a\0b")),
                '{"id": 7, "text": "a"}',
                json.dumps(line("8")),
            ]
        )
    )
    wrong: list[Wrong] = []
    counts = bring(service, path, wrong=wrong)
    assert (counts["approved"], counts["wrong"]) == (2, 7)
    assert [its.where for its in wrong] == [f"line {n}" for n in range(2, 9)]
    fields = [its.error.problems[0].field for its in wrong]
    assert fields == ["record", "text", "status", "text", "decided_at", "text", "id"]


def test_bytes_that_are_no_characters_are_told_of(
    service: Service, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        b"id,text,decided_by,status\n1,caf\xe9,,\n2,b,\xe9,approved\n3,c,,"
    )
    wrong: list[Wrong] = []
    assert bring(service, path, wrong=wrong) == {"wrong": 2, "approved": 1}
    assert "text that UTF-8 can hold" in str(wrong[0].error)


class Broken(BaseException):
    pass


@pytest.mark.parametrize("at", [20, 100, 140, 240])
def test_what_is_broken_off_goes_on_where_it_was(
    service: Service, tmp_path: Path, at: int
) -> None:
    path = lines(tmp_path, *(line(str(n), f"Tram {n}") for n in range(250)))

    def stop(told: Told) -> None:
        if told.done == at:
            raise Broken

    with pytest.raises(Broken):
        bring(service, path, tell=stop, judge=False)
    assert count(service, "comments") == at
    dones: list[int] = []
    counts = bring(
        service, path, tell=lambda told: dones.append(told.done), judge=False
    )
    assert dones[0] == min(at + 20, 250)
    assert counts == {"pending": 250}
    assert count(service, "comments") == 250


def test_two_at_once_do_not_read_the_same_archive_in(
    service: Service, tmp_path: Path
) -> None:
    path = lines(tmp_path, *(line(str(n), f"Tram {n}") for n in range(150)))

    def meanwhile(told: Told) -> None:
        if told.done == 100:
            bring(service, path, judge=False)

    with pytest.raises(ImportUnderway, match="let one end"):
        bring(service, path, tell=meanwhile, judge=False)
    assert count(service, "comments") == 150


def test_a_dry_run_tells_what_would_come_and_keeps_nothing(
    service: Service,
) -> None:
    post(service, KIND, "105")
    with Archive([SAMPLES / "wordpress.xml"]) as archive:
        told = list(importing.tried(service, archive, Choices(site="default")))[-1]
    assert told.counts == {
        **{"articles": 2, "approved": 1, "undecided": 1, "rejected": 1},
        **{"skipped": 1, "known": 1, "wrong": 1},
    }
    assert count(service, "comments") == 1
    assert count(service, "imports") == 0
    assert count(service, "articles") == 0


def test_while_a_slow_stand_in_is_asked_others_write(
    service: Service, tmp_path: Path
) -> None:
    second = Database(service.db.path, busy_timeout_ms=100)
    written: list[str] = []

    class Slow:
        attributes, version = ("insult",), "slow-1"

        def score(self, texts: Sequence[str]) -> NDArray[np.float32]:
            time.sleep(0.01)
            with second.writing() as connection:
                people.add_site(connection, texts[0], now())
            written.extend(texts)
            return np.full((len(texts), 1), 0.25, np.float32)

    slow = StandIns([StandIn("remote", Slow(), ("insult",))], timeout=5)
    other = replace(service, judges=replace(service.judges, stand_ins=slow))
    texts = [f"Tram {n} is on time, and the market is open." for n in range(25)]
    decided = line("30", "Trams are late.", status="approved", decided_by="ann")
    path = lines(tmp_path, *(line(str(n), its) for n, its in enumerate(texts)), decided)
    counts = bring(other, path)
    second.close()
    assert sum(counts.values()) == 26
    assert written == [*texts, "Trams are late."]
    for id in ("0", "24", "30"):
        comment = found(service, id)
        assert comment.scores["insult"] == 0.25
        assert comment.model.endswith("+slow-1")


def test_a_stand_in_that_fails_holds_what_comes_in_and_is_asked_once(
    service: Service, tmp_path: Path
) -> None:
    asked: list[str] = []

    class Broken:
        attributes, version = ("insult",), "broken-1"

        def score(self, texts: Sequence[str]) -> NDArray[np.float32]:
            asked.extend(texts)
            raise OSError("gone")

    broken = StandIns([StandIn("remote", Broken(), ("insult",))], timeout=5)
    other = replace(service, judges=replace(service.judges, stand_ins=broken))
    assert bring(other, lines(tmp_path, line("1", KIND))) == {"pending": 1}
    assert found(service, "1").reasons[0].code is Reason.UNSCORED
    assert asked == [KIND]


def test_a_site_that_is_not_there_gets_no_archive(
    service: Service, tmp_path: Path
) -> None:
    with pytest.raises(UnknownSite):
        bring(service, lines(tmp_path, line("1")), site="nowhere")


def test_a_decision_of_an_archive_answers_no_appeal(
    service: Service, tmp_path: Path
) -> None:
    post(service, RUDE, "1")
    decide(service, "1", Action.REJECT, reason=Reason.INSULT, by="ann")
    appeals.appeal(service.db, "default", "1", text="It was praise.")
    item = Decided("1", Verdict(status=Status.REJECTED, by="ann", at=now()))
    with service.db.writing() as connection:
        assert archived.decide(connection, "default", item) == "known"
    assert found(service, "1").waiting
