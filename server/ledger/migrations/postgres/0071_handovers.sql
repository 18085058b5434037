-- Links by which a person has a copy of theirs handed to another company (GDPR Art. 20(2)). Of link
-- and code only keyed hashes are here; whom it is for is sealed under the person's key.
create table handover (
    id uuid not null primary key,
    request_id uuid not null references request (id) on delete cascade,
    subject_id uuid not null references subject (id) on delete cascade,
    token_hash bytea not null unique,
    code_hash bytea not null,
    sealed bytea not null,
    attempts bigint not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    -- When the right code was given, when the copy was fetched last, when the person ended it.
    opened_at timestamptz,
    fetched_at timestamptz,
    ended_at timestamptz
);
create index handover_request on handover (request_id);
create index handover_subject on handover (subject_id);
