"""A database as it is after months: many comments stored, some of them waiting.

    python -m tests.benchmarks.filling --data DIR --stored 1000000 --pending 200000

Written straight into the tables, row by row as the product would have written it: what
comes in at once takes no judge's time. The same at every run, but for the time.
"""

import argparse
import hashlib
import heapq
import random
import sqlite3
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from werkzeug.security import generate_password_hash

from moderation.comments import STATUS_AFTER, Action, Reason
from moderation.store import Database, people
from moderation.store.database import now
from moderation.store.people import User
from moderation.surroundings import REPEATS_WITHIN
from rules import default, repetition
from tests.benchmarks import coming, tables, texts, verdicts
from tests.benchmarks.verdicts import MODEL, Verdict

MODERATORS = (
    *("ada", "bao", "chidi", "dana", "emre"),
    *("farah", "goran", "hana", "ines", "jomo"),
)
PASSWORD = "a password of benchmarks"
LEAD = "lena"

SECTIONS = (
    *("politics", "world", "local", "business", "sport"),
    *("culture", "science", "opinion", "health", "travel"),
)
DAYS = 120
"""Over which all came."""

DECIDED_SHARE = 0.15
"""Of what does not wait: so much a person has decided; of that one in fifty was
published or turned down by the policy before."""

SUBJECTS = 256
"""As many as the shipped meanings of words know."""

_COMMENTS_EACH = 120  # under an article
_PIECES = 6_000  # of texts; each comment is two of them
_AT_ONCE = 20_000
_REASONS = (Reason.INSULT, Reason.ABUSE, Reason.OFF_TOPIC, Reason.SPAM, Reason.OTHER)


def fill(
    db: Database, stored: int, pending: int, *, site: str = "default", seed: int = 0
) -> None:
    """Fill an empty database.

    Args:
        stored: comments in all.
        pending: those of them that wait for a person, the more the newer.

    People are made too: `MODERATORS`, and `LEAD` who leads them, with `PASSWORD`.

    Raises:
        ValueError: there are fewer in all than shall wait.
    """
    if pending > stored:
        raise ValueError(f"pending: wanted at most {stored}, got {pending}")
    _people(db, site)
    with tables.quick(db.path) as connection:
        _Filling(connection, site, stored, pending, random.Random(seed)).run()


@dataclass(order=True)
class _Due:
    """Something that a person does with a comment at a time."""

    at: float
    key: int
    act: str = field(compare=False)
    verdict: Verdict = field(compare=False)
    version: int = field(compare=False)


class _Filling:
    """Walks through the months, comment by comment, and writes what happens."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        site: str,
        stored: int,
        pending: int,
        dice: random.Random,
    ) -> None:
        self._db, self._site, self._dice = connection, site, dice
        self._stored = stored
        self._end = now().timestamp()
        self._begin = self._end - DAYS * 86_400
        self._waits = coming.chosen(dice, stored, pending)
        self._verdicts = verdicts.made(dice, verdicts.KINDS)
        self._articles = max(1, stored // _COMMENTS_EACH)
        self._authors = max(1, stored // 25)
        self._pieces = [coming.piece(text) for text in texts.made(_PIECES)]
        self._rules = default().version
        self._due = list[_Due]()
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._days = Counter[str]()
        self._undoing = dict[int, str]()

    def run(self) -> None:
        """Write all rows."""
        self._write_articles()
        for key, at in enumerate(coming.times(self._begin, self._end, self._stored), 1):
            self._decide_until(at)
            self._comment(key, at)
            if key % _AT_ONCE == 0:
                self._flush()
        self._decide_until(self._end)
        for day, comments in self._days.items():
            self._add("judged_by_day", site=self._site, day=day, comments=comments)
        self._flush()

    def _comment(self, key: int, at: float) -> None:
        dice, when = self._dice, coming.when(at)
        waits = key in self._waits
        is_decided = waits or dice.random() < DECIDED_SHARE
        action = self._action(is_decided=is_decided, waits=waits)
        verdict = dice.choice(self._verdicts[action])
        one, other = dice.choice(self._pieces), dice.choice(self._pieces)
        text = f"{one.text} {other.text}"
        author = self._author()
        article = self._article(at)
        is_reply = key > 100 and dice.random() < 0.4
        self._add(
            "comments",
            key=key,
            site=self._site,
            id=f"c{key}",
            text=text,
            format="plain",
            digest=hashlib.sha256(one.letters + other.letters).hexdigest()[:32],
            article_id=f"article-{article}",
            parent_id=f"c{key - dice.randint(1, 99)}" if is_reply else None,
            author_id=author and f"reader-{author}",
            author_name=author and f"Reader {author}",
            author_registered_at=author
            and coming.when(self._begin - author % 1_000 * 9e4),
            status=STATUS_AFTER[action],
            action=action,
            priority=verdict.priority,
            waiting=int(action is Action.HOLD),
            revision=1,
            version=1,
            received_at=when,
            language="en",
            written_at=coming.when(at - 2),
        )
        self._judged(key, text, verdict, when)
        self._event(key, when, "received", f"reader-{author}" if author else "reader")
        self._event(key, when, "judged", "policy", action=action)
        if action is not Action.HOLD:
            code = verdict.code
            self._event(key, when, "decided", "policy", action=action, reason=code)
        if self._end - at < REPEATS_WITHIN.total_seconds():
            self._fingerprint(key, f"{one.folded} {other.folded}", when)
        if is_decided and not waits:
            due = min(at + dice.lognormvariate(7.2, 1.1), self._end)  # some 20 minutes
            heapq.heappush(self._due, _Due(due, key, "decide", verdict, 1))

    def _action(self, *, is_decided: bool, waits: bool) -> Action:
        """What the policy makes of it: only what it holds waits."""
        if waits:
            return Action.HOLD
        chance = self._dice.random()
        if is_decided and chance > 0.02:
            return Action.HOLD
        return Action.REJECT if chance < 0.07 else Action.APPROVE

    def _judged(self, key: int, text: str, verdict: Verdict, when: str) -> None:
        self._days[when[:10]] += 1
        self._add(
            "judgements",
            comment=key,
            revision=1,
            text=text,
            scores=verdict.scores,
            reasons=verdict.reasons,
            signals=verdict.signals,
            model=MODEL,
            rules=self._rules,
            at=when,
            risk=verdict.risk,
            levels=verdict.levels,
            subject=coming.mixed(key) % SUBJECTS,
        )
        for shadow, seen in enumerate((verdict.rules, verdict.shadow)):
            for rule in seen:
                self._add(
                    "rule_hits",
                    comment=key,
                    revision=1,
                    rule=rule,
                    shadow=shadow,
                    site=self._site,
                    at=when,
                )

    def _decide_until(self, at: float) -> None:
        while self._due and self._due[0].at <= at:
            due = heapq.heappop(self._due)
            self._act(due)

    def _act(self, due: _Due) -> None:
        """A decision; one in eighty is undone after a minute, and made again later."""
        dice, when, key = self._dice, coming.when(due.at), due.key
        by = MODERATORS[int(dice.random() ** 1.6 * len(MODERATORS))]
        version = due.version + 1
        if due.act == "undo":
            by = self._undoing.pop(key)
            self._event(key, when, "undone", by, version=version)
            again = _Due(due.at + 600, key, "decide", due.verdict, version)
            heapq.heappush(self._due, again)
            return
        strict = MODERATORS.index(by) / 60
        rejects = dice.random() < 0.08 + strict + 0.75 * due.verdict.priority
        action = Action.REJECT if rejects else Action.APPROVE
        reason = (due.verdict.code or dice.choice(_REASONS)) if rejects else None
        self._event(key, when, "decided", by, version, action, reason)
        if dice.random() < 1 / 80:
            undo = _Due(due.at + 60, key, "undo", due.verdict, version)
            if undo.at + 700 < self._end:
                self._undoing[key] = by
                heapq.heappush(self._due, undo)
                return
        self._settle(key, action, reason, by, when, version)

    def _settle(
        self,
        key: int,
        action: Action,
        reason: Reason | None,
        by: str,
        when: str,
        version: int,
    ) -> None:
        status = STATUS_AFTER[action]
        self._add("_decided", status=status, version=version, by=by, at=when, key=key)
        self._add(
            "examples",
            comment=key,
            revision=1,
            site=self._site,
            rejected=int(action is Action.REJECT),
            reason=reason,
            by=by,
            at=when,
        )

    def _event(
        self,
        key: int,
        at: str,
        kind: str,
        by: str,
        version: int = 1,
        action: Action | None = None,
        reason: Reason | None = None,
    ) -> None:
        self._add(
            "events",
            site=self._site,
            comment=key,
            kind=kind,
            at=at,
            by=by,
            version=version,
            action=action,
            reason=reason,
        )

    def _fingerprint(self, key: int, folded: str, when: str) -> None:
        found = repetition.fingerprint(folded)
        if found is not None:
            self._add(
                "fingerprints", site=self._site, comment=key, whole=found, at=when
            )

    def _author(self) -> int | None:
        """Few write much, most write little; of some nothing is known."""
        chance = self._dice.random()
        if chance < 0.03:
            return None
        return 1 + int(self._authors * self._dice.random() ** 3)

    def _registered(self, author: int) -> str:
        return coming.when(self._begin - author % 1_000 * 9e4)

    def _article(self, at: float) -> int:
        """One of the last days."""
        newest = self._articles * (at - self._begin) / (self._end - self._begin)
        ago = self._dice.expovariate(1) * self._articles / DAYS
        return max(0, int(newest - ago))

    def _write_articles(self) -> None:
        made = texts.articles(min(self._articles, 300))
        for number in range(self._articles):
            title, text = made[number % len(made)]
            share = number / self._articles
            at = coming.when(self._begin + share * (self._end - self._begin))
            self._add(
                "articles",
                site=self._site,
                id=f"article-{number}",
                url=f"https://news.example/{number}",
                title=title,
                text=text,
                section=SECTIONS[coming.mixed(number) % len(SECTIONS)],
                changed_at=at,
                published_at=at,
            )

    def _add(self, table: str, **values: Any) -> None:
        self._rows.setdefault(table, []).append(values)

    def _flush(self) -> None:
        decided = self._rows.pop("_decided", [])
        with self._db:
            for table in sorted(self._rows, key=lambda name: name != "comments"):
                tables.insert(self._db, table, self._rows[table])
            self._db.executemany(
                "UPDATE comments SET status = :status, waiting = 0, "
                "version = :version, decided_by = :by, decided_at = :at "
                "WHERE key = :key",
                decided,
            )
        self._rows = {}


def _people(db: Database, site: str) -> None:
    hashed = generate_password_hash(PASSWORD, "scrypt:256:8:1")  # quick
    with db.writing() as connection:
        for name in (*MODERATORS, LEAD):
            role = "lead" if name == LEAD else "moderator"
            session = f"session of {name}"
            user = User(
                name=name, password=hashed, role=role, site=site, session=session
            )
            people.add_user(connection, user, now())


def main() -> int:
    """Fill a folder's database."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.filling")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--stored", type=int, default=1_000_000)
    parser.add_argument("--pending", type=int, default=200_000)
    given = parser.parse_args()
    begin = time.perf_counter()
    db = Database(given.data / "moderation.db")
    fill(db, given.stored, given.pending)
    db.close()
    print(f"filled in {time.perf_counter() - begin:.0f} s")
    print(f"sign in as {', '.join((*MODERATORS, LEAD))}: {PASSWORD!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
