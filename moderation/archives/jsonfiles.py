"""JSON, one object a line or all of them in one array, read one at a time."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from moderation.archives.files import File
from moderation.archives.records import BadArchive, Fields
from moderation.archives.values import amiss, wrong
from moderation.errors import BadSubmission

MOST = 32 * 1024 * 1024
"""Bytes of one object; a longer one is told of and left out."""

_BOM = b"\xef\xbb\xbf"
_MARK = re.compile(rb'["{}\[\],]')
_STRING_END = re.compile(rb'["\\]')


def objects(file: File) -> Iterator[tuple[str, Fields | BadSubmission]]:
    """Each object with where it is, or why it is none.

    Raises:
        BadArchive: the array that they are in is broken.
    """
    begin = file.beginning().removeprefix(_BOM).lstrip()
    if begin.startswith(b"["):
        for number, raw in enumerate(_of_array(file), start=1):
            yield f"record {number}", _object(raw)
        return
    for number, line in enumerate(_lines(file), start=1):
        if line is None:
            told = amiss("line", f"at most {MOST} bytes", "more")
            yield f"line {number}", told
        elif (line := line.removeprefix(_BOM if number == 1 else b"")).strip():
            yield f"line {number}", _object(line)


def first(file: File) -> Fields:
    """The first object; empty if it cannot be read. The file is then begun again."""
    begin = file.beginning().removeprefix(_BOM).lstrip()
    found: Fields | BadSubmission = {}
    if begin.startswith(b"["):
        try:
            cut = next(_pieces(iter([begin])), None)
        except BadArchive:  # it is longer than what was looked at
            cut = None
        found = _object(cut) if cut else {}
    elif begin:
        found = _object(begin.splitlines()[0])
    return found if isinstance(found, dict) else {}


def _object(raw: bytes) -> Fields | BadSubmission:
    try:
        found: Any = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return amiss("record", "JSON in UTF-8", str(error))
    return found if isinstance(found, dict) else wrong("record", "an object", found)


def _lines(file: File) -> Iterator[bytes | None]:
    """Each line; `None` for one that is too long."""
    while line := file.bytes.readline(MOST + 1):
        if len(line) > MOST and not line.endswith(b"\n"):
            while (more := file.bytes.readline(MOST)) and not more.endswith(b"\n"):
                pass
            yield None
        else:
            yield line


def _of_array(file: File) -> Iterator[bytes]:
    try:
        yield from _pieces(file.chunks())
    except BadArchive as error:
        raise BadArchive(f"{file.name}: {error}") from error


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The items of an array, each as bytes, cut where brackets say so.

    What comes before the first bracket and after the last is not looked at.

    Raises:
        BadArchive: it ends within an item, or one is too long.
    """
    held, at, depth, quoted, begun = b"", 0, 0, False, 0
    for chunk in chunks:
        held += chunk
        while True:
            found = (_STRING_END if quoted else _MARK).search(held, at)
            if found is None:
                at = max(at, len(held))
                break
            mark, at = found[0], found.end()
            if mark == b"\\":
                at += 1  # what it escapes may come with the next chunk
            elif mark == b'"':
                quoted = not quoted
            elif mark in b"[{":
                depth += 1
                begun = at if depth == 1 else begun
            elif depth == 1 and mark in b",]":
                if item := held[begun : at - 1].strip():
                    yield item
                begun = at
                if mark == b"]":
                    return
            elif mark in b"]}":
                depth -= 1
        held, at, begun = held[begun:], at - begun, 0
        if len(held) > MOST:
            raise BadArchive(
                f"wanted records of at most {MOST} bytes, got a longer one"
            )
    if depth:
        raise BadArchive("wanted an array with its end, got one that is cut off")
