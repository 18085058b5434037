-- Failed sign-ins of one address from one source: a browser that signed in to it before, or the
-- network of one that did not. What was counted for an address alone is forgotten.
drop table attempt;
create table attempt (
    account_hash bytea not null,
    source_hash bytea not null,
    known boolean not null,
    failed bigint not null,
    last_at timestamptz not null,
    primary key (account_hash, source_hash)
);
create index attempt_last on attempt (last_at);
