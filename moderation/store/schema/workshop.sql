-- What somebody writes at the desk before it is published: one draft for each person.
CREATE TABLE rule_drafts (
    site TEXT NOT NULL REFERENCES sites (name),
    by TEXT NOT NULL,
    base INTEGER NOT NULL,    -- the number of the rules that it was begun from; 0: none
    name TEXT NOT NULL,       -- of the file, without its ending
    content TEXT NOT NULL,
    lists TEXT NOT NULL,      -- JSON; file name to text
    at TEXT NOT NULL,
    PRIMARY KEY (site, by)
) STRICT, WITHOUT ROWID;

-- What takes longer than a page may: it runs beside, and is looked at meanwhile.
CREATE TABLE jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL REFERENCES sites (name),
    kind TEXT NOT NULL,
    asked TEXT NOT NULL,      -- JSON; what for
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    seen_at TEXT NOT NULL,    -- when whoever runs it last wrote here
    cancelled_by TEXT,
    ended_at TEXT,
    trouble TEXT NOT NULL DEFAULT '',
    result TEXT               -- JSON
) STRICT;
CREATE INDEX jobs_of_site ON jobs (site, number);
