"""An example of every request, answer and error, for the contract and its pages."""

from collections.abc import Mapping
from typing import Any

from web.api import webhook_examples

_RUDE = "Anyone who voted for this is a complete moron."

_ARTICLE = {
    "id": "trams",
    "url": "https://news.example/trams",
    "title": "City votes for a tram",
    "text": "The council decided on a tram line through the old town.",
    "section": "local",
}

TAKEN: Mapping[str, Mapping[str, Any]] = {
    "submit": {
        "least": {"id": "41", "text": _RUDE},
        "full": {
            "id": "42",
            "text": "<p>A tram, at last!</p>",
            "format": "html",
            "article": _ARTICLE,
            "parent": {"id": "41", "text": _RUDE},
            "author": {
                "id": "reader-7",
                "name": "Ann",
                "registered_at": "2026-01-31T08:00:00Z",
            },
            "created_at": "2026-05-04T12:30:15Z",
            "language": "en",
        },
    },
    "submit_many": {
        "two": [{"id": "41", "text": _RUDE}, {"id": "42", "text": "A tram, at last!"}]
    },
    "score": {
        "plain": {"text": _RUDE},
        "advised": {"text": _RUDE, "article": _ARTICLE, "advise": True},
    },
    "decide": {
        "rejected": {"action": "reject", "by": "anna", "reason": "insult"},
        "approved": {"action": "approve", "by": "anna", "version": 1},
    },
    "report": {"insult": {"reporter": "reader-9", "reason": "insult"}},
    "appeal": {"praise": {"text": "It was meant as praise of my neighbour."}},
    **webhook_examples.TAKEN,
}
"""By the name of the call, and what the example shows."""

_BECAUSE = {
    "code": "insult",
    "rule": "score:insult",
    "message": "The classifier finds it insulting (87% likely).",
    "weight": 0.8713,
    "spans": [{"begin": 40, "end": 45}],
}

_STANDING = {
    "id": "41",
    "status": "pending",
    "action": "hold",
    "reasons": [_BECAUSE],
    "scores": {"toxicity": 0.8487, "insult": 0.8713, "spam": 0.0001, "on_topic": None},
    "revision": 1,
    "version": 1,
    "model": "attributes-en",
    "rules": "default-1",
    "risk": 0.0,
    "levels": {"mode": "site", "thresholds": "site"},
    "tags": [],
    "received_at": "2026-05-04T12:30:15.000000+00:00",
    "decided_at": None,
    "decided_by": None,
}

_RECEIPT = {
    **_STANDING,
    "status_url": "https://moderation.example/status/WyJkZWZhdWx0IiwiNDEiXQ.dGhlIHNp",
    "warnings": [],
}

_EVENT = {
    "event": 2,
    "comment": "41",
    "kind": "judged",
    "at": "2026-05-04T12:30:15.000000+00:00",
    "by": "policy",
    "version": 1,
    "action": "hold",
    "reason": None,
    "note": None,
    "message": None,
    "queue": None,
}

_APPEAL = {
    "number": 1,
    "comment": "41",
    "revision": 1,
    "text": "It was meant as praise of my neighbour.",
    "at": "2026-05-04T14:00:00.000000+00:00",
    "against": "anna",
    "granted": None,
    "decided_by": None,
    "decided_at": None,
}

_BY_ANNA = {
    "version": 2,
    "decided_at": "2026-05-04T13:00:00.000000+00:00",
    "decided_by": "anna",
}

_DECIDED = {**_RECEIPT, **_BY_ANNA, "status": "rejected"}

GIVEN: Mapping[tuple[str, int], Any] = {
    ("submit", 201): _RECEIPT,
    ("submit", 200): _RECEIPT,
    ("submit_many", 200): [
        {"index": 0, "new": True, **_RECEIPT},
        {
            "index": 1,
            "id": "42",
            "error": {
                "type": "about:blank",
                "title": "What was sent cannot be taken",
                "status": 422,
                "detail": "text: wanted a comment, got nothing but blanks",
            },
        },
    ],
    ("show", 200): {
        **_RECEIPT,
        "text": _RUDE,
        "history": [_EVENT],
        "reports": [],
        "appeal": None,
    },
    ("events", 200): {"events": [_EVENT]},
    ("decide", 200): _DECIDED,
    ("decisions", 200): {
        "decisions": [
            {
                **_EVENT,
                "event": 3,
                "kind": "decided",
                "by": "anna",
                "action": "reject",
                "reason": "insult",
                "message": "Please say what is wrong with the plan, not with people.",
            }
        ],
        "next": "3",
    },
    ("report", 201): _RECEIPT,
    ("report", 200): _RECEIPT,
    ("appeal", 201): {**_APPEAL, "warnings": []},
    ("open_appeals", 200): {"appeals": [_APPEAL], "next": "1"},
    ("score", 200): {
        "action": "hold",
        "scores": _RECEIPT["scores"],
        "reasons": [_BECAUSE],
        "model": "attributes-en",
        "rules": "default-1",
        "warnings": [],
        "advice": [
            {
                "code": "insult",
                "message": "This may insult somebody.",
                "spans": [{"begin": 40, "end": 45}],
            }
        ],
    },
    ("statements_after", 200): {
        "statements": [
            {
                "puid": "5f1c0b9e7d3a4c2f8e6b1a0d9c7f3e5b2a4d6c8e",
                "comment": "41",
                "decision_visibility": ["DECISION_VISIBILITY_CONTENT_DISABLED"],
                "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
                "incompatible_content_ground": "Comment policy of default",
                "incompatible_content_explanation": "It insults somebody.",
                "category": "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
                "automated_detection": "Yes",
                "automated_decision": "AUTOMATED_DECISION_PARTIALLY",
            }
        ],
        "next": "3",
    },
    **webhook_examples.GIVEN,
    ("alive", 200): {"status": "alive"},
    ("ready", 200): {"status": "ready", "model": "attributes-en", "rules": "default-1"},
}
"""By the name of the call and the status of its answer."""

_PROBLEMS = {
    400: ("Bad Request", "body: wanted JSON in UTF-8"),
    401: ("Who are you?", "the key is unknown or revoked"),
    403: ("Not allowed", "the key 'cms' has no right to decide"),
    404: ("No such comment", "site 'default' has no comment '41'"),
    409: ("The comment changed since", "already rejected by anna"),
    413: ("Request Entity Too Large", "body: wanted at most 65536 bytes"),
    422: ("What was sent cannot be taken", "text: wanted str, got int"),
    429: ("Too many comments", "the key 'cms' may send 60 comments a minute"),
    503: ("The database cannot be reached", "nothing was kept; send it again"),
}


def problem(name: str, status: int) -> Mapping[str, Any]:
    """What an error of a call looks like, by the call's name and the status."""
    own = webhook_examples.PROBLEMS.get((name, status))
    title, detail = own or _PROBLEMS[status]
    return {"type": "about:blank", "title": title, "status": status, "detail": detail}


def standing(became: str) -> Mapping[str, Any]:
    """Where a comment stands that was `approved`, `rejected`, `held` or `edited`."""
    if became in ("approved", "rejected"):
        return {**_STANDING, **_BY_ANNA, "status": became}
    return _STANDING
