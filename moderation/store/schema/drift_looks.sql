-- The last look at whether a site's model still fits what comes.
CREATE TABLE drift_looks (
    site TEXT PRIMARY KEY REFERENCES sites (name),
    version TEXT NOT NULL,    -- of the model; '' where it could not be looked yet
    at TEXT NOT NULL,         -- when it was tried last
    worries INTEGER NOT NULL, -- 1: somebody should look at it
    found TEXT NOT NULL       -- JSON, with words that several authors used, and ids
) STRICT;
CREATE INDEX comments_came ON comments (site, received_at) WHERE erased_at IS NULL;
