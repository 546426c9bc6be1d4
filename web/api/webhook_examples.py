"""An example of what each call of webhooks takes and gives; `examples` has all."""

from collections.abc import Mapping
from typing import Any

ID = "ep_3f9a0c1b7d2e4a6f85"
URL = "https://cms.example/hook"
MESSAGE = "msg_d0hTc3VjaCBhIG1lc3NhZ2U3"
_SECRET = "whsec_dGhpcyBpcyBubyBzZWNyZXQsIGJ1dCBsb29rcyBzbw=="  # noqa: S105

TAKEN: Mapping[str, Mapping[str, Any]] = {
    "add_webhook": {
        "all": {"url": URL},
        "some": {"url": URL, "types": ["comment.rejected", "comment.held"]},
    },
    "change_webhook": {
        "moved": {"url": "https://cms.example/other-hook"},
        "of all types": {"types": []},
        "disabled": {"enabled": False},
    },
    "rotate_secret": {"at once": {"overlap_hours": 0}},
    "replay": {
        "since": {"since": "2026-05-04T12:30:15Z"},
        "one": {"message": MESSAGE},
    },
}
"""By the name of the call, and what the example shows."""

_WEBHOOK = {
    "id": ID,
    "url": URL,
    "types": ["comment.rejected", "comment.held"],
    "enabled": True,
    "disabled_at": None,
    "disabled_why": None,
    "failing_since": "2026-05-04T12:30:15.000000+00:00",
    "waiting": 1,
    "failed": 0,
    "created_at": "2026-01-31T08:00:00.000000+00:00",
}

_NEW = {**_WEBHOOK, "failing_since": None, "waiting": 0}

_WAITING = {
    "message": MESSAGE,
    "type": "comment.rejected",
    "comment": "41",
    "state": "waiting",
    "created_at": "2026-05-04T12:30:14.000000+00:00",
    "next_try_at": "2026-05-04T12:30:20.000000+00:00",
    "tries": [
        {
            "at": "2026-05-04T12:30:15.000000+00:00",
            "status": 503,
            "error": None,
            "milliseconds": 41,
        }
    ],
}

GIVEN: Mapping[tuple[str, int], Any] = {
    ("list_webhooks", 200): {"webhooks": [_WEBHOOK]},
    ("add_webhook", 201): {**_NEW, "secret": _SECRET, "warnings": []},
    ("show_webhook", 200): _WEBHOOK,
    ("change_webhook", 200): {**_NEW, "warnings": []},
    ("rotate_secret", 200): {"id": ID, "secret": _SECRET, "warnings": []},
    ("send_test", 202): {"message": MESSAGE},
    ("delivery_log", 200): {"deliveries": [_WAITING], "next": None},
    ("replay", 202): {"messages": 1, "warnings": []},
}
"""By the name of the call and the status of its answer."""

_NO_WEBHOOK = (
    "No such webhook",
    f"there is no webhook '{ID}'; `moderate webhooks list` has all",
)
_DISABLED = (
    "The webhook is disabled",
    f"the webhook {ID} is disabled (it answered 410 Gone): enable it",
)
_BAD_TARGET = (
    "What was sent cannot be taken",
    "url: wanted an http(s) address that messages can go to, got "
    "'http://10.1.2.3/hook' (10.1.2.3 is no public address; "
    "MODERATION_WEBHOOK_PRIVATE can allow it)",
)

PROBLEMS: Mapping[tuple[str, int], tuple[str, str]] = {
    ("add_webhook", 409): (
        "Too many webhooks",
        "site 'default' has 16 webhooks, which is as many as it may: remove one",
    ),
    ("add_webhook", 422): _BAD_TARGET,
    ("show_webhook", 404): _NO_WEBHOOK,
    ("change_webhook", 404): _NO_WEBHOOK,
    ("change_webhook", 422): _BAD_TARGET,
    ("remove_webhook", 404): _NO_WEBHOOK,
    ("rotate_secret", 404): _NO_WEBHOOK,
    ("send_test", 404): _NO_WEBHOOK,
    ("send_test", 409): _DISABLED,
    ("delivery_log", 404): _NO_WEBHOOK,
    ("delivery_log", 422): (
        "What was sent cannot be taken",
        "state: wanted one of waiting, delivered, failed, got 'lost'",
    ),
    ("replay", 404): _NO_WEBHOOK,
    ("replay", 409): _DISABLED,
    ("replay", 422): (
        "What was sent cannot be taken",
        "message: wanted either it or `since`, got neither",
    ),
}
"""Titles and details of errors, by the name of the call and the status."""
