"""What an author may be told before a comment is posted: what speaks against it, about
which words, and what would help. No number, list or threshold is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from moderation.comments import Action, Outcome, Reason, Span

SAYS: Mapping[Reason, str] = {
    Reason.ABUSE: "This may read as abuse. Could you say it without attacking anybody?",
    Reason.INSULT: "This may insult somebody. Could you argue against what was said?",
    Reason.THREAT: "This may read as a threat. Please leave out what could frighten.",
    Reason.HATE: "This may attack people for what they are. Could you name deeds?",
    Reason.PROFANITY: "This swears. Other words may carry further.",
    Reason.SEXUAL: "This is crude. Please write it so that anybody can read it.",
    Reason.SPAM: "This looks like spam. Could you say more of your own on the subject?",
    Reason.ADVERTISING: "This reads like an advertisement. Is the link needed?",
    Reason.OFF_TOPIC: "This seems to be about something else than the article.",
    Reason.PERSONAL_INFORMATION: "This shows personal information. Please take it out.",
    Reason.DUPLICATE: "This was posted before. Once is enough.",
    Reason.FLOODING: "You post very much at a time. Please wait a little.",
    Reason.SHOUTING: "This shouts. Could you write it without capitals?",
    Reason.ILLEGIBLE: "This is hard to read. Could you write it in plain letters?",
    Reason.LANGUAGE: "This is in a language that is not read here.",
    Reason.CLOSED: "Comments on this article are closed.",
    Reason.ILLEGAL: "This may be against the law. Please think again.",
}
"""By the code of a reason. What an author cannot change, as being new or a judge that
failed, is not told."""


@dataclass(frozen=True)
class Advice:
    """One thing to tell, and the words that it is about."""

    code: Reason
    message: str
    spans: tuple[Span, ...]


def advise(outcome: Outcome) -> list[Advice]:
    """What an author may be told, the weightiest first; nothing if it would be posted.

    What a rule says to authors itself comes before what is said for its code.
    """
    if outcome.action is Action.APPROVE:
        return []
    told: dict[str, Advice] = {}
    for finding in outcome.reasons:
        message = finding.to_author or SAYS.get(finding.code)
        if message is None:
            continue
        before = told.get(message)
        spans = (*(before.spans if before else ()), *finding.spans)
        told[message] = Advice(finding.code, message, _in_order(spans))
    return list(told.values())


def _in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans), key=lambda its: (its.begin, its.end)))
