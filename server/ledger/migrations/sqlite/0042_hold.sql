-- What keeps a person's data as it is: a legal hold, or a restriction (GDPR Art. 18). The reason is
-- sealed under the person's key.
create table hold (
    id blob not null primary key,
    client_id blob not null unique,
    subject_id blob not null references subject (id),
    -- legal or restriction
    kind text not null,
    -- The ground: by its name in the map, or the case of the law.
    ground text not null,
    -- Whether the person may be told of it.
    told integer not null,
    -- store.collection by comma; empty for everything.
    places text not null,
    sealed blob not null,
    -- None where a rule of the law opened it.
    placed_by blob references staff (id),
    placed_at text not null,
    -- The request because of which it was opened.
    request_id blob references request (id),
    -- How each system took the mark, for what is written into columns.
    outcome text,
    -- When the person was told that it ends.
    end_told_at text,
    lifted_by blob references staff (id),
    lifted_at text
) strict;
create index hold_subject on hold (subject_id, placed_at);
create index hold_standing on hold (subject_id) where lifted_at is null;
