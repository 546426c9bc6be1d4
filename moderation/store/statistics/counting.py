"""Events are read in their order and counted, each once.

`facts` reads some events and all that is counted with them; `keep` adds the counts and
moves on, in one transaction, unless another process came first. What is read never
changes: events are only added, and so are scores and hits of rules.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import NamedTuple

from moderation.comments import POLICY
from moderation.store.statistics import bins

Key = tuple[str | int, ...]
Counts = dict[Key, list[int]]
"""By the key of a row, what its counts grow by."""


Seen = Mapping[tuple[int, int], Sequence[tuple[str, int]]]
"""By comment and revision, the rules that hit it, and 1 of those only tried."""


class Act(NamedTuple):
    """A decision on one text of a comment.

    Attributes:
        opinion: of the machine, if a person decided: `approve` or `reject` where the
            policy had decided, `lean_approve` or `lean_reject` where it held, by its
            scores, `none` where there were none.
        revision: the text's.
    """

    at: str
    by: str
    action: str
    reason: str
    opinion: str
    comment: int
    revision: int


class Step(NamedTuple):
    """A decision, or that one was undone.

    Attributes:
        made: the decision; `None` when one was undone.
        before: the decision that is undone or replaced by it, if one is.
        arrived: when the text came that is decided, where no person had yet.
    """

    site: str
    by: str
    made: Act | None
    before: Act | None
    arrived: str | None


@dataclass
class Facts:
    """What is to be counted of some events; `until` is the number of the last."""

    until: int
    steps: Sequence[Step] = ()
    seen: Seen = field(default_factory=dict)
    counts: dict[str, Counts] = field(default_factory=dict)


def behind(db: Connection) -> int:
    """How many events are not counted yet, at most."""
    row = db.execute(
        "SELECT coalesce((SELECT max(number) FROM events), 0) - number AS n "
        "FROM counted_until"
    ).fetchone()
    return max(0, int(row["n"]))


def position(db: Connection) -> int:
    """The number of the last event that is counted."""
    return int(db.execute("SELECT number FROM counted_until").fetchone()["number"])


def facts(db: Connection, after: int, *, limit: int) -> Facts:
    """What is to be counted of the next events after a number, so many at most."""
    until = db.execute(
        "SELECT max(number) AS n FROM "
        "(SELECT number FROM events WHERE number > ? ORDER BY number LIMIT ?)",
        (after, limit),
    ).fetchone()["n"]
    if until is None:
        return Facts(after)
    some = {"after": after, "until": int(until)}
    steps = [_step(row) for row in db.execute(_STEPS, some)]
    texts = {
        (act.comment, act.revision)
        for step in steps
        for act in (step.made, step.before)
        if act is not None and act.by != POLICY
    }
    return Facts(
        until=some["until"],
        steps=steps,
        seen=_seen(db, texts),
        counts={
            table: {tuple(row)[:-1]: [row["n"]] for row in db.execute(sql, some)}
            for table, sql in _COUNTED.items()
        },
    )


def keep(db: Connection, after: int, until: int, counts: Mapping[str, Counts]) -> bool:
    """Add counts of the events in (`after`, `until`], unless they are counted already.

    Returns:
        Whether they were not.
    """
    moved = db.execute(
        "UPDATE counted_until SET number = ? WHERE number = ?", (until, after)
    )
    if moved.rowcount != 1:
        return False
    for table, rows in counts.items():
        keys, values = TABLES[table]
        names = ", ".join((*keys, *values))
        marks = ", ".join("?" * len((*keys, *values)))
        more = ", ".join(f"{name} = {name} + excluded.{name}" for name in values)
        if table == "active_people":
            more = "slots = slots | excluded.slots"
        db.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks}) "  # noqa: S608 - our names
            f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {more}",
            ((*key, *grown) for key, grown in rows.items()),
        )
    return True


def clear(db: Connection) -> None:
    """Forget all counts, so that all is counted anew."""
    db.execute("UPDATE counted_until SET number = 0")
    for table in TABLES:
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our names


TABLES: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "counted_events": (("site", "step", "period", "kind", "action"), ("count",)),
    "counted_decisions": (
        ("site", "step", "period", "policy", "action", "reason", "opinion"),
        ("made", "undone", "replaced"),
    ),
    "counted_people": (
        ("site", "step", "period", "by", "action", "reason", "opinion"),
        ("made", "undone", "undone_by_others", "replaced"),
    ),
    "counted_waits": (("site", "step", "period", "bin"), ("count",)),
    "counted_rules": (
        ("site", "step", "period", "rule", "shadow"),
        ("hits", "decided", "rejected"),
    ),
    "counted_scores": (("site", "day", "attribute", "bin"), ("count",)),
    "counted_models": (("site", "day", "model"), ("count",)),
    "active_people": (("site", "hour", "by"), ("slots",)),
}
"""Each table's key, and what is counted by it."""

_REVISION = (
    "(SELECT 1 + count(*) FROM events x WHERE x.comment = {of}.comment "
    "AND x.kind = 'edited' AND x.number <= {of}.number)"
)
"""Of the text that an event is about; each edit brought another."""

_STEP = "(SELECT 'hour' AS step, 13 AS width UNION ALL SELECT 'day', 10) s"
_SOME = "e.number > :after AND e.number <= :until"
_TEXTS = (
    f"SELECT e.site, e.at, e.comment, {_REVISION.format(of='e')} AS revision "  # noqa: S608
    f"FROM events e WHERE {_SOME} AND e.kind IN ('received', 'edited')"
)

_COUNTED = {
    "counted_events": (
        "SELECT e.site, s.step, substr(e.at, 1, s.width), e.kind, "  # noqa: S608
        f"coalesce(e.action, ''), count(*) AS n FROM events e, {_STEP} "
        f"WHERE {_SOME} AND e.kind NOT IN ('decided', 'undone') GROUP BY 1, 2, 3, 4, 5"
    ),
    "hits": (
        "SELECT t.site, s.step, substr(t.at, 1, s.width), h.rule, h.shadow, "  # noqa: S608
        f"count(*) AS n FROM ({_TEXTS}) t "
        "JOIN rule_hits h ON h.comment = t.comment AND h.revision = t.revision, "
        f"{_STEP} GROUP BY 1, 2, 3, 4, 5"
    ),
    "counted_scores": (
        "SELECT t.site, substr(t.at, 1, 10), each.key, "  # noqa: S608
        f"{bins.number('each.value', bins.SCORES)}, count(*) AS n FROM ({_TEXTS}) t "
        "JOIN judgements j ON j.comment = t.comment AND j.revision = t.revision, "
        "json_each(j.scores) each WHERE each.value IS NOT NULL GROUP BY 1, 2, 3, 4"
    ),
    "counted_models": (
        "SELECT t.site, substr(t.at, 1, 10), j.model, count(*) AS n "  # noqa: S608
        f"FROM ({_TEXTS}) t "
        "JOIN judgements j ON j.comment = t.comment AND j.revision = t.revision "
        "WHERE j.model != '' GROUP BY 1, 2, 3"
    ),
}

_LEAN = (
    "(SELECT coalesce(json_extract(j.scores, '$.reject'), (SELECT max(each.value) "  # noqa: S608
    "FROM json_each(j.scores) each WHERE each.key != 'on_topic')) >= 0.5 "
    "FROM judgements j WHERE j.comment = {of}.comment "
    f"AND j.revision = {_REVISION})"
)
"""Which way the machine leans: more likely than not something that people reject by
the site's own model, else by any score. Off topic alone never rejects."""

_OPINION = (
    f"CASE WHEN {{of}}.by = '{POLICY}' THEN '' ELSE coalesce("  # noqa: S608
    "(SELECT CASE j.action WHEN 'hold' THEN NULL ELSE j.action END FROM events j "
    "WHERE j.comment = {of}.comment AND j.number < {of}.number AND j.kind = 'judged' "
    "ORDER BY j.number DESC LIMIT 1), "
    f"CASE {_LEAN} WHEN 1 THEN 'lean_reject' WHEN 0 THEN 'lean_approve' END, "
    "'none') END"
)

_ACT = (
    "{of}.at AS {of}_at, {of}.by AS {of}_by, {of}.action AS {of}_action, "
    "coalesce({of}.reason, '') AS {of}_reason, {of}.comment AS {of}_comment, "
    f"{_OPINION} AS {{of}}_opinion, {_REVISION} AS {{of}}_revision"
)

_STEPS = (
    f"SELECT e.site, e.kind, {_ACT.format(of='e')}, "  # noqa: S608
    f"p.kind AS p_kind, {_ACT.format(of='p')}, "
    "(SELECT a.at FROM events a WHERE a.comment = e.comment AND a.number < e.number "
    "AND a.kind IN ('received', 'edited') ORDER BY a.number DESC LIMIT 1) AS arrived "
    "FROM events e LEFT JOIN events p ON p.number = (SELECT x.number FROM events x "
    "WHERE x.comment = e.comment AND x.number < e.number "
    "AND x.kind IN ('decided', 'undone', 'edited') ORDER BY x.number DESC LIMIT 1) "
    f"WHERE {_SOME} AND e.kind IN ('decided', 'undone') ORDER BY e.number"
)
"""An edit makes another text, of which nothing was decided yet; what was undone is not
undone again."""


def _step(row: Mapping[str, object]) -> Step:
    made = _act(row, "e") if row["kind"] == "decided" else None
    before = _act(row, "p") if row["p_kind"] == "decided" else None
    by_person = made is not None and made.by != POLICY
    is_first = row["p_kind"] in (None, "edited") or (before and before.by == POLICY)
    return Step(
        site=str(row["site"]),
        by=str(row["e_by"]),
        made=made,
        before=before,
        arrived=str(row["arrived"]) if by_person and is_first else None,
    )


def _act(row: Mapping[str, object], of: str) -> Act:
    return Act(
        at=str(row[f"{of}_at"]),
        by=str(row[f"{of}_by"]),
        action=str(row[f"{of}_action"]),
        reason=str(row[f"{of}_reason"]),
        opinion=str(row[f"{of}_opinion"]),
        comment=int(str(row[f"{of}_comment"])),
        revision=int(str(row[f"{of}_revision"])),
    )


def _seen(db: Connection, texts: Iterable[tuple[int, int]]) -> Seen:
    rows = db.execute(
        "SELECT h.comment, h.revision, h.rule, h.shadow FROM json_each(?) t "
        "JOIN rule_hits h ON h.comment = json_extract(t.value, '$[0]') "
        "AND h.revision = json_extract(t.value, '$[1]')",
        (json.dumps(sorted(texts)),),
    )
    found: dict[tuple[int, int], list[tuple[str, int]]] = {}
    for row in rows:
        text = (row["comment"], row["revision"])
        found.setdefault(text, []).append((row["rule"], row["shadow"]))
    return found
