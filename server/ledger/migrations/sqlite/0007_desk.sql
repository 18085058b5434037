-- The support desk: how a person is reached with care, what showed who asks, staff as customers.

-- How careful one must be in reaching somebody: sealed under their key. A row is there only where
-- care is needed.
create table careful (
    subject_id blob not null primary key references subject (id) on delete cascade,
    sealed blob not null,
    at text not null
) strict;

-- What has shown who asks, by its name in the rules; who of the staff saw it, or had it compared.
create table shown (
    request_id blob not null references request (id) on delete cascade,
    evidence text not null,
    staff_id blob not null references staff (id),
    at text not null,
    primary key (request_id, evidence)
) strict, without rowid;

-- Answers that were compared with what is held: only which field it was, and whether it agreed.
create table compared (
    id blob not null primary key,
    request_id blob not null references request (id) on delete cascade,
    field text not null,
    agreed integer not null,
    staff_id blob not null references staff (id),
    at text not null
) strict;
create index compared_request on compared (request_id, field);
create index compared_staff on compared (staff_id, at);

-- What staff note about a person, sealed under the person's key.
create table note (
    id blob not null primary key,
    subject_id blob not null references subject (id) on delete cascade,
    client_id blob not null unique,
    staff_id blob not null references staff (id),
    sealed blob not null,
    at text not null
) strict;
create index note_subject on note (subject_id, at);

-- By what a member of staff is known as a customer: their own case and their household's are not
-- for them.
create table staff_identity (
    staff_id blob not null references staff (id) on delete cascade,
    kind text not null,
    hash blob not null,
    sealed blob not null,
    primary key (staff_id, kind, hash)
) strict, without rowid;
