-- Habeas's own database. Personal data is sealed under a key per subject; what stands here in
-- the clear is numbers, states and times.

-- Keys by id and purpose, sealed under the master key, which is kept outside.
create table key (
    id text not null primary key,
    purpose text not null,
    sealed bytea not null,
    created_at timestamptz not null
);

-- A person. Their data key goes when their data must be unreadable.
create table subject (
    id uuid not null primary key,
    data_key bytea,
    created_at timestamptz not null,
    erased_at timestamptz
);

create table account (
    subject_id uuid not null primary key references subject (id) on delete cascade,
    email_hash bytea not null unique,
    password text not null,
    created_at timestamptz not null,
    password_changed_at timestamptz not null
);

create table identity (
    subject_id uuid not null references subject (id) on delete cascade,
    kind text not null,
    hash bytea not null,
    sealed bytea not null,
    verified_at timestamptz,
    primary key (subject_id, kind, hash)
);

create table staff (
    id uuid not null primary key,
    role text not null,
    email_hash bytea not null unique,
    sealed bytea not null,
    password text,
    invite_hash bytea unique,
    invite_expires_at timestamptz,
    active boolean not null,
    created_at timestamptz not null
);

create table session (
    id_hash bytea not null primary key,
    sealed bytea not null,
    subject_id uuid references subject (id) on delete cascade,
    staff_id uuid references staff (id) on delete cascade,
    created_at timestamptz not null,
    touched_at timestamptz not null,
    expires_at timestamptz not null
);
create index session_subject on session (subject_id);
create index session_staff on session (staff_id);
create index session_expiry on session (expires_at);

-- Failed sign-ins by keyed hash of what was entered, known or not.
create table attempt (
    account_hash bytea not null primary key,
    failed bigint not null,
    last_at timestamptz not null
);

create table request (
    id uuid not null primary key,
    reference text not null unique,
    subject_id uuid not null references subject (id),
    client_id uuid not null unique,
    kind text not null,
    stage text not null,
    finished boolean not null,
    received_at timestamptz not null,
    due date not null,
    version bigint not null,
    body jsonb not null,
    sealed bytea
);
create index request_subject on request (subject_id, received_at);
create index request_queue on request (due, id) where not finished;
create index request_stage on request (stage, due, id);

create table event (
    id uuid not null primary key,
    request_id uuid not null references request (id) on delete cascade,
    at timestamptz not null,
    body jsonb not null
);
create index event_request on event (request_id, id);

-- The plan that was approved.
create table plan (
    request_id uuid not null primary key references request (id) on delete cascade,
    digest text not null,
    body jsonb not null,
    made_at timestamptz not null
);

-- One store's part of a request: the truth about its work.
create table step (
    id uuid not null primary key,
    request_id uuid not null references request (id) on delete cascade,
    store text not null,
    position bigint not null,
    state text not null,
    attempts bigint not null,
    fencing bigint not null,
    lease_until timestamptz,
    records bigint not null,
    intent jsonb,
    frozen bytea,
    outcome jsonb,
    trouble text,
    unique (request_id, store)
);
create index step_lease on step (lease_until) where lease_until is not null;

create table package (
    request_id uuid not null primary key references request (id) on delete cascade,
    file text not null,
    sealed_key bytea not null,
    bytes bigint not null,
    files bigint not null,
    records bigint not null,
    sha256 text not null,
    expires_at timestamptz not null,
    fetched bigint not null
);

create table receipt (
    reference text not null primary key,
    document text not null,
    created_at timestamptz not null
);

-- The history of choices; the newest holds.
create table choice (
    id uuid not null primary key,
    subject_id uuid not null references subject (id) on delete cascade,
    client_id uuid not null unique,
    what text not null,
    allowed boolean not null,
    at timestamptz not null,
    outcome jsonb
);
create index choice_subject on choice (subject_id, what, at);

-- Keyed hashes of erased identities: a restored backup is noticed by them.
create table tombstone (
    hash bytea not null,
    kind text not null,
    key_id text not null,
    normalisation bigint not null,
    request_id uuid not null,
    at timestamptz not null,
    expires_at timestamptz not null,
    cancelled_at timestamptz,
    primary key (hash, request_id)
);

-- Who looked at a person.
create table look (
    id uuid not null primary key,
    subject_id uuid not null references subject (id) on delete cascade,
    staff_id uuid not null references staff (id),
    role text not null,
    at timestamptz not null,
    reason text not null
);
create index look_subject on look (subject_id, at);

-- The audit ledger: acts append, one sequencer chains.
create table audit (
    id uuid not null primary key,
    at timestamptz not null,
    body text not null,
    number bigint unique,
    hash bytea
);
create index audit_unchained on audit (id) where number is null;

create table checkpoint (
    number bigint not null primary key,
    document text not null,
    at timestamptz not null
);

-- What came of recomputing the chain, last time: one row.
create table chain_check (
    one bigint not null primary key check (one = 1),
    number bigint not null,
    whole boolean not null,
    at timestamptz not null
);

-- Leases of tasks of which only one may run.
create table lease (
    name text not null primary key,
    holder text not null,
    until timestamptz not null
);
