-- Whether a key's newest secret is a short one, so that rotating keeps it so.
ALTER TABLE keys ADD COLUMN short INTEGER CHECK (short IN (0, 1));
    -- NULL: made before this was kept; a digest does not tell
