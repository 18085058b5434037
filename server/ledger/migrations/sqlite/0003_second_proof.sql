-- The second proof: a secret shared with an authenticator, and codes for when it is lost. The
-- owner is the person or the member of staff; the secret is sealed under the person's own key.
create table authenticator (
    owner blob not null primary key,
    subject_id blob references subject (id) on delete cascade,
    staff_id blob references staff (id) on delete cascade,
    sealed blob not null,
    last_step integer not null,
    created_at text not null,
    confirmed_at text
) strict;

-- Keyed hashes; a code that was used stays, so that it is known as used.
create table recovery_code (
    owner blob not null references authenticator (owner) on delete cascade,
    hash blob not null,
    used_at text,
    primary key (owner, hash)
) strict;
