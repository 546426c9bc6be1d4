-- Which errors of the service a site accepts, and the thresholds that keep to it.
ALTER TABLE sites ADD COLUMN accepted TEXT;             -- JSON; NULL: none are named
ALTER TABLE sites ADD COLUMN kept_to TEXT NOT NULL DEFAULT '{}';
-- JSON: by version of the site's model, as the same score of two says another thing
