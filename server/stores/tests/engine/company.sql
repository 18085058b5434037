CREATE TABLE addresses (id INTEGER PRIMARY KEY, street TEXT NOT NULL);
CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  email VARCHAR(60) NOT NULL UNIQUE,
  name TEXT,
  phone TEXT,
  born DATE,
  postcode TEXT,
  marketing_ok INTEGER NOT NULL DEFAULT 1,
  address_id INTEGER REFERENCES addresses (id),
  referred_by INTEGER REFERENCES customers (id));
CREATE TABLE cards (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER REFERENCES customers (id),
  digits TEXT NOT NULL);
CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  card_id INTEGER REFERENCES cards (id),
  placed_on DATE NOT NULL,
  status TEXT NOT NULL,
  total DECIMAL(10,2) NOT NULL);
CREATE TABLE order_items (
  order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  product_id INTEGER NOT NULL REFERENCES products (id),
  note TEXT,
  PRIMARY KEY (order_id, line));
CREATE TABLE clubs (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE memberships (
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  club_id INTEGER NOT NULL REFERENCES clubs (id),
  points INTEGER NOT NULL,
  PRIMARY KEY (customer_id, club_id));
CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER REFERENCES customers (id),
  parent_id INTEGER REFERENCES messages (id),
  body TEXT NOT NULL);
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  subject_type TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  body TEXT NOT NULL);

INSERT INTO addresses VALUES (1, 'Shared Lane 1'), (2, 'Own Road 2'), (3, 'Far Away 3');
INSERT INTO customers VALUES
  (1, 'Maria@Example.com', 'Maria Unforgettable', '+353 (1) 555-0100', '1980-05-17', 'D02 XY45', 1, 1, NULL),
  (2, 'ben@example.com', 'Ben', '+353 1 555 0200', '1981-01-02', 'D04 AB12', 1, 1, 1),
  (3, 'josé@example.com', 'José', NULL, NULL, NULL, 1, 3, NULL),
  (4, 'jose@example.com', 'Jose', NULL, NULL, NULL, 0, NULL, 3),
  (5, 'alone@example.com', 'Alone', NULL, NULL, NULL, 1, 2, NULL);
INSERT INTO cards VALUES (1, 1, '4111'), (2, 1, '4222'), (3, 2, '4333'), (4, 1, '4444');
INSERT INTO products VALUES (1, 'Spade'), (2, 'Hose');
INSERT INTO orders VALUES
  (1, 1, 2, '2010-03-01', 'closed', 10.50),
  (2, 1, 4, '2024-03-01', 'open', 20.25),
  (3, 2, 1, '2011-03-01', 'closed', 30.00),
  (4, 2, 3, '2025-03-01', 'open', 40.00);
INSERT INTO order_items VALUES (1, 1, 1, 'as a gift'), (1, 2, 2, NULL), (2, 1, 1, NULL), (3, 1, 2, NULL);
INSERT INTO clubs VALUES (1, 'Roses'), (2, 'Maria only');
INSERT INTO memberships VALUES (1, 1, 70), (1, 2, 5), (2, 1, 9);
INSERT INTO messages VALUES
  (1, 1, NULL, 'hello from Maria'), (2, 1, 1, 'again Maria'), (3, 2, 1, 'answer by Ben'),
  (4, 2, NULL, 'Ben alone');
INSERT INTO notes VALUES (1, 'Customer', 1, 'about Maria'), (2, 'Order', 1, 'about order 1'),
  (3, 'Customer', 2, 'about Ben'), (4, 'Product', 1, 'about spades');
