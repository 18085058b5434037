-- Erased people who were found in the stores again, each until it is settled: erased once more,
-- gone by themselves, or lawfully back.
create table comeback (
    -- The erasure.
    request_id uuid not null primary key,
    erased_at timestamptz not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    -- Where: store.collection, by comma.
    places text not null,
    -- open, replayed, gone or lawful.
    state text not null,
    settled_at timestamptz,
    settled_by uuid references staff (id)
);
create index comeback_open on comeback (first_seen) where state = 'open';

-- Keyed hashes of what the records found again name: whose pages wait is known by them.
create table comeback_identity (
    request_id uuid not null references comeback (request_id) on delete cascade,
    kind text not null,
    hash bytea not null,
    primary key (request_id, kind, hash)
);
create index comeback_identity_hash on comeback_identity (hash);

-- When erased people were last looked for, and where nobody could look: one row.
create table look_round (
    one bigint not null primary key check (one = 1),
    at timestamptz not null,
    blind text not null,
    next_at timestamptz not null
);
