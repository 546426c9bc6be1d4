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
