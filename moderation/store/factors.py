"""Second factors: a secret of which codes are made, and codes for when it is lost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import moment, stamp


@dataclass(frozen=True, kw_only=True)
class Factor:
    """Somebody's second factor.

    Attributes:
        secret: in base 32, as it is shown to them.
        confirmed_at: since when it is asked for; `None` until they proved to have it.
        last_step: the span of 30 seconds since 1970 whose code was used last; until it
            is confirmed, that in which it was begun.
    """

    secret: str
    confirmed_at: datetime | None
    last_step: int


def of(db: Connection, user: str) -> Factor | None:
    """Somebody's, confirmed or not."""
    row = db.execute("SELECT * FROM factors WHERE user = ?", (user,)).fetchone()
    if row is None:
        return None
    at = row["confirmed_at"]
    return Factor(
        secret=row["secret"],
        confirmed_at=moment(at) if at else None,
        last_step=row["last_step"],
    )


def begin(db: Connection, user: str, secret: str, step: int) -> None:
    """Keep a secret that is yet to be confirmed, in the place of one that is too."""
    db.execute(
        "INSERT INTO factors (user, secret, last_step) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET secret = excluded.secret, "
        "last_step = excluded.last_step WHERE confirmed_at IS NULL",
        (user, secret, step),
    )


def drop_begun(db: Connection, user: str) -> None:
    """Forget one that is not confirmed: who saw its secret has nothing of it."""
    db.execute("DELETE FROM factors WHERE user = ? AND confirmed_at IS NULL", (user,))


def confirm(db: Connection, user: str, step: int, at: datetime) -> None:
    """Ask for it from now on; the code of this step is used."""
    db.execute(
        "UPDATE factors SET confirmed_at = ?, last_step = ? WHERE user = ?",
        (stamp(at), step, user),
    )


def use(db: Connection, user: str, step: int) -> bool:
    """Use the code of a step; `False` if it, or a later one, was used before."""
    cursor = db.execute(
        "UPDATE factors SET last_step = ? WHERE user = ? AND last_step < ?",
        (step, user, step),
    )
    return cursor.rowcount == 1


def remove(db: Connection, user: str) -> bool:
    """Forget somebody's factor and its codes; `False` if there was none."""
    db.execute("DELETE FROM recovery_codes WHERE user = ?", (user,))
    return db.execute("DELETE FROM factors WHERE user = ?", (user,)).rowcount == 1


def keep_codes(db: Connection, user: str, digests: Iterable[str]) -> None:
    """Keep codes for when the factor is lost, in the place of those before."""
    db.execute("DELETE FROM recovery_codes WHERE user = ?", (user,))
    db.executemany(
        "INSERT INTO recovery_codes (user, digest) VALUES (?, ?)",
        [(user, digest) for digest in digests],
    )


def use_code(db: Connection, user: str, digest: str) -> bool:
    """Use one of these codes; `False` if there is none such."""
    cursor = db.execute(
        "DELETE FROM recovery_codes WHERE user = ? AND digest = ?", (user, digest)
    )
    return cursor.rowcount == 1


def codes_left(db: Connection, user: str) -> int:
    """How many of them are left."""
    row = db.execute(
        "SELECT count(*) AS n FROM recovery_codes WHERE user = ?", (user,)
    ).fetchone()
    return int(row["n"])
