-- An archive that is read in, and how far.
CREATE TABLE imports (
    site TEXT NOT NULL REFERENCES sites (name),
    source TEXT NOT NULL,     -- SHA-256 of the file
    reading TEXT NOT NULL,    -- how it is read: its format, and what ids become
    done INTEGER NOT NULL,    -- records that are in, left out, or told of as wrong
    counts TEXT NOT NULL,     -- JSON; what became of them
    at TEXT NOT NULL,
    PRIMARY KEY (site, source, reading)
) STRICT
