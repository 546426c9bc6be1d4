-- Where a comment waits, beside the main queue.
ALTER TABLE comments ADD COLUMN queue TEXT NOT NULL DEFAULT '';
    -- '' where no person put it: what its rules name, or the main queue
ALTER TABLE comments ADD COLUMN escalated INTEGER NOT NULL DEFAULT 0;
CREATE INDEX comments_decided ON comments (site, decided_at)
    WHERE decided_by IS NOT NULL;

-- Who looks at a comment just now: others are told, and not stopped.
CREATE TABLE claims (
    comment INTEGER PRIMARY KEY REFERENCES comments (key),
    by TEXT NOT NULL,
    until TEXT NOT NULL
) STRICT;

CREATE TABLE saved_filters (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL REFERENCES sites (name),
    name TEXT NOT NULL,
    query TEXT NOT NULL,      -- as in the address of the page
    by TEXT NOT NULL,
    shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
    at TEXT NOT NULL,
    UNIQUE (site, by, name)
) STRICT;

-- What the author is told of a decision, beside the note among moderators.
ALTER TABLE events ADD COLUMN message TEXT;
DROP TRIGGER events_stay;
CREATE TRIGGER events_stay BEFORE UPDATE ON events
    -- Erasing takes what somebody wrote, and who it was, and nothing else.
    WHEN NEW.note IS NOT NULL OR NEW.message IS NOT NULL
        OR NEW.number != OLD.number OR NEW.site != OLD.site
        OR NEW.comment != OLD.comment OR NEW.kind != OLD.kind OR NEW.at != OLD.at
        OR (NEW.by != OLD.by AND NEW.by != 'erased') OR NEW.version != OLD.version
        OR NEW.action IS NOT OLD.action OR NEW.reason IS NOT OLD.reason
    BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;

CREATE TABLE templates (      -- of messages to authors
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL REFERENCES sites (name),
    name TEXT NOT NULL,
    reason TEXT,              -- NULL: for any
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (site, name, language)
) STRICT;

-- Of authors, among moderators; never told outside.
CREATE TABLE notes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL REFERENCES sites (name),
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX notes_of_author ON notes (site, author, number);
ALTER TABLE levels ADD COLUMN until TEXT;  -- NULL: until somebody changes it

-- Decisions on many comments at once, undone as one.
CREATE TABLE bulk_decisions (
    batch INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL REFERENCES sites (name),
    action TEXT NOT NULL,
    reason TEXT,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    undone_by TEXT,
    undone_at TEXT
) STRICT;
CREATE TABLE bulk_comments (
    batch INTEGER NOT NULL REFERENCES bulk_decisions (batch),
    comment INTEGER NOT NULL REFERENCES comments (key),
    seen INTEGER NOT NULL,    -- its version when it was chosen
    became TEXT CHECK (became IN ('decided', 'left', 'undone', 'kept')),
        -- NULL: to be done; left: it had changed; kept: it changed before it was undone
    version INTEGER,          -- after it was decided
    PRIMARY KEY (batch, comment)
) STRICT, WITHOUT ROWID;
CREATE INDEX bulk_comments_left ON bulk_comments (batch, became, comment);

-- How the people of the desk want to work, and what they have read.
CREATE TABLE preferences (
    user TEXT PRIMARY KEY,
    choices TEXT NOT NULL     -- JSON
) STRICT;
CREATE TABLE exposures (
    user TEXT NOT NULL,
    day TEXT NOT NULL,        -- in UTC
    comments INTEGER NOT NULL,
    hard INTEGER NOT NULL,    -- of these, how many were severe
    last_at TEXT NOT NULL,
    in_a_row INTEGER NOT NULL,       -- without a break
    hard_in_a_row INTEGER NOT NULL,
    PRIMARY KEY (user, day)
) STRICT, WITHOUT ROWID;
