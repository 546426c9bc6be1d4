"""`moderate import` and `moderate export`, as whoever runs them sees them."""

import contextlib
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from moderation import exporting
from moderation.comments import Action
from moderation.service import Service
from tests.moderation.stories import KIND, RUDE, count, decide, post
from web.cli import main

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "moderation" / "archives"


@pytest.fixture
def data(service: Service) -> Path:
    return service.db.path.parent


def run(data: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, words), "--data", str(data)])


def archive(folder: Path, records: int) -> Path:
    path = folder / "archive.ndjson"
    with path.open("w", encoding="utf-8") as file:
        for n in range(records):
            at = f"2021-05-01T{n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}Z"
            text = f"Tram {n} stops at the market, and house {n * 7} is next to it."
            told = {"id": f"c{n}", "text": text, "created_at": at}
            verdict = {"status": "approved", "decided_by": "ann"} if n % 2 else {}
            file.write(json.dumps({**told, **verdict}) + "\n")
    return path


def test_an_import_tells_what_came_and_exits_1_if_something_could_not_be_read(
    data: Path, service: Service, tmp_path: Path
) -> None:
    report = tmp_path / "report.ndjson"
    done = run(data, "import", SAMPLES / "wordpress.xml", "--report", report)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr == (
        "wordpress: 8 records are in: 2 approved, 2 rejected, 1 skipped, 2 articles, "
        "1 wrong\n"
    )
    (told,) = report.read_text().splitlines()
    assert json.loads(told) == {
        "where": "line 77",
        "problems": [
            {
                "field": "wp:comment_date_gmt",
                "wanted": "a time as 2026-05-04T12:30:15Z",
                "got": "'yesterday'",
            }
        ],
    }


def test_what_could_not_be_read_is_told_on_standard_error_without_a_report(
    data: Path,
) -> None:
    done = run(data, "import", SAMPLES / "wordpress.xml")
    assert json.loads(done.stderr.splitlines()[0])["where"] == "line 77"


def test_an_import_without_trouble_exits_0(data: Path, service: Service) -> None:
    done = run(data, "import", SAMPLES / "disqus.xml")
    assert (done.exit_code, count(service, "comments")) == (0, 3)
    again = run(data, "import", SAMPLES / "disqus.xml")
    assert (again.exit_code, again.stderr) == (0, done.stderr)
    assert count(service, "comments") == 3


def test_several_tables_are_given_at_once(data: Path, service: Service) -> None:
    names = ("articles.json", "comments.json", "decisions.csv")
    done = run(data, "import", *(SAMPLES / f"osmod_{name}" for name in names))
    assert (done.exit_code, done.stderr) == (
        0,
        "osmod: 8 records are in: 2 approved, 1 rejected, 3 skipped, 1 articles, "
        "1 decisions\n",
    )


def test_a_dry_run_tells_what_would_come(data: Path, service: Service) -> None:
    done = run(data, "import", SAMPLES / "disqus.xml", "--dry-run")
    assert done.exit_code == 0
    assert "6 records would come: 1 approved, 2 rejected" in done.stderr
    assert count(service, "comments") == 0


def test_what_is_wrong_is_told_in_a_dry_run_too(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text,created_at\n1,A tram,yesterday\n")
    done = run(data, "import", path, "--dry-run")
    assert done.exit_code == 1
    assert '"field": "created_at"' in done.stderr


@pytest.mark.parametrize("content", ["garbage\n", "body;cid\nA tram;1\n"])
def test_a_file_without_what_a_comment_needs_is_refused_at_its_header(
    data: Path, service: Service, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content)
    done = run(data, "import", path)
    assert done.exit_code == 1
    assert "wanted the columns 'id' and 'text', got" in done.stderr
    assert "--columns id=NAME" in done.stderr
    assert count(service, "comments") == 0


def test_columns_of_csv_are_named(data: Path, service: Service, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("comment_id;body\n1;A tram\n")
    done = run(data, "import", path, "--columns", "text=body,id=comment_id")
    assert (done.exit_code, count(service, "comments")) == (0, 1)
    wrong = run(data, "import", path, "--columns", "text")
    assert (wrong.exit_code, "field=column" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("disqus.xml", "--site", "nowhere"), "there is no site 'nowhere'"),
        (("disqus.xml", "wordpress.xml"), "wanted one file, got 2"),
        (("disqus.xml", "--format", "csv"), "wanted the columns 'id' and 'text'"),
    ],
)
def test_what_cannot_be_done_is_told_and_exits_1(
    data: Path, words: tuple[str, ...], told: str
) -> None:
    given = [SAMPLES / its if its.endswith(".xml") else its for its in words]
    done = run(data, "import", *given)
    assert (done.exit_code, told in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr


def importing(data: Path, path: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "web", "import", str(path), "--data", str(data)]
    return subprocess.Popen(  # noqa: S603 - our own words
        [*command, *more],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )


def done(db: sqlite3.Connection) -> int:
    """How far the import is, as another process sees it."""
    row = db.execute("SELECT done FROM imports").fetchone()
    return int(row[0]) if row else 0


def locked(db: sqlite3.Connection) -> bool:
    """Whether nobody else writes from now on.

    To be asked again at once: SQLite itself would look again after ever longer times,
    while another process writes lot after lot.
    """
    try:
        db.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    return True


def stopped_at(data: Path, path: Path, by: signal.Signals) -> tuple[int, bytes]:
    """Begin an import and stop it when some is in; how far it is, and what it told.

    It cannot write from when it is looked at, and so is not done before it is stopped.
    """
    process = importing(data, path)
    try:
        with closing(sqlite3.connect(data / "moderation.db", timeout=0)) as db:
            db.isolation_level = None
            while process.poll() is None:
                time.sleep(0.0005)
                if done(db) and locked(db):
                    at = done(db)  # it may have gone on until the lock was ours
                    process.send_signal(by)
                    return at, process.communicate(timeout=30)[1]
        raise AssertionError("it ended by itself")
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGINT])
def test_an_import_that_is_killed_goes_on_exactly_where_it_was(
    data: Path, service: Service, tmp_path: Path, by: signal.Signals
) -> None:
    records = 2_000
    path = archive(tmp_path, records)
    at, told = stopped_at(data, path, by)
    assert 0 < at < records
    assert count(service, "comments") == at
    if by is signal.SIGINT:
        assert b"the same command goes on where it was" in told
        assert b"Traceback" not in told
    with service.db.reading() as connection:
        before = connection.execute("SELECT max(key) FROM comments").fetchone()[0]
    rest = run(data, "import", path, "--no-judge")
    assert rest.exit_code == 0
    with service.db.reading() as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM comments")]
        first = connection.execute(
            "SELECT id FROM comments WHERE key > ? ORDER BY key", (before,)
        ).fetchone()
    assert first[0] == f"c{at}"
    assert sorted(ids) == sorted(f"c{n}" for n in range(records))
    assert count(service, "examples") == records // 2


def test_an_export_is_read_back(data: Path, service: Service, tmp_path: Path) -> None:
    post(service, RUDE, "1")
    decide(service, "1", Action.REJECT)
    post(service, KIND, "2")
    out = tmp_path / "out.ndjson"
    assert run(data, "export", "--out", out).exit_code == 0
    assert run(data, "sites", "add", "new").exit_code == 0
    assert run(data, "import", out, "--site", "new").exit_code == 0
    again = run(data, "export", "--site", "new")
    assert (again.exit_code, again.stdout) == (0, out.read_text())
    assert list(tmp_path.glob(".writing*")) == []


def test_an_export_overwrites_no_file_unless_told_to(
    data: Path, service: Service, tmp_path: Path
) -> None:
    post(service, KIND, "1")
    out = tmp_path / "out.ndjson"
    out.write_text("precious")
    out.chmod(0o600)
    refused = run(data, "export", "--out", out)
    assert (refused.exit_code, out.read_text()) == (1, "precious")
    assert f"{out} is there already; name another file, or say --overwrite" in (
        refused.stderr
    )
    assert run(data, "export", "--out", out, "--overwrite").exit_code == 0
    assert json.loads(out.read_text())["id"] == "1"
    assert out.stat().st_mode & 0o777 == 0o600


def test_an_export_that_is_broken_off_leaves_what_was_there(
    data: Path, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "lines", full)
    before, new = tmp_path / "out.ndjson", tmp_path / "new.ndjson"
    before.write_text("precious")
    files = sorted(tmp_path.iterdir())
    for out in (before, new):
        done = run(data, "export", "--out", out, "--overwrite")
        assert done.exit_code == 1
        assert f"{out}: No space left on device" in done.stderr
    assert before.read_text() == "precious"
    assert sorted(tmp_path.iterdir()) == files


def test_an_export_goes_through_a_pipe_and_to_standard_output(
    data: Path, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(service, KIND, "1")
    wanted = run(data, "export").stdout
    monkeypatch.chdir(tmp_path)
    assert run(data, "export", "--out", "-").stdout == wanted
    assert not Path("-").exists()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_text)
        assert run(data, "export", "--out", pipe).exit_code == 0
        assert read.result(timeout=10) == wanted
    assert pipe.is_fifo()


def test_an_export_in_csv_runs_no_formula(data: Path, service: Service) -> None:
    post(service, '=HYPERLINK("https://evil.example")', "1")
    told = run(data, "export", "--format", "csv").stdout
    assert told.startswith("id,text,format,")
    assert "'=HYPERLINK(" in told


def test_statements_are_exported(data: Path, service: Service) -> None:
    post(service, RUDE, "1")
    decide(service, "1", Action.REJECT)
    (line,) = run(data, "export", "--statements").stdout.splitlines()
    assert json.loads(line)["comment"] == "1"
    rows = run(data, "export", "--statements", "--format", "csv").stdout
    assert rows.startswith("puid,comment,")
    wrong = run(data, "export", "--statements", "--status", "rejected")
    assert wrong.exit_code == 2


def test_an_export_needs_a_database_and_a_site(data: Path, tmp_path: Path) -> None:
    assert "there is no database" in run(tmp_path / "no", "export").stderr
    assert "there is no site" in run(data, "export", "--site", "no").stderr


CHAPTER = (
    (ROOT / "README.md")
    .read_text(encoding="utf-8")
    .partition("## Bring your archive")[2]
    .partition("\n## ")[0]
)


def test_every_option_that_the_readme_names_exists() -> None:
    known = {
        name
        for command in ("import", "export")
        for its in main.commands[command].params
        for name in (*its.opts, *its.secondary_opts)
    }
    told = set(re.findall(r"--[a-z][a-z-]+", CHAPTER)) - {"--collection"}
    assert told
    assert told <= known


def test_the_line_of_the_readme_comes_in(
    data: Path, service: Service, tmp_path: Path
) -> None:
    (example,) = re.findall(r"```json\n(.*?)```", CHAPTER, re.DOTALL)
    path = tmp_path / "a.ndjson"
    path.write_text(" ".join(example.split()))
    assert run(data, "import", path).exit_code == 0
    assert count(service, "examples") == 1


def test_the_columns_of_the_readme_are_those_that_are_exported(
    data: Path, service: Service
) -> None:
    told = re.findall(r"`([a-z_.]+)`", CHAPTER.partition("Columns:")[2])
    header = run(data, "export", "--format", "csv").stdout.strip().split(",")
    assert told[: len(header)] == header


def test_a_terminal_sees_how_far_an_import_is(data: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "web", "import", str(SAMPLES / "disqus.xml")]
    done = subprocess.run(  # noqa: S603 - our own words
        [*command, "--data", str(data)], cwd=ROOT, stderr=theirs, check=False
    )
    os.close(theirs)
    told = b""
    with contextlib.suppress(OSError):  # its end, where nobody holds it any more
        while some := os.read(ours, 4096):
            told += some
    os.close(ours)
    assert done.returncode == 0
    assert b"6 records  [####" in told
    assert b"100%" in told
