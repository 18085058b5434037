-- Failed sign-ins of one address from one source: a browser that signed in to it before, or the
-- network of one that did not. What was counted for an address alone is forgotten.
drop table attempt;
create table attempt (
    account_hash blob not null,
    source_hash blob not null,
    known integer not null,
    failed integer not null,
    last_at text not null,
    primary key (account_hash, source_hash)
) strict;
create index attempt_last on attempt (last_at);
