"""What is kept goes out, and comes back without loss."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from moderation import (
    appeals,
    erasure,
    exporting,
    queue,
    reports,
    review,
    statements,
)
from moderation.comments import Action, Reason, Status
from moderation.importing import Wrong
from moderation.service import Service
from moderation.store import Database, examples, people
from moderation.store.database import now
from moderation.store.exports import Wanted
from tests.moderation.bringing import SAMPLES, THEN, bring, line, lines
from tests.moderation.stories import KIND, RUDE, count, decide, post


def told(db: Database, site: str = "default", **more: Any) -> list[bytes]:
    return list(exporting.lines(exporting.records(db, Wanted(site=site, **more))))


def lived(service: Service) -> None:
    """Comments with all that can happen to one."""
    bring(service, SAMPLES / "wordpress.xml", decided_by="the old desk")
    post(service, RUDE, "a")
    decide(service, "a", Action.REJECT, note="=SUM(A1)\nnot here", message="+1")
    post(service, KIND, "b")
    post(service, "Another text, after an edit.", "b")
    decide(service, "b", Action.APPROVE)
    review.undo(service.db, "default", "b", by="mo")
    post(service, "-1 to this & '=that'", "c", language="en", format="html")
    post(service, f"{RUDE} Or two.", "d")
    review.defer(service.db, "default", "d", queue="legal", by="mo", note="Why?")
    review.escalate(service.db, "default", "d", by="mo")


@pytest.mark.parametrize("kind", ["ndjson", "csv"])
def test_our_own_export_comes_back_without_loss(
    service: Service, tmp_path: Path, kind: str
) -> None:
    lived(service)
    before = told(service.db)
    path = tmp_path / f"out.{kind}"
    records = exporting.records(service.db, Wanted(site="default"))
    path.write_bytes(
        b"".join(
            exporting.lines(records)
            if kind == "ndjson"
            else exporting.rows(records, exporting.COLUMNS)
        )
    )
    with service.db.writing() as connection:
        people.add_site(connection, "new", now())
    wrong: list[Wrong] = []
    counts = bring(service, path, wrong=wrong, site="new")
    assert wrong == []
    assert sum(counts.values()) == len(before)
    assert told(service.db, "new") == before
    aside = queue.find(service.db, "new", "d")
    assert (aside.queue, aside.escalated) == ("legal", True)
    with service.db.reading() as connection:
        kept = [examples.in_order(connection, site) for site in ("default", "new")]
    assert [its.text for its in kept[0]] == [its.text for its in kept[1]]


TEXTS = some.text(
    alphabet=some.characters(exclude_categories=["Cs"], exclude_characters="\0")
).filter(str.strip)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=some.lists(TEXTS, min_size=1, max_size=5), name=TEXTS)
def test_any_text_comes_back_from_csv(
    service: Service, tmp_path: Path, texts: list[str], name: str
) -> None:
    site, back = f"s{count(service, 'sites')}", f"b{count(service, 'sites')}"
    with service.db.writing() as connection:
        for each in (site, back):
            people.add_site(connection, each, now())
    path = lines(
        tmp_path,
        *(
            line(f"{n}={text}", text, author={"name": name})
            for n, text in enumerate(texts)
        ),
        name=f"{site}.ndjson",
    )
    bring(service, path, site=site, judge=False)
    records = exporting.records(service.db, Wanted(site=site))
    out = tmp_path / f"{site}.csv"
    out.write_bytes(b"".join(exporting.rows(records, exporting.COLUMNS)))
    bring(service, out, site=back, judge=False)
    assert told(service.db, back) == told(service.db, site)


def test_an_export_is_of_the_time_and_the_status_that_is_wanted(
    service: Service, tmp_path: Path
) -> None:
    path = lines(
        tmp_path,
        *(line(str(n), f"Tram {n}", 60 * 24 * n) for n in range(4)),
        line("no", KIND, 60 * 24, status="spam"),
    )
    bring(service, path)

    def ids(**more: Any) -> list[str]:
        return [json.loads(its)["id"] for its in told(service.db, **more)]

    day = timedelta(days=1)
    assert ids(since=THEN + day, until=THEN + 3 * day) == ["1", "2", "no"]
    assert ids(status=Status.REJECTED) == ["no"]
    assert ids() == ["0", "1", "2", "3", "no"]


def test_an_articles_text_is_told_once(service: Service) -> None:
    bring(service, SAMPLES / "wordpress.xml")
    texts = [json.loads(its)["article"].get("text") for its in told(service.db)]
    assert texts == ["The council voted for a tram.", None, None, None]


def test_what_was_erased_is_not_exported_and_its_statement_says_no_word(
    service: Service,
) -> None:
    post(service, RUDE, "1")
    decide(service, "1", Action.REJECT)
    erasure.erase(service.db, "default", "1", by="mo")
    assert told(service.db) == []
    (statement,) = exporting.restrictions(service.db, "default")
    assert statement["comment"] == "1"
    assert "moron" not in json.dumps(statement)


def test_statements_of_reasons_go_out_as_lines_and_rows(service: Service) -> None:
    for n in range(3):
        post(service, f"{RUDE} {n}", f"={n}")
        decide(service, f"={n}", Action.REJECT)
    found = list(exporting.restrictions(service.db, "default"))
    assert found == list(statements.after(service.db, "default", 0)[0])
    rows = b"".join(exporting.rows(iter(found))).decode().splitlines()
    assert len(rows) == 4
    assert rows[0].startswith("puid,comment,decision_visibility,")
    assert ",'=1," in rows[2]


def test_of_reports_and_appeals_the_history_is_told(
    service: Service, tmp_path: Path
) -> None:
    post(service, KIND, "1")
    reports.report(
        service, "default", "1", reporter="ben", reason=Reason.OTHER, note="see me"
    )
    decide(service, "1", Action.REJECT)
    appeals.appeal(service.db, "default", "1", text="Why?")
    (record,) = map(json.loads, told(service.db))
    kinds = [its["kind"] for its in record["history"]]
    assert {"reported", "appealed"} <= set(kinds)
    with service.db.writing() as connection:
        people.add_site(connection, "new", now())
    path = tmp_path / "out.ndjson"
    path.write_bytes(b"".join(told(service.db)))
    bring(service, path, site="new")
    assert told(service.db, "new") == told(service.db)
    assert (count(service, "reports"), count(service, "appeals")) == (1, 1)
