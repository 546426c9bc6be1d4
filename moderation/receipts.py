"""What a publisher reads about a comment: the same in answers and in webhooks."""

from collections.abc import Sequence
from typing import Any

from moderation.comments import Comment, Event, Finding, Scores


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
    }
