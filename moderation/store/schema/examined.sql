-- What there is to tell of a version of a site's own model, so that a page does not have
-- to find it out anew.
CREATE TABLE examined (
    site TEXT NOT NULL REFERENCES sites (name),
    version TEXT NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL,   -- what there was to be measured on, to tell whether there is more
    figures BLOB NOT NULL, -- as JSON; no texts
    PRIMARY KEY (site, version)
) STRICT;
