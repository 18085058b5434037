-- Habeas's own database. Personal data is sealed under a key per subject; what stands here in
-- the clear is numbers, states and times.

-- Keys by id and purpose, sealed under the master key, which is kept outside.
create table key (
    id text not null primary key,
    purpose text not null,
    sealed blob not null,
    created_at text not null
) strict;

-- A person. Their data key goes when their data must be unreadable.
create table subject (
    id blob not null primary key,
    data_key blob,
    created_at text not null,
    erased_at text
) strict;

create table account (
    subject_id blob not null primary key references subject (id) on delete cascade,
    email_hash blob not null unique,
    password text not null,
    created_at text not null,
    password_changed_at text not null
) strict;

create table identity (
    subject_id blob not null references subject (id) on delete cascade,
    kind text not null,
    hash blob not null,
    sealed blob not null,
    verified_at text,
    primary key (subject_id, kind, hash)
) strict, without rowid;

create table staff (
    id blob not null primary key,
    role text not null,
    email_hash blob not null unique,
    sealed blob not null,
    password text,
    invite_hash blob unique,
    invite_expires_at text,
    active integer not null,
    created_at text not null
) strict;

create table session (
    id_hash blob not null primary key,
    sealed blob not null,
    subject_id blob references subject (id) on delete cascade,
    staff_id blob references staff (id) on delete cascade,
    created_at text not null,
    touched_at text not null,
    expires_at text not null
) strict;
create index session_subject on session (subject_id);
create index session_staff on session (staff_id);
create index session_expiry on session (expires_at);

-- Failed sign-ins by keyed hash of what was entered, known or not.
create table attempt (
    account_hash blob not null primary key,
    failed integer not null,
    last_at text not null
) strict;

create table request (
    id blob not null primary key,
    reference text not null unique,
    subject_id blob not null references subject (id),
    client_id blob not null unique,
    kind text not null,
    stage text not null,
    finished integer not null,
    received_at text not null,
    due text not null,
    version integer not null,
    body text not null,
    sealed blob
) strict;
create index request_subject on request (subject_id, received_at);
create index request_queue on request (due, id) where finished = 0;
create index request_stage on request (stage, due, id);

create table event (
    id blob not null primary key,
    request_id blob not null references request (id) on delete cascade,
    at text not null,
    body text not null
) strict;
create index event_request on event (request_id, id);

-- The plan that was approved.
create table plan (
    request_id blob not null primary key references request (id) on delete cascade,
    digest text not null,
    body text not null,
    made_at text not null
) strict;

-- One store's part of a request: the truth about its work.
create table step (
    id blob not null primary key,
    request_id blob not null references request (id) on delete cascade,
    store text not null,
    position integer not null,
    state text not null,
    attempts integer not null,
    fencing integer not null,
    lease_until text,
    records integer not null,
    intent text,
    frozen blob,
    outcome text,
    trouble text,
    unique (request_id, store)
) strict;
create index step_lease on step (lease_until) where lease_until is not null;

create table package (
    request_id blob not null primary key references request (id) on delete cascade,
    file text not null,
    sealed_key blob not null,
    bytes integer not null,
    files integer not null,
    records integer not null,
    sha256 text not null,
    expires_at text not null,
    fetched integer not null
) strict;

create table receipt (
    reference text not null primary key,
    document text not null,
    created_at text not null
) strict;

-- The history of choices; the newest holds.
create table choice (
    id blob not null primary key,
    subject_id blob not null references subject (id) on delete cascade,
    client_id blob not null unique,
    what text not null,
    allowed integer not null,
    at text not null,
    outcome text
) strict;
create index choice_subject on choice (subject_id, what, at);

-- Keyed hashes of erased identities: a restored backup is noticed by them.
create table tombstone (
    hash blob not null,
    kind text not null,
    key_id text not null,
    normalisation integer not null,
    request_id blob not null,
    at text not null,
    expires_at text not null,
    cancelled_at text,
    primary key (hash, request_id)
) strict, without rowid;

-- Who looked at a person.
create table look (
    id blob not null primary key,
    subject_id blob not null references subject (id) on delete cascade,
    staff_id blob not null references staff (id),
    role text not null,
    at text not null,
    reason text not null
) strict;
create index look_subject on look (subject_id, at);

-- The audit ledger: acts append, one sequencer chains.
create table audit (
    id blob not null primary key,
    at text not null,
    body text not null,
    number integer unique,
    hash blob
) strict;
create index audit_unchained on audit (id) where number is null;

create table checkpoint (
    number integer not null primary key,
    document text not null,
    at text not null
) strict;

-- What came of recomputing the chain, last time: one row.
create table chain_check (
    one integer not null primary key check (one = 1),
    number integer not null,
    whole integer not null,
    at text not null
) strict;

-- Leases of tasks of which only one may run.
create table lease (
    name text not null primary key,
    holder text not null,
    until text not null
) strict;
