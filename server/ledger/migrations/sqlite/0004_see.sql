-- Words of a person beside a field that the company does not change. Where and what is sealed.
create table statement (
    id blob not null primary key,
    subject_id blob not null references subject (id) on delete cascade,
    client_id blob not null unique,
    sealed blob not null,
    at text not null
) strict;
create index statement_subject on statement (subject_id, at);

-- What a person hands in with a correction. Name and content are sealed; the name a browser gave
-- it is never a name here. Without a request it waits for its form to be sent.
create table evidence (
    id blob not null primary key,
    subject_id blob not null references subject (id) on delete cascade,
    client_id blob not null,
    request_id blob references request (id) on delete cascade,
    bytes integer not null,
    about blob not null,
    content blob not null,
    created_at text not null,
    delete_at text
) strict;
create index evidence_subject on evidence (subject_id);
create index evidence_request on evidence (request_id);

-- "Is this still right?", asked once a year.
create table check_up (
    id blob not null primary key,
    subject_id blob not null references subject (id) on delete cascade,
    at text not null,
    still_right integer not null
) strict;
create index check_up_subject on check_up (subject_id, at);

-- Who else is to be told of a correction (GDPR Art. 19), by the name of the data map.
create table told (
    request_id blob not null references request (id) on delete cascade,
    recipient text not null,
    at text,
    primary key (request_id, recipient)
) strict, without rowid;
