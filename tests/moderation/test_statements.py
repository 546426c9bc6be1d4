"""The statement of reasons for a rejection, by the fields of EU law."""

from moderation import erasure, reports, review, statements
from moderation.comments import Action, Reason
from moderation.service import Service
from tests.moderation.stories import KIND, RUDE, decide, post

WORST = "KILL YOURSELF you worthless fucking cunt"


def of_comment(service: Service, id: str = "1") -> dict[str, object]:
    found = statements.of_comment(service.db, "default", id)
    assert found is not None
    return dict(found)


def test_a_persons_rejection_names_its_reason_and_what_machines_had_seen(
    service: Service,
) -> None:
    post(service, RUDE, language="en")
    decide(service, "1", Action.REJECT, reason=Reason.INSULT)
    found = of_comment(service)
    assert found["automated_decision"] == "AUTOMATED_DECISION_PARTIALLY"
    assert found["automated_detection"] == "Yes"
    assert found["incompatible_content_explanation"] == "It insults somebody."
    assert "by a moderator" in str(found["decision_facts"])
    assert found["content_language"] == "en"
    assert found["decision_ground"] == "DECISION_GROUND_INCOMPATIBLE_CONTENT"
    assert "version " in str(found["incompatible_content_ground"])
    assert found["source_type"] == "SOURCE_VOLUNTARY"


def test_the_policys_own_rejection_is_fully_automated(service: Service) -> None:
    post(service, WORST)
    found = of_comment(service)
    assert found["automated_decision"] == "AUTOMATED_DECISION_FULLY"
    assert "without a person" in str(found["decision_facts"])
    assert found["rules"]


def test_a_rejection_that_nothing_but_a_person_saw_says_so(service: Service) -> None:
    post(service, KIND)
    decide(service, "1", Action.REJECT, reason=Reason.ILLEGAL)
    found = of_comment(service)
    assert found["automated_decision"] == "AUTOMATED_DECISION_NOT_AUTOMATED"
    assert found["automated_detection"] == "No"
    assert found["decision_ground"] == "DECISION_GROUND_ILLEGAL_CONTENT"
    assert found["incompatible_content_ground"] is None
    assert found["illegal_content_explanation"] == "It may be against the law."


def test_reports_of_readers_are_told_as_the_source(service: Service) -> None:
    post(service, KIND)
    reports.report(service, "default", "1", reporter="r", reason=Reason.INSULT)
    decide(service, "1", Action.REJECT, reason=Reason.INSULT)
    found = of_comment(service)
    assert found["source_type"] == "SOURCE_TYPE_OTHER_NOTIFICATION"
    assert "reported by 1 reader." in str(found["decision_facts"])


def test_a_rejection_is_told_by_what_was_judged_then(service: Service) -> None:
    post(service, WORST)
    post(service, KIND)
    reports.report(service, "default", "1", reporter="r", reason=Reason.INSULT)
    (then, *_), _ = statements.after(service.db, "default", 0)
    assert then["rules"]
    assert then["incompatible_content_explanation"]
    assert then["source_type"] == "SOURCE_VOLUNTARY"
    assert str(then["puid"]).isalnum()


def test_where_a_persons_approval_is_undone_the_policys_rejection_stands_again(
    service: Service,
) -> None:
    post(service, WORST)
    decide(service, "1", Action.APPROVE)
    assert statements.of_comment(service.db, "default", "1") is None
    review.undo(service.db, "default", "1", by="mo")
    found = of_comment(service)
    assert found["automated_decision"] == "AUTOMATED_DECISION_FULLY"


def test_what_is_not_rejected_has_none(service: Service) -> None:
    post(service, KIND)
    assert statements.of_comment(service.db, "default", "1") is None
    post(service, RUDE, "2")
    assert statements.of_comment(service.db, "default", "2") is None
    decide(service, "2", Action.REJECT, reason=Reason.INSULT)
    review.undo(service.db, "default", "2", by="mo")
    assert statements.of_comment(service.db, "default", "2") is None


def test_every_rejection_is_told_once_and_in_order_by_cursor(service: Service) -> None:
    for id in ("1", "2", "3"):
        post(service, RUDE + id, id)
        action = Action.APPROVE if id == "2" else Action.REJECT
        decide(service, id, action, reason=Reason.INSULT)
    told, last = statements.after(service.db, "default", 0)
    assert [each["comment"] for each in told] == ["1", "3"]
    assert len({each["puid"] for each in told}) == 2
    assert statements.after(service.db, "default", last) == ([], last)


def test_a_statement_outlives_the_comment_and_has_no_word_of_it(
    service: Service,
) -> None:
    post(service, RUDE)
    decide(service, "1", Action.REJECT, reason=Reason.INSULT)
    erasure.erase(service.db, "default", "1", by="me")
    told, _ = statements.after(service.db, "default", 0)
    assert len(told) == 1
    assert "moron" not in repr(told)
