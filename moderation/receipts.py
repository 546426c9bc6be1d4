"""What a publisher reads about a comment: the same in answers and in webhooks."""

from collections.abc import Sequence
from typing import Any

from moderation.comments import Comment, Event, Finding, Scores
from moderation.store.appeals import Appeal
from moderation.store.reports import Report


def receipt(comment: Comment) -> dict[str, Any]:
    """The answer to a submission; `action` is what follows from the status now."""
    return {
        "id": comment.id,
        "status": comment.status,
        "action": comment.action,
        "reasons": reasons(comment.reasons),
        "scores": rounded(comment.scores),
        "revision": comment.revision,
        "version": comment.version,
        "model": comment.model,
        "rules": comment.rules,
        "risk": round(comment.risk, 4),
        "levels": dict(comment.levels),
        "tags": sorted({reason.tag for reason in comment.reasons if reason.tag}),
        "received_at": comment.received_at.isoformat(),
        "decided_at": comment.decided_at and comment.decided_at.isoformat(),
        "decided_by": comment.decided_by,
    }


def reasons(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Reasons as JSON, the heaviest first."""
    return [
        {
            "code": finding.code,
            "rule": finding.rule,
            "message": finding.message,
            "weight": round(finding.weight, 4),
            "spans": [{"begin": s.begin, "end": s.end} for s in finding.spans],
            **({"to_author": finding.to_author} if finding.to_author else {}),
        }
        for finding in findings
    ]


def rounded(scores: Scores) -> dict[str, float | None]:
    """Scores with four digits, which is more than they mean."""
    return {
        name: None if score is None else round(float(score), 4)
        for name, score in scores.items()
    }


def event(happened: Event) -> dict[str, Any]:
    """An event as JSON."""
    return {
        "event": happened.number,
        "comment": happened.comment,
        "kind": happened.kind,
        "at": happened.at.isoformat(),
        "by": happened.by,
        "version": happened.version,
        "action": happened.action,
        "reason": happened.reason,
        "note": happened.note,
        "message": happened.message,
        "queue": happened.queue,
    }


def report(its: Report) -> dict[str, Any]:
    """A reader's report as JSON."""
    return {
        "reporter": its.reporter,
        "reason": its.reason,
        "note": its.note,
        "weight": round(its.weight, 4),
        "at": its.at.isoformat(),
    }


def appeal(its: Appeal) -> dict[str, Any]:
    """An author's appeal as JSON."""
    return {
        "number": its.number,
        "comment": its.comment,
        "revision": its.revision,
        "text": its.text,
        "at": its.at.isoformat(),
        "against": its.against,
        "granted": its.granted,
        "decided_by": its.decided_by,
        "decided_at": its.decided_at and its.decided_at.isoformat(),
    }
