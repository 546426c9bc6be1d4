"""`moderate rules words`: lists to spreadsheets and back, or not at all."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from web.cli import main


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["rules", "words", *map(str, words)])


def test_a_list_from_a_spreadsheet_becomes_one_that_a_rules_file_can_name(
    tmp_path: Path,
) -> None:
    sheet, plain = tmp_path / "trams.csv", tmp_path / "trams.txt"
    sheet.write_text("entry,severity,note,owner\nTram*,1,a line,anna\nstreetcar,,,\n")
    done = run(sheet, plain)
    assert done.exit_code == 0
    assert "2 entries" in done.stderr
    entries = [
        line.partition("#")[0].strip() for line in plain.read_text().splitlines()
    ]
    assert entries == ["tram*", "streetcar"]
    again = tmp_path / "again.csv"
    assert run(plain, again).exit_code == 0
    assert again.read_text().splitlines()[0] == "entry,severity,note,owner"


def test_a_wrong_line_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    sheet, plain = tmp_path / "trams.csv", tmp_path / "trams.txt"
    plain.write_text("kept\n")
    sheet.write_text("entry,severity\ntram,9\n")
    done = run(sheet, plain)
    assert done.exit_code == 1
    assert "trams.csv:2:" in done.stdout
    assert plain.read_text() == "kept\n"
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "trams.csv",
        "trams.txt",
    ]


@pytest.mark.parametrize(
    ("source", "target", "status", "told"),
    [
        ("trams.doc", "trams.txt", 2, "wanted a name with .csv or .txt"),
        ("trams.csv", "trams", 2, "wanted a name with .csv or .txt"),
        ("none.csv", "trams.txt", 1, "No such file"),
        ("latin.csv", "trams.txt", 1, "wanted text in UTF-8"),
        ("trams.csv", "none/trams.txt", 1, "No such file"),
    ],
)
def test_what_cannot_be_is_told(
    tmp_path: Path, source: str, target: str, status: int, told: str
) -> None:
    (tmp_path / "trams.csv").write_text("entry\ntram\n")
    (tmp_path / "latin.csv").write_bytes(b"entry\n\xe9t\xe9\n")
    done = run(tmp_path / source, tmp_path / target)
    assert done.exit_code == status
    assert told in done.stderr
