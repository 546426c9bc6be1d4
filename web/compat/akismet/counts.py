"""What a key and its blogs sent, as Akismet's clients ask for it."""

import csv
import io
import json
from datetime import date
from typing import Any

from moderation.store import blogs
from moderation.store.blogs import Blog
from moderation.store.database import now
from moderation.store.keys import Key
from moderation.usage import Allowance
from web.auth import service
from web.compat.akismet.forms import Form

SITES = 500
"""Of one answer, unless it is told otherwise."""


def limit(key: Key, allowance: Allowance | None) -> str:
    """JSON: what a key sent this month. No key is limited by the month."""
    first = now().date().replace(day=1)
    sent = sum(day.comments for day in service().usage.days(key.name, first))
    throttled = allowance is not None and allowance.left == 0
    told = {"limit": "none", "usage": sent, "percentage": "0.0"}
    return json.dumps({**told, "throttled": throttled})


def sites(key: Key, form: Form) -> tuple[str, str]:
    """What each blog asked in a month: the text, and its type."""
    month, wanted = _month(form.told("month")), form.told("filter").lower()
    asked = blogs.of(service().usage.file, key.name, month)
    found = [blog for blog in asked if wanted in blog.name.lower()]
    begin, most = _number(form.told("offset"), 0), _number(form.told("limit"), SITES)
    page = [_row(blog) for blog in found[begin : begin + most]]
    if form.told("format").lower() == "csv":
        about = f"(limit:{most}, offset: {begin}, total: {len(found)})"
        return _csv(f"Active sites during {month} {about}", page), "text/csv"
    more = {"limit": most, "offset": begin, "total": len(found)}
    return json.dumps({month: page, **more}), "application/json"


def _row(blog: Blog) -> dict[str, Any]:
    return {
        "site": blog.name,
        "api_calls": str(blog.calls),
        "spam": str(blog.spam),
        "ham": str(blog.ham),
        "missed_spam": str(blog.missed_spam),
        "false_positives": str(blog.false_positives),
        "is_revoked": False,
    }


def _csv(title: str, rows: list[dict[str, Any]]) -> str:
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow([title])
    names = ("Site", "Total API Calls", "Spam", "Ham", "Missed Spam")
    lines.writerow([*names, "False Positives", "Is Revoked"])
    for row in rows:
        # A spreadsheet would run a cell that begins like a formula.
        site = row["site"]
        safe = f"'{site}" if site[:1] in ("=", "+", "-", "@", "\t", "\r") else site
        lines.writerow([safe, *list(row.values())[1:-1], "false"])
    return written.getvalue()


def _month(told: str) -> str:
    try:
        return date.fromisoformat(f"{told}-01").isoformat()[:7]
    except ValueError:
        return now().date().isoformat()[:7]


def _number(told: str, otherwise: int) -> int:
    whole = told.isascii() and told.isdigit() and len(told) < 7
    return int(told) if whole else otherwise
