-- Links by which a person has a copy of theirs handed to another company (GDPR Art. 20(2)). Of link
-- and code only keyed hashes are here; whom it is for is sealed under the person's key.
create table handover (
    id blob not null primary key,
    request_id blob not null references request (id) on delete cascade,
    subject_id blob not null references subject (id) on delete cascade,
    token_hash blob not null unique,
    code_hash blob not null,
    sealed blob not null,
    attempts integer not null,
    created_at text not null,
    expires_at text not null,
    -- When the right code was given, when the copy was fetched last, when the person ended it.
    opened_at text,
    fetched_at text,
    ended_at text
) strict;
create index handover_request on handover (request_id);
create index handover_subject on handover (subject_id);
