"""Times in archives: with a zone or without, and days alone."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from moderation.archives.opening import Archive
from moderation.archives.records import Record, Written
from moderation.errors import BadSubmission
from tests.moderation.bringing import SAMPLES


def read(folder: Path, content: str) -> Sequence[Record]:
    path = folder / "archive"
    path.write_text(content)
    with Archive([path]) as archive:
        return list(archive.records())


def written(folder: Path, content: str) -> dict[str, Written]:
    return {
        its.item.submission.id: its.item
        for its in read(folder, content)
        if isinstance(its.item, Written)
    }


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("2024-05-01", datetime(2024, 5, 1, tzinfo=UTC)),
        (" 2024-05-01 ", datetime(2024, 5, 1, tzinfo=UTC)),
        ("2024-05-01 12:30", datetime(2024, 5, 1, 12, 30, tzinfo=UTC)),
        ("2024-05-01T12:30", datetime(2024, 5, 1, 12, 30, tzinfo=UTC)),
        ("2024-05-01 12:30:15", datetime(2024, 5, 1, 12, 30, 15, tzinfo=UTC)),
        ("2024-05-01T12:30+02:00", datetime(2024, 5, 1, 10, 30, tzinfo=UTC)),
    ],
)
def test_a_day_is_its_midnight_and_a_time_without_a_zone_in_utc_in_csv_and_ndjson(
    tmp_path: Path, told: str, meant: datetime
) -> None:
    names = ["created_at", "author.registered_at", "article.published_at"]
    names += ["status", "decided_by", "decided_at"]
    cells = [told, told, told, "approved", "ann", told]
    rows = ",".join(["id", "text", *names]) + "\n" + ",".join(["1", "A tram", *cells])
    line = {
        **{"id": "1", "text": "A tram", "created_at": told, "status": "approved"},
        **{"decided_by": "ann", "decided_at": told},
        **{"author": {"registered_at": told}, "article": {"published_at": told}},
    }
    for content in (rows, json.dumps(line)):
        its = written(tmp_path, content)["1"]
        sent = its.submission
        assert sent.created_at == its.received_at == meant
        assert sent.author.registered_at == meant
        assert sent.article is not None
        assert sent.article.published_at == meant
        assert its.verdict is not None
        assert its.verdict.at == meant


def test_other_archives_take_days_and_times_without_a_zone_too(tmp_path: Path) -> None:
    for told, minutes in (("2024-05-01", 0), ("2024-05-01 12:30", 750)):
        meant = datetime(2024, 5, 1, minutes // 60, minutes % 60, tzinfo=UTC)
        for name, tag, id in (
            ("disqus.xml", "createdAt", "22"),
            ("wordpress.xml", "wp:comment_date_gmt", "101"),
        ):
            content = (SAMPLES / name).read_text()
            content = re.sub(f"<{tag}>.*?</", f"<{tag}>{told}</", content)
            found = written(tmp_path, content)
            assert found[id].received_at == meant


@pytest.mark.parametrize(
    "told",
    [
        *("yesterday", "2024-02-30", "2024-05-01 25:00", "1.5.2024", "2024-05"),
        *("12:30", "2024-05-01 12", "2024-05-01x12:30", "0000-00-00", "1714521600"),
    ],
)
def test_what_is_no_time_is_told_with_its_line(tmp_path: Path, told: str) -> None:
    csv = f"id,text,created_at\n1,A tram,2024-05-01\n2,A tram,{told}\n3,A tram,\n"
    lines = [json.dumps({"id": "2", "text": "A tram", "created_at": told})]
    for content in (csv, "\n".join(["", *lines])):
        found = read(tmp_path, content)
        (its,) = (each for each in found if isinstance(each.item, BadSubmission))
        assert its.where == ("line 3" if content is csv else "line 2")
        assert "created_at: wanted a time as 2026-05-04T12:30:15Z" in str(its.item)
