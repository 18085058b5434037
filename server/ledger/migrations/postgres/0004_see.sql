-- Words of a person beside a field that the company does not change. Where and what is sealed.
create table statement (
    id uuid not null primary key,
    subject_id uuid not null references subject (id) on delete cascade,
    client_id uuid not null unique,
    sealed bytea not null,
    at timestamptz not null
);
create index statement_subject on statement (subject_id, at);

-- What a person hands in with a correction. Name and content are sealed; the name a browser gave
-- it is never a name here. Without a request it waits for its form to be sent.
create table evidence (
    id uuid not null primary key,
    subject_id uuid not null references subject (id) on delete cascade,
    client_id uuid not null,
    request_id uuid references request (id) on delete cascade,
    bytes bigint not null,
    about bytea not null,
    content bytea not null,
    created_at timestamptz not null,
    delete_at timestamptz
);
create index evidence_subject on evidence (subject_id);
create index evidence_request on evidence (request_id);

-- "Is this still right?", asked once a year.
create table check_up (
    id uuid not null primary key,
    subject_id uuid not null references subject (id) on delete cascade,
    at timestamptz not null,
    still_right boolean not null
);
create index check_up_subject on check_up (subject_id, at);

-- Who else is to be told of a correction (GDPR Art. 19), by the name of the data map.
create table told (
    request_id uuid not null references request (id) on delete cascade,
    recipient text not null,
    at timestamptz,
    primary key (request_id, recipient)
);
