-- Where somebody got stuck on the site: which page, what kind of thing, how often on a day. Nothing of
-- what they typed.
create table stumble (
    subject_id uuid not null references subject (id) on delete cascade,
    page text not null,
    what text not null,
    day date not null,
    count bigint not null,
    primary key (subject_id, page, what, day)
);
create index stumble_day on stumble (day);

-- Two people who are one, by an officer's word; taken back, the line stays.
create table same_person (
    id uuid not null primary key,
    one uuid not null references subject (id) on delete cascade,
    other uuid not null references subject (id) on delete cascade,
    staff_id uuid not null references staff (id),
    at timestamptz not null,
    undone_by uuid references staff (id),
    undone_at timestamptz
);
create unique index same_person_now on same_person (one, other) where undone_at is null;
create index same_person_other on same_person (other) where undone_at is null;
create index if not exists identity_by_hash on identity (kind, hash);
