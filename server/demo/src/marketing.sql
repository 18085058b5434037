-- Marketing: fed from the shop every night, and from lists that were bought long ago.

CREATE TABLE profiles (
    id               INTEGER PRIMARY KEY,
    shop_customer_id INTEGER UNIQUE,
    email            TEXT NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('usual', 'minor', 'deceased', 'staff', 'duplicate')),
    subscribed       INTEGER NOT NULL CHECK (subscribed IN (0, 1)),
    shared           INTEGER NOT NULL CHECK (shared IN (0, 1)),
    scored           INTEGER NOT NULL CHECK (scored IN (0, 1)),
    first_seen       TEXT NOT NULL
);
CREATE INDEX profiles_email_any_case ON profiles (email COLLATE NOCASE);

CREATE TABLE sources (
    profile_id  INTEGER NOT NULL REFERENCES profiles (id),
    source      TEXT NOT NULL,
    obtained_on TEXT NOT NULL,
    PRIMARY KEY (profile_id, source)
) WITHOUT ROWID;

CREATE TABLE segments (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE,
    rules TEXT NOT NULL
);

CREATE TABLE segment_members (
    profile_id INTEGER NOT NULL REFERENCES profiles (id),
    segment_id INTEGER NOT NULL REFERENCES segments (id),
    segment    TEXT NOT NULL,
    since      TEXT NOT NULL,
    PRIMARY KEY (profile_id, segment_id)
) WITHOUT ROWID;
CREATE INDEX segment_members_segment ON segment_members (segment_id);

CREATE TABLE scores (
    profile_id INTEGER NOT NULL REFERENCES profiles (id),
    model      TEXT NOT NULL,
    score      REAL NOT NULL,
    decision   TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (profile_id, model)
) WITHOUT ROWID;

CREATE TABLE campaigns (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    sent_on TEXT NOT NULL
);

CREATE TABLE sends (
    id          INTEGER PRIMARY KEY,
    profile_id  INTEGER NOT NULL REFERENCES profiles (id),
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id),
    subject     TEXT NOT NULL,
    sent_on     TEXT NOT NULL,
    opened_on   TEXT
);
CREATE INDEX sends_profile ON sends (profile_id, sent_on);
CREATE INDEX sends_campaign ON sends (campaign_id);

CREATE TABLE events (
    id         INTEGER PRIMARY KEY,
    profile_id INTEGER NOT NULL REFERENCES profiles (id),
    at         TEXT NOT NULL,
    kind       TEXT NOT NULL,
    page       TEXT NOT NULL
);
CREATE INDEX events_profile ON events (profile_id, at);
