-- What was read of a text, by which model: kept, so that nothing is read twice.
CREATE TABLE readings (
    comment INTEGER NOT NULL REFERENCES comments (key),
    revision INTEGER NOT NULL,
    base TEXT NOT NULL,       -- the version of the model that read it
    reading BLOB NOT NULL,    -- as classifier.house.reading packs it
    PRIMARY KEY (comment, revision)
) STRICT;

-- How an example came about, by which it counts more or less.
ALTER TABLE examples ADD COLUMN source TEXT NOT NULL DEFAULT 'decision';
