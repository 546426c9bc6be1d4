"""The articles that comments are about."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from sqlite3 import Connection, Row

from moderation.comments import Article
from moderation.store.database import moment, stamp

_TEXTS = ("url", "title", "text", "section")


def keep(db: Connection, site: str, article: Article, at: datetime) -> None:
    """Remember an article by its id; what is not sent again stays as it was."""
    if article.id is None:
        return
    db.execute(
        "INSERT INTO articles (site, id, url, title, text, section, published_at, "
        "closed, changed_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site, id) DO UPDATE SET "
        "url = coalesce(excluded.url, url), title = coalesce(excluded.title, title), "
        "text = coalesce(excluded.text, text), "
        "section = coalesce(excluded.section, section), "
        "published_at = coalesce(excluded.published_at, published_at), "
        "closed = coalesce(excluded.closed, closed), "
        "changed_at = excluded.changed_at",
        (
            site,
            article.id,
            article.url,
            article.title,
            article.text,
            article.section,
            article.published_at and stamp(article.published_at),
            article.closed,
            stamp(at),
        ),
    )


def find(db: Connection, site: str, id: str) -> Article | None:
    """An article sent earlier."""
    row = db.execute(
        "SELECT * FROM articles WHERE site = ? AND id = ?", (site, id)
    ).fetchone()
    if row is None:
        return None
    return of_row(id, row)


def known(db: Connection, site: str, ids: Sequence[str]) -> Mapping[str, Article]:
    """Articles by their ids, those that are known."""
    marks = ", ".join("?" * len(ids))
    rows = db.execute(
        f"SELECT * FROM articles WHERE site = ? AND id IN ({marks})",  # noqa: S608
        (site, *ids),
    )
    return {row["id"]: of_row(row["id"], row) for row in rows}


def as_json(article: Article) -> str:
    """An article without an id, to be kept with its one comment."""
    published = article.published_at
    return json.dumps(
        {**asdict(article), "published_at": published and stamp(published)}
    )


def from_json(stored: str) -> Article:
    """An article that came with one comment, read back."""
    given = json.loads(stored)
    published = given.get("published_at")
    return Article(**{**given, "published_at": published and moment(published)})


def of_row(id: str, row: Row, prefix: str = "") -> Article:
    """The article of a row, whose columns have this prefix."""
    published, closed = row[f"{prefix}published_at"], row[f"{prefix}closed"]
    parts = {name: row[f"{prefix}{name}"] for name in _TEXTS}
    return Article(
        id=id,
        published_at=moment(published) if published else None,
        closed=None if closed is None else bool(closed),
        **parts,
    )
