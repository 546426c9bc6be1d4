-- Several endpoints for each site, each with its own tries.
CREATE TABLE endpoints (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites (name),
    url TEXT NOT NULL,
    types TEXT NOT NULL,      -- JSON; which messages; none is all
    secret TEXT NOT NULL,
    old_secret TEXT,          -- signs beside the new one until it stops
    old_until TEXT,
    disabled_at TEXT,
    disabled_why TEXT,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX endpoints_of_site ON endpoints (site);
INSERT INTO endpoints (id, site, url, types, secret, created_at)
    SELECT 'ep_' || lower(hex(randomblob(9))), name, webhook_url, '[]', webhook_secret,
        created_at
    FROM sites WHERE webhook_url IS NOT NULL;

CREATE TABLE messages (
    id TEXT PRIMARY KEY,      -- the webhook-id, the same at every try
    site TEXT NOT NULL REFERENCES sites (name),
    comment INTEGER REFERENCES comments (key),  -- NULL: a test
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX messages_of_comment ON messages (comment);
CREATE INDEX messages_by_age ON messages (created_at);

CREATE TABLE deliveries (
    message TEXT NOT NULL REFERENCES messages (id),
    endpoint TEXT NOT NULL REFERENCES endpoints (id) ON DELETE CASCADE,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try_at TEXT,         -- NULL: delivered, or given up
    leased_until TEXT,
    delivered_at TEXT,
    PRIMARY KEY (message, endpoint)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_due ON deliveries (next_try_at)
    WHERE next_try_at IS NOT NULL;

CREATE TABLE tries (          -- the log of deliveries
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    message TEXT NOT NULL REFERENCES messages (id),
    endpoint TEXT NOT NULL REFERENCES endpoints (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    status INTEGER,           -- that the receiver answered
    error TEXT,               -- why it did not
    milliseconds INTEGER NOT NULL
) STRICT;
CREATE INDEX tries_of_endpoint ON tries (endpoint, number);

INSERT INTO messages (id, site, comment, type, body, created_at)
    SELECT id, site, comment, json_extract(body, '$.type'), body, created_at FROM outbox;
INSERT INTO deliveries (message, endpoint, tries, next_try_at, delivered_at)
    SELECT o.id, e.id, o.tries, o.next_try_at, o.delivered_at
    FROM outbox o JOIN endpoints e ON e.site = o.site;
DROP TABLE outbox;
ALTER TABLE sites DROP COLUMN webhook_url;
ALTER TABLE sites DROP COLUMN webhook_secret;
