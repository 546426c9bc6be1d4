"""Templates of messages to authors."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection, IntegrityError, Row

from moderation.comments import Reason


@dataclass(frozen=True, kw_only=True)
class Template:
    """One template.

    Attributes:
        number: ours; 0 of one that is not kept yet.
        reason: for which it is offered; `None`: for any.
        language: that it is written in, as "en".
    """

    name: str
    reason: Reason | None
    language: str
    text: str
    number: int = 0


def add(db: Connection, site: str, template: Template) -> int | None:
    """Keep a new one and return its number; `None` if its name is taken."""
    try:
        cursor = db.execute(
            "INSERT INTO templates (site, name, reason, language, text) "
            "VALUES (?, ?, ?, ?, ?)",
            (site, *_columns(template)),
        )
    except IntegrityError:
        return None
    return int(cursor.lastrowid or 0)


def change(db: Connection, site: str, template: Template) -> bool:
    """Set a kept one; `False` if another one of its language has its name."""
    try:
        db.execute(
            "UPDATE templates SET name = ?, reason = ?, language = ?, text = ? "
            "WHERE site = ? AND number = ?",
            (*_columns(template), site, template.number),
        )
    except IntegrityError:
        return False
    return True


def delete(db: Connection, site: str, number: int) -> None:
    """Take one away."""
    db.execute("DELETE FROM templates WHERE site = ? AND number = ?", (site, number))


def find(db: Connection, site: str, number: int) -> Template | None:
    """One by its number."""
    row = db.execute(
        "SELECT * FROM templates WHERE site = ? AND number = ?", (site, number)
    ).fetchone()
    return _template(row) if row else None


def all_of(db: Connection, site: str, *, limit: int) -> Sequence[Template]:
    """Those of a site, by name."""
    rows = db.execute(
        "SELECT * FROM templates WHERE site = ? ORDER BY name, language LIMIT ?",
        (site, limit),
    )
    return [_template(row) for row in rows]


def _columns(its: Template) -> tuple[str, str | None, str, str]:
    return its.name, its.reason, its.language, its.text


def _template(row: Row) -> Template:
    return Template(
        number=row["number"],
        name=row["name"],
        reason=Reason(row["reason"]) if row["reason"] else None,
        language=row["language"],
        text=row["text"],
    )
