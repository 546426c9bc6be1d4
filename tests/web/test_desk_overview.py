"""The overview's pages: who sees what, and that names and rules stay text."""

import csv
import io
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from moderation.comments import Action, Reason
from moderation.service import Service
from moderation.store import people
from moderation.store.database import now
from moderation.store.statistics import counting as store
from tests.desk_visits import signed_in
from tests.moderation import histories
from tests.moderation.stories import person
from web.desk.overview.charts import Chart, Row, Rows, Series

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)> {{ 7*7 }}'
PAGES = ["/overview", "/overview/people/mo", "/overview.csv"]
ROLES = ["admin", "lead", "rules_editor", "moderator", "analyst"]
LEADS = ["admin", "lead", "analyst"]


def decided(
    service: Service,
    id: str = "1",
    by: str = "ann",
    action: Action = Action.REJECT,
    rule: str = "rude",
    site: str = "default",
) -> None:
    at = now() - timedelta(minutes=1)
    with service.db.writing() as db:
        key = histories.arrive(db, id, at, rules=(rule,), site=site)
        reason = Reason.INSULT if action is Action.REJECT else None
        histories.decide(db, key, at, action, by=by, reason=reason)


def told(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def tile(page: str, name: str) -> str:
    """The figure below a name."""
    found = re.search(f"<dt>{name}</dt><dd>([^<]*)</dd>", page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("path", [*PAGES, "/overview/people"])
def test_nobody_sees_figures_before_signing_in(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_the_overview_and_its_own_figures(
    client: FlaskClient, service: Service, role: str
) -> None:
    desk = signed_in(client, service, role=role)
    for path in PAGES:
        told(desk, path)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "path",
    ["/overview/people", "/overview/people/ann", "/overview.csv?table=people"],
)
def test_figures_of_others_are_for_those_with_the_right(
    client: FlaskClient, service: Service, role: str, path: str
) -> None:
    decided(service)
    desk = signed_in(client, service, role=role)
    answer = desk.get(path)
    assert answer.status_code == (200 if role in LEADS else 403)
    assert ("ann" in answer.get_data(as_text=True)) == (role in LEADS)


def test_who_may_not_see_others_is_not_told_who_there_is(
    client: FlaskClient, service: Service
) -> None:
    person(service, "ann")
    desk = signed_in(client, service, role="moderator")
    for name in ("ann", "nobody"):
        assert desk.get(f"/overview/people/{name}").status_code == 403


def test_who_is_not_there_is_not_found(client: FlaskClient, service: Service) -> None:
    desk = signed_in(client, service, role="lead")
    answer = desk.get("/overview/people/nobody")
    assert answer.status_code == 404
    assert "nobody" in answer.get_data(as_text=True)


def test_what_happened_a_moment_ago_is_counted_at_the_page_itself(
    client: FlaskClient, service: Service
) -> None:
    desk = signed_in(client, service, role="lead")
    assert tile(told(desk, "/overview"), "New comments") == "0"
    decided(service, "1")
    decided(service, "2", by="bob", action=Action.APPROVE)
    page = told(desk, "/overview")
    assert tile(page, "New comments") == "2"
    assert tile(page, "Decided by people") == "2"
    assert tile(page, "Approved") == "50%"
    assert tile(told(desk, "/overview/people/ann"), "Decisions") == "1"


def test_the_page_tells_what_is_not_counted_yet(
    client: FlaskClient, service: Service
) -> None:
    with service.db.writing() as db:
        for number in range(1_100):
            histories.arrive(db, str(number), now())
    desk = signed_in(client, service, role="lead")
    assert "1200 events are not counted yet" in told(desk, "/overview")
    assert "not counted yet" not in told(desk, "/overview")  # a page counts a part


@pytest.mark.impatient
def test_a_page_is_shown_while_its_counts_cannot_be_kept(
    client: FlaskClient, service: Service
) -> None:
    desk = signed_in(client, service, role="lead")
    decided(service)
    with service.db.writing():  # somebody writes for long
        page = told(desk, "/overview")
    assert tile(page, "New comments") == "0"
    assert tile(told(desk, "/overview"), "New comments") == "1"


@pytest.mark.parametrize("reach", ["24h", "7d", "30d", "90d"])
def test_each_time_can_be_chosen_and_says_so(
    client: FlaskClient, service: Service, reach: str
) -> None:
    desk = signed_in(client, service, role="lead")
    decided(service)
    for path in ("/overview", "/overview/people", "/overview/people/ann"):
        page = told(desk, f"{path}?range={reach}")
        assert f'href="?range={reach}" aria-current="page"' in page


@pytest.mark.parametrize("query", ["range=1y", "step=week", "table=secrets", "range="])
def test_what_cannot_be_asked_for_is_told_with_what_can(
    client: FlaskClient, service: Service, query: str
) -> None:
    desk = signed_in(client, service, role="lead")
    answer = desk.get(f"/overview.csv?{query}")
    assert answer.status_code == 422
    assert query.split("=")[0] in answer.get_data(as_text=True)


def test_another_sites_figures_are_not_there(
    client: FlaskClient, service: Service
) -> None:
    with service.db.writing() as db:
        people.add_site(db, "other", now())
    decided(service, by="ann", site="other")
    desk = signed_in(client, service, role="lead")
    assert tile(told(desk, "/overview"), "New comments") == "0"
    assert desk.get("/overview/people/ann").status_code == 404


def test_names_and_rules_stay_text(client: FlaskClient, service: Service) -> None:
    decided(service, by=HOSTILE, rule=HOSTILE)
    desk = signed_in(client, service, role="lead")
    pages = ["/overview", "/overview/people"]
    link = re.search(r'href="(/overview/people/[^"]+)"', told(desk, pages[1]))
    assert link is not None
    for path in (*pages, link[1]):
        page = told(desk, path)
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "{{ 7*7 }}" in page
        assert "style=" not in page


@pytest.mark.parametrize("name", ["a/b", "..", "a b", "ä", "?", "#x"])
def test_whatever_somebody_is_called_there_is_a_page(
    client: FlaskClient, service: Service, name: str
) -> None:
    decided(service, by=f"key {name}")
    desk = signed_in(client, service, role="lead")
    page = told(desk, "/overview/people")
    link = re.search(r'href="(/overview/people/[^"]+)"', page)
    assert link is not None
    assert tile(told(desk, link[1]), "Decisions") == "1"


@pytest.mark.parametrize(
    "table",
    ["periods", "reasons", "rules", "agreement", "drift", "queue", "people"],
)
def test_each_table_is_there_for_spreadsheets(
    client: FlaskClient, service: Service, table: str
) -> None:
    decided(service, by="=HYPERLINK(1)", rule="@SUM(1)")
    desk = signed_in(client, service, role="lead")
    answer = desk.get(f"/overview.csv?table={table}")
    assert answer.mimetype == "text/csv"
    assert f"{table}-7d.csv" in answer.headers["Content-Disposition"]
    found = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert found
    cells = [cell for row in found for cell in row.values()]
    assert not any(cell.startswith(("=", "@", "+", "-")) for cell in cells)
    if table == "people":
        assert found[0]["name"] == "'=HYPERLINK(1)"
    if table == "rules":
        assert found[0]["rule"] == "'@SUM(1)"


def test_every_chart_has_a_name_a_description_and_a_table(
    client: FlaskClient, service: Service
) -> None:
    decided(service)
    desk = signed_in(client, service, role="lead")
    page = told(desk, "/overview?range=24h")
    charts = re.findall(r'<svg class="plot".*?</svg>', page, re.DOTALL)
    assert len(charts) >= 4
    for chart in charts:
        drawn = ElementTree.fromstring(chart)  # noqa: S314 - our own
        assert drawn.get("role") == "img"
        said = (drawn.get("aria-labelledby") or "").split()
        texts = {child.get("id"): child.text for child in drawn}
        assert all((texts[id] or "").strip() for id in said)
    names = re.findall(r'role="region" aria-label="([^"]+)"', page)
    assert len(names) == len(set(names)) == page.count("<details")


def test_ids_of_a_page_are_its_own(client: FlaskClient, service: Service) -> None:
    decided(service)
    desk = signed_in(client, service, role="lead")
    for path in ("/overview", "/overview/people/ann"):
        ids = re.findall(r' id="([^"]+)"', told(desk, path))
        assert len(ids) == len(set(ids))


def test_charts_keep_their_direction_in_languages_that_run_the_other_way(
    client: FlaskClient, service: Service
) -> None:
    decided(service)
    desk = signed_in(client, service, role="lead")
    page = desk.get("/overview", headers={"Accept-Language": "ur"})
    text = page.get_data(as_text=True)
    assert 'dir="rtl"' in text
    assert text.count('<svg class="plot"') == text.count('direction="ltr"')


def test_columns_are_stacked_within_the_plot() -> None:
    chart = Chart(
        ["a", "b"],
        ["a", "b"],
        [Series("x", "yes", [3, 0]), Series("y", "no", [4, 5])],
        stacked=True,
    )
    first, second, third = chart.boxes
    assert (first.look, second.look, third.look) == ("yes", "no", "no")
    assert second.y + second.height == pytest.approx(first.y, abs=0.02)
    assert first.height / second.height == pytest.approx(3 / 4, abs=0.01)
    assert chart.ticks[-1].value >= 7
    assert all(0 <= tick.y <= chart.height for tick in chart.ticks)


def test_a_line_is_broken_where_there_is_no_value() -> None:
    values = [0.5, None, 1.0, 0.0, None, 0.2]
    chart = Chart([""] * 6, [""] * 6, [Series("x", "yes", values)], shares=True)
    (path,) = chart.paths
    assert path.way.count("M") == 3
    assert path.way.count("L") == 1
    assert len(path.dots) == 2


def test_a_chart_of_nothing_is_said_to_be_empty() -> None:
    assert Chart([], [], []).is_empty
    assert Chart(["a"], ["a"], [Series("x", "yes", [None])]).is_empty
    assert Rows([]).is_empty


def test_bars_are_no_longer_than_the_drawing() -> None:
    rows = Rows([Row("a", "", [("yes", 2.0)]), Row("b", "", [("yes", 0.5)])], most=1.0)
    widths = [box.width for _, _, boxes in rows.placed for box in boxes]
    assert widths == [rows.width, rows.width / 2]


def test_all_that_is_counted_is_cleared_to_be_counted_anew(service: Service) -> None:
    with service.db.reading() as db:
        names = {
            row["name"]
            for row in db.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' "
                "AND (name LIKE 'counted%' OR name = 'active_people')"
            )
        }
    assert names - {"counted_until"} == set(store.TABLES)
