-- What staff write again and again, once for each language. Nothing in it is about a person.
create table template (
    id blob not null primary key,
    name text not null,
    staff_id blob not null references staff (id),
    at text not null,
    -- It stays, because messages were written with it.
    dropped_at text
) strict;
create unique index template_name on template (name) where dropped_at is null;
create table template_text (
    template_id blob not null references template (id) on delete cascade,
    language text not null,
    text text not null,
    primary key (template_id, language)
) strict, without rowid;
