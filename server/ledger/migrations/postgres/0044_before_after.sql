-- What a correction changed, before and after, is evidence with a retention of its own.
create table before_after (
    request_id uuid not null primary key references request (id) on delete cascade,
    delete_at timestamptz not null
);
create index before_after_over on before_after (delete_at);
