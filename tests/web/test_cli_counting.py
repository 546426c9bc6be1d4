"""`moderate recount`: the same figures again, whatever they were."""

from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner

from moderation.comments import Action
from moderation.service import Service
from moderation.statistics import counting
from tests.moderation import histories
from web.cli import main


def test_what_is_counted_wrongly_is_right_again(
    service: Service, tmp_path: Path
) -> None:
    at = datetime(2026, 3, 4, 12, tzinfo=UTC)
    with service.db.writing() as db:
        histories.arrive(db, "1", at, Action.APPROVE)
    counting.count_all(service.db)
    with service.db.writing() as db:
        db.execute("UPDATE counted_events SET count = 77")
    done = CliRunner().invoke(main, ["recount", "--data", str(tmp_path)])
    assert done.exit_code == 0, done.stderr
    with service.db.reading() as db:
        found = db.execute("SELECT DISTINCT count FROM counted_events").fetchall()
    assert [row["count"] for row in found] == [1]


def test_without_a_database_nothing_is_made(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["recount", "--data", str(tmp_path / "none")])
    assert done.exit_code == 1
    assert not (tmp_path / "none").exists()
