-- What keeps a person's data as it is: a legal hold, or a restriction (GDPR Art. 18). The reason is
-- sealed under the person's key.
create table hold (
    id uuid not null primary key,
    client_id uuid not null unique,
    subject_id uuid not null references subject (id),
    -- legal or restriction
    kind text not null,
    -- The ground: by its name in the map, or the case of the law.
    ground text not null,
    -- Whether the person may be told of it.
    told boolean not null,
    -- store.collection by comma; empty for everything.
    places text not null,
    sealed bytea not null,
    -- None where a rule of the law opened it.
    placed_by uuid references staff (id),
    placed_at timestamptz not null,
    -- The request because of which it was opened.
    request_id uuid references request (id),
    -- How each system took the mark, for what is written into columns.
    outcome jsonb,
    -- When the person was told that it ends.
    end_told_at timestamptz,
    lifted_by uuid references staff (id),
    lifted_at timestamptz
);
create index hold_subject on hold (subject_id, placed_at);
create index hold_standing on hold (subject_id) where lifted_at is null;
