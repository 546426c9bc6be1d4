ALTER TABLE levels ADD COLUMN rejects TEXT NOT NULL DEFAULT '{}';  -- as `holds`
ALTER TABLE levels ADD COLUMN risk REAL
