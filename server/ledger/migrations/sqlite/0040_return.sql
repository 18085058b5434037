-- Erased people who were found in the stores again, each until it is settled: erased once more,
-- gone by themselves, or lawfully back.
create table comeback (
    -- The erasure.
    request_id blob not null primary key,
    erased_at text not null,
    first_seen text not null,
    last_seen text not null,
    -- Where: store.collection, by comma.
    places text not null,
    -- open, replayed, gone or lawful.
    state text not null,
    settled_at text,
    settled_by blob references staff (id)
) strict;
create index comeback_open on comeback (first_seen) where state = 'open';

-- Keyed hashes of what the records found again name: whose pages wait is known by them.
create table comeback_identity (
    request_id blob not null references comeback (request_id) on delete cascade,
    kind text not null,
    hash blob not null,
    primary key (request_id, kind, hash)
) strict;
create index comeback_identity_hash on comeback_identity (hash);

-- When erased people were last looked for, and where nobody could look: one row.
create table look_round (
    one integer not null primary key check (one = 1),
    at text not null,
    blind text not null,
    next_at text not null
) strict;
