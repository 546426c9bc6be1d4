"""What is kept of comments goes out: all of it, in the order in which they came.

A record has the fields of `POST /v1/comments`, then what became of the comment, what
was judged (`judgement`; of earlier texts `earlier`) and all that happened to it
(`history`); `moderation.archives.native` reads it back. An article's text comes with
the first of its comments. What was erased is left out.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from sqlite3 import Row
from typing import Any

import msgspec

from moderation import statements
from moderation.archives.guard import guarded
from moderation.comments import Article, EventKind, Status
from moderation.store import Database, articles, exports, people
from moderation.store.database import stamp
from moderation.store.exports import Kept, Wanted

AT_ONCE = 200

Fields = Mapping[str, Any]

_ARTICLE = ("id", "url", "title", "text", "section", "published_at", "closed")
COLUMNS = (
    *("id", "text", "format", "created_at", "language"),
    *(f"article.{name}" for name in _ARTICLE),
    *("parent.id", "parent.text", "author.id", "author.name", "author.registered_at"),
    *("received_at", "status", "action", "decided_by", "decided_at", "reason", "note"),
    *("priority", "waiting", "version", "judgement", "earlier", "history"),
)
"""Of the CSV: a field within another has a dot, and what has parts is JSON."""

_encoder = msgspec.json.Encoder()


def records(db: Database, wanted: Wanted) -> Iterator[Fields]:
    """The comments wanted, the first that came first; what is not there is left out.

    Raises:
        UnknownSite: there is no such site.
    """
    with db.reading() as connection:
        people.site(connection, wanted.site)  # raises if there is none
    key, told = 0, set[str]()
    while True:
        with db.reading() as connection:
            some = exports.after(connection, wanted, key, limit=AT_ONCE)
            new = {
                id: None
                for its in some
                if (id := its.comment["article_id"]) is not None and id not in told
            }
            texts = articles.known(connection, wanted.site, list(new)) if new else {}
        for its in some:
            id = its.comment["article_id"]
            first = texts.get(id) if id not in told else None
            told.update([id] if first else [])
            yield _record(its, first.text if first else None)
        if not some:
            return
        key = some[-1].comment["key"]


def restrictions(db: Database, site: str) -> Iterator[Fields]:
    """The statements of reasons for all that was rejected, in order.

    Raises:
        UnknownSite: there is no such site.
    """
    with db.reading() as connection:
        people.site(connection, site)  # raises if there is none
    number = 0
    while True:
        some, last = statements.after(db, site, number)
        yield from some
        if last == number:
            return
        number = last


def lines(found: Iterator[Fields]) -> Iterator[bytes]:
    """As NDJSON."""
    for each in found:
        yield _encoder.encode(each) + b"\n"


def rows(found: Iterator[Fields], columns: tuple[str, ...] = ()) -> Iterator[bytes]:
    """As CSV (RFC 4180, UTF-8) that no spreadsheet takes for formulas.

    Args:
        columns: those of the first record if empty.
    """
    held = io.StringIO()
    writer = csv.writer(held)
    if columns:
        writer.writerow(columns)
    for each in found:
        flat = dict(_flat(each))
        if not columns:
            columns = tuple(flat)
            writer.writerow(columns)
        writer.writerow([guarded(flat.get(name, "")) for name in columns])
        yield _taken(held)
    yield _taken(held)


def _taken(held: io.StringIO) -> bytes:
    written = held.getvalue().encode()
    held.seek(0)
    held.truncate()
    return written


def _flat(record: Fields) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        if isinstance(value, dict) and name in ("article", "parent", "author"):
            yield from ((f"{name}.{inner}", _cell(its)) for inner, its in value.items())
        else:
            yield name, _cell(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else _encoder.encode(value).decode()


def _record(its: Kept, article_text: str | None) -> Fields:
    row = its.comment
    present = next(j for j in its.judgements if j["revision"] == row["revision"])
    earlier = [_judgement(j, earlier=True) for j in its.judgements if j is not present]
    decision = _decision(its)
    given = {
        "id": row["id"],
        "text": row["text"],
        "format": row["format"],
        "created_at": row["written_at"],
        "language": row["language"],
        "article": _article(row, article_text),
        "parent": _some(id=row["parent_id"], text=row["parent_text"]),
        "author": _some(
            id=row["author_id"],
            name=row["author_name"],
            registered_at=row["author_registered_at"],
        ),
        "received_at": row["received_at"],
        "status": row["status"],
        "action": row["action"],
        "decided_by": row["decided_by"],
        "decided_at": row["decided_at"],
        "reason": decision["reason"] if decision else None,
        "note": decision["note"] if decision else None,
        "priority": row["priority"],
        "waiting": bool(row["waiting"]),
        "version": row["version"],
        "judgement": _judgement(present),
        "earlier": earlier or None,
        "history": [_some(**{**dict(event), "comment": None}) for event in its.events],
    }
    return {name: value for name, value in given.items() if value is not None}


def _decision(its: Kept) -> Row | None:
    """That which stands, if one does."""
    if its.comment["status"] == Status.PENDING:
        return None
    found = (each for each in reversed(its.events) if each["kind"] == EventKind.DECIDED)
    return next(found, None)


def _judgement(row: Row, *, earlier: bool = False) -> Fields:
    as_stored = ("scores", "reasons", "signals", "levels")
    told: dict[str, Any] = {"revision": row["revision"]}
    if earlier:
        told["text"] = row["text"]
    for name in ("scores", "reasons", "signals", "model", "rules", "risk", "levels"):
        stored = name in as_stored
        told[name] = msgspec.Raw(row[name].encode()) if stored else row[name]
    return {**told, "at": row["at"]}


def _article(row: Row, text: str | None) -> Fields | None:
    if row["article_id"] is None:
        return _of_one(articles.from_json(row["article"])) if row["article"] else None
    closed = row["a_closed"]
    return _some(
        id=row["article_id"],
        url=row["a_url"],
        title=row["a_title"],
        text=text,
        section=row["a_section"],
        published_at=row["a_published_at"],
        closed=None if closed is None else bool(closed),
    )


def _of_one(article: Article) -> Fields | None:
    """An article without an id, which came with its one comment."""
    published = article.published_at
    given = {name: getattr(article, name) for name in _ARTICLE}
    return _some(**{**given, "published_at": published and stamp(published)})


def _some(**fields: Any) -> dict[str, Any] | None:
    given = {name: value for name, value in fields.items() if value is not None}
    return given or None
