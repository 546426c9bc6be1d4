"""The pages of figures."""

from contextlib import suppress

from flask import Response, g, render_template
from flask.typing import ResponseReturnValue

from moderation import exporting
from moderation.errors import StoreUnavailable
from moderation.rights import Right
from moderation.statistics import counting, people, tables
from moderation.statistics.overview import overview
from moderation.statistics.tables import Table
from web.desk.entering import blueprint, may, service, user
from web.desk.overview import asking, drawing


@blueprint.get("/overview")
@may(Right.READ)
def figures() -> ResponseReturnValue:
    """What happens at the site."""
    times = asking.times()
    _count_the_rest()
    found = overview(service(), g.site, times)
    draw = drawing.Site(found)
    return render_template("overview.html", found=found, draw=draw, least=drawing.LEAST)


@blueprint.get("/overview/people")
@may(Right.STATISTICS)
def everybody() -> ResponseReturnValue:
    """What each person decided."""
    times = asking.times()
    _count_the_rest()
    found = people.everybody(service().db, g.site, times, asking=user())
    return render_template("moderators.html", found=found, times=times)


@blueprint.get("/overview/people/<path:name>")
@may(Right.READ)
def moderator(name: str) -> ResponseReturnValue:
    """What one person decided, for that person and for those who lead."""
    times = asking.times()
    _count_the_rest()
    found = people.one(service().db, g.site, name, times, asking=user())
    return render_template(
        "moderator.html",
        found=found,
        draw=drawing.OfPerson(found),
        looked_at=people.LOOKED_AT,
    )


@blueprint.get("/overview.csv")
@may(Right.READ)
def spreadsheet() -> ResponseReturnValue:
    """One of the tables, so that no spreadsheet takes anything in it for a formula."""
    times, table = asking.times(), asking.table()
    _count_the_rest()
    if table is Table.PEOPLE:
        found = people.everybody(service().db, g.site, times, asking=user())
        rows = tables.of_people(found)
    else:
        rows = tables.of_site(overview(service(), g.site, times), table)
    body = b"".join(exporting.rows(rows))
    name = f"{table}-{times.reach}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, headers=headers, mimetype="text/csv")


def _count_the_rest() -> None:
    """Count what happened a moment ago; if that cannot be kept, the page tells so."""
    with suppress(StoreUnavailable):
        counting.bring_up_to_date(service().db)
