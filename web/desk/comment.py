"""One comment with all that is known of it."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from moderation import appeals, queue, reports
from moderation.rights import Right
from web.desk.deciding import REJECT_FOR
from web.desk.entering import blueprint, may, service


@blueprint.get("/comments/<path:id>")
@may(Right.READ)
def comment(id: str) -> ResponseReturnValue:
    """One comment with all that is known of it."""
    db, site = service().db, g.site
    return render_template(
        "comment.html",
        comment=queue.find(db, site, id),
        history=queue.history(db, site, id),
        appeal=appeals.of_comment(db, site, id),
        reports=reports.of_comment(db, site, id),
        reject_for=REJECT_FOR,
    )
