-- The latest comments of a site are found without looking through those of others.
CREATE INDEX comments_in_order ON comments (site);  -- and by their key, as all are
