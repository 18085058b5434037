-- What of a step has been done so far, where it is too much for one transaction of the store.
create table step_chunk (
    step_id blob not null references step (id) on delete cascade,
    number integer not null,
    -- The exact keys, sealed, until the run is verified.
    frozen blob,
    outcome text not null,
    -- The outcome of the whole step counts it.
    told integer not null,
    primary key (step_id, number)
) strict;
