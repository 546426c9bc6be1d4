-- Comments by the words in them. What is new is taken in a little later, many at once:
-- one by one it would cost each arrival a tenth of its time.
-- The site is one word beside them, so that the words of one site are found without
-- going through those of all others.
CREATE VIEW comment_words AS
    SELECT key, text, 's' || hex(site) AS site FROM comments;
CREATE VIRTUAL TABLE words USING fts5 (
    text, site, content='comment_words', content_rowid='key',
    tokenize="unicode61 remove_diacritics 2"
);
CREATE TABLE words_taken (
    upto INTEGER NOT NULL,    -- key of the last comment that is taken in
    untidy INTEGER NOT NULL   -- 1: parts of the index still hold what was erased
) STRICT;
INSERT INTO words_taken VALUES (0, 0);
