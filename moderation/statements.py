"""The statement of reasons that a restriction is due, by the fields of EU law.

Article 17 of the Digital Services Act (Regulation (EU) 2022/2065) says what an author
is told: what was restricted, on what facts and ground, whether machines took part, and
how to object. The fields and their values are those of the Commission's Transparency
Database (https://transparency.dsa.ec.europa.eu, API version 1, `statement`), so that
whoever has to report can send them on. Restricted is what was rejected; what waits for
a person is not decided yet.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from classifier.saying import Say, english
from moderation.comments import POLICY, Action, Comment, Event, EventKind, Reason
from moderation.public.sentences import BY_REASON, OTHERWISE
from moderation.store import Database, comments, events, judgements, reports
from moderation.store.reports import Report

AT_ONCE = 200

CATEGORIES: Mapping[Reason, str] = {
    Reason.THREAT: "STATEMENT_CATEGORY_VIOLENCE",
    Reason.ABUSE: "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
    Reason.INSULT: "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
    Reason.HATE: "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
    Reason.ILLEGAL: "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
    Reason.PERSONAL_INFORMATION: (
        "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS"
    ),
}
"""By the code of the reason; all others break the site's terms alone."""

OF_TERMS = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"

REDRESS = (
    "The author can appeal at the address that came with the comment; another person "
    "than the one who rejected it decides. Out-of-court bodies and courts stay open."
)


@dataclass(frozen=True)
class Restriction:
    """A decision to reject, and the comment that it was about."""

    event: Event
    comment: Comment
    reported: int


def of_comment(
    db: Database, site: str, id: str, gettext: Say = english
) -> Mapping[str, Any] | None:
    """The statement for the rejection that stands; `None` if none does.

    Args:
        db: where it is.
        site: its name.
        id: of the comment.
        gettext: what puts the sentences of it into the author's language.

    Raises:
        UnknownComment: the site has no such comment.
    """
    with db.reading() as connection:
        comment = comments.existing(connection, site, id)
        happened = events.of_comment(connection, comment.key)
        reported = reports.of_comment(connection, comment.key)
    by_policy = False  # what was undone leaves what the policy had decided
    for event in reversed(happened):
        if event.kind in (EventKind.EDITED, EventKind.RECEIVED):
            return None
        by_policy = by_policy or event.kind is EventKind.UNDONE
        if event.kind is EventKind.DECIDED and not (by_policy and event.by != POLICY):
            rejected = event.action is Action.REJECT
            found = Restriction(event, comment, _before(reported, event))
            return statement(found, gettext) if rejected else None
    return None


def after(
    db: Database, site: str, number: int
) -> tuple[Sequence[Mapping[str, Any]], int]:
    """The statements for rejections after an event's number, in order.

    Returns:
        At most `AT_ONCE`, and the number to go on after.
    """
    with db.reading() as connection:
        found = events.decisions_after(connection, site, number, limit=AT_ONCE)
        told = []
        for event in found:
            if event.action is not Action.REJECT:
                continue
            comment = comments.existing(connection, site, event.comment, erased=True)
            comment = judgements.as_at(connection, comment, event.at)
            reported = _before(reports.of_comment(connection, comment.key), event)
            told.append(statement(Restriction(event, comment, reported)))
    return told, found[-1].number if found else number


def _before(reported: Sequence[Report], event: Event) -> int:
    return sum(each.at <= event.at for each in reported)


def statement(its: Restriction, gettext: Say = english) -> Mapping[str, Any]:
    """The fields of one statement.

    What a moderator tells the author stands apart (`message`): it may name somebody,
    and what is sent to the database must not.
    """
    event, comment = its.event, its.comment
    by_person = event.by != POLICY
    code = event.reason or _first_code(comment)
    seen = any(reason.rule for reason in comment.reasons)
    illegal = code is Reason.ILLEGAL
    says = " ".join(dict.fromkeys(map(gettext, _sentences(comment, code, by_person))))
    ground = gettext(
        "Comment policy of %(site)s, version %(version)s",
        site=comment.site,
        version=comment.rules,
    )
    return {
        "puid": _puid(its),
        "comment": comment.id,
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_DISABLED"],
        "decision_ground": (
            "DECISION_GROUND_ILLEGAL_CONTENT"
            if illegal
            else "DECISION_GROUND_INCOMPATIBLE_CONTENT"
        ),
        "illegal_content_legal_ground": ground if illegal else None,
        "illegal_content_explanation": says if illegal else None,
        "incompatible_content_ground": None if illegal else ground,
        "incompatible_content_explanation": None if illegal else says,
        "category": CATEGORIES.get(code, OF_TERMS),
        "category_specification": (
            ["KEYWORD_HATE_SPEECH"] if code is Reason.HATE else []
        ),
        "content_type": ["CONTENT_TYPE_TEXT"],
        "content_language": comment.language,
        "content_date": (comment.written_at or comment.received_at).date().isoformat(),
        "application_date": event.at.date().isoformat(),
        "decision_facts": _facts(its, by_person, gettext),
        "source_type": (
            "SOURCE_TYPE_OTHER_NOTIFICATION" if its.reported else "SOURCE_VOLUNTARY"
        ),
        "automated_detection": "Yes" if seen else "No",
        "automated_decision": _automation(by_person, seen),
        "territorial_scope": [],
        "redress": REDRESS,
        "message": event.message,
        "rules": sorted({each.rule for each in comment.reasons}),
    }


def _puid(its: Restriction) -> str:
    """Unique, of letters and digits alone, as the database has it."""
    told = f"{its.comment.site}\n{its.comment.id}\n{its.event.number}"
    return hashlib.sha256(told.encode()).hexdigest()[:40]


def _first_code(comment: Comment) -> Reason:
    return comment.reasons[0].code if comment.reasons else Reason.OTHER


def _sentences(comment: Comment, code: Reason, by_person: bool) -> Iterator[str]:
    """What the author is told: of a person's decision its reason, else of each rule."""
    if by_person:
        yield BY_REASON.get(code, OTHERWISE)
        return
    for finding in comment.reasons:
        yield finding.to_author or BY_REASON.get(finding.code, OTHERWISE)


def _facts(its: Restriction, by_person: bool, gettext: Say) -> str:
    told = (
        gettext("The comment was rejected by a moderator.")
        if by_person
        else gettext("The comment was rejected by the site's rules, without a person.")
    )
    if its.reported == 1:
        told += " " + gettext("It had been reported by 1 reader.")
    elif its.reported:
        number = its.reported
        told += " " + gettext(
            "It had been reported by %(number)s readers.", number=number
        )
    return told


def _automation(by_person: bool, seen: bool) -> str:
    if not by_person:
        return "AUTOMATED_DECISION_FULLY"
    return (
        "AUTOMATED_DECISION_PARTIALLY" if seen else "AUTOMATED_DECISION_NOT_AUTOMATED"
    )
