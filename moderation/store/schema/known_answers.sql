-- Why a known answer is right, and of how many looks one is at such a comment; 0: none.
ALTER TABLE golden ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN golden_each INTEGER NOT NULL DEFAULT 20;
