-- By what the queue is narrowed, beside the whole request.
alter table request add column regime text not null default '';
alter table request add column assigned uuid;
alter table request add column verified boolean not null default false;
-- The clock stands still.
alter table request add column waiting boolean not null default false;
-- The store that stopped it.
alter table request add column blocked text;
alter table request add column received_on date not null default '1970-01-01';
alter table request add column finished_on date;
update request set
    regime = body -> 'regime' ->> 'id',
    verified = coalesce(body -> 'verified' <> 'null', false),
    received_on = (received_at at time zone 'utc')::date,
    finished_on = case when finished then (received_at at time zone 'utc')::date end;

create index request_right on request (kind, due, id) where not finished;
create index request_assigned on request (assigned, due, id) where not finished;
create index request_waiting on request (due, id) where finished = false and waiting = true;
create index request_unverified on request (due, id) where finished = false and verified = false;
create index request_blocked on request (blocked, due, id) where blocked is not null;
create index request_received on request (received_on);
create index request_finished on request (finished_on) where finished_on is not null;

-- Views of the queue that somebody keeps.
create table saved_view (
    id uuid not null primary key,
    staff_id uuid not null references staff (id) on delete cascade,
    name text not null,
    query text not null,
    shared boolean not null,
    created_at timestamptz not null,
    unique (staff_id, name)
);

-- When staff looked for a person, to keep it rare.
create table find (
    id uuid not null primary key,
    staff_id uuid not null references staff (id) on delete cascade,
    at timestamptz not null
);
create index find_lately on find (staff_id, at);
