"""Counts of one site are read, by hours (2026-11-27T06) or days (2026-11-27)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from moderation.store.database import stamp


class Span(NamedTuple):
    """From one period to another, both included; `step` is `hour` or `day`."""

    step: str
    first: str
    last: str


class Happened(NamedTuple):
    """How often something happened in a period."""

    period: str
    kind: str
    action: str
    times: int


class Decided(NamedTuple):
    """Decisions of one kind in a period; `stands` is without those taken back since.

    Attributes:
        opinion: of the machine (`counting.Act`).
    """

    period: str
    is_policy: bool
    action: str
    reason: str
    opinion: str
    made: int
    stands: int
    undone: int


class Personal(NamedTuple):
    """Decisions of one person and kind in a period.

    Attributes:
        stands: those that nobody took back, nor decided otherwise later.
        undone: by the person or, `undone_by_others`, by somebody else.
        replaced: by a later decision.
    """

    period: str
    by: str
    action: str
    reason: str
    opinion: str
    made: int
    stands: int
    undone: int
    undone_by_others: int
    replaced: int


class Ruled(NamedTuple):
    """What a rule hit, and what people made of that; `shadow` if only tried."""

    rule: str
    shadow: bool
    hits: int
    decided: int
    rejected: int


_WITHIN = "site = ? AND step = ? AND period >= ? AND period <= ?"


def events(db: Connection, site: str, span: Span) -> Sequence[Happened]:
    """What happened besides decisions."""
    rows = db.execute(
        f"SELECT period, kind, action, count FROM counted_events WHERE {_WITHIN}",  # noqa: S608
        (site, *span),
    )
    return [Happened(*row) for row in rows]


def decisions(db: Connection, site: str, span: Span) -> Sequence[Decided]:
    """What the policy decided, and what people did."""
    rows = db.execute(
        "SELECT period, policy, action, reason, opinion, made, "  # noqa: S608
        f"made - undone - replaced, undone FROM counted_decisions WHERE {_WITHIN}",
        (site, *span),
    )
    return [Decided(row[0], bool(row[1]), *row[2:]) for row in rows]


def of_person(db: Connection, site: str, span: Span, by: str) -> Sequence[Personal]:
    """What one person decided."""
    rows = db.execute(
        "SELECT period, by, action, reason, opinion, made, "  # noqa: S608
        "made - undone - replaced, undone, undone_by_others, replaced "
        f"FROM counted_people WHERE {_WITHIN} AND by = ?",
        (site, *span, by),
    )
    return [Personal(*row) for row in rows]


def of_people(db: Connection, site: str, span: Span) -> Sequence[Personal]:
    """What each person decided in all that time, whatever the reason."""
    rows = db.execute(
        "SELECT '', by, action, '', opinion, sum(made), "  # noqa: S608
        "sum(made - undone - replaced), sum(undone), sum(undone_by_others), "
        f"sum(replaced) FROM counted_people WHERE {_WITHIN} "
        "GROUP BY by, action, opinion",
        (site, *span),
    )
    return [Personal(*row) for row in rows]


def waits(db: Connection, site: str, span: Span) -> Mapping[str, Mapping[int, int]]:
    """By period and bin, how long texts waited until a person decided them."""
    rows = db.execute(
        f"SELECT period, bin, count FROM counted_waits WHERE {_WITHIN}",  # noqa: S608
        (site, *span),
    )
    found: dict[str, dict[int, int]] = {}
    for period, place, count in rows:
        found.setdefault(period, {})[place] = count
    return found


def rules(db: Connection, site: str, span: Span) -> Sequence[Ruled]:
    """What each rule hit, what was decided most first."""
    rows = db.execute(
        "SELECT rule, shadow, sum(hits), sum(decided) AS n, sum(rejected) "  # noqa: S608
        f"FROM counted_rules WHERE {_WITHIN} GROUP BY rule, shadow "
        "ORDER BY n DESC, sum(hits) DESC, rule, shadow",
        (site, *span),
    )
    return [Ruled(row[0], bool(row[1]), *row[2:]) for row in rows]


def scores(
    db: Connection, site: str, first: str, last: str
) -> Mapping[str, Mapping[int, int]]:
    """By attribute and bin, how many scores there were from one day to another."""
    rows = db.execute(
        "SELECT attribute, bin, sum(count) FROM counted_scores "
        "WHERE site = ? AND day >= ? AND day <= ? GROUP BY attribute, bin",
        (site, first, last),
    )
    found: dict[str, dict[int, int]] = {}
    for attribute, place, count in rows:
        found.setdefault(attribute, {})[place] = count
    return found


def models(db: Connection, site: str, first: str, last: str) -> Mapping[str, int]:
    """By model, how many comments it gave scores, the most first."""
    rows = db.execute(
        "SELECT model, sum(count) AS n FROM counted_models "
        "WHERE site = ? AND day >= ? AND day <= ? GROUP BY model ORDER BY n DESC",
        (site, first, last),
    )
    return {row[0]: row[1] for row in rows}


def slots(
    db: Connection, site: str, first: str, last: str, by: str | None = None
) -> Mapping[str, int]:
    """By person, in how many parts of hours they decided; of all, or of one."""
    bits = " + ".join(f"(slots >> {place} & 1)" for place in range(12))
    rows = db.execute(
        f"SELECT by, sum({bits}) FROM active_people WHERE site = ? AND hour >= ? "  # noqa: S608
        "AND hour <= ? AND by = coalesce(?, by) GROUP BY by",
        (site, first, last, by),
    )
    return {row[0]: row[1] for row in rows}


def appeals(
    db: Connection, site: str, since: datetime
) -> Mapping[str, tuple[int, int]]:
    """By whom it is against: appeals since then that are decided, and granted ones."""
    rows = db.execute(
        "SELECT against, count(*), sum(granted) FROM appeals "
        "WHERE site = ? AND at >= ? AND granted IS NOT NULL GROUP BY against",
        (site, stamp(since)),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def has_decided(db: Connection, site: str, by: str) -> bool:
    """Whether somebody of this name ever decided anything."""
    row = db.execute(
        "SELECT 1 FROM examples WHERE site = ? AND by = ? LIMIT 1", (site, by)
    ).fetchone()
    return row is not None


class Beside(NamedTuple):
    """Decisions of others on comments that are alike, and those of them that agree."""

    same: int
    all: int


_ALIKE = """
SELECT count(*), coalesce(sum(x.rejected = :rejected), 0) FROM (
    SELECT key, revision FROM comments WHERE site = :site AND {column} = :value
    ORDER BY received_at DESC LIMIT :each) o
JOIN examples x ON x.comment = o.key AND x.revision = o.revision
WHERE x.by != :by AND o.key != :comment
"""


def beside(
    db: Connection, site: str, by: str, since: datetime, *, most: int, each: int
) -> Mapping[str, Beside]:
    """How others decided comments of the same `author`, and of the same `text`.

    Args:
        most: of the person's decisions are looked at, the latest ones.
        each: comments at most that are looked at beside each of them, the latest ones.
    """
    own = db.execute(
        "SELECT e.comment, e.rejected, c.author_id, c.digest FROM examples e "
        "JOIN comments c ON c.key = e.comment "
        "WHERE e.site = ? AND e.by = ? AND e.at >= ? AND c.erased_at IS NULL "
        "ORDER BY e.at DESC LIMIT ?",
        (site, by, stamp(since), most),
    ).fetchall()
    found = {}
    for name, column in (("author", "author_id"), ("text", "digest")):
        given = {"site": site, "by": by, "each": each}
        counted = [
            db.execute(
                _ALIKE.format(column=column),
                {**given, **dict(row), "value": row[column]},
            ).fetchone()
            for row in own
            if row[column]
        ]
        found[name] = Beside(
            same=sum(row[1] for row in counted), all=sum(row[0] for row in counted)
        )
    return found
