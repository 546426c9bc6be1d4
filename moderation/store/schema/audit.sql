-- What people did besides deciding comments, which the events have.
CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT,                -- NULL: of all of them
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,       -- such as user.added
    about TEXT NOT NULL,      -- such as: user ann
    details TEXT NOT NULL     -- JSON, never with a secret
) STRICT;
CREATE INDEX audit_by ON audit (by, number);
CREATE INDEX audit_kind ON audit (kind, number);
CREATE INDEX audit_about ON audit (about, number);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
    -- Erasing takes whom it was about, as far as that was a reader, and nothing else.
    WHEN OLD.about NOT LIKE 'author %' OR NEW.about != 'erased' OR NEW.details != '{}'
        OR NEW.number != OLD.number OR NEW.site IS NOT OLD.site
        OR NEW.by != OLD.by OR NEW.at != OLD.at OR NEW.kind != OLD.kind
    BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END;

-- What one person decided, without reading what all did.
CREATE INDEX events_by ON events (site, by, number)
    WHERE kind IN ('decided', 'undone');
