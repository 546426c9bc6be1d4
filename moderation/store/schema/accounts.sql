-- People who leave, come by another door, prove who they are twice, or see a part.
ALTER TABLE users ADD COLUMN disabled_at TEXT;
ALTER TABLE users ADD COLUMN signed_in_at TEXT;   -- last
ALTER TABLE users ADD COLUMN identity TEXT;       -- an OpenID provider's name of them
CREATE UNIQUE INDEX users_identity ON users (identity) WHERE identity IS NOT NULL;
ALTER TABLE sites ADD COLUMN factor_for TEXT NOT NULL DEFAULT '[]';
    -- JSON: roles that must have a second factor

CREATE TABLE factors (
    user TEXT PRIMARY KEY REFERENCES users (name),
    secret TEXT NOT NULL,     -- as it is: codes are made of it
    confirmed_at TEXT,        -- NULL: not in force yet
    last_step INTEGER NOT NULL DEFAULT 0   -- whose code was used: none is used twice
) STRICT;
CREATE TABLE recovery_codes (
    user TEXT NOT NULL REFERENCES users (name),
    digest TEXT NOT NULL,     -- SHA-256; a code has 80 random bits of its own
    PRIMARY KEY (user, digest)
) STRICT, WITHOUT ROWID;

-- Addresses at which somebody may set a new password, once.
CREATE TABLE reset_links (
    digest TEXT PRIMARY KEY,  -- SHA-256 of the token in it
    user TEXT NOT NULL REFERENCES users (name),
    until TEXT NOT NULL
) STRICT;
CREATE INDEX reset_links_of ON reset_links (user);

-- What a moderator is limited to; nothing is no limit.
CREATE TABLE scopes (
    user TEXT PRIMARY KEY REFERENCES users (name),
    sections TEXT NOT NULL,   -- JSON
    queues TEXT NOT NULL      -- JSON; "" is the main one
) STRICT;
