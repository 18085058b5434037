-- The web shop, as it grew over the years. Nobody designed it for Habeas.

CREATE TABLE products (
    id      INTEGER PRIMARY KEY,
    sku     TEXT NOT NULL UNIQUE,
    name    TEXT NOT NULL,
    price   NUMERIC NOT NULL CHECK (price >= 0),
    details TEXT NOT NULL CHECK (json_valid(details))
);

CREATE TABLE addresses (
    id       INTEGER PRIMARY KEY,
    line1    TEXT NOT NULL,
    line2    TEXT,
    city     TEXT NOT NULL,
    postcode TEXT NOT NULL,
    country  TEXT NOT NULL CHECK (length(country) = 2)
);

CREATE TABLE customers (
    id            INTEGER PRIMARY KEY,
    email         TEXT NOT NULL UNIQUE,
    full_name     TEXT NOT NULL,
    phone         TEXT,
    date_of_birth TEXT,
    language      TEXT NOT NULL DEFAULT 'en',
    address_id    INTEGER REFERENCES addresses (id),
    password_hash TEXT,
    access_needs  TEXT,
    preferences   TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(preferences)),
    marketing_ok  INTEGER NOT NULL DEFAULT 0 CHECK (marketing_ok IN (0, 1)),
    partners_ok   INTEGER NOT NULL DEFAULT 0 CHECK (partners_ok IN (0, 1)),
    profiling_ok  INTEGER NOT NULL DEFAULT 0 CHECK (profiling_ok IN (0, 1)),
    sensitive_ok  INTEGER NOT NULL DEFAULT 0 CHECK (sensitive_ok IN (0, 1)),
    created_at    TEXT NOT NULL,
    restricted    INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1))
);
CREATE INDEX customers_address ON customers (address_id);
CREATE INDEX customers_email_any_case ON customers (email COLLATE NOCASE);

CREATE TABLE cards (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER REFERENCES customers (id),
    token       TEXT NOT NULL UNIQUE,
    brand       TEXT NOT NULL,
    last4       TEXT NOT NULL CHECK (length(last4) = 4),
    holder      TEXT NOT NULL,
    expires     TEXT NOT NULL
);
CREATE INDEX cards_customer ON cards (customer_id);

CREATE TABLE orders (
    id                INTEGER PRIMARY KEY,
    number            TEXT NOT NULL UNIQUE,
    customer_id       INTEGER REFERENCES customers (id), -- NULL: bought as a guest
    address_id        INTEGER REFERENCES addresses (id) ON DELETE SET NULL,
    card_id           INTEGER REFERENCES cards (id) ON DELETE SET NULL,
    replaces_order_id INTEGER REFERENCES orders (id) ON DELETE SET NULL,
    status            TEXT NOT NULL CHECK (status IN ('open', 'shipped', 'delivered', 'returned', 'cancelled')),
    placed_on         TEXT NOT NULL,
    total             TEXT NOT NULL,
    delivery_note     TEXT,
    gift_message      TEXT
);
CREATE INDEX orders_customer ON orders (customer_id, placed_on);
CREATE INDEX orders_address ON orders (address_id);
CREATE INDEX orders_card ON orders (card_id);
CREATE INDEX orders_replaces ON orders (replaces_order_id);

CREATE TABLE order_items (
    order_id   INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    line_no    INTEGER NOT NULL,
    product_id INTEGER NOT NULL REFERENCES products (id),
    name       TEXT NOT NULL,
    quantity   INTEGER NOT NULL CHECK (quantity > 0),
    unit_price TEXT NOT NULL,
    engraving  TEXT,
    sold_on    TEXT NOT NULL,
    PRIMARY KEY (order_id, line_no)
) WITHOUT ROWID;
CREATE INDEX order_items_product ON order_items (product_id);

CREATE TABLE invoices (
    id          INTEGER PRIMARY KEY,
    number      TEXT NOT NULL UNIQUE,
    customer_id INTEGER REFERENCES customers (id), -- NULL: bought as a guest
    order_id    INTEGER UNIQUE REFERENCES orders (id) ON DELETE SET NULL,
    issued_on   TEXT NOT NULL,
    bill_to     TEXT NOT NULL,
    net         TEXT NOT NULL,
    vat         TEXT NOT NULL,
    total       TEXT NOT NULL
);
CREATE INDEX invoices_customer ON invoices (customer_id, issued_on);

CREATE TABLE loyalty (
    customer_id INTEGER PRIMARY KEY REFERENCES customers (id),
    points      INTEGER NOT NULL CHECK (points >= 0),
    tier        TEXT NOT NULL,
    joined_on   TEXT NOT NULL
);

CREATE TABLE wishlist_items (
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    product_id  INTEGER NOT NULL REFERENCES products (id),
    note        TEXT,
    added_on    TEXT NOT NULL,
    PRIMARY KEY (customer_id, product_id)
);
CREATE INDEX wishlist_items_product ON wishlist_items (product_id);

CREATE TABLE insights (
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    model       TEXT NOT NULL,
    conclusion  TEXT NOT NULL,
    score       REAL NOT NULL,
    made_at     TEXT NOT NULL,
    PRIMARY KEY (customer_id, model)
);

CREATE TABLE consents (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    about       TEXT NOT NULL,
    given       INTEGER NOT NULL CHECK (given IN (0, 1)),
    wording     TEXT NOT NULL,
    at          TEXT NOT NULL
);
CREATE INDEX consents_customer ON consents (customer_id);

-- People may read the news without an account, so this one knows e-mail addresses only.
CREATE TABLE newsletter (
    email        TEXT PRIMARY KEY COLLATE NOCASE,
    active       INTEGER NOT NULL CHECK (active IN (0, 1)),
    confirmed_at TEXT
) WITHOUT ROWID;

CREATE TABLE sign_ins (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    at          TEXT NOT NULL,
    ip_address  TEXT NOT NULL,
    browser     TEXT NOT NULL
);
CREATE INDEX sign_ins_customer ON sign_ins (customer_id);

CREATE TABLE fraud_checks (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    raised_on   TEXT NOT NULL,
    reason      TEXT NOT NULL
);
CREATE INDEX fraud_checks_customer ON fraud_checks (customer_id);
