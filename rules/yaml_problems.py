"""What is wrong with a file that is no plain YAML, as editors understand it."""

from collections.abc import Mapping

import yaml
from yaml.reader import ReaderError

from rules.problems import Place, Problem

_HINTS: Mapping[str, str] = {
    "mapping values are not allowed": (
        "put a value with a colon in single quotes, as in 'a: b'"
    ),
    "'\\t' that cannot start": "write blanks instead of the tab",
    "cannot start any token": "put the value in single quotes",
    "found '<scalar>'": (
        "a value that begins with a quotation mark ends at the next: put the whole in "
        "single quotes"
    ),
    "expected <block end>": "begin all lines of a part equally far to the right",
    "could not find expected ':'": "behind a name stand a colon and a blank",
    "`<<` is not taken": "write out what it stands for",
    "aliases": "write out what it stands for, or put a text in single quotes",
    "tags": "put a text in single quotes",
    "an escape makes": (
        r"in single quotes a \ stands for itself; other characters stand as they are"
    ),
    "is there twice": "take one of them out",
    "a quotation mark is not closed": "close it",
    "another document": "take the line `---` out, or make two files",
}
_TOLD: Mapping[str, str] = {
    "found unexpected end of stream": "a quotation mark is not closed",
    "but found another document": "wanted one document, got another document",
}
_AT_THE_BEGINNING = ("a quotation mark is not closed", "could not find expected ':'")
"""What YAML notes only where the next thing begins, or the file ends."""


def of_marked(error: yaml.MarkedYAMLError) -> Problem:
    """What stands where YAML does not allow it."""
    said = error.problem or error.context or "not readable"
    told = _TOLD.get(said, said)
    marks = [error.problem_mark, error.context_mark]
    if told in _AT_THE_BEGINNING:
        marks.reverse()
    mark = marks[0] or marks[1]
    place = Place(mark.line + 1, mark.column + 1) if mark else Place()
    hint = next((hint for part, hint in _HINTS.items() if part in told), "")
    return Problem(place, f"not readable as YAML: {told}", hint)


def of_bytes(content: bytes, error: UnicodeDecodeError) -> Problem:
    """What is no UTF-8, at its first such byte."""
    before = content[: error.start].decode(errors="replace")
    told = f"wanted text in UTF-8, got the byte {content[error.start]:#04x}"
    return Problem(_end_of(before), told, "save it as UTF-8 text")


def of_sign(text: str, error: ReaderError) -> Problem:
    """A character that no text has, such as one that drives a terminal."""
    told = f"{_code(text[error.position])} is no character of a text"
    return Problem(_end_of(text[: error.position]), told, "take it out")


def of_escape(sign: str) -> str:
    """What is told of an escape that makes such a character.

    >>> of_escape("\b")
    'an escape makes U+0008 of it, which is no character of a text'
    """
    return f"an escape makes {_code(sign)} of it, which is no character of a text"


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _end_of(text: str) -> Place:
    lines = f"{text}_".splitlines()  # the sign that is wrong, in place of itself
    return Place(len(lines), len(lines[-1]))
