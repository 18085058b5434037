-- The second proof: a secret shared with an authenticator, and codes for when it is lost. The
-- owner is the person or the member of staff; the secret is sealed under the person's own key.
create table authenticator (
    owner uuid not null primary key,
    subject_id uuid references subject (id) on delete cascade,
    staff_id uuid references staff (id) on delete cascade,
    sealed bytea not null,
    last_step bigint not null,
    created_at timestamptz not null,
    confirmed_at timestamptz
);

-- Keyed hashes; a code that was used stays, so that it is known as used.
create table recovery_code (
    owner uuid not null references authenticator (owner) on delete cascade,
    hash bytea not null,
    used_at timestamptz,
    primary key (owner, hash)
);
