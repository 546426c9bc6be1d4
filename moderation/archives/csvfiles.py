"""CSV: a header that names the fields, then one comment a row.

Commas, semicolons, tabs or bars between cells; quoted as RFC 4180 has it; UTF-8 with or
without a mark at its beginning, or UTF-16 with one. An empty cell is no value.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from moderation.archives.files import File
from moderation.archives.guard import unguarded
from moderation.archives.records import BadArchive, Fields
from moderation.archives.values import amiss
from moderation.errors import BadSubmission

MOST = 32 * 1024 * 1024
"""Characters of a cell: a quote that is never closed shall not take in all the rest."""

_DELIMITERS = ",;\t|"


def rows(
    file: File, columns: Mapping[str, str], needed: Sequence[str] = ()
) -> Iterator[tuple[str, Fields | BadSubmission]]:
    """Each row as its fields, by the names of the header, with where it is.

    Args:
        columns: by the name of a field, the name that the header has for it.
        needed: fields without which no row says anything.

    Raises:
        BadArchive: there is no header, or it has not what `columns` says or what is
            needed.
    """
    csv.field_size_limit(MOST)
    text = file.text()
    first = _first_line(text)
    reader = csv.reader(_again(first, text), delimiter=_delimiter(first), strict=True)
    try:
        given = next(reader, [])
    except csv.Error as error:
        raise BadArchive(f"{file.name}: wanted a header, got {error}") from error
    if not all(map(_is_text, given)):
        raise BadArchive(f"{file.name}: wanted UTF-8 or UTF-16, got other bytes")
    names = _names(file, given, columns)
    if missing := [field for field in needed if field not in names]:
        raise BadArchive(
            f"{file.name}: wanted the columns {' and '.join(map(repr, needed))}, got "
            f"{', '.join(map(repr, given)) or 'no header'}; --columns "
            f"{missing[0]}=NAME says what yours is called"
        )
    line = reader.line_num
    while True:
        begin, line = line + 1, line
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            line = reader.line_num
            yield f"line {begin}", amiss("row", "cells as RFC 4180 has it", str(error))
            continue
        line = reader.line_num
        if any(cells):
            yield f"line {begin}", _row(names, cells)


def header(file: File) -> list[str]:
    """The names of the columns. The file is then begun again."""
    text = io.StringIO(file.beginning().decode("utf-8-sig", "replace"))
    first = _first_line(text)
    try:
        return next(csv.reader([first], delimiter=_delimiter(first)), [])
    except csv.Error:
        return []


def _first_line(text: io.TextIOBase) -> str:
    while line := text.readline(MOST):
        if line.strip():
            return line
    return ""


def _again(first: str, text: io.TextIOBase) -> Iterator[str]:
    yield first
    while line := text.readline(MOST):
        yield line


def _delimiter(first: str) -> str:
    bare = "".join(first.split('"')[::2])  # what is not in quotes
    return max(_DELIMITERS, key=bare.count)


def _names(file: File, given: list[str], columns: Mapping[str, str]) -> list[str]:
    names = [name.strip() for name in given]
    for field, name in columns.items():
        if name not in names:
            raise BadArchive(
                f"{file.name}: wanted a column {name!r} for {field}, as --columns "
                f"says; got {', '.join(map(repr, names)) or 'no header'}"
            )
    called = {name: field for field, name in columns.items()}
    return [called.get(name, "" if name in columns else name) for name in names]


def _is_text(cell: str) -> bool:
    """Whether all its bytes were characters."""
    return cell.isascii() or not any("\udc80" <= its <= "\udcff" for its in cell)


def _row(names: list[str], cells: list[str]) -> Fields | BadSubmission:
    if len(cells) > len(names) or len(cells) < len(names):
        return amiss("row", f"{len(names)} cells", f"{len(cells)} cells")
    for name, cell in zip(names, cells, strict=True):
        if not _is_text(cell):
            return amiss(name or "row", "text that UTF-8 can hold", "other bytes")
    return {
        name: unguarded(cell)
        for name, cell in zip(names, cells, strict=True)
        if name and cell
    }
