-- What of a step has been done so far, where it is too much for one transaction of the store.
create table step_chunk (
    step_id uuid not null references step (id) on delete cascade,
    number bigint not null,
    -- The exact keys, sealed, until the run is verified.
    frozen bytea,
    outcome jsonb not null,
    -- The outcome of the whole step counts it.
    told boolean not null,
    primary key (step_id, number)
);
