-- Whether a site's decisions help other sites that agree too, and theirs help it.
ALTER TABLE sites ADD COLUMN shares_lessons INTEGER NOT NULL DEFAULT 0;
