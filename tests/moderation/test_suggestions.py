"""What a publisher's people made of a text: a decision, or an example."""

import json

import pytest

from classifier.registry import Registry
from moderation import appeals, learning, queue, suggestions
from moderation.comments import Action, Author, Comment, EventKind, Reason, Status
from moderation.errors import BadSubmission, UnknownSite
from moderation.service import Service
from moderation.store import examples
from tests.moderation.stories import KIND, RUDE, count, decide, post


def suggest(
    service: Service, text: str, *, rejected: bool, **more: object
) -> Comment | None:
    given = {"format": "plain", "reason": None, "by": "tool", "site": "default", **more}
    site = given.pop("site")
    return suggestions.suggest(service, site, text=text, rejected=rejected, **given)  # type: ignore[arg-type]


def test_what_is_said_of_a_comment_by_its_id_is_a_decision_on_it(
    service: Service,
) -> None:
    post(service, RUDE, "7")
    decided = suggest(
        service, RUDE, rejected=True, comment_id="7", reason=Reason.INSULT
    )
    assert decided is not None
    assert (decided.id, decided.status, decided.decided_by) == (
        "7",
        Status.REJECTED,
        "tool",
    )
    last = queue.history(service.db, "default", "7")[-1]
    assert (last.kind, last.reason) == (EventKind.DECIDED, Reason.INSULT)
    assert (count(service, "examples"), count(service, "suggestions")) == (1, 0)


def test_without_an_id_a_comment_is_known_by_its_text_as_it_reads(
    service: Service,
) -> None:
    post(service, RUDE, "7")
    disguised = "  ANYONE who voted for this is a complete m\u043er\u043en.. "
    decided = suggest(service, disguised, rejected=True)
    assert decided is not None
    assert decided.id == "7"


def test_of_several_with_the_same_text_none_is_decided_but_the_authors_own(
    service: Service,
) -> None:
    post(service, KIND, "1", author=Author(id="ann"))
    post(service, KIND, "2", author=Author(id="ben"))
    assert suggest(service, KIND, rejected=True) is None
    decided = suggest(service, KIND, rejected=True, author=Author(id="ben"))
    assert decided is not None
    assert decided.id == "2"
    assert queue.find(service.db, "default", "1").status is Status.APPROVED


def test_a_comment_that_was_edited_since_is_not_decided_by_its_old_text(
    service: Service,
) -> None:
    post(service, RUDE, "7")
    post(service, "I said that in anger; I take it back.", "7")
    assert suggest(service, RUDE, rejected=True, comment_id="7") is None
    assert queue.find(service.db, "default", "7").decided_by is None
    assert count(service, "suggestions") == 1


def test_what_nobody_kept_becomes_an_example_with_its_signals(
    service: Service,
) -> None:
    assert suggest(service, RUDE, rejected=True, reason=Reason.INSULT) is None
    assert count(service, "comments") == 0
    with service.db.reading() as db:
        (example,) = examples.in_order(db, "default")
        (row,) = db.execute("SELECT * FROM suggestions")
    assert (example.text, example.rejected) == (RUDE, True)
    assert example.signals["rule:insult_aimed"] > 0  # type: ignore[operator]
    assert (row["reason"], row["by"]) == ("insult", "tool")
    assert json.loads(row["signals"]) == example.signals


def test_a_second_word_on_the_same_text_replaces_the_first(service: Service) -> None:
    suggest(service, RUDE, rejected=True)
    suggest(service, RUDE.upper(), rejected=False)
    with service.db.reading() as db:
        (example,) = examples.in_order(db, "default")
    assert not example.rejected


def test_what_is_decided_as_a_comment_is_no_example_twice(service: Service) -> None:
    suggest(service, RUDE, rejected=True)
    post(service, RUDE, "7")
    suggest(service, RUDE, rejected=False)
    with service.db.reading() as db:
        (example,) = examples.in_order(db, "default")
    assert not example.rejected


def test_a_tool_that_repeats_what_a_person_decided_changes_nothing(
    service: Service,
) -> None:
    post(service, RUDE, "7")
    decide(service, "7", Action.REJECT, by="mo")
    said = suggest(service, RUDE, rejected=True, comment_id="7")
    assert said is not None
    assert (said.decided_by, said.version) == ("mo", 2)


def test_suggestions_are_learnt_in_their_order_among_decisions(
    service: Service,
) -> None:
    post(service, RUDE, "1")
    decide(service, "1", Action.REJECT)
    suggest(service, "The stop is badly placed.", rejected=False)
    post(service, KIND, "2")
    decide(service, "2", Action.APPROVE)
    suggest(service, "Of another site.", rejected=False)
    with service.db.reading() as db:
        texts = [each.text for each in examples.in_order(db, "default")]
    assert texts == [RUDE, "The stop is badly placed.", KIND, "Of another site."]


def test_retraining_learns_from_suggestions_alone(service: Service) -> None:
    for number in range(90):
        law = number % 3 == 0
        about = "my lawyer will sue" if law else "the tram stops near"
        suggest(service, f"House {number}, {about} the market.", rejected=law)
    registry = Registry(service.db.path.parent / "models")
    done = learning.retrain(service.db, registry, service.judges.live.ground, "default")
    assert done.promoted, done.why
    score = post(service, "His lawyer may sue for it.", "after").scores["reject"]
    assert score is not None
    assert score > 0.5


@pytest.mark.parametrize("text", ["", "  ", "\0", "a" * 20_481, "\ud800"])
def test_a_text_that_cannot_be_kept_is_refused(service: Service, text: str) -> None:
    with pytest.raises(BadSubmission):
        suggest(service, text, rejected=True)
    assert count(service, "suggestions") == 0


def test_an_unknown_site_is_told(service: Service) -> None:
    with pytest.raises(UnknownSite):
        suggest(service, RUDE, rejected=True, site="nowhere")


def test_who_is_appealed_against_decides_nothing_by_saying_it_again(
    service: Service,
) -> None:
    post(service, RUDE)
    decide(service, "1", Action.REJECT, reason=Reason.INSULT, by="cms")
    appeals.appeal(service.db, "default", "1", text="It was praise.")
    for rejected in (False, True):
        suggestions.suggest(
            *(service, "default"),
            text=RUDE,
            format="plain",
            rejected=rejected,
            reason=None,
            by="cms",
        )
    comment = queue.find(service.db, "default", "1")
    assert (comment.status, comment.waiting) == (Status.REJECTED, True)
