"""Readers report: what that weighs, and what comes of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation import queue, reports
from moderation.comments import Action, Comment, EventKind, Mode, Reason, Status
from moderation.errors import BadSubmission, TooManyReports, UnknownComment
from moderation.reports import Reported
from moderation.service import Service
from moderation.store import endpoints, people
from moderation.store.database import now, stamp
from moderation.store.reports import Record
from tests.moderation.rule_files import rule, save
from tests.moderation.stories import KIND, decide, post

REPORTED_OFTEN = rule("reported_often", "reports.count >= 2", then="hold")


def report(
    service: Service, id: str = "1", reporter: str = "rita", **more: object
) -> Reported:
    more.setdefault("reason", Reason.INSULT)
    return reports.report(service, "default", id, reporter=reporter, **more)  # type: ignore[arg-type]


def test_a_reported_comment_stays_published_and_comes_into_the_queue(
    service: Service,
) -> None:
    post(service, KIND)
    found = report(service)
    assert found.new
    assert found.comment.status is Status.APPROVED
    assert found.comment.waiting
    assert found.comment.priority >= 0.5
    (event,) = queue.history(service.db, "default", "1")[-1:]
    assert (event.kind, event.by, event.reason) == (
        EventKind.REPORTED,
        "rita",
        Reason.INSULT,
    )


def test_a_readers_second_report_of_a_text_changes_the_first(service: Service) -> None:
    post(service, KIND)
    report(service)
    again = report(service, reason=Reason.SPAM, note="Look again.")
    assert not again.new
    (kept,) = reports.of_comment(service.db, "default", "1")
    assert (kept.reason, kept.note) == (Reason.SPAM, "Look again.")
    kinds = [each.kind for each in queue.history(service.db, "default", "1")]
    assert kinds.count(EventKind.REPORTED) == 1


def test_one_reader_reports_so_many_comments_in_an_hour_and_then_waits(
    service: Service,
) -> None:
    for number in range(reports.MOST + 1):
        post(service, f"{KIND} {number}", f"{number}")
    for number in range(reports.MOST):
        report(service, f"{number}")
    last = f"{reports.MOST}"
    with pytest.raises(TooManyReports, match="60 reports within an hour") as told:
        report(service, last)
    assert 3_500 < told.value.wait <= 3_600
    assert reports.of_comment(service.db, "default", last) == []
    assert not queue.find(service.db, "default", last).waiting
    assert not report(service, "0", reason=Reason.SPAM).new  # the same again counts not
    assert report(service, last, reporter="ben").new
    with service.db.writing() as db:
        first = stamp(now() - reports.WITHIN)
        db.execute("UPDATE reports SET at = ? WHERE comment = 1", (first,))
    assert report(service, last).new


def test_readers_of_another_site_are_others(service: Service) -> None:
    with service.db.writing() as db:
        people.add_site(db, "other", now())
    for number in range(reports.MOST):
        post(service, f"{KIND} {number}", f"{number}")
        report(service, f"{number}")
    post(service, KIND, site="other")
    spam = Reason.SPAM
    assert reports.report(service, "other", "1", reporter="rita", reason=spam).new


def test_an_edited_comment_begins_without_reports(service: Service) -> None:
    post(service, KIND)
    report(service)
    post(service, "Very well said!")
    assert reports.of_comment(service.db, "default", "1") == []
    assert report(service).new


def test_who_was_agreed_with_weighs_more_than_who_was_not(service: Service) -> None:
    for id, action in (("1", Action.REJECT), ("2", Action.APPROVE)):
        post(service, KIND + id, id)
        report(service, id, "right" if action is Action.REJECT else "wrong")
        decide(service, id, action, reason=Reason.INSULT)
    post(service, "A tram, at last.", "3")
    report(service, "3", "right")
    report(service, "3", "wrong")
    report(service, "3", "new")
    weights = {
        each.reporter: each.weight
        for each in reports.of_comment(service.db, "default", "3")
    }
    assert weights["right"] > weights["new"] == 0.5 > weights["wrong"]


@given(st.integers(0, 1_000), st.integers(0, 1_000))
def test_a_report_never_weighs_nothing_nor_is_it_ever_certain(
    agreed: int, disagreed: int
) -> None:
    its = reports.weight(Record(agreed, disagreed))
    assert 0 < its < 1
    assert reports.weight(Record(agreed + 1, disagreed)) > its
    assert reports.weight(Record(agreed, disagreed + 1)) < its


def test_what_a_person_approved_comes_back_only_for_several_reports(
    service: Service,
) -> None:
    post(service, KIND)
    report(service, reporter="early")
    decide(service, "1", Action.APPROVE)
    assert not report(service, reporter="one").comment.waiting
    assert report(service, reporter="two").comment.waiting


def test_a_rejected_comment_does_not_come_back_for_a_report(service: Service) -> None:
    post(service, KIND)
    decide(service, "1", Action.REJECT, reason=Reason.INSULT)
    found = report(service)
    assert (found.comment.status, found.comment.waiting) == (Status.REJECTED, False)


def test_rules_that_count_reports_hold_what_was_published(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, REPORTED_OFTEN)
    post(service, KIND)
    assert report(service, reporter="one").comment.status is Status.APPROVED
    found = report(service, reporter="two").comment
    assert found.status is Status.PENDING
    assert [reason.rule for reason in found.reasons] == ["reported_often"]


def test_rules_that_count_reports_do_not_overrule_a_person(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, REPORTED_OFTEN)
    post(service, KIND)
    decide(service, "1", Action.APPROVE)
    report(service, reporter="one")
    assert report(service, reporter="two").comment.status is Status.APPROVED


def test_what_cannot_be_reported_is_told(service: Service) -> None:
    with pytest.raises(UnknownComment):
        report(service)
    post(service, KIND)
    with pytest.raises(BadSubmission, match="reporter: wanted something said"):
        report(service, reporter=" ")
    with pytest.raises(BadSubmission, match="note: wanted at most 8000 bytes"):
        report(service, note="x" * 8_001)


@pytest.mark.parametrize("mode", [Mode.CLOSED, Mode.PRE])
def test_what_else_changed_since_is_none_of_a_reports_business(
    service: Service, mode: Mode
) -> None:
    post(service, KIND)
    with service.db.writing() as db:
        people.change_site(db, "default", mode=mode)
    assert report(service).comment.status is Status.APPROVED


def test_a_rule_that_has_nothing_to_do_with_reports_waits_for_new_comments(
    service: Service, tmp_path: Path
) -> None:
    post(service, KIND)
    save(service, tmp_path, rule("said", "words.count >= 1", then="reject"))
    assert report(service).comment.status is Status.APPROVED


def test_a_person_who_decides_at_the_same_moment_is_not_overruled(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(service, tmp_path, rule("reported", "reports.count >= 1", then="hold"))
    post(service, KIND)
    asked = reports._ask_rules

    def later(service: Service, before: Comment) -> None:
        decide(service, "1", Action.APPROVE)
        asked(service, before)

    monkeypatch.setattr(reports, "_ask_rules", later)
    found = report(service).comment
    assert (found.status, found.decided_by) == (Status.APPROVED, "mo")


def test_the_publisher_is_told_of_what_reports_hold(
    service: Service, tmp_path: Path
) -> None:
    save(service, tmp_path, rule("reported", "reports.count >= 1", then="hold"))
    with service.db.writing() as db:
        url, secret = "https://cms.example/", "whsec_YQ=="
        endpoints.add(db, "ep_1", "default", url, (), secret, now())
    post(service, KIND)
    found = report(service).comment
    assert (found.status, found.priority) == (Status.PENDING, 0.5)
    with service.db.reading() as db:
        rows = db.execute("SELECT type FROM messages ORDER BY created_at").fetchall()
    assert rows[-1]["type"] == "comment.held"


@pytest.mark.parametrize("mode", [Mode.CLOSED, Mode.PRE])
def test_rules_that_count_reports_hold_whatever_the_mode_is_by_now(
    service: Service, tmp_path: Path, mode: Mode
) -> None:
    save(service, tmp_path, REPORTED_OFTEN)
    post(service, KIND)
    with service.db.writing() as db:
        people.change_site(db, "default", mode=mode)
    report(service, reporter="one")
    assert report(service, reporter="two").comment.status is Status.PENDING


def test_a_blank_more_makes_no_other_reader(service: Service) -> None:
    post(service, KIND, "1")
    assert report(service, "1").new
    assert not report(service, "1", reporter=" rita ").new
