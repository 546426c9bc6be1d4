"""From where a comment stands to a reply of the external moderation phase.

Coral voids a whole reply for one word that it does not know, so each word that is said
here is one of its lists, and a test holds every reason against them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from moderation.comments import Action, Comment, Finding, Reason, Status
from moderation.public.sentences import BY_REASON, OTHERWISE

REJECTIONS: Mapping[Reason, str] = {
    Reason.ABUSE: "ABUSIVE",
    Reason.INSULT: "ABUSIVE",
    Reason.THREAT: "HARASSMENT_BULLYING",
    Reason.HATE: "HATE_SPEECH",
    Reason.PROFANITY: "OFFENSIVE",
    Reason.SEXUAL: "OFFENSIVE",
    Reason.SPAM: "SPAM",
    Reason.DUPLICATE: "SPAM",
    Reason.FLOODING: "SPAM",
    Reason.ADVERTISING: "AD",
    Reason.OFF_TOPIC: "IRRELEVANT_CONTENT",
    Reason.ILLEGAL: "ILLEGAL_CONTENT",
}
"""Coral's codes for a rejection; the others of our reasons are `OTHER`."""

FLAGS: Mapping[Reason, str] = {
    **dict.fromkeys(
        (Reason.ABUSE, Reason.INSULT, Reason.THREAT, Reason.HATE),
        "COMMENT_DETECTED_TOXIC",
    ),
    **dict.fromkeys((Reason.PROFANITY, Reason.SEXUAL), "COMMENT_DETECTED_TOXIC"),
    **dict.fromkeys((Reason.SPAM, Reason.ADVERTISING), "COMMENT_DETECTED_SPAM"),
    **dict.fromkeys((Reason.DUPLICATE, Reason.FLOODING), "COMMENT_DETECTED_SPAM"),
}
"""What Coral's moderators see beside a comment that is held; it has no others."""

WITHHELD: Mapping[str, Any] = {"status": "SYSTEM_WITHHELD"}
"""For what could not be judged."""


def reply(comment: Comment) -> Mapping[str, Any]:
    """What Coral is told.

    An approved comment gets no opinion instead of `APPROVED`, which would end Coral's
    pipeline: the site's own banned words and links would not be looked at any more.
    """
    against = [
        each for each in comment.reasons if each.then in (Action.HOLD, Action.REJECT)
    ]
    match comment.status:
        case Status.APPROVED:
            return {}
        case Status.REJECTED:
            return _rejected(against)
        case _:
            return _held(against)


def _in_words(reason: Finding) -> str:
    """What a rule says; of a score what readers are told, and no number."""
    if reason.rule.startswith("score:"):
        return BY_REASON.get(reason.code, OTHERWISE)
    return reason.message


def _rejected(against: Sequence[Finding]) -> Mapping[str, Any]:
    reason = _behind_rejection(against)
    code = REJECTIONS.get(reason.code, "OTHER") if reason else "OTHER"
    told = {"code": code}
    if reason is not None:
        words = reason.to_author or _in_words(reason)
        told["detailedExplanation"] = words
        if code == "ILLEGAL_CONTENT":
            told["legalGrounds"] = words
        if code == "OTHER":
            told["customReason"] = words
    return {
        "status": "REJECTED",
        "moderationAction": {"status": "REJECTED", "rejectionReason": told},
    }


def _behind_rejection(against: Sequence[Finding]) -> Finding | None:
    """What asked for it; a rule before a score, for it says more to the author."""
    asked = [each for each in against if each.then is Action.REJECT] or against
    rules = [each for each in asked if not each.rule.startswith("score:")]
    return next(iter(rules or asked), None)


def _held(against: Sequence[Finding]) -> Mapping[str, Any]:
    if not against:  # the site wants to see all
        return {"status": "PREMOD"}
    flags = [FLAGS[each.code] for each in against if each.code in FLAGS]
    actions = [{"actionType": "FLAG", "reason": flag} for flag in flags[:1]]
    return {**WITHHELD, "actions": actions}
