-- What a text is about: one of the subjects around which all texts gather.
ALTER TABLE judgements ADD COLUMN subject INTEGER;  -- NULL: unknown, or never asked
