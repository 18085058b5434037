-- The support desk: how a person is reached with care, what showed who asks, staff as customers.

-- How careful one must be in reaching somebody: sealed under their key. A row is there only where
-- care is needed.
create table careful (
    subject_id uuid not null primary key references subject (id) on delete cascade,
    sealed bytea not null,
    at timestamptz not null
);

-- What has shown who asks, by its name in the rules; who of the staff saw it, or had it compared.
create table shown (
    request_id uuid not null references request (id) on delete cascade,
    evidence text not null,
    staff_id uuid not null references staff (id),
    at timestamptz not null,
    primary key (request_id, evidence)
);

-- Answers that were compared with what is held: only which field it was, and whether it agreed.
create table compared (
    id uuid not null primary key,
    request_id uuid not null references request (id) on delete cascade,
    field text not null,
    agreed boolean not null,
    staff_id uuid not null references staff (id),
    at timestamptz not null
);
create index compared_request on compared (request_id, field);
create index compared_staff on compared (staff_id, at);

-- What staff note about a person, sealed under the person's key.
create table note (
    id uuid not null primary key,
    subject_id uuid not null references subject (id) on delete cascade,
    client_id uuid not null unique,
    staff_id uuid not null references staff (id),
    sealed bytea not null,
    at timestamptz not null
);
create index note_subject on note (subject_id, at);

-- By what a member of staff is known as a customer: their own case and their household's are not
-- for them.
create table staff_identity (
    staff_id uuid not null references staff (id) on delete cascade,
    kind text not null,
    hash bytea not null,
    sealed bytea not null,
    primary key (staff_id, kind, hash)
);
