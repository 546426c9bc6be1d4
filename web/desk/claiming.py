"""Who looks at a comment says so, while the page is open."""

from flask import g, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from moderation import claims, queue
from moderation.rights import Right
from web.desk import forms
from web.desk.entering import blueprint, may, scope, service, user


@blueprint.post("/claims")
@may(Right.DECIDE)
def claim() -> ResponseReturnValue:
    """Claim a comment, renew that, or leave it (`leave`).

    The answer says who else looks, and at which version the comment is: where that
    grew, what the page shows is no longer so.
    """
    id, db = request.form.get("id", ""), service().db
    if forms.ticked("leave"):
        claims.leave(db, g.site, id, by=user().name)
        return "", 204
    comment = queue.find(db, g.site, id, scope())
    holder = claims.take(db, comment, by=user().name)
    said = gettext("%(name)s is looking at it.", name=holder) if holder else ""
    if "version" in request.form and forms.number("version") != comment.version:
        said = gettext("It changed meanwhile. Load the page again to see how.")
    return jsonify(
        id=id,
        by=holder,
        said=said,
        status=comment.status,
        version=comment.version,
    )
