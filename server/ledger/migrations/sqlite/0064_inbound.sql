-- Mails that became a case or came to one, by a keyed hash of their Message-ID: the same mail twice is
-- one.
create table inbound (
    hash blob not null primary key,
    request_id blob references request (id) on delete cascade,
    at text not null
) strict;
