-- What is to be done, whatever becomes of the queue that wakes workers: when, how often it was
-- begun, whose turn it is, and whether it was given up.
create table task (
    work text not null,
    -- Of which request, choice, challenge or person.
    id uuid not null,
    due timestamptz not null,
    -- waiting, running, done or dead.
    state text not null,
    attempts bigint not null,
    -- How often it had to wait for a store without any fault of its own.
    waits bigint not null,
    fencing bigint not null,
    -- While it runs: until when the worker is believed to be alive. While it waits: until when.
    lease_until timestamptz,
    -- When a worker was last woken for it.
    woken_at timestamptz not null,
    trouble text,
    primary key (work, id)
);
create index task_open on task (woken_at) where state in ('waiting', 'running');
create index task_over on task (due) where state in ('done', 'dead');

insert into task (work, id, due, state, attempts, waits, fencing, woken_at)
    select 'run', id, received_at, 'waiting', 0, 0, 0, received_at
    from request where stage in ('approved', 'running');

-- When an erased person is searched for again, and what was found.
create table round (
    request_id uuid not null references request (id) on delete cascade,
    number bigint not null,
    due timestamptz not null,
    done_at timestamptz,
    found_left bigint,
    primary key (request_id, number)
);

alter table step add column waits bigint not null default 0;
-- What stopped it.
alter table step add column stop jsonb;
