"""Word lists as files: what goes out comes back, and bad lines are told by number."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.list_files import (
    COLUMNS,
    MOST,
    MOST_PROBLEMS,
    Entry,
    changes,
    from_csv,
    from_text,
    to_csv,
    to_text,
)

SIGNS = "abz'é=+-@*, \";:."


def _words(signs: str = SIGNS) -> st.SearchStrategy[str]:
    return (
        st.text(signs, min_size=1, max_size=20)
        .map(lambda text: " ".join(text.split()))
        .filter(lambda text: text.rstrip("*").strip() != "")
    )


ENTRIES = st.lists(
    st.builds(
        Entry,
        entry=_words(),
        severity=st.none() | st.integers(1, 3),
        note=st.text(SIGNS + "\n\t", max_size=20).map(str.strip),
        owner=st.text(SIGNS, max_size=8).map(str.strip),
    ),
    max_size=8,
    unique_by=lambda each: each.entry,
)


@given(ENTRIES)
def test_a_list_comes_back_from_csv_as_it_went(entries: list[Entry]) -> None:
    assert from_csv(to_csv(entries)) == (entries, [])


@given(ENTRIES)
def test_the_words_of_a_list_come_back_from_plain_text(entries: list[Entry]) -> None:
    found, problems = from_text(to_text(entries))
    assert [each.entry for each in found] == [each.entry for each in entries]
    assert problems == []


@given(ENTRIES)
def test_no_cell_is_a_formula_to_a_spreadsheet(entries: list[Entry]) -> None:
    for row in csv.reader(io.StringIO(to_csv(entries))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)


@pytest.mark.parametrize(
    ("cell", "exported"),
    [
        ('=hyperlink("http://a.example")', '\'=hyperlink("http://a.example")'),
        ("'=1", "''=1"),
        ("@oaf", "'@oaf"),
        ("'tis", "'tis"),
    ],
)
def test_a_formula_is_made_harmless_and_restored(cell: str, exported: str) -> None:
    out = to_csv([Entry(entry=cell)])
    assert next(csv.reader([out.split("\n")[1]]))[0] == exported
    assert from_csv(out)[0][0].entry == cell


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "wanted a line of column names"),
        ("word,note\noaf,", 1, "wanted a column `entry`"),
        ("entry,weight\noaf,1", 1, "`weight` is no column"),
        ("entry,note,note\noaf,,", 1, "`note` is there twice"),
        ("entry,severity\noaf,1\nlout,high", 3, "wanted 1, 2 or 3, got `high`"),
        ("entry\noaf\n\n\na,b", 5, "wanted 1 cells at most, got 2"),
        ('entry,note\noaf,"two\nlines"\n**,', 4, "wanted a word or a phrase, got `**`"),
        ("entry,note\n,empty", 2, "got nothing"),
        ("entry\noaf\n\u0301*", 3, "wanted a word or a phrase"),
        ("entry\noaf#", 2, "no #"),
        ("entry\noa\u200bf", 2, "U+200B"),
        ("entry\n" + "a" * 201, 2, "200 characters"),
        ('entry\noaf\n"lout', 3, "not readable as CSV"),
    ],
)
def test_a_bad_line_is_told_by_its_number(text: str, line: int, told: str) -> None:
    (problem,) = from_csv(text)[1]
    assert problem.place.line == line
    assert told in problem.message


def test_a_bad_line_costs_only_itself() -> None:
    entries, problems = from_csv("entry,severity\noaf,1\nlout,7\nknave,2\n")
    assert [each.entry for each in entries] == ["oaf", "knave"]
    assert len(problems) == 1


def test_columns_may_come_in_any_order_with_marks_of_spreadsheets() -> None:
    text = "\ufeffOwner, Entry \r\ndesk,  Big   OAF\r\ndesk,big oaf\r\n"
    assert from_csv(text) == ([Entry(entry="big oaf", owner="desk")], [])


def test_what_is_no_list_is_refused_early() -> None:
    problems = from_csv("entry\n" + "**\n" * 5_000)[1]
    assert len(problems) == MOST_PROBLEMS
    many = "".join(f"w{number}\n" for number in range(MOST + 1))
    found, (told, *_) = from_text(many)
    assert found == []
    assert "entries at most" in told.message


@given(st.text(max_size=80) | st.text('entry,"\n=', max_size=80))
def test_no_file_is_more_than_problems(text: str) -> None:
    for read in (from_csv, from_text):
        entries, problems = read(text)
        assert all(each.entry for each in entries)
        assert all(each.place.line >= 1 for each in problems)


def test_what_an_import_changes_is_told() -> None:
    old = [Entry(entry="oaf"), Entry(entry="lout"), Entry(entry="knave")]
    new = [Entry(entry="lout", severity=2), Entry(entry="knave"), Entry(entry="rogue")]
    assert list(changes(old, new)) == ["~ lout", "- oaf", "+ rogue"]
    assert COLUMNS[0] == "entry"
