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
