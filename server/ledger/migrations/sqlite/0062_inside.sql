-- What staff keep with a request for themselves: small tasks, remarks, files. The person has no page
-- with it; the words are sealed under the person's key all the same.
create table inside (
    id blob not null primary key,
    request_id blob not null references request (id) on delete cascade,
    subject_id blob not null references subject (id) on delete cascade,
    client_id blob not null unique,
    kind text not null,
    staff_id blob not null references staff (id),
    sealed blob not null,
    -- Of a file.
    content blob,
    bytes integer not null,
    at text not null,
    -- Of a task.
    done_at text,
    done_by blob references staff (id)
) strict;
create index inside_request on inside (request_id, at);
