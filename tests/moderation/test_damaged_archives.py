"""Whatever is wrong with a file, an import ends in order and keeps what was right."""

import contextlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from moderation import exporting
from moderation.archives.records import BadArchive
from moderation.comments import Action
from moderation.service import Service
from moderation.store.database import now
from moderation.store.exports import Wanted
from tests import needs
from tests.moderation.bringing import SAMPLES, bring, lines
from tests.moderation.stories import RUDE, count, decide, post

ODD = some.sampled_from(
    [
        None,
        "",
        "x",
        -1,
        0,
        1.5,
        10**30,
        1e308,
        True,
        [],
        {},
        "\0",
        "0001-01-01T00:00:00Z",
    ]
)


@settings(
    max_examples=needs.examples(120),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    name=some.sampled_from(sorted(its.name for its in SAMPLES.iterdir())),
    at=some.floats(0, 1, exclude_max=True),
    cut=some.integers(0, 40),
    put=some.binary(max_size=12)
    | some.sampled_from(
        [b'"', b"null", b"[]", b"{}", b"1e400", b"-1", b'"\\ud800"', b"</a>", b"\xff"]
    ),
)
def test_a_damaged_file_stops_nothing_but_itself(
    service: Service, tmp_path: Path, name: str, at: float, cut: int, put: bytes
) -> None:
    whole = (SAMPLES / name).read_bytes()
    begin = int(at * len(whole))
    path = tmp_path / name
    path.write_bytes(whole[:begin] + put + whole[begin + cut :])
    with contextlib.suppress(BadArchive):
        bring(service, path, judge=False)
    with service.db.reading() as connection:
        (bad,) = connection.execute("PRAGMA integrity_check").fetchone()
    assert bad == "ok"


@settings(
    max_examples=needs.examples(120),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=some.data())
def test_a_damaged_export_of_our_own_stops_nothing_either(
    service: Service, tmp_path: Path, data: some.DataObject
) -> None:
    if count(service, "comments") == 0:
        post(service, RUDE, "1")
        decide(service, "1", Action.REJECT)
        post(service, "Another text.", "1")
    wanted = Wanted(site="default", since=now() - timedelta(days=1))
    record = json.loads(next(exporting.lines(exporting.records(service.db, wanted))))
    inner: Any = record
    while isinstance(inner, dict | list) and inner:
        keys = sorted(inner) if isinstance(inner, dict) else list(range(len(inner)))
        key = data.draw(some.sampled_from(keys))
        value = inner[key]
        if (
            not isinstance(value, dict | list)
            or not value
            or data.draw(some.booleans())
        ):
            inner[key] = data.draw(ODD)
            break
        inner = value
    record["id"] = f"n{count(service, 'comments')}"
    bring(service, lines(tmp_path, record, name="out.ndjson"), judge=False)
    list(exporting.records(service.db, Wanted(site="default")))
