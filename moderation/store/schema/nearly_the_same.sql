-- A fingerprint is one row: what is near is found in memory, and told by the number.
ALTER TABLE fingerprints RENAME TO fingerprints_before;
CREATE TABLE fingerprints (   -- of texts, to find what is nearly the same
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- so that what is new is found quickly
    site TEXT NOT NULL REFERENCES sites (name),
    comment INTEGER NOT NULL REFERENCES comments (key),
    whole INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT;
INSERT INTO fingerprints (site, comment, whole, at)
    SELECT DISTINCT site, comment, whole, at FROM fingerprints_before
    ORDER BY at, comment;
DROP TABLE fingerprints_before;
CREATE INDEX fingerprints_of_comment ON fingerprints (comment);
CREATE INDEX fingerprints_by_age ON fingerprints (at);
