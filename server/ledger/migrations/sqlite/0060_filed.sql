-- By what the queue is narrowed and reports are counted, beside the whole request.
alter table request add column team text;
alter table request add column channel text;
alter table request add column language text;
alter table request add column inner_due text;
alter table request add column outcome text;
alter table request add column ground text;
alter table request add column extended integer not null default 0;
-- How it came and in which language is sealed in older requests: they are read one after the other
-- by a worker.
alter table request add column filed integer not null default 0;
update request set
    inner_due = body ->> '$.deadline.inner',
    outcome = body ->> '$.state.outcome.outcome',
    ground = body ->> '$.state.denial.basis.ground',
    extended = body ->> '$.extended' is not null;
create index request_team on request (team, due, id) where finished = false;
create index request_channel on request (channel, due, id) where finished = false;
create index request_language on request (language, due, id) where finished = false;
create index request_inner on request (inner_due, due, id) where finished = false;
create index request_unfiled on request (id) where filed = false;

-- In which team somebody works.
alter table staff add column team text;
