-- What happened, counted by hour and by day, in UTC: read from events, each of them
-- once. What is counted can be counted anew at any time; nothing else depends on it.
CREATE TABLE counted_until (  -- the number of the last event that is counted
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL
) STRICT;
INSERT INTO counted_until (one, number) VALUES (1, 0);

CREATE TABLE counted_events ( -- all but decisions and what takes them back
    site TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('hour', 'day')),
    period TEXT NOT NULL,     -- 2026-11-27T06 or 2026-11-27
    kind TEXT NOT NULL,
    action TEXT NOT NULL,     -- '' for none
    count INTEGER NOT NULL,
    PRIMARY KEY (site, step, period, kind, action)
) STRICT, WITHOUT ROWID;

CREATE TABLE counted_decisions (  -- each where it was made
    site TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('hour', 'day')),
    period TEXT NOT NULL,
    policy INTEGER NOT NULL CHECK (policy IN (0, 1)),     -- 1: no person did it
    action TEXT NOT NULL,
    reason TEXT NOT NULL,     -- '' for none
    opinion TEXT NOT NULL,    -- of the machine, on what a person decided; '' else
    made INTEGER NOT NULL,
    undone INTEGER NOT NULL,  -- of these, since
    replaced INTEGER NOT NULL,    -- of these, by a later decision on the same text
    PRIMARY KEY (site, step, period, policy, action, reason, opinion)
) STRICT, WITHOUT ROWID;

CREATE TABLE counted_people ( -- the same by who decided
    site TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('hour', 'day')),
    period TEXT NOT NULL,
    by TEXT NOT NULL,
    action TEXT NOT NULL,
    reason TEXT NOT NULL,
    opinion TEXT NOT NULL,
    made INTEGER NOT NULL,
    undone INTEGER NOT NULL,
    undone_by_others INTEGER NOT NULL,
    replaced INTEGER NOT NULL,
    PRIMARY KEY (site, step, period, by, action, reason, opinion)
) STRICT, WITHOUT ROWID;

CREATE TABLE counted_waits (  -- until a person decided a text for the first time
    site TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('hour', 'day')),
    period TEXT NOT NULL,     -- of the decision
    bin INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (site, step, period, bin)
) STRICT, WITHOUT ROWID;

CREATE TABLE counted_rules (
    site TEXT NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('hour', 'day')),
    period TEXT NOT NULL,     -- of the hit, or of the decision
    rule TEXT NOT NULL,
    shadow INTEGER NOT NULL CHECK (shadow IN (0, 1)),
    hits INTEGER NOT NULL,
    decided INTEGER NOT NULL, -- by people, and neither undone nor replaced
    rejected INTEGER NOT NULL,    -- of these
    PRIMARY KEY (site, step, period, rule, shadow)
) STRICT, WITHOUT ROWID;

CREATE TABLE counted_scores (
    site TEXT NOT NULL,
    day TEXT NOT NULL,
    attribute TEXT NOT NULL,
    bin INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (site, day, attribute, bin)
) STRICT, WITHOUT ROWID;

CREATE TABLE counted_models ( -- who gave the scores
    site TEXT NOT NULL,
    day TEXT NOT NULL,
    model TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (site, day, model)
) STRICT, WITHOUT ROWID;

CREATE TABLE active_people (  -- when they decided
    site TEXT NOT NULL,
    hour TEXT NOT NULL,
    by TEXT NOT NULL,
    slots INTEGER NOT NULL,   -- a bit for each five minutes
    PRIMARY KEY (site, hour, by)
) STRICT, WITHOUT ROWID;

-- How the queue was when it was last looked at in an hour: no event tells that.
CREATE TABLE queue_ages (
    site TEXT NOT NULL REFERENCES sites (name),
    hour TEXT NOT NULL,
    at TEXT NOT NULL,
    waiting INTEGER NOT NULL,
    ages TEXT NOT NULL,       -- JSON; how many, by bin
    oldest TEXT,              -- when it came; NULL: nothing waits
    tenth TEXT,               -- nine of ten came later
    middle TEXT,
    PRIMARY KEY (site, hour)
) STRICT, WITHOUT ROWID;

CREATE INDEX examples_of_person ON examples (site, by, at);
CREATE INDEX appeals_against ON appeals (site, against, at)
