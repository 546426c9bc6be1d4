"""What an author is told before a comment is posted."""

import pytest

from moderation import advice
from moderation.comments import Action, Finding, Outcome, Reason, Span


def outcome(action: Action, *reasons: Finding) -> Outcome:
    return Outcome(action=action, reasons=reasons, priority=0.5, review=True)


def because(code: Reason, *spans: Span, to_author: str = "") -> Finding:
    return Finding(
        code=code,
        rule="x",
        message="For moderators.",
        weight=0.5,
        spans=spans,
        to_author=to_author,
    )


def test_what_would_be_posted_needs_no_advice() -> None:
    found = outcome(Action.APPROVE, because(Reason.INSULT))
    assert advice.advise(found) == []


def test_one_thing_is_told_once_about_all_of_its_words() -> None:
    found = outcome(
        Action.HOLD,
        because(Reason.INSULT, Span(9, 12)),
        because(Reason.INSULT, Span(0, 3), Span(9, 12)),
    )
    (told,) = advice.advise(found)
    assert told.spans == (Span(0, 3), Span(9, 12))
    assert told.message == advice.SAYS[Reason.INSULT]


def test_what_a_rule_says_to_authors_comes_before_what_its_code_says() -> None:
    found = outcome(Action.HOLD, because(Reason.SPAM, to_author="No links, please."))
    assert [each.message for each in advice.advise(found)] == ["No links, please."]


@pytest.mark.parametrize("code", [Reason.NEW_AUTHOR, Reason.UNSCORED, Reason.OTHER])
def test_what_an_author_cannot_change_is_not_told(code: Reason) -> None:
    assert advice.advise(outcome(Action.HOLD, because(code))) == []


def test_nothing_that_is_told_names_a_number() -> None:
    for text in advice.SAYS.values():
        assert not any(character.isdigit() for character in text)
