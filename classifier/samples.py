"""Labelled comments from files, as training and evaluation take them.

A file is CSV with a header, or JSON with one object a line (`.jsonl`, `.ndjson`),
either plain or gzip-compressed (`.gz`). It has a column `text` and one or more named
like an attribute, from 0 to 1 and empty where not labelled; `obscene` is another name
of `profanity`. The columns `source`, `split` and `lang` may be there; others are not
read.
"""

import csv
import gzip
import json
import random
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from classifier.errors import BadData, NotEnoughExamples

ATTRIBUTES = (
    "toxicity",
    "severe_toxicity",
    "insult",
    "threat",
    "profanity",
    "identity_attack",
    "spam",
)
BASE_RATES = {
    "toxicity": 0.0958,
    "severe_toxicity": 0.0100,
    "insult": 0.0494,
    "threat": 0.0030,
    "profanity": 0.0529,
    "identity_attack": 0.0088,
    "spam": 0.05,
}
"""Shares of comments as they come: Jigsaw's official training set of Wikipedia talk
(2018); for spam our own assumption, as no open set has a natural rate."""

ENDINGS = (".csv", ".jsonl", ".ndjson")
"""What a file's name ends in, with or without `.gz`."""

_ALIASES = {"profanity": "obscene"}  # called so in the data sets
_LONGEST_FIELD = 10_000_000  # characters


@dataclass(frozen=True)
class Sample:
    """A text, its labels (0 or 1) where it has any, and where it is from.

    `split` is empty where the file names none; `language` is a code of two letters.
    """

    text: str
    labels: dict[str, int]
    source: str
    split: str
    weight: float = 1.0
    language: str = "en"


def read(path: Path) -> Iterator[Sample]:
    """The rows of a file, in order; a share of votes of at least a half is a 1.

    A row without a `source` has the file's name as its source.

    Raises:
        NotEnoughExamples: there is no such file.
        BadData: the file or a row of it cannot be read; the message names the file,
            the line, what was wanted and what came.
    """
    if not path.is_file():
        raise NotEnoughExamples(
            f"{path}: wanted a file of labelled comments, found none"
        )
    rows = _csv_rows if _ending(path) == ".csv" else _json_rows
    stem = path.name.partition(".")[0]
    number = 0
    try:
        with _opened(path) as lines:
            for number, row in rows(path, lines):
                yield _sample(path, number, row, stem)
    except UnicodeDecodeError as error:
        raise BadData(
            f"{path}: after line {number}: wanted text in UTF-8, got the byte "
            f"{error.object[error.start]:#04x}"
        ) from error
    except (OSError, EOFError, zlib.error) as error:
        raise BadData(
            f"{path}: after line {number}: cannot be read on: {error}"
        ) from error


def files(paths: Iterable[Path]) -> list[Path]:
    """The files that are meant: a folder stands for the labelled files in it.

    In a folder only those whose header names `text` and an attribute count, so that
    other tables may lie beside them.

    Raises:
        NotEnoughExamples: a path is nothing, or a folder without such files.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = [each for each in sorted(path.iterdir()) if _is_labelled(each)]
        if not inside:
            raise NotEnoughExamples(
                f"{path}: wanted labelled files ({', '.join(ENDINGS)}, plain or .gz), "
                "found none"
            )
        found += inside
    return found


def some(samples: Sequence[Sample], most: int, *, seed: int = 0) -> list[Sample]:
    """At most so many of the samples, drawn at random, in their order."""
    if len(samples) <= most:
        return list(samples)
    places = sorted(random.Random(seed).sample(range(len(samples)), most))  # noqa: S311
    return [samples[place] for place in places]


def _is_labelled(path: Path) -> bool:
    if not path.is_file() or path.name.startswith(".") or _ending(path) not in ENDINGS:
        return False
    try:
        with _opened(path) as lines:
            if _ending(path) != ".csv":
                return True
            header = next(csv.reader(lines), [])
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error):
        return True  # so that reading it tells what is wrong
    return "text" in header and bool(_attributes_of(header))


def _attributes_of(header: Iterable[str]) -> set[str]:
    return {*ATTRIBUTES, *_ALIASES.values()} & set(header)


def _ending(path: Path) -> str:
    suffixes = [each.lower() for each in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def _opened(path: Path) -> IO[str]:
    if _ending(path) not in ENDINGS:
        raise BadData(
            f"{path}: wanted a name that ends in {', '.join(ENDINGS)}, plain or .gz"
        )
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _csv_rows(path: Path, lines: IO[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.DictReader(lines, restkey="")
    begin = 1
    try:
        header = reader.fieldnames or []
        if "text" not in header or not _attributes_of(header):
            raise BadData(
                f"{path}: line 1: wanted a column `text` and one or more of "
                f"{', '.join(ATTRIBUTES)}; got {_short(', '.join(header))}"
            )
        begin = reader.line_num + 1
        for row in reader:
            # A field may hold line breaks: a row begins after where the last ended.
            if "" in row or None in row.values():
                raise BadData(
                    f"{path}: line {begin}: wanted {len(header)} fields, as the "
                    f"header has, got {_fields(row)}"
                )
            yield begin, row
            begin = reader.line_num + 1
    except csv.Error as error:
        raise BadData(f"{path}: line {begin}: wanted CSV: {error}") from error


def _fields(row: Mapping[str, Any]) -> int:
    own = sum(value is not None for key, value in row.items() if key)
    return own + len(row.get("", ()))


def _json_rows(path: Path, lines: IO[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadData(f"{path}: line {number}: wanted JSON: {error}") from error
        if not isinstance(row, dict):
            raise BadData(
                f"{path}: line {number}: wanted an object in {{ }}, got {_short(row)}"
            )
        if not isinstance(row.get("text"), str):
            raise BadData(
                f"{path}: line {number}: text: wanted a string, "
                f"got {_short(row.get('text'))}"
            )
        yield number, row


def _sample(path: Path, number: int, row: Mapping[str, Any], stem: str) -> Sample:
    labels = {}
    for name in ATTRIBUTES:
        value = row.get(name)
        if value is None or value == "":
            value = row.get(_ALIASES.get(name, name))
        if value is not None and value != "":
            labels[name] = int(_share(path, number, name, value) >= 0.5)
    return Sample(
        text=row["text"],
        labels=labels,
        source=str(row.get("source") or stem),
        split=str(row.get("split") or ""),
        language=str(row.get("lang") or "en").lower()[:2],
    )


def _share(path: Path, number: int, name: str, value: Any) -> float:
    try:
        share = float(value)
    except (TypeError, ValueError):
        share = -1.0
    if not 0 <= share <= 1:  # and so no NaN
        raise BadData(
            f"{path}: line {number}: {name}: wanted a number from 0 to 1 or nothing, "
            f"got {_short(value)}"
        )
    return share


def _short(value: Any) -> str:
    told = repr(value)
    return told if len(told) <= 80 else told[:77] + "..."
