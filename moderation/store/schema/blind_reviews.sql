-- Comments that a person decides without seeing what the service or others made of them.
CREATE TABLE blind_reviews (
    number INTEGER PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites (name),
    comment INTEGER NOT NULL REFERENCES comments (key),
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('audit', 'second', 'golden')),
    share REAL,               -- with which chance an audit was drawn, in (0, 1]
    drawn_at TEXT NOT NULL,
    first_by TEXT,            -- who decided before, or knows the answer
    first_rejected INTEGER, first_reason TEXT,
    by TEXT,                  -- who decided blind; NULL while it waits for anybody
    rejected INTEGER, reason TEXT,
    decided_at TEXT           -- NULL while it waits
) STRICT;
CREATE UNIQUE INDEX blind_reviews_once ON blind_reviews (comment, revision, kind)
    WHERE kind IN ('audit', 'second');
CREATE INDEX blind_reviews_waiting ON blind_reviews (site, number)
    WHERE decided_at IS NULL;
CREATE INDEX blind_reviews_decided ON blind_reviews (site, kind, decided_at)
    WHERE decided_at IS NOT NULL;
