-- The ids that a publisher's software told later, of comments that came without one.
CREATE TABLE known_as (
    site TEXT NOT NULL REFERENCES sites (name),
    face TEXT NOT NULL,       -- whose ids they are: coral
    id TEXT NOT NULL,
    comment INTEGER NOT NULL REFERENCES comments (key),
    at TEXT NOT NULL,
    PRIMARY KEY (site, face, id),
    UNIQUE (comment, face)
) STRICT;
CREATE INDEX comments_nameless ON comments (site, article_id, received_at)
    WHERE id GLOB 'nameless:*';
