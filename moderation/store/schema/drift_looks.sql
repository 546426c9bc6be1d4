-- The last look at whether a site's model still fits what comes.
CREATE TABLE drift_looks (
    site TEXT PRIMARY KEY REFERENCES sites (name),
    version TEXT NOT NULL,    -- of the model
    at TEXT NOT NULL,
    worries INTEGER NOT NULL, -- 1: somebody should look at it
    found TEXT NOT NULL       -- JSON; with ids of comments, and no texts
) STRICT;
