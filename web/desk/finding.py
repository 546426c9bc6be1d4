"""The page that finds any comment again, whatever became of it."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from moderation.comments import Status
from moderation.queue import finding
from moderation.queue.filters import MOST
from moderation.queue.finding import Sought
from moderation.rights import Right
from web.desk import forms
from web.desk.entering import blueprint, may, scope, service


@blueprint.get("/search")
@may(Right.READ)
def search() -> ResponseReturnValue:
    """Comments by their words, author, article, fate and who decided."""
    sought = Sought(
        text=_asked("text") or "",
        author=_asked("author"),
        article=_asked("article"),
        status=_status(),
        by=_asked("by"),
    )
    before = forms.asked_number("before")
    found = finding.find(
        service(),
        g.site,
        sought,
        finding.FIRST if before is None else before,
        scope=scope(),
    )
    asked = {name: value for name, value in vars(sought).items() if value}
    return render_template(
        "search.html", found=found, sought=sought, asked=asked, statuses=Status
    )


def _asked(name: str) -> str | None:
    return request.args.get(name, "")[:MOST].strip() or None


def _status() -> Status | None:
    given = request.args.get("status", "")
    return Status(given) if given in list(Status) else None
