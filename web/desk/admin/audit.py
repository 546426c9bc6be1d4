"""The audit: what people did, searched, and taken away as a file."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from flask import Response, g, render_template, request
from flask.typing import ResponseReturnValue

from moderation import audit as story
from moderation import exporting
from moderation.errors import BadSubmission, FieldProblem
from moderation.rights import Right
from moderation.store.audit import Wanted
from web.desk import forms
from web.desk.entering import blueprint, may, service

_FIELDS = ("by", "kind", "text", "since", "until")
_TYPES = {"ndjson": "application/x-ndjson", "csv": "text/csv; charset=utf-8"}


@blueprint.get("/audit")
@may(Right.AUDIT)
def audit() -> ResponseReturnValue:
    """What people did besides deciding, the latest first."""
    found = story.search(service().db, _wanted(), before=forms.asked_number("before"))
    return render_template(
        "admin/audit.html",
        entries=found,
        kinds=story.kinds(service().db),
        asked=_asked(),
        more=found[-1].number if len(found) == story.PAGE else None,
    )


@blueprint.get("/audit/decisions")
@may(Right.AUDIT)
def audit_decisions() -> ResponseReturnValue:
    """What people decided about comments, the latest first."""
    found = story.decisions(
        service().db, _wanted(), before=forms.asked_number("before")
    )
    return render_template(
        "admin/audit_decisions.html",
        events=found,
        asked=_asked(),
        more=found[-1].number if len(found) == story.PAGE else None,
    )


@blueprint.get("/audit/export.<any(csv, ndjson):suffix>")
@may(Right.AUDIT)
def export_audit(suffix: str) -> ResponseReturnValue:
    """All that is looked for, the latest first, in CSV or NDJSON."""
    decided = request.args.get("of") == "decisions"
    read = story.all_decisions if decided else story.all_of
    found = read(service().db, _wanted())
    columns = story.DECISION_COLUMNS if decided else story.COLUMNS
    body: Iterator[bytes] = (
        exporting.rows(found, columns) if suffix == "csv" else exporting.lines(found)
    )
    name = "decisions" if decided else "audit"
    headers = {"Content-Disposition": f"attachment; filename={name}.{suffix}"}
    return Response(body, headers=headers, mimetype=_TYPES[suffix])


def _asked() -> dict[str, str]:
    """What the filter says, as it stands in the address; blanks are left out."""
    given = {name: request.args.get(name, "").strip()[:200] for name in _FIELDS}
    return {name: value for name, value in given.items() if value}


def _wanted() -> Wanted:
    asked = _asked()
    until = _day("until")
    return Wanted(
        site=g.site,
        everywhere=Right.ADMIN in g.rights,
        by=asked.get("by", ""),
        kind=asked.get("kind", ""),
        text=asked.get("text", ""),
        since=_day("since"),
        until=until and until + timedelta(days=1),
    )


def _day(field: str) -> datetime | None:
    """The begin of a day, in UTC.

    Raises:
        BadSubmission: it is none.
    """
    given = _asked().get(field)
    if given is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(given), time(), UTC)
    except ValueError:
        wanted = "a day, as 2026-11-27"
        raise BadSubmission(FieldProblem(field, wanted, repr(given[:50]))) from None
