-- After how many days a site's comments are erased by themselves; NULL: never.
ALTER TABLE sites ADD COLUMN erase_rejected_after INTEGER;
ALTER TABLE sites ADD COLUMN erase_texts_after INTEGER;
ALTER TABLE sites ADD COLUMN erase_authors_after INTEGER;
CREATE INDEX comments_with_text ON comments (site, status, received_at)
    WHERE erased_at IS NULL;
CREATE INDEX comments_with_author ON comments (site, received_at)
    WHERE author_id IS NOT NULL OR author_name IS NOT NULL;
