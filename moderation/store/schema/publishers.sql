-- Keys have limits, and two secrets while one is rotated.
ALTER TABLE keys RENAME TO keys_before;
CREATE TABLE keys (
    name TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites (name),
    rights TEXT NOT NULL,
    per_minute INTEGER,       -- comments; NULL: without limit
    created_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
CREATE TABLE key_secrets (
    digest TEXT PRIMARY KEY,  -- SHA-256
    key TEXT NOT NULL REFERENCES keys (name),
    created_at TEXT NOT NULL,
    until TEXT                -- when a rotated one stops; NULL: in use
) STRICT;
CREATE INDEX key_secrets_of_key ON key_secrets (key);
INSERT INTO keys (name, site, rights, created_at, revoked_at)
    SELECT name, site, rights, created_at, revoked_at FROM keys_before;
INSERT INTO key_secrets (digest, key, created_at)
    SELECT digest, name, created_at FROM keys_before;
DROP TABLE keys_before;

-- What a publisher may send besides, and what it may take back.
ALTER TABLE comments ADD COLUMN language TEXT;    -- as the publisher named it
ALTER TABLE comments ADD COLUMN written_at TEXT;
ALTER TABLE comments ADD COLUMN erased_at TEXT;
CREATE INDEX comments_by_parent ON comments (site, parent_id)
    WHERE parent_id IS NOT NULL;

DROP TRIGGER events_stay;
CREATE TRIGGER events_stay BEFORE UPDATE ON events
    -- Erasing takes what somebody wrote, and who it was, and nothing else.
    WHEN NEW.note IS NOT NULL OR NEW.number != OLD.number OR NEW.site != OLD.site
        OR NEW.comment != OLD.comment OR NEW.kind != OLD.kind OR NEW.at != OLD.at
        OR (NEW.by != OLD.by AND NEW.by != 'erased') OR NEW.version != OLD.version
        OR NEW.action IS NOT OLD.action OR NEW.reason IS NOT OLD.reason
    BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;

-- How the faces of other services answer for a site.
ALTER TABLE sites ADD COLUMN keeps_analysed INTEGER NOT NULL DEFAULT 0;
    -- 1: what comes to the Perspective face is kept, unless told otherwise
ALTER TABLE sites ADD COLUMN zeros TEXT NOT NULL DEFAULT '[]';
    -- JSON; attributes that no model has and that are answered with 0
CREATE TABLE signing_secrets (
    site TEXT NOT NULL REFERENCES sites (name),
    face TEXT NOT NULL,       -- whose requests they sign: coral
    secret TEXT NOT NULL,
    created_at TEXT NOT NULL,
    until TEXT,               -- when a rotated one stops
    PRIMARY KEY (site, face, secret)
) STRICT;

-- What readers report, and authors ask to be looked at again.
CREATE TABLE reports (
    comment INTEGER NOT NULL REFERENCES comments (key),
    revision INTEGER NOT NULL,
    reporter TEXT NOT NULL,   -- as the publisher names them
    site TEXT NOT NULL REFERENCES sites (name),
    reason TEXT NOT NULL,
    note TEXT,
    weight REAL NOT NULL,     -- by how often people agreed with this reporter
    at TEXT NOT NULL,
    PRIMARY KEY (comment, revision, reporter)
) STRICT;
CREATE INDEX reports_by_reporter ON reports (site, reporter, at);

CREATE TABLE appeals (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL REFERENCES sites (name),
    comment INTEGER NOT NULL REFERENCES comments (key),
    revision INTEGER NOT NULL,
    text TEXT,                -- NULL: erased
    at TEXT NOT NULL,
    against TEXT NOT NULL,    -- who had decided
    granted INTEGER CHECK (granted IN (0, 1)),
    decided_by TEXT,
    decided_at TEXT,
    UNIQUE (comment, revision)
) STRICT;
CREATE INDEX appeals_open ON appeals (site, number) WHERE granted IS NULL;

-- What publishers say of texts that are no comments here, to learn from.
CREATE TABLE suggestions (
    site TEXT NOT NULL REFERENCES sites (name),
    digest TEXT NOT NULL,     -- of the folded text
    text TEXT NOT NULL,
    format TEXT NOT NULL,
    rejected INTEGER NOT NULL CHECK (rejected IN (0, 1)),
    reason TEXT,
    signals TEXT NOT NULL,    -- JSON
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (site, digest)
) STRICT;
