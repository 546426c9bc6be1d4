-- How many comments are looked at blind, and what became of it.
ALTER TABLE sites ADD COLUMN audit_share REAL NOT NULL DEFAULT 0.01;
ALTER TABLE sites ADD COLUMN second_share REAL NOT NULL DEFAULT 0.05;
ALTER TABLE blind_reviews ADD COLUMN settled_by TEXT;  -- a lead, where two disagreed
ALTER TABLE blind_reviews ADD COLUMN settled_at TEXT;
ALTER TABLE examples ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0;  -- by a second look

-- Comments with a known answer, slipped in among what is looked at blind.
CREATE TABLE golden (
    comment INTEGER NOT NULL REFERENCES comments (key),
    revision INTEGER NOT NULL,
    site TEXT NOT NULL REFERENCES sites (name),
    rejected INTEGER NOT NULL, reason TEXT,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (comment, revision)
) STRICT;
