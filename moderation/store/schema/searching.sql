-- Comments by the words in them. What is new is taken in a little later, many at once:
-- one by one it would cost each arrival a tenth of its time.
CREATE VIRTUAL TABLE words USING fts5 (
    text, content='comments', content_rowid='key',
    tokenize="unicode61 remove_diacritics 2"
);
CREATE TABLE words_taken (
    upto INTEGER NOT NULL,    -- key of the last comment that is taken in
    untidy INTEGER NOT NULL   -- 1: parts of the index still hold what was erased
) STRICT;
INSERT INTO words_taken VALUES (0, 0);
