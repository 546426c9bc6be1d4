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
