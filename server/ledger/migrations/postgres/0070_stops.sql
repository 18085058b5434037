-- Whose account opens nothing but a summary, because somebody who reads an older address of theirs
-- said that it was not them. Gone when staff have looked.
create table opening_stop (
    subject_id uuid not null primary key references subject (id) on delete cascade,
    stopped_at timestamptz not null,
    -- What the message told of: `made`, `reset` or `contact`.
    because text not null
);
create index opening_stop_at on opening_stop (stopped_at);
