-- A menu with a drink that left it, a cart in the making, and an order in each state.
INSERT INTO drinks (id, name, price_cents, position) VALUES
  (1, 'Negroni', 1200, 0), (2, 'Dark ’n’ Stormy', 1250, 1), (3, 'Gimlet', 1100, NULL);

INSERT INTO carts (guest_id, revision, changed_at) VALUES
  (5001, 7, '2026-11-27T19:30:00.000Z'), (5002, 1, '2026-11-27T19:31:00.000Z');

INSERT INTO cart_items (guest_id, drink_id, quantity) VALUES (5001, 1, 2), (5001, 3, 1);

INSERT INTO orders (id, night_on, number, guest_id, pickup_at, soonest, total_cents, currency, status, placed_at, changed_at, changed_by) VALUES
  (1, '2026-11-27', 1, 5001, '2026-11-27T20:15:00.000Z', 0, 2400, 'EUR', 'placed', '2026-11-27T19:32:00.000Z', '2026-11-27T19:32:00.000Z', NULL),
  (2, '2026-11-27', 2, 5002, '2026-11-27T20:15:00.000Z', 1, 1250, 'EUR', 'accepted', '2026-11-27T19:33:00.000Z', '2026-11-27T19:34:00.000Z', 'Mr. V'),
  (3, '2026-11-26', 1, 5001, '2026-11-26T20:15:00.000Z', 1, 1100, 'EUR', 'ready', '2026-11-26T19:32:00.000Z', '2026-11-26T19:40:00.000Z', 'Mr. V'),
  (4, '2026-11-26', 2, 5001, '2026-11-26T20:20:00.000Z', 1, 1100, 'EUR', 'collected', '2026-11-26T19:32:00.000Z', '2026-11-26T19:40:00.000Z', 'Mr. V'),
  (5, '2026-11-26', 3, 5002, '2026-11-26T20:20:00.000Z', 1, 1100, 'EUR', 'declined', '2026-11-26T19:32:00.000Z', '2026-11-26T19:40:00.000Z', 'Mr. V'),
  (6, '2026-11-26', 4, 5002, '2026-11-26T20:20:00.000Z', 1, 1100, 'EUR', 'cancelled', '2026-11-26T19:32:00.000Z', '2026-11-26T19:40:00.000Z', NULL),
  (7, '2026-11-26', 5, 5002, '2026-11-26T20:20:00.000Z', 1, 1100, 'EUR', 'unclaimed', '2026-11-26T19:32:00.000Z', '2026-11-26T21:40:00.000Z', NULL);

INSERT INTO order_items (order_id, position, name, price_cents, quantity) VALUES
  (1, 0, 'Negroni', 1200, 2), (2, 0, 'Dark ’n’ Stormy', 1250, 1), (3, 0, 'Gimlet', 1100, 1),
  (4, 0, 'Gimlet', 1100, 1), (5, 0, 'Gimlet', 1100, 1), (6, 0, 'Gimlet', 1100, 1), (7, 0, 'Gimlet', 1100, 1);
