"""Word lists as files that people exchange: CSV for spreadsheets, and plain text.

A CSV file has the columns `entry,severity,note,owner`, of which only `entry` must be
there, with commas, semicolons or tabs between them, as spreadsheets write them; a plain
one has an entry a line, and `#` begins a comment. Nothing is looked up and nothing is
run: a cell that a spreadsheet would take for a formula gets an apostrophe before it on
export, which import takes off again.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rules.problems import Place, Problem
from rules.wordlists import is_blank

COLUMNS = ("entry", "severity", "note", "owner")
LONGEST = 200  # characters of an entry, and of each cell beside it
MOST = 100_000  # entries of one file; chosen by us, ten times what a large site has
MOST_PROBLEMS = 100
"""That are told of one file; whoever sends a picture instead reads no more."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LINES = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One word or phrase of a list.

    Attributes:
        entry: as it is matched: lower case, `*` at its end for longer words too.
        severity: from 1, mild, to 3, severe; `None` where nobody said.
        note: why it is there, for people.
        owner: who answers for it.
    """

    entry: str
    severity: int | None = None
    note: str = ""
    owner: str = ""


def from_csv(text: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a CSV file, and what is wrong with its lines.

    A line with an error gives no entry. What is there twice counts once.

    >>> entries, problems = from_csv("entry,severity\\nOaf,2\\nlout,9\\n")
    >>> entries[0].entry, entries[0].severity, problems[0].place.line
    ('oaf', 2, 3)
    """
    text, sign = _separated(text.removeprefix("\ufeff"))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    names: Sequence[str] = ()
    entries, problems = dict[str, Entry](), list[Problem]()
    begin = 1
    try:
        for row in rows:
            line, begin = begin, rows.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if not names:
                names = [cell.strip().lower() for cell in row]
                if wrong := _header_problem(names, line):
                    return [], [wrong]
                continue
            found = _entry(names, row, line)
            _keep(found, line, entries, problems)
            if len(problems) >= MOST_PROBLEMS or len(entries) > MOST:
                break
    except csv.Error as error:
        told = f"not readable as CSV: {error}"
        problems.append(Problem(Place(begin), told, "close every quotation mark"))
    if not names and not problems:
        problems.append(Problem(Place(), "wanted a line of column names, got nothing"))
    return _at_most(entries, problems)


_SEPARATORS = ",;\t"


def _separated(text: str) -> tuple[str, str]:
    """The lines to read, and what stands between their cells.

    A spreadsheet writes what is usual in its country; the line of column names shows
    it, or one above it, `sep=;`, which is for spreadsheets alone and left empty here.
    """
    first = _LINES.split(text.lstrip(), maxsplit=1)[0]
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        return text.replace(first, "", 1), first[-1]
    return text, max(_SEPARATORS, key=first.count)


def from_text(text: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a plain list, one a line, and what is wrong with its lines.

    >>> [each.entry for each in from_text("# rude\\nOaf  # mild\\n\\nlout*")[0]]
    ['oaf', 'lout*']
    """
    entries, problems = dict[str, Entry](), list[Problem]()
    for line, written in enumerate(_LINES.split(text.removeprefix("\ufeff")), 1):
        bare = written.partition("#")[0].strip()
        if bare:
            _keep(_read(bare, line, {}), line, entries, problems)
        if len(problems) >= MOST_PROBLEMS or len(entries) > MOST:
            break
    return _at_most(entries, problems)


def to_csv(entries: Iterable[Entry]) -> str:
    """A CSV file (RFC 4180) that spreadsheets open without running anything.

    >>> print(to_csv([Entry(entry="-oaf", severity=1)]))
    entry,severity,note,owner
    '-oaf,1,,
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for each in entries:
        severity = "" if each.severity is None else str(each.severity)
        rows.writerow(map(_guarded, (each.entry, severity, each.note, each.owner)))
    return out.getvalue()


def to_text(entries: Iterable[Entry]) -> str:
    """A plain list; what is not the entry itself stands behind it as a comment.

    >>> to_text([Entry(entry="oaf", note="of a play")])
    'oaf  # of a play\\n'
    """
    return "".join(f"{each.entry}{_comment(each)}\n" for each in entries)


def _comment(entry: Entry) -> str:
    severity = f"severity {entry.severity}" if entry.severity is not None else ""
    parts = (severity, entry.note, entry.owner)
    told = "; ".join(" ".join(part.split()) for part in parts if part)
    return f"  # {told}" if told else ""


def _header_problem(names: Sequence[str], line: int) -> Problem | None:
    wanted = ", ".join(f"`{name}`" for name in COLUMNS)
    if "entry" not in names:
        told = "wanted a column `entry` in the first line"
        hint = f"the columns are {wanted}; their names stand above the words"
        return Problem(Place(line), told, hint)
    for name in names:
        if name and (name not in COLUMNS or names.count(name) > 1):
            twice = "is there twice" if name in COLUMNS else "is no column of a list"
            return Problem(
                Place(line), f"`{name}` {twice}", f"the columns are {wanted}"
            )
    return None


def _entry(names: Sequence[str], row: Sequence[str], line: int) -> Entry | Problem:
    if len(row) > len(names):
        told = f"wanted {len(names)} cells at most, got {len(row)}"
        return Problem(
            Place(line),
            told,
            "put a cell with a comma or a semicolon in quotation marks",
        )
    cells = {name: _bare(cell) for name, cell in zip(names, row, strict=False) if name}
    return _read(cells.pop("entry", ""), line, cells)


def _read(written: str, line: int, cells: dict[str, str]) -> Entry | Problem:
    """One entry, or the first thing that is wrong with it."""
    entry = " ".join(written.lower().split())
    if is_blank(entry):
        got = f"`{entry}`" if entry else "nothing"
        return Problem(Place(line), f"wanted a word or a phrase, got {got}")
    if "#" in entry:
        return Problem(Place(line), "an entry has no #, which begins a comment")
    if max(map(len, (entry, *cells.values()))) > LONGEST:
        return Problem(Place(line), f"wanted {LONGEST} characters a cell at most")
    if bad := next((each for each in entry if not each.isprintable()), ""):
        return Problem(Place(line), f"U+{ord(bad):04X} is no character of a word")
    severity = cells.get("severity", "")
    if severity not in ("", "1", "2", "3"):
        told = f"severity: wanted 1, 2 or 3, got `{severity[:20]}`"
        return Problem(Place(line), told, "1 is mild and 3 severe; it may be empty")
    return Entry(
        entry=entry,
        severity=int(severity) if severity else None,
        note=cells.get("note", ""),
        owner=cells.get("owner", ""),
    )


def _keep(
    found: Entry | Problem,
    line: int,
    entries: dict[str, Entry],
    problems: list[Problem],
) -> None:
    if isinstance(found, Problem):
        problems.append(found)
    else:
        entries.setdefault(found.entry, found)


def _at_most(
    entries: dict[str, Entry], problems: list[Problem]
) -> tuple[list[Entry], list[Problem]]:
    if len(entries) > MOST:
        return [], [Problem(Place(), f"wanted {MOST} entries at most")]
    return list(entries.values()), problems


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def _bare(cell: str) -> str:
    cell = cell.strip()
    is_guarded = cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA)
    return cell[1:] if is_guarded else cell


def changes(before: Iterable[Entry], after: Iterable[Entry]) -> Iterator[str]:
    """What an import would do to a list, a line each: `+ oaf`, `- lout`, `~ knave`.

    >>> old, new = [Entry(entry="oaf"), Entry(entry="lout")], [Entry(entry="lout")]
    >>> list(changes(old, new))
    ['- oaf']
    """
    old, new = ({each.entry: each for each in its} for its in (before, after))
    for entry in sorted(old.keys() | new.keys()):
        if entry not in new:
            yield f"- {entry}"
        elif entry not in old:
            yield f"+ {entry}"
        elif old[entry] != new[entry]:
            yield f"~ {entry}"
