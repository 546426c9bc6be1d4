-- An archive that is read in, and how far.
CREATE TABLE imports (
    site TEXT NOT NULL REFERENCES sites (name),
    source TEXT NOT NULL,     -- SHA-256 of the file
    done INTEGER NOT NULL,    -- records that are in, or were told of as wrong
    at TEXT NOT NULL,
    PRIMARY KEY (site, source)
) STRICT
