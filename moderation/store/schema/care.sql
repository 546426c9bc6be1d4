-- What the people of the desk are spared: as their site has it, where they chose nothing.
-- Only ever added to: the latest of a site counts, the others tell who changed what.
CREATE TABLE site_preferences (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL REFERENCES sites (name),
    choices TEXT NOT NULL,    -- JSON
    by TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX site_preferences_latest ON site_preferences (site, number);

ALTER TABLE exposures ADD COLUMN lately INTEGER NOT NULL DEFAULT 0;
    -- a bit for each of the last comments without a break, the latest lowest: 1 is hard
ALTER TABLE exposures ADD COLUMN put_off INTEGER NOT NULL DEFAULT 0;
    -- how many they were in a row when a break was suggested and put off
