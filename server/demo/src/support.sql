-- The help desk: bought from somebody else, filled by hand, joined to the shop by hope.

CREATE TABLE contacts (
    id               INTEGER PRIMARY KEY,
    email            TEXT NOT NULL UNIQUE,
    name             TEXT,
    phone            TEXT,
    shop_customer_id INTEGER,
    created_at       TEXT NOT NULL
);
CREATE INDEX contacts_lower_email ON contacts (lower(email));
CREATE INDEX contacts_phone ON contacts (phone);
CREATE INDEX contacts_shop_customer ON contacts (shop_customer_id);

CREATE TABLE tickets (
    id           INTEGER PRIMARY KEY,
    number       TEXT NOT NULL UNIQUE,
    contact_id   INTEGER NOT NULL REFERENCES contacts (id),
    order_number TEXT,
    subject      TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('open', 'waiting', 'solved')),
    channel      TEXT NOT NULL,
    opened_at    TEXT NOT NULL,
    closed_at    TEXT
);
CREATE INDEX tickets_contact ON tickets (contact_id);
CREATE INDEX tickets_order ON tickets (order_number);

CREATE TABLE messages (
    id        INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES tickets (id),
    author    TEXT NOT NULL CHECK (author IN ('customer', 'staff')),
    handler   TEXT,
    body      TEXT NOT NULL,
    sent_at   TEXT NOT NULL
);
CREATE INDEX messages_ticket ON messages (ticket_id);

CREATE TABLE attachments (
    id         INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    file_name  TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content    BLOB NOT NULL
);
CREATE INDEX attachments_message ON attachments (message_id);

CREATE TABLE ratings (
    ticket_id INTEGER PRIMARY KEY REFERENCES tickets (id),
    stars     INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
    comment   TEXT,
    rated_at  TEXT NOT NULL
);

-- A note may be about a contact or about a ticket.
CREATE TABLE notes (
    id           INTEGER PRIMARY KEY,
    subject_type TEXT NOT NULL CHECK (subject_type IN ('Contact', 'Ticket')),
    subject_id   INTEGER NOT NULL,
    body         TEXT NOT NULL,
    written_at   TEXT NOT NULL
);
CREATE INDEX notes_subject ON notes (subject_id, subject_type);
