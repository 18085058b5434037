-- What an officer decided of a text or a file that waits for review: which record it is of and
-- what stood in it are keyed hashes; the decision is sealed under the person's key, because it
-- says where others are named.
create table review_item (
    id blob not null primary key,
    subject_id blob not null references subject (id) on delete cascade,
    place text not null,
    record text not null,
    field text not null,
    content text not null,
    verdict text not null check (verdict in ('shown', 'shown-in-part', 'withheld')),
    sealed blob not null,
    decided_by blob not null references staff (id),
    at text not null,
    version integer not null,
    unique (subject_id, place, record, field)
) strict;

-- Copies from which something was held back until somebody has read it, and whether the person
-- was told what came of it. A second look is somebody else's.
create table review_case (
    request_id blob not null primary key references request (id) on delete cascade,
    subject_id blob not null references subject (id) on delete cascade,
    since text not null,
    second_asked_at text,
    told_at text
) strict;
create index review_case_waits on review_case (since) where told_at is null;
