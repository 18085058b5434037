-- What the person and the company write to each other about a request. The words are sealed under
-- the person's key.
create table message (
    id uuid not null primary key,
    request_id uuid not null references request (id) on delete cascade,
    subject_id uuid not null references subject (id) on delete cascade,
    client_id uuid not null unique,
    from_staff boolean not null,
    staff_id uuid references staff (id),
    about text not null,
    sealed bytea not null,
    at timestamptz not null,
    read_at timestamptz
);
create index message_request on message (request_id, at);
create index message_unread on message (at) where from_staff = false and read_at is null;

-- The message that a file came with, if it came with one.
alter table evidence add column message_id uuid references message (id) on delete cascade;

-- What a person thought of an answer, once.
create table rating (
    request_id uuid not null primary key references request (id) on delete cascade,
    subject_id uuid not null references subject (id) on delete cascade,
    score bigint not null,
    sealed bytea,
    at timestamptz not null
);
create index rating_at on rating (at);

-- The language in which a person reads, so that mails can be written in it.
alter table subject add column language text;

-- How a choice was made: on the page, by the browser's signal (Global Privacy Control), or with a
-- request to delete.
alter table choice add column how text not null default 'page';
