-- What the people of the desk are spared: as their site has it, where they chose nothing.
CREATE TABLE site_preferences (
    site TEXT PRIMARY KEY REFERENCES sites (name),
    choices TEXT NOT NULL     -- JSON
) STRICT;

ALTER TABLE exposures ADD COLUMN lately INTEGER NOT NULL DEFAULT 0;
    -- a bit for each of the last comments without a break, the latest lowest: 1 is hard
ALTER TABLE exposures ADD COLUMN put_off INTEGER NOT NULL DEFAULT 0;
    -- how many they were in a row when a break was suggested and put off
