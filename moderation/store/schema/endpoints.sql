-- Several endpoints for each site, each with its own tries.
CREATE TABLE endpoints (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites (name),
    url TEXT NOT NULL,
    types TEXT NOT NULL,      -- JSON; which messages; none is all
    failures INTEGER NOT NULL DEFAULT 0,  -- in a row
    failing_since TEXT,       -- the first of them
    paused_until TEXT,        -- nothing is sent before
    disabled_at TEXT,
    disabled_why TEXT,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX endpoints_of_site ON endpoints (site);

CREATE TABLE endpoint_secrets (
    endpoint TEXT NOT NULL REFERENCES endpoints (id) ON DELETE CASCADE,
    secret TEXT NOT NULL,
    created_at TEXT NOT NULL,
    until TEXT,               -- when a rotated one stops; NULL: in use
    PRIMARY KEY (endpoint, secret)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,  -- the webhook-id, the same at every try
    site TEXT NOT NULL REFERENCES sites (name),
    comment INTEGER REFERENCES comments (key),  -- NULL: a test
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX messages_of_comment ON messages (comment);
CREATE INDEX messages_by_age ON messages (created_at);

CREATE TABLE deliveries (
    endpoint TEXT NOT NULL REFERENCES endpoints (id) ON DELETE CASCADE,
    message INTEGER NOT NULL REFERENCES messages (number) ON DELETE CASCADE,
    comment INTEGER,          -- of the message: one waits for those before it
    tries INTEGER NOT NULL DEFAULT 0,
    next_try_at TEXT,         -- NULL: delivered, or given up
    leased_until TEXT,        -- a deliverer has it
    delivered_at TEXT,
    PRIMARY KEY (endpoint, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_due ON deliveries (endpoint, next_try_at, message)
    WHERE next_try_at IS NOT NULL;
CREATE INDEX deliveries_leased ON deliveries (endpoint)
    WHERE leased_until IS NOT NULL;
CREATE INDEX deliveries_of_comment ON deliveries (comment, endpoint, message)
    WHERE next_try_at IS NOT NULL;
CREATE INDEX deliveries_of_message ON deliveries (message);

CREATE TABLE tries (          -- the log
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    endpoint TEXT NOT NULL REFERENCES endpoints (id) ON DELETE CASCADE,
    message INTEGER NOT NULL REFERENCES messages (number) ON DELETE CASCADE,
    at TEXT NOT NULL,
    status INTEGER,           -- that the receiver answered
    error TEXT,               -- why there was no answer
    milliseconds INTEGER NOT NULL
) STRICT;
CREATE INDEX tries_of_endpoint ON tries (endpoint, number);
CREATE INDEX tries_of_message ON tries (message, endpoint, number);

INSERT INTO endpoints (id, site, url, types, created_at)
    SELECT 'ep_' || lower(hex(randomblob(9))), name, webhook_url, '[]', created_at
    FROM sites WHERE webhook_url IS NOT NULL;
INSERT INTO endpoint_secrets (endpoint, secret, created_at)
    SELECT e.id, s.webhook_secret, e.created_at
    FROM endpoints e JOIN sites s ON s.name = e.site
    WHERE s.webhook_secret IS NOT NULL;
INSERT INTO messages (id, site, comment, type, body, created_at)
    SELECT o.id, o.site, o.comment, json_extract(o.body, '$.type'), o.body,
        o.created_at
    FROM outbox o JOIN endpoints e ON e.site = o.site
    ORDER BY o.created_at, o.rowid;
INSERT INTO deliveries (endpoint, message, comment, tries, next_try_at, delivered_at)
    SELECT e.id, m.number, m.comment, o.tries, o.next_try_at, o.delivered_at
    FROM messages m JOIN outbox o ON o.id = m.id JOIN endpoints e ON e.site = o.site;
DROP TABLE outbox;
ALTER TABLE sites DROP COLUMN webhook_url;
ALTER TABLE sites DROP COLUMN webhook_secret;
