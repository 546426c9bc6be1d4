-- Where a person put a comment aside; erasing leaves it, as it says nothing of anybody.
ALTER TABLE events ADD COLUMN queue TEXT;
DROP TRIGGER events_stay;
CREATE TRIGGER events_stay BEFORE UPDATE ON events
    -- Erasing takes what somebody wrote, and who it was, and nothing else.
    WHEN NEW.note IS NOT NULL OR NEW.message IS NOT NULL
        OR NEW.number != OLD.number OR NEW.site != OLD.site
        OR NEW.comment != OLD.comment OR NEW.kind != OLD.kind OR NEW.at != OLD.at
        OR (NEW.by != OLD.by AND NEW.by != 'erased') OR NEW.version != OLD.version
        OR NEW.action IS NOT OLD.action OR NEW.reason IS NOT OLD.reason
        OR NEW.queue IS NOT OLD.queue
    BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
CREATE INDEX events_of_person ON events (site, by, number)
    WHERE kind = 'decided' AND by != 'policy';
CREATE INDEX comments_deferred ON comments (site, queue)
    WHERE waiting = 1 AND queue != '';

-- Authors may also be watched, or held whatever they write.
CREATE TABLE levels_before AS SELECT * FROM levels;
DROP TABLE levels;
CREATE TABLE levels (
    site TEXT NOT NULL REFERENCES sites (name),
    level TEXT NOT NULL CHECK (level IN ('site', 'section', 'article', 'author')),
    name TEXT NOT NULL,       -- '' for the site
    mode TEXT, caution TEXT,  -- NULL: inherited
    holds TEXT NOT NULL,      -- JSON: from which score on, by attribute
    rejects TEXT NOT NULL DEFAULT '{}',  -- as `holds`
    off_topic REAL,
    risk REAL,
    standing TEXT CHECK (standing IN ('trusted', 'watched', 'held', 'banned')),
    until TEXT,               -- of the standing; NULL: until somebody changes it
    changed_at TEXT NOT NULL,
    PRIMARY KEY (site, level, name)
) STRICT;
INSERT INTO levels (site, level, name, mode, caution, holds, rejects, off_topic, risk,
        standing, until, changed_at)
    SELECT site, level, name, mode, caution, holds, rejects, off_topic, risk,
        standing, until, changed_at FROM levels_before;
DROP TABLE levels_before;
CREATE TABLE sanctions (      -- all there were of authors; `levels` has what is in force
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL REFERENCES sites (name),
    author TEXT NOT NULL,
    standing TEXT NOT NULL,
    reason TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    until TEXT,
    ended_by TEXT, ended_at TEXT
) STRICT;
CREATE INDEX sanctions_of_author ON sanctions (site, author, number);

-- Forms that came after their session had ended, until they are sent again.
CREATE TABLE kept_forms (
    token TEXT PRIMARY KEY,   -- SHA-256 of what the browser has
    address TEXT NOT NULL,    -- of the page that it was sent to
    fields TEXT NOT NULL,     -- JSON
    by TEXT,                  -- whose session it was; NULL: not known
    sender TEXT NOT NULL,     -- digest of the network address
    at TEXT NOT NULL
) STRICT;
CREATE INDEX kept_forms_of_sender ON kept_forms (sender, at);
CREATE INDEX kept_forms_by_age ON kept_forms (at);
