-- What somebody has decided blind, and what was made of one comment, is found at once.
CREATE INDEX blind_reviews_of_comment ON blind_reviews (comment);
CREATE INDEX blind_reviews_by ON blind_reviews (site, by) WHERE decided_at IS NOT NULL;
