-- Examples in the order in which they were decided or decided anew, whatever the clock
-- says: what a model has learnt is all up to a number.
CREATE TABLE taught (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    last INTEGER NOT NULL
) STRICT;
ALTER TABLE examples ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE suggestions ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
UPDATE examples SET number = its.number FROM (
    SELECT rowid AS id, row_number() OVER (ORDER BY at) AS number FROM examples
) its WHERE examples.rowid = its.id;
UPDATE suggestions SET number = its.number FROM (
    SELECT rowid AS id, row_number() OVER (ORDER BY at)
        + (SELECT count(*) FROM examples) AS number FROM suggestions
) its WHERE suggestions.rowid = its.id;
INSERT INTO taught (one, last)
    SELECT 1, (SELECT count(*) FROM examples) + (SELECT count(*) FROM suggestions);
CREATE INDEX examples_numbered ON examples (site, number);
CREATE INDEX suggestions_numbered ON suggestions (site, number);
CREATE TRIGGER example_taught AFTER INSERT ON examples BEGIN
    UPDATE taught SET last = last + 1;
    UPDATE examples SET number = (SELECT last FROM taught) WHERE rowid = new.rowid;
END;
CREATE TRIGGER example_taught_anew AFTER UPDATE OF rejected, by, at ON examples BEGIN
    UPDATE taught SET last = last + 1;
    UPDATE examples SET number = (SELECT last FROM taught) WHERE rowid = new.rowid;
END;
CREATE TRIGGER suggestion_taught AFTER INSERT ON suggestions BEGIN
    UPDATE taught SET last = last + 1;
    UPDATE suggestions SET number = (SELECT last FROM taught) WHERE rowid = new.rowid;
END;

-- When a site's model is learnt by itself; NULL: never.
ALTER TABLE sites ADD COLUMN retrain_after_decisions INTEGER;
ALTER TABLE sites ADD COLUMN retrain_after_hours INTEGER;

-- How far old comments are judged anew, so that who was stopped goes on there.
CREATE TABLE rescorings (
    number INTEGER PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites (name),
    model TEXT NOT NULL,      -- the version of the site's own; '' is the shipped alone
    pending_only INTEGER NOT NULL,
    since TEXT NOT NULL,      -- only what came from then on; '' is all
    upto INTEGER NOT NULL,    -- the last key that there was
    through INTEGER NOT NULL, -- the last key that is done
    done INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    ended_at TEXT
) STRICT;

-- What a version in the shadow said of a comment, beside the one in service.
CREATE TABLE shadow_scores (
    comment INTEGER NOT NULL REFERENCES comments (key),
    revision INTEGER NOT NULL,
    site TEXT NOT NULL REFERENCES sites (name),
    version TEXT NOT NULL,    -- of the one in the shadow
    score REAL NOT NULL,      -- its P(reject)
    beside REAL,              -- what the one in service said; NULL where none is
    action TEXT NOT NULL,     -- what would have become of it
    did TEXT NOT NULL,        -- what did
    PRIMARY KEY (comment, revision)
) STRICT;
CREATE INDEX shadow_scores_of ON shadow_scores (site, version, comment);
