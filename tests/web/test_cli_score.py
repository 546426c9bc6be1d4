"""`moderate score`: a stream of lines in, a stream of lines out, in the same order."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from web.cli import main


def score(*lines: Any) -> tuple[int, list[dict[str, Any]]]:
    raw = b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
    )
    done = CliRunner().invoke(main, ["score"], input=raw)
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]


def test_each_line_is_answered_in_order_with_all_that_is_promised() -> None:
    article = {"title": "City votes for a tram", "text": "The council voted. " * 30}
    bread = (
        "Knead flour and water for ten minutes, let the dough rise, and bake the "
        "bread in a hot oven until its crust is brown."
    )
    status, answers = score(
        {"id": "a", "text": "Well said!"},
        {"id": "b", "text": "You are a filthy idiot, go and die"},
        {"id": 3, "text": "x"},
        {"id": "c", "text": bread, "article": article, "parent": {"text": "Bread?"}},
        {"text": "Nobody needs an id."},
    )
    assert status == 1  # the third line's id is no text
    assert [each.get("id", each.get("line")) for each in answers] == [
        *("a", "b", 3, "c", "-"),
    ]
    assert answers[0]["action"] == "approve"
    assert answers[0]["reasons"] == []
    assert answers[1]["action"] in ("hold", "reject")
    assert set(answers[1]["reasons"][0]) >= {"code", "rule", "message", "spans"}
    assert answers[0]["scores"]["on_topic"] is None
    assert 0 <= answers[3]["scores"]["on_topic"] <= 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "JSON"),
        (b"[]", "object"),
        (b'{"id": "x"}', "text"),
        (b'{"text": 5}', "text"),
        (b'{"text": " "}', "text"),
        (b'{"text": "\xff"}', "utf-8"),
        (b'{"text": "a\\u0000b"}', "NUL"),
        (b'{"text": "' + b"x" * 20_481 + b'"}', "20480"),
    ],
)
def test_a_bad_line_gets_its_error_in_its_place_and_the_rest_goes_on(
    line: bytes, told: str
) -> None:
    good = {"id": "good", "text": "Well said!"}
    status, answers = score(good, line, b"", good)
    assert status == 1
    assert [each.get("id") for each in answers] == ["good", None, "good"]
    assert answers[1]["line"] == 2
    assert told.lower() in answers[1]["error"].lower()


def test_answers_come_while_the_input_goes_on(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "web", "score"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for number in range(3):
            line = json.dumps({"id": str(number), "text": "Well said!"})
            running.stdin.write(line.encode() + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == str(number)
        running.stdin.close()
        assert running.wait(10) == 0
    assert not list(tmp_path.iterdir())  # no database, no folder


def test_a_file_is_read_by_name_and_a_missing_one_is_wrong_use(tmp_path: Path) -> None:
    path = tmp_path / "in.ndjson"
    path.write_text('{"id": "1", "text": "Well said!"}\n')
    done = CliRunner().invoke(main, ["score", str(path)])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["id"] == "1"
    missing = CliRunner().invoke(main, ["score", str(tmp_path / "none.ndjson")])
    assert missing.exit_code == 2
    assert "none.ndjson" in missing.stderr
