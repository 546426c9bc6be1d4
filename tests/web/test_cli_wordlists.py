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
        ("trams.csv", "none/trams.txt", 2, "there is no folder"),
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


@pytest.mark.parametrize(
    "sheet",
    [
        '\ufeffentry;severity;note\r\nLout;2;"rude; old"\r\n;;\r\nknave;;\r\n',
        'sep=;\nentry;severity;note\nLout;2;"rude; old"\nknave;;\n',
        "entry\tseverity\tnote\nLout\t2\trude; old\nknave\t\t\n",
        "entry,severity,note\n\nLout,2,rude; old\nknave,,\n",
    ],
    ids=["semicolons", "sep", "tabs", "commas"],
)
def test_a_spreadsheet_of_any_country_is_read(tmp_path: Path, sheet: str) -> None:
    given, plain = tmp_path / "LIST.CSV", tmp_path / "list.txt"
    given.write_text(sheet, encoding="utf-8", newline="")
    done = run(given, plain)
    assert (done.exit_code, done.stderr) == (0, "2 entries\n")
    assert plain.read_text() == "lout  # severity 2; rude; old\nknave\n"


def test_the_pointed_line_of_a_spreadsheet_is_the_one_in_the_file(
    tmp_path: Path,
) -> None:
    given = tmp_path / "list.csv"
    given.write_text("sep=;\nentry;severity\n\nlout;9\n", encoding="utf-8-sig")
    assert f"{given}:4:1: error: severity" in run(given, tmp_path / "l.txt").stdout
    given.write_text("lout\nknave\n", encoding="utf-8-sig")
    told = run(given, tmp_path / "l.txt").stdout
    assert "    1 | lout\n" in told
    assert "their names stand above the words" in told


def test_what_cannot_be_read_or_written_is_told_with_the_way_out(
    tmp_path: Path,
) -> None:
    given = tmp_path / "list.csv"
    given.write_bytes("entry\nLümmel\n".encode("latin-1"))
    assert "as CSV UTF-8" in run(given, tmp_path / "l.txt").stderr
    nowhere = tmp_path / "nowhere"
    done = run(given, nowhere / "l.txt")
    assert done.exit_code == 2
    assert f"there is no folder {nowhere}" in done.stderr
