"""`moderate evaluate`: its table, its page, and its refusals."""

import contextlib
import json
import os
import resource
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import classifier
from tests.moderation.stories import KIND, RUDE
from web.cli import main

NICE = "Thank you for this calm and careful report."


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, words)])


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Six rows: a column `text`, two attributes, and no split."""
    path = tmp_path / "mine.csv"
    rude, nice = f'"{RUDE}"', f'"{KIND}"'
    rows = [f"{rude},1,1", f"{nice},0,0", "You are an idiot.,1,1"]
    rows += [f"{NICE},0,0", "What utter fools you all are.,1,", "Fine by me.,0,"]
    path.write_text("\n".join(["text,toxicity,insult", *rows]) + "\n")
    return path


@pytest.fixture
def more(tmp_path: Path) -> Path:
    path = tmp_path / "more.jsonl"
    rows = [
        {"text": RUDE, "toxicity": 1, "source": "forum", "lang": "en"},
        {"text": NICE, "toxicity": 0, "source": "forum", "lang": "en"},
        {"text": "Ein ganz normaler Satz.", "toxicity": 0, "source": "f", "lang": "xx"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def test_results_are_a_table_on_standard_output(labelled: Path) -> None:
    done = run("--data", labelled)
    assert done.exit_code == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].split()[:5] == ["attribute", "source", "rows", "pos", "AUC"]
    assert lines[1].split()[:4] == ["toxicity", "mine", "6", "3"]
    assert lines[2].split()[:4] == ["insult", "mine", "4", "2"]
    assert "identity terms, toxicity" in done.stdout
    assert "scoring" in done.stderr
    assert "scoring" not in done.stdout


def test_several_files_may_follow_one_option_or_be_named_each(
    labelled: Path, more: Path
) -> None:
    following = run("--data", labelled, more)
    named = run("--data", labelled, "--data", more)
    folder = run("--data", labelled.parent)
    assert following.exit_code == 0, following.stderr
    assert "forum" in following.stdout
    assert following.stdout == named.stdout == folder.stdout
    assert "Left out: 1 rows in a language that is not read" in following.stderr


def test_the_page_is_written_and_has_no_need_of_others(
    labelled: Path, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    done = run("--model", "pretrained", "--data", labelled, "--report", page)
    assert done.exit_code == 0, done.stderr
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "<svg" in text
    assert "<script" not in text
    assert classifier.pretrained().version in text
    assert "quotes comments" in done.stderr


@pytest.fixture
def german(tmp_path: Path) -> tuple[str | Path, ...]:
    """What evaluates the German model on two rows: no probes are in its language."""
    path = tmp_path / "german.csv"
    path.write_text("text,toxicity,lang\nIhr Idioten.,1,de\nGuten Tag.,0,de\n")
    return ("--model", classifier.SHIPPED / "attributes-de", "--data", path)


@contextlib.contextmanager
def room_for(bytes_: int) -> Iterator[None]:
    """No file can grow beyond so many bytes, as on a disk that is nearly full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("before", [None, "the page of yesterday"])
def test_a_page_for_which_there_is_no_room_is_not_half_written(
    german: tuple[str | Path, ...], tmp_path: Path, before: str | None
) -> None:
    place = tmp_path / "pages"
    place.mkdir()
    page = place / "report.html"
    if before is not None:
        page.write_text(before)
    with room_for(1_000):
        done = run(*german, "--report", page)
    assert done.exit_code == 1
    assert f"{page}: the page cannot be written: File too large" in done.stderr
    assert "Wrote" not in done.stderr
    kept = {each.name: each.read_text() for each in place.iterdir()}
    assert kept == ({} if before is None else {"report.html": before})


def test_a_page_takes_the_place_of_an_older_one(
    german: tuple[str | Path, ...], tmp_path: Path
) -> None:
    older, link = tmp_path / "older.html", tmp_path / "link.html"
    older.write_text("the page of yesterday")
    link.symlink_to(older)
    done = run(*german, "--report", link)
    assert done.exit_code == 0, done.stderr
    assert link.is_symlink()
    assert older.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_page_may_go_into_a_pipe(
    german: tuple[str | Path, ...], tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    done = run(*german, "--report", pipe)
    if done.exit_code:  # else the reader would wait for ever
        pipe.write_text("")
    reader.join()
    assert done.exit_code == 0, done.stderr
    assert read[0].startswith("<!doctype html>")


def test_the_help_says_that_the_page_quotes_comments() -> None:
    assert "It quotes comments" in " ".join(run("--help").stdout.split())


def test_another_model_stands_beside(
    labelled: Path, more: Path, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    words = ("--data", labelled, "--compare", f"tfidf:{labelled.parent}")
    done = run(*words, "--report", page)
    assert done.exit_code == 0, done.stderr
    assert "beside tfidf" in done.stdout
    assert "difference" in done.stdout
    assert "tfidf" in page.read_text(encoding="utf-8")


def test_at_most_so_many_rows_count(labelled: Path) -> None:
    counts = [
        run("--data", labelled, "--max-rows", "5", "--seed", "2") for _ in range(2)
    ]
    assert counts[0].stdout == counts[1].stdout
    assert " 5 " in counts[0].stderr


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Path]:
    """Folders that hold no model that could be evaluated."""
    damaged = tmp_path / "damaged"
    shutil.copytree(classifier.SHIPPED / "attributes", damaged)
    (damaged / "weights.npz").write_bytes(b"no weights")
    (tmp_path / "empty").mkdir()
    return {
        "missing": tmp_path / "missing",
        "empty": tmp_path / "empty",
        "damaged": damaged,
        "foreign": classifier.SHIPPED / "topic",
    }


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("missing", "not a readable model"),
        ("empty", "not a readable model"),
        ("damaged", "its SHA-256 is not the one in"),
        ("foreign", "wanted a model of format"),
    ],
)
@pytest.mark.parametrize("option", ["--model", "--compare"])
def test_a_model_that_cannot_be_used_is_one_line_and_exit_1(
    labelled: Path, folders: dict[str, Path], kind: str, told: str, option: str
) -> None:
    done = run("--data", labelled, option, folders[kind])
    assert (done.exit_code, done.stdout) == (1, "")
    assert str(folders[kind]) in done.stderr
    assert told in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("none.csv", None, "none.csv: wanted a file of labelled comments"),
        ("a.csv", "text,toxicity\nhello,perhaps\n", "a.csv: line 2: toxicity: wanted"),
        ("a.txt", "text,toxicity\n", "wanted a name that ends in"),
        ("a.csv", "text,toxicity\nhello,0\n", "wanted rows of both classes"),
        ("a.csv", "text,toxicity,split\nx,0,train\ny,1,train\n", "`--split all`"),
    ],
)
def test_data_that_cannot_be_used_is_told_and_exit_1(
    tmp_path: Path, name: str, text: str | None, told: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    done = run("--data", tmp_path / name)
    assert (done.exit_code, done.stdout) == (1, "")
    assert told in done.stderr


def test_wrong_use_is_exit_2(labelled: Path, tmp_path: Path) -> None:
    assert run().exit_code == 2
    assert run("--data", labelled, "--split", "half").exit_code == 2
    assert run("--data", labelled, "--max-rows", "0").exit_code == 2
    nowhere = run("--data", labelled, "--report", tmp_path / "no" / "r.html")
    assert nowhere.exit_code == 2
    assert "there is no folder" in nowhere.stderr
