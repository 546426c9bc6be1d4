"""The schema, as sqlite-utils migrations: only ever add one at the end.

All tables are strict. Times are text, ISO 8601 in UTC with microseconds, so that
they sort as they happened. Lists and mappings are JSON.
"""

import sqlite3

import sqlite_utils
from sqlite_utils import Migrations

migrations = Migrations("moderation")

_FIRST = """
CREATE TABLE sites (
    name TEXT PRIMARY KEY,
    mode TEXT NOT NULL DEFAULT 'auto',
    language TEXT NOT NULL DEFAULT 'en',
    webhook_url TEXT,
    webhook_secret TEXT,
    created_at TEXT NOT NULL
) STRICT;
INSERT INTO sites (name, created_at)
    VALUES ('default', strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now'));

CREATE TABLE articles (
    site TEXT NOT NULL REFERENCES sites (name),
    id TEXT NOT NULL,
    url TEXT, title TEXT, text TEXT, section TEXT,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE comments (
    key INTEGER PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites (name),
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    format TEXT NOT NULL,
    digest TEXT NOT NULL,     -- of the folded text, to find it again repeated
    article_id TEXT,
    article TEXT,             -- JSON; what came with it when it had no id
    parent_id TEXT, parent_text TEXT,
    author_id TEXT, author_name TEXT, author_registered_at TEXT,
    status TEXT NOT NULL CHECK (status IN ('approved', 'rejected', 'pending')),
    action TEXT NOT NULL CHECK (action IN ('approve', 'reject', 'hold')),
    priority REAL NOT NULL,
    waiting INTEGER NOT NULL, -- 1: in the queue, for a person to look at
    revision INTEGER NOT NULL,
    version INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    decided_at TEXT,
    decided_by TEXT,
    UNIQUE (site, id)
) STRICT;
CREATE INDEX comments_waiting ON comments (site, priority DESC, key)
    WHERE waiting = 1;
CREATE INDEX comments_by_author ON comments (site, author_id, received_at)
    WHERE author_id IS NOT NULL;
CREATE INDEX comments_by_digest ON comments (site, digest, received_at);
CREATE INDEX comments_by_article ON comments (site, article_id, status, key);

CREATE TABLE judgements (
    comment INTEGER NOT NULL REFERENCES comments (key),
    revision INTEGER NOT NULL,
    text TEXT NOT NULL,       -- the text that was judged: earlier revisions stay
    scores TEXT NOT NULL,
    reasons TEXT NOT NULL,
    signals TEXT NOT NULL,    -- what the site's own model may learn from
    model TEXT NOT NULL,
    rules TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (comment, revision)
) STRICT;

CREATE TABLE events (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL REFERENCES sites (name),
    comment INTEGER NOT NULL REFERENCES comments (key),
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    version INTEGER NOT NULL,
    action TEXT, reason TEXT, note TEXT
) STRICT;
CREATE INDEX events_of_comment ON events (comment, number);
CREATE INDEX events_decided ON events (site, number)
    WHERE kind IN ('decided', 'undone');
CREATE TRIGGER events_stay BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;

CREATE TABLE outbox (
    id TEXT PRIMARY KEY,      -- the webhook-id, the same at every try
    site TEXT NOT NULL REFERENCES sites (name),
    comment INTEGER NOT NULL REFERENCES comments (key),
    body TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try_at TEXT,         -- NULL: delivered, or given up
    leased_until TEXT,
    delivered_at TEXT,
    last_error TEXT,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (next_try_at) WHERE next_try_at IS NOT NULL;

CREATE TABLE examples (
    comment INTEGER NOT NULL REFERENCES comments (key),
    revision INTEGER NOT NULL,
    site TEXT NOT NULL REFERENCES sites (name),
    rejected INTEGER NOT NULL CHECK (rejected IN (0, 1)),
    reason TEXT,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (comment, revision)
) STRICT;
CREATE INDEX examples_in_order ON examples (site, at);

CREATE TABLE users (
    name TEXT PRIMARY KEY,
    password TEXT NOT NULL,   -- Werkzeug's scrypt
    role TEXT NOT NULL,
    site TEXT NOT NULL REFERENCES sites (name),
    session TEXT NOT NULL,    -- changes to sign a user out everywhere
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE sign_ins_failed (
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX sign_ins_failed_by ON sign_ins_failed (who, at);

CREATE TABLE keys (
    digest TEXT PRIMARY KEY,  -- SHA-256; the key has 256 random bits of its own
    name TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL REFERENCES sites (name),
    rights TEXT NOT NULL,
    created_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT
"""

_RULES = """
CREATE TABLE rulebooks (
    site TEXT NOT NULL REFERENCES sites (name),
    number INTEGER NOT NULL,  -- from 1, in each site
    version TEXT NOT NULL,
    content TEXT NOT NULL,    -- of the rules file
    lists TEXT NOT NULL,      -- JSON; file name to text, of the lists that it names
    rules TEXT NOT NULL,      -- JSON; ids of those that are run
    back_to INTEGER,          -- the number that this one brings back; 0: see below
    by TEXT NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (site, number)
) STRICT;
CREATE TRIGGER rulebooks_stay BEFORE UPDATE ON rulebooks
    BEGIN SELECT RAISE(ABORT, 'saved rules are only ever added'); END;

CREATE TABLE rule_pauses (    -- the last one of a rule says how it is
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL REFERENCES sites (name),
    rule TEXT NOT NULL,
    paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
    by TEXT NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX rule_pauses_by_rule ON rule_pauses (site, rule, number);

CREATE TABLE rules_in_service (
    site TEXT PRIMARY KEY REFERENCES sites (name),
    number INTEGER,           -- NULL: none was saved, those of the service
    changes INTEGER NOT NULL, -- grows with all that is saved, paused or resumed
    FOREIGN KEY (site, number) REFERENCES rulebooks (site, number)
) STRICT;

CREATE TABLE rules_since (    -- when a rule came; one that always was is not here
    site TEXT NOT NULL REFERENCES sites (name),
    rule TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (site, rule)
) STRICT;

CREATE TABLE rule_hits (
    comment INTEGER NOT NULL REFERENCES comments (key),
    revision INTEGER NOT NULL,
    rule TEXT NOT NULL,
    shadow INTEGER NOT NULL CHECK (shadow IN (0, 1)),
    site TEXT NOT NULL,
    at TEXT NOT NULL,         -- when it was judged
    PRIMARY KEY (comment, revision, rule)
) STRICT, WITHOUT ROWID;
CREATE INDEX rule_hits_in_order ON rule_hits (site, at, rule, shadow);

CREATE TABLE judged_by_day (  -- what hits are a share of
    site TEXT NOT NULL REFERENCES sites (name),
    day TEXT NOT NULL,        -- in UTC
    comments INTEGER NOT NULL,
    PRIMARY KEY (site, day)
) STRICT;

CREATE TABLE odd_rules (      -- as they were when last looked at
    site TEXT NOT NULL REFERENCES sites (name),
    rule TEXT NOT NULL,
    hits INTEGER NOT NULL,
    comments INTEGER NOT NULL,
    low REAL NOT NULL,
    high REAL NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (site, rule)
) STRICT;

CREATE TABLE retroactions (
    batch INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL REFERENCES sites (name),
    rules TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    undone_by TEXT,
    undone_at TEXT
) STRICT;
CREATE TABLE retroacted (     -- pending comments, as they stood before
    batch INTEGER NOT NULL REFERENCES retroactions (batch),
    comment INTEGER NOT NULL REFERENCES comments (key),
    version INTEGER NOT NULL, -- of the comment, after it
    priority REAL NOT NULL,
    reasons TEXT NOT NULL,
    signals TEXT NOT NULL,
    rules TEXT NOT NULL,
    risk REAL NOT NULL,
    levels TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (batch, comment)
) STRICT;

ALTER TABLE sites ADD COLUMN pause_odd_rules INTEGER NOT NULL DEFAULT 0;

INSERT INTO rule_hits (comment, revision, rule, shadow, site, at)
    SELECT DISTINCT j.comment, j.revision, json_extract(r.value, '$.rule'), 0, c.site,
        j.at
    FROM judgements j JOIN comments c ON c.key = j.comment, json_each(j.reasons) r
    WHERE json_extract(r.value, '$.rule') NOT LIKE '%:%'  -- a score is no rule
        AND json_extract(r.value, '$.code') NOT IN ('unscored', 'closed')
        AND json_extract(r.value, '$.rule') != 'language';
INSERT INTO judged_by_day (site, day, comments)
    SELECT c.site, substr(j.at, 1, 10), count(*)
    FROM judgements j JOIN comments c ON c.key = j.comment GROUP BY 1, 2
"""


@migrations()
def first_light(db: sqlite_utils.Database) -> None:
    """The tables of the first version."""
    for statement in _statements(_FIRST):
        db.execute(statement)


_LEVELS_AND_FINGERPRINTS = """
CREATE TABLE levels (
    site TEXT NOT NULL REFERENCES sites (name),
    level TEXT NOT NULL CHECK (level IN ('site', 'section', 'article', 'author')),
    name TEXT NOT NULL,       -- '' for the site
    mode TEXT, caution TEXT,  -- NULL: inherited
    holds TEXT NOT NULL,      -- JSON: from which score on, by attribute
    off_topic REAL,
    standing TEXT CHECK (standing IN ('trusted', 'banned')),
    changed_at TEXT NOT NULL,
    PRIMARY KEY (site, level, name)
) STRICT;

ALTER TABLE articles ADD COLUMN published_at TEXT;
ALTER TABLE articles ADD COLUMN closed INTEGER;
ALTER TABLE judgements ADD COLUMN risk REAL NOT NULL DEFAULT 0;
ALTER TABLE judgements ADD COLUMN levels TEXT NOT NULL DEFAULT '{}';

CREATE TABLE fingerprints (   -- of texts, to find what is nearly the same
    site TEXT NOT NULL REFERENCES sites (name),
    band INTEGER NOT NULL,    -- a part of it
    comment INTEGER NOT NULL REFERENCES comments (key),
    whole INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (site, band, comment)
) STRICT, WITHOUT ROWID;
CREATE INDEX fingerprints_of_comment ON fingerprints (comment);
CREATE INDEX fingerprints_by_age ON fingerprints (at)
"""


@migrations()
def levels_and_fingerprints(db: sqlite_utils.Database) -> None:
    """Settings by level; what is nearly the same; when articles came out."""
    for statement in _statements(_LEVELS_AND_FINGERPRINTS):
        db.execute(statement)


@migrations()
def kept_rules(db: sqlite_utils.Database) -> None:
    """Rules are kept with their history, and what each of them hits."""
    for statement in _statements(_RULES):
        db.execute(statement)


_REJECTING_LEVELS = """
ALTER TABLE levels ADD COLUMN rejects TEXT NOT NULL DEFAULT '{}';  -- as `holds`
ALTER TABLE levels ADD COLUMN risk REAL
"""


@migrations()
def rejecting_levels(db: sqlite_utils.Database) -> None:
    """A level may also say from which score on a comment is rejected, and its risk."""
    for statement in _statements(_REJECTING_LEVELS):
        db.execute(statement)


def _statements(script: str) -> list[str]:
    """Whole statements; a trigger's body has semicolons of its own."""
    statements, begun = [], ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            statements.append(begun)
            begun = ""
    return [*statements, begun] if begun.strip() else statements
