-- What is to be sent, and what people must prove before they have an account.

-- Mails and text messages. To whom and with what is sealed, and gone some time after it was sent.
create table outbox (
    id uuid not null primary key,
    -- Whose key seals it; without one it is the installation's.
    subject_id uuid references subject (id) on delete cascade,
    channel text not null,
    template text not null,
    language text not null,
    sealed bytea,
    state text not null,
    attempts bigint not null,
    created_at timestamptz not null,
    -- When it is sent, or tried again.
    next_at timestamptz not null,
    -- After this it is of no use any more.
    expires_at timestamptz not null,
    sent_at timestamptz,
    error text
);
create index outbox_queued on outbox (next_at) where state = 'queued';
create index outbox_sealed on outbox (created_at) where sealed is not null;
create index outbox_subject on outbox (subject_id) where subject_id is not null;

-- Codes and links that prove something once. Only keyed hashes of them are here.
create table challenge (
    id uuid not null primary key,
    purpose text not null,
    -- None until the mail with it was written, or where nobody shall get one.
    hash bytea,
    sealed bytea not null,
    subject_id uuid references subject (id) on delete cascade,
    request_id uuid references request (id) on delete cascade,
    attempts bigint not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    -- When it was given back, and when what it allows was done.
    proved_at timestamptz,
    used_at timestamptz
);
create index challenge_hash on challenge (hash) where hash is not null;
create index challenge_expiry on challenge (expires_at);
create index challenge_subject on challenge (subject_id) where subject_id is not null;

-- How often something was asked for from one place or for one address: keyed hashes only.
create table throttle (
    hash bytea not null primary key,
    since timestamptz not null,
    count bigint not null
);
create index throttle_since on throttle (since);

-- How an account came about: by the operator, by control of a mailbox, by a letter.
alter table account add column registered_by text not null default 'operator';

-- One verified identity is one person's.
create unique index identity_verified on identity (kind, hash) where verified_at is not null;
