-- What is to be done, whatever becomes of the queue that wakes workers: when, how often it was
-- begun, whose turn it is, and whether it was given up.
create table task (
    work text not null,
    -- Of which request, choice, challenge or person.
    id blob not null,
    due text not null,
    -- waiting, running, done or dead.
    state text not null,
    attempts integer not null,
    -- How often it had to wait for a store without any fault of its own.
    waits integer not null,
    fencing integer not null,
    -- While it runs: until when the worker is believed to be alive. While it waits: until when.
    lease_until text,
    -- When a worker was last woken for it.
    woken_at text not null,
    trouble text,
    primary key (work, id)
) strict, without rowid;
create index task_open on task (woken_at) where state in ('waiting', 'running');
create index task_over on task (due) where state in ('done', 'dead');

insert into task (work, id, due, state, attempts, waits, fencing, woken_at)
    select 'run', id, received_at, 'waiting', 0, 0, 0, received_at
    from request where stage in ('approved', 'running');

-- When an erased person is searched for again, and what was found.
create table round (
    request_id blob not null references request (id) on delete cascade,
    number integer not null,
    due text not null,
    done_at text,
    found_left integer,
    primary key (request_id, number)
) strict, without rowid;

alter table step add column waits integer not null default 0;
-- What stopped it.
alter table step add column stop text;
