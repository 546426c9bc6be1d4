"""Rows are written straight into the tables of a database, as quickly as can be."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def quick(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that nothing is safe with but that is quick: a crash may break the
    file. Indexes are made at the end, at once.
    """
    connection = sqlite3.connect(path)
    for pragma in ("synchronous = OFF", "foreign_keys = OFF", "cache_size = -400000"):
        connection.execute(f"PRAGMA {pragma}")
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    try:
        yield connection
        for _, sql in found:
            connection.execute(sql)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def insert(
    connection: sqlite3.Connection, table: str, rows: Sequence[dict[str, Any]]
) -> None:
    """Add rows, which all have the same columns."""
    names = ", ".join(rows[0])
    marks = ", ".join("?" * len(rows[0]))
    connection.executemany(
        f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - our names
        (tuple(row.values()) for row in rows),
    )
