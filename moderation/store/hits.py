"""What each rule saw on live traffic, and how often that goes with people's decisions.

A hit counts once for each judgement, so an edited comment may count twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from moderation.store.database import moment, stamp


@dataclass(frozen=True, kw_only=True)
class Tally:
    """One rule over some time.

    Attributes:
        shadow: whether it was only tried, at its last hit.
        hits: comments that it saw something in.
        decided: those of them that a person decided.
        rejected: those of these that they rejected.
    """

    rule: str
    shadow: bool
    hits: int
    decided: int
    rejected: int


@dataclass(frozen=True, kw_only=True)
class Odd:
    """A rule whose rate of hits left its band: `low` to `high`, in [0, 1]."""

    rule: str
    hits: int
    comments: int
    low: float
    high: float
    at: datetime


def keep(
    db: Connection,
    key: int,
    *,
    live: Iterable[str],
    shadow: Iterable[str],
    at: datetime,
) -> None:
    """Keep what rules saw in the comment's present revision."""
    both = {**dict.fromkeys(shadow, 1), **dict.fromkeys(live, 0)}
    if both:
        db.executemany(
            "INSERT INTO rule_hits (comment, revision, rule, shadow, site, at) "
            "SELECT key, revision, ?, ?, site, ? FROM comments WHERE key = ?",
            [(rule, tried, stamp(at), key) for rule, tried in both.items()],
        )
    db.execute(
        "INSERT INTO judged_by_day (site, day, comments) "
        "SELECT site, ?, 1 FROM comments WHERE key = ? "
        "ON CONFLICT (site, day) DO UPDATE SET comments = comments + 1",
        (stamp(at)[:10], key),
    )


def hit(db: Connection, site: str) -> frozenset[str]:
    """The rules that ever hit."""
    rows = db.execute("SELECT DISTINCT rule FROM rule_hits WHERE site = ?", (site,))
    return frozenset(row["rule"] for row in rows)


def tallies(db: Connection, site: str, since: datetime) -> Sequence[Tally]:
    """Each rule that hit since then, beside what people decided."""
    rows = db.execute(
        # SQLite takes bare columns from the row that has the max().
        "SELECT h.rule, h.shadow, max(h.at), count(*) AS hits, "
        "count(e.rejected) AS decided, coalesce(sum(e.rejected), 0) AS rejected "
        "FROM rule_hits h LEFT JOIN examples e "
        "ON e.comment = h.comment AND e.revision = h.revision "
        "WHERE h.site = ? AND h.at >= ? GROUP BY h.rule ORDER BY hits DESC, h.rule",
        (site, stamp(since)),
    )
    return [
        Tally(
            rule=row["rule"],
            shadow=bool(row["shadow"]),
            hits=row["hits"],
            decided=row["decided"],
            rejected=row["rejected"],
        )
        for row in rows
    ]


def agreed(db: Connection, site: str, last: int) -> Mapping[str, tuple[int, int]]:
    """How many of the last decisions of people each rule hit, and how many of these
    were rejections.
    """
    rows = db.execute(
        "SELECT h.rule, count(*) AS decided, sum(e.rejected) AS rejected FROM "
        "(SELECT comment, revision, rejected FROM examples WHERE site = ? "
        "ORDER BY at DESC LIMIT ?) e "
        "JOIN rule_hits h ON h.comment = e.comment AND h.revision = e.revision "
        "GROUP BY h.rule",
        (site, last),
    )
    return {row["rule"]: (row["decided"], row["rejected"]) for row in rows}


def latest(
    db: Connection, site: str, rule: str, since: datetime, last: int
) -> list[str]:
    """The ids of the comments that a rule hit last, the latest first."""
    rows = db.execute(
        "SELECT c.id FROM (SELECT DISTINCT comment FROM (SELECT comment FROM rule_hits "
        "WHERE site = ? AND at >= ? AND rule = ? ORDER BY at DESC LIMIT ?)) h "
        "JOIN comments c ON c.key = h.comment WHERE c.erased_at IS NULL "
        "ORDER BY c.key DESC",
        (site, stamp(since), rule, last),
    )
    return [row["id"] for row in rows]


def judged(db: Connection, site: str, since: datetime) -> tuple[int, int]:
    """How much was judged since then, and how many of it people rejected."""
    row = db.execute(
        "SELECT count(*) AS judged, coalesce(sum(e.rejected), 0) AS rejected "
        "FROM judgements j JOIN comments c ON c.key = j.comment "
        "LEFT JOIN examples e ON e.comment = j.comment AND e.revision = j.revision "
        "WHERE c.site = ? AND j.at >= ?",
        (site, stamp(since)),
    ).fetchone()
    return int(row["judged"]), int(row["rejected"])


def comments_by_day(db: Connection, site: str, since: datetime) -> Mapping[str, int]:
    """How much was judged on each day from that of `since` on, by its date in UTC."""
    rows = db.execute(
        "SELECT day, comments FROM judged_by_day WHERE site = ? AND day >= ? "
        "ORDER BY day",
        (site, stamp(since)[:10]),
    )
    return {row["day"]: row["comments"] for row in rows}


def by_day(
    db: Connection, site: str, since: datetime, until: datetime | None = None
) -> Mapping[str, Mapping[str, int]]:
    """Each rule's hits on each day from that of `since` on; live and shadow alike.

    Args:
        until: the day before which it ends; to the present one if not given.
    """
    rows = db.execute(
        "SELECT rule, substr(at, 1, 10) AS day, count(*) AS hits FROM rule_hits "
        "WHERE site = ? AND at >= ? AND at < ? GROUP BY 1, 2",
        (site, stamp(since)[:10], stamp(until)[:10] if until else "9"),
    )
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["rule"], {})[row["day"]] = row["hits"]
    return found


def note_odd(db: Connection, site: str, odd: Iterable[Odd]) -> None:
    """Keep which rules are odd now, in place of those that were."""
    db.execute("DELETE FROM odd_rules WHERE site = ?", (site,))
    db.executemany(
        "INSERT INTO odd_rules (site, rule, hits, comments, low, high, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (site, its.rule, its.hits, its.comments, its.low, its.high, stamp(its.at))
            for its in odd
        ],
    )


def odd(db: Connection, site: str) -> Sequence[Odd]:
    """Which rules were odd when last looked at, by their names."""
    rows = db.execute("SELECT * FROM odd_rules WHERE site = ? ORDER BY rule", (site,))
    return [
        Odd(
            rule=row["rule"],
            hits=row["hits"],
            comments=row["comments"],
            low=row["low"],
            high=row["high"],
            at=moment(row["at"]),
        )
        for row in rows
    ]
