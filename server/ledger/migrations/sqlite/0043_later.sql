-- What an erasure had to leave under retention: erased by itself when that ends, also after the
-- account is gone. The records are sealed under the key of a keeper made for nothing else.
create table later (
    id blob not null primary key,
    -- The erasure that left it, and whose it was: holds and disputes of theirs count.
    request_id blob not null references request (id),
    subject_id blob not null references subject (id),
    keeper_id blob not null references subject (id),
    sealed blob not null,
    due text not null,
    -- waiting, begun, or over where nothing was left.
    state text not null,
    next_at text not null,
    -- Why it waits although it is due: hold, dispute, store.
    waits text,
    -- The erasure that it became.
    begun_id blob,
    created_at text not null
) strict;
create index later_due on later (due, next_at) where state = 'waiting';
create index later_request on later (request_id);
