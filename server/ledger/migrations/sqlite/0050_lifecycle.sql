-- The day we mean to be done by, beside the legal one; and what a rule would have approved and a
-- person looks at.
alter table request add column sampled integer not null default 0;
create index request_sampled on request (due, id) where finished = false and sampled = true;

-- When those who handle a request are reminded of it. Set with the deadline, moved when it moves,
-- gone when the request is finished.
create table reminder (
    request_id blob not null references request (id) on delete cascade,
    kind text not null,
    on_day text not null,
    done_at text,
    primary key (request_id, kind)
) strict, without rowid;
create index reminder_open on reminder (on_day) where done_at is null;
create index reminder_done on reminder (done_at) where done_at is not null;
insert into reminder (request_id, kind, on_day)
    select id, 'inner', body ->> '$.deadline.inner' from request where finished = false and waiting = false;
insert into reminder (request_id, kind, on_day)
    select id, 'due', due from request where finished = false and waiting = false;
insert into reminder (request_id, kind, on_day)
    select id, 'late', date(due, '+1 day') from request where finished = false and waiting = false;

-- Who said no without our finding them: keyed hashes of what they gave, so that the no is kept
-- when somebody is known by it later.
create table said_no (
    hash blob not null,
    kind text not null,
    what text not null,
    at text not null,
    primary key (hash, kind, what)
) strict, without rowid;

-- Where a person lives, as far as they said: chooses the law.
alter table subject add column lives text;
