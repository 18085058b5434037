-- By what the queue is narrowed, beside the whole request.
alter table request add column regime text not null default '';
alter table request add column assigned blob;
alter table request add column verified integer not null default 0;
-- The clock stands still.
alter table request add column waiting integer not null default 0;
-- The store that stopped it.
alter table request add column blocked text;
alter table request add column received_on text not null default '1970-01-01';
alter table request add column finished_on text;
update request set
    regime = body ->> '$.regime.id',
    assigned = null,
    verified = body ->> '$.verified' is not null,
    received_on = substr(received_at, 1, 10),
    finished_on = case when finished then substr(received_at, 1, 10) end;

-- `finished = 0` is another expression to SQLite than `finished = false`, and was never used.
drop index request_queue;
create index request_queue on request (due, id) where finished = false;
create index request_right on request (kind, due, id) where finished = false;
create index request_assigned on request (assigned, due, id) where finished = false;
create index request_waiting on request (due, id) where finished = false and waiting = true;
create index request_unverified on request (due, id) where finished = false and verified = false;
create index request_blocked on request (blocked, due, id) where blocked is not null;
create index request_received on request (received_on);
create index request_finished on request (finished_on) where finished_on is not null;

-- Views of the queue that somebody keeps.
create table saved_view (
    id blob not null primary key,
    staff_id blob not null references staff (id) on delete cascade,
    name text not null,
    query text not null,
    shared integer not null,
    created_at text not null,
    unique (staff_id, name)
) strict;

-- When staff looked for a person, to keep it rare.
create table find (
    id blob not null primary key,
    staff_id blob not null references staff (id) on delete cascade,
    at text not null
) strict;
create index find_lately on find (staff_id, at);
