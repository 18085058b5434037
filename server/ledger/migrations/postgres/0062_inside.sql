-- What staff keep with a request for themselves: small tasks, remarks, files. The person has no page
-- with it; the words are sealed under the person's key all the same.
create table inside (
    id uuid not null primary key,
    request_id uuid not null references request (id) on delete cascade,
    subject_id uuid not null references subject (id) on delete cascade,
    client_id uuid not null unique,
    kind text not null,
    staff_id uuid not null references staff (id),
    sealed bytea not null,
    -- Of a file.
    content bytea,
    bytes bigint not null,
    at timestamptz not null,
    -- Of a task.
    done_at timestamptz,
    done_by uuid references staff (id)
);
create index inside_request on inside (request_id, at);
