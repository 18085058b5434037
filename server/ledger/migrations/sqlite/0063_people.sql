-- Where somebody got stuck on the site: which page, what kind of thing, how often on a day. Nothing of
-- what they typed.
create table stumble (
    subject_id blob not null references subject (id) on delete cascade,
    page text not null,
    what text not null,
    day text not null,
    count integer not null,
    primary key (subject_id, page, what, day)
) strict, without rowid;
create index stumble_day on stumble (day);

-- Two people who are one, by an officer's word; taken back, the line stays.
create table same_person (
    id blob not null primary key,
    one blob not null references subject (id) on delete cascade,
    other blob not null references subject (id) on delete cascade,
    staff_id blob not null references staff (id),
    at text not null,
    undone_by blob references staff (id),
    undone_at text
) strict;
create unique index same_person_now on same_person (one, other) where undone_at is null;
create index same_person_other on same_person (other) where undone_at is null;
create index if not exists identity_by_hash on identity (kind, hash);
