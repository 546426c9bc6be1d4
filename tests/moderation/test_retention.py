"""What is kept for so long and no longer: what goes, what stays, and who is told."""

from datetime import timedelta

import pytest

from moderation import appeals, audit, queue, reports, retention, review, sites
from moderation.comments import Action, Author, EventKind, Reason
from moderation.errors import BadSubmission, Erased
from moderation.retention import Gone
from moderation.service import Service
from moderation.store import endpoints, retaining
from moderation.store.audit import Wanted
from moderation.store.database import now, stamp
from tests.moderation.stories import KIND, RUDE, count, decide, post

NAME = "Hortensia-Asdfghjkl"


def aged(service: Service, id: str, days: float, decided: float | None = None) -> None:
    """Let a comment have come, and been decided, so many days ago."""
    came = stamp(now() - timedelta(days=days))
    at = None if decided is None else stamp(now() - timedelta(days=decided))
    with service.db.writing() as db:
        db.execute(
            "UPDATE comments SET received_at = ?, decided_at = coalesce(?, decided_at) "
            "WHERE id = ?",
            (came, at, id),
        )


def rejected(service: Service, id: str, **more: object) -> None:
    post(service, f"{RUDE} {id}", id=id, author=Author(id=NAME, name=NAME))
    decide(service, id, Action.REJECT, reason=Reason.INSULT, **more)


def keep(service: Service, **days: int | None) -> None:
    given = {f"erase_{name}_after": value for name, value in days.items()}
    sites.configure(service.db, "default", by="boss", **given)


def is_erased(service: Service, id: str) -> bool:
    try:
        queue.find(service.db, "default", id)
    except Erased:
        return True
    return False


def author(service: Service, id: str) -> Author:
    return queue.find(service.db, "default", id).author


def test_nothing_goes_until_somebody_sets_it(service: Service) -> None:
    rejected(service, "1")
    aged(service, "1", 5_000, 5_000)
    assert retention.erase_due(service.db) == {}
    assert not is_erased(service, "1")


def test_rejected_texts_go_and_posted_ones_stay(service: Service) -> None:
    rejected(service, "old")
    rejected(service, "new")
    post(service, KIND, id="posted")
    for id, days in (("old", 31), ("new", 29), ("posted", 500)):
        aged(service, id, days, None if id == "posted" else days)
    keep(service, rejected=30)
    assert retention.erase_due(service.db) == {"default": Gone(1, 0)}
    assert [is_erased(service, id) for id in ("old", "new", "posted")] == [
        *(True, False, False),
    ]


def test_days_count_from_the_last_decision(service: Service) -> None:
    rejected(service, "1")
    aged(service, "1", 100, 5)
    keep(service, rejected=30, texts=30)
    assert retention.erase_due(service.db) == {}
    aged(service, "1", 100, 31)
    assert retention.erase_due(service.db) == {"default": Gone(1, 0)}


def test_all_texts_go_but_those_that_wait_for_a_person(service: Service) -> None:
    post(service, KIND, id="posted")
    post(service, RUDE, id="waits")
    rejected(service, "appealed")
    appeals.appeal(service.db, "default", "appealed", text="Why?")
    for id in ("posted", "waits", "appealed"):
        aged(service, id, 400, 400 if id == "appealed" else None)
    keep(service, texts=365)
    assert retention.erase_due(service.db) == {"default": Gone(1, 0)}
    assert is_erased(service, "posted")
    assert not is_erased(service, "waits")
    assert not is_erased(service, "appealed")
    review.approve(service.db, "default", "waits", by="ann")
    assert retention.erase_due(service.db) == {}  # it was decided today


def test_authors_go_and_their_texts_stay(service: Service) -> None:
    rejected(service, "1")
    rejected(service, "2")
    reports.report(
        service, "default", "1", reporter=NAME, reason=Reason.INSULT, note=None
    )
    decide(service, "1", Action.REJECT, reason=Reason.INSULT)
    aged(service, "1", 91, 91)
    keep(service, authors=90)
    assert retention.erase_due(service.db) == {"default": Gone(0, 1)}
    assert author(service, "1") == Author()
    assert queue.find(service.db, "default", "1").text == f"{RUDE} 1"
    assert NAME not in repr(queue.history(service.db, "default", "1"))
    assert NAME not in repr(reports.of_comment(service.db, "default", "1"))
    assert author(service, "2").id == NAME
    assert retention.erase_due(service.db) == {}


def test_events_stay_and_say_what_went_when(service: Service) -> None:
    rejected(service, "1", note=f"{NAME} again")
    aged(service, "1", 31, 31)
    before = count(service, "events")
    keep(service, rejected=30)
    retention.erase_due(service.db)
    happened = queue.history(service.db, "default", "1")
    assert len(happened) == before + 1
    assert (happened[-1].kind, happened[-1].by) == (EventKind.ERASED, "retention")
    assert [each.by for each in happened if each.kind is EventKind.DECIDED] == ["mo"]
    assert NAME not in repr(happened)


def test_publishers_are_not_told_and_messages_forget_too(service: Service) -> None:
    with service.db.writing() as db:
        endpoints.add(
            db, "ep_1", "default", "http://127.0.0.1:9/", (), "whsec_MTIz", now()
        )
    rejected(service, "1")
    aged(service, "1", 31, 31)
    keep(service, rejected=30)
    retention.erase_due(service.db)
    with service.db.reading() as db:
        rows = db.execute("SELECT type, body FROM messages").fetchall()
    assert "comment.erased" not in [row["type"] for row in rows]
    assert all("insult" not in row["body"] for row in rows)


def test_no_byte_of_it_stays(service: Service) -> None:
    post(service, "Zyxwvutsr the tram!", author=Author(id=NAME, name=NAME))
    aged(service, "1", 31)
    keep(service, texts=30)
    retention.erase_due(service.db)
    folder = service.db.path.parent
    kept = b"".join(each.read_bytes() for each in folder.glob("moderation.db*"))
    assert b"Zyxwvutsr" not in kept
    assert NAME.encode() not in kept


def test_what_is_due_is_what_goes(service: Service) -> None:
    for number in range(3):
        rejected(service, f"r{number}")
        aged(service, f"r{number}", 40, 40)
        post(service, f"{KIND} {number}", id=f"p{number}", author=Author(id="a"))
        aged(service, f"p{number}", 40)
    keep(service, rejected=30, authors=30)
    limits = retention.limits_of(sites.find(service.db, "default"), now())
    due = retention.due(service.db, "default", limits)
    assert due == Gone(3, 6)
    # Authors of what is erased go with it.
    assert retention.erase_due(service.db) == {"default": Gone(3, 3)}
    assert retention.due(service.db, "default", limits) == Gone(0, 0)


def test_many_go_little_by_little_and_what_is_left_the_next_time(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for number in range(5):
        post(service, f"{KIND} {number}", id=str(number))
        aged(service, str(number), 40)
    keep(service, texts=30)
    turns = iter([True, False])
    gone = retention.erase_due(service.db, may_go_on=lambda: next(turns))
    assert gone == {"default": Gone(2, 0)}
    assert retention.erase_due(service.db) == {"default": Gone(3, 0)}


def test_other_sites_keep_theirs(service: Service) -> None:
    sites.add(service.db, "other")
    post(service, KIND, site="other")
    aged(service, "1", 400)
    keep(service, texts=30)
    assert retention.erase_due(service.db) == {}


def test_that_it_was_set_and_what_it_took_is_in_the_audit(service: Service) -> None:
    post(service, KIND)
    aged(service, "1", 400)
    keep(service, texts=30)
    retention.erase_due(service.db)
    retention.erase_due(service.db)
    erased, changed = audit.search(service.db, Wanted(site="default"))
    assert (changed.kind, changed.by) == ("site.changed", "boss")
    assert changed.details["erase_texts_after"] == 30
    assert (erased.kind, erased.details) == (
        "retention.erased",
        {"texts": 1, "authors": 0},
    )


@pytest.mark.parametrize("days", [0, -1, 36_501])
def test_days_that_cannot_be_meant_are_refused(service: Service, days: int) -> None:
    with pytest.raises(BadSubmission, match="erase_texts_after"):
        keep(service, texts=days)


def test_what_is_old_is_found_by_an_index(service: Service) -> None:
    with service.db.reading() as db:
        for which in (retaining._WITH_TEXT, retaining._WITH_AUTHOR):
            plan = db.execute(
                f"EXPLAIN QUERY PLAN SELECT key {which} ORDER BY received_at LIMIT 1",
                {"site": "default", "status": "rejected", "before": stamp(now())},
            ).fetchall()
            (step,) = [row["detail"] for row in plan]
            assert "received_at<?" in step
