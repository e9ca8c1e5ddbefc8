-- A drink that is sold out, a cart with a note that somebody has before them, an order in each new state with all that
-- it can say, alarms, a bill that was paid twice, a night with a pause and a rush, and somebody who is too young.
UPDATE drinks SET sold_out_on = '2026-11-28' WHERE id = 2;

UPDATE carts SET note = 'no ice, “Dom Pérignon” on the cup', shown_at = '2026-11-28T19:30:00.000Z' WHERE guest_id = 5001;

UPDATE cart_items SET price_cents = 1150 WHERE guest_id = 5001 AND drink_id = 1;

INSERT INTO orders (id, night_on, number, codename, guest_id, slot_at, pickup_at, soonest, note, total_cents, currency, pays, status, reason, placed_at, held_until_at, accepted_at, ready_at, changed_at, changed_by) VALUES
  (8, '2026-11-28', 1, 'Vespa', 5001, '2026-11-28T20:10:00.000Z', '2026-11-28T20:25:00.000Z', 1, 'no ice', 2400, 'EUR', 'window', 'ready', NULL, '2026-11-28T19:32:00.000Z', NULL, '2026-11-28T19:33:00.000Z', '2026-11-28T20:20:00.000Z', '2026-11-28T20:20:00.000Z', 'Vera'),
  (9, '2026-11-28', 2, 'Opera', 5002, '2026-11-28T20:10:00.000Z', '2026-11-28T20:10:00.000Z', 0, NULL, 1250, 'EUR', 'window', 'lapsed', NULL, '2026-11-28T19:33:00.000Z', NULL, NULL, NULL, '2026-11-28T19:43:00.000Z', NULL),
  (10, '2026-11-28', 3, 'Tango', 5002, '2026-11-28T20:20:00.000Z', '2026-11-28T20:20:00.000Z', 0, NULL, 1100, 'EUR', 'online', 'declined', 'too_late', '2026-11-28T19:55:00.000Z', '2026-11-28T19:50:00.000Z', NULL, NULL, '2026-11-28T19:55:00.000Z', NULL),
  (11, '2026-11-28', NULL, NULL, 5001, '2026-11-28T20:30:00.000Z', '2026-11-28T20:30:00.000Z', 0, NULL, 1100, 'EUR', 'online', 'invoiced', NULL, '2026-11-28T20:00:00.000Z', NULL, NULL, NULL, '2026-11-28T20:00:00.000Z', NULL),
  (12, '2026-11-28', NULL, NULL, 5001, '2026-11-28T20:40:00.000Z', '2026-11-28T20:40:00.000Z', 1, NULL, 1100, 'EUR', 'online', 'held', NULL, '2026-11-28T20:01:00.000Z', '2026-11-28T20:11:00.000Z', NULL, NULL, '2026-11-28T20:01:00.000Z', NULL),
  (13, '2026-11-28', NULL, NULL, 5002, '2026-11-28T20:40:00.000Z', '2026-11-28T20:40:00.000Z', 1, NULL, 1100, 'EUR', 'online', 'abandoned', NULL, '2026-11-28T19:01:00.000Z', '2026-11-28T19:11:00.000Z', NULL, NULL, '2026-11-28T19:11:00.000Z', NULL),
  (14, '2026-11-28', 4, NULL, 5002, '2026-11-28T20:50:00.000Z', '2026-11-28T20:50:00.000Z', 1, NULL, 1100, 'EUR', 'window', 'placed', NULL, '2026-11-28T20:02:00.000Z', NULL, NULL, NULL, '2026-11-28T20:02:00.000Z', NULL);

INSERT INTO order_items (order_id, position, name, price_cents, quantity) VALUES
  (8, 0, 'Negroni', 1200, 2), (9, 0, 'Dark ’n’ Stormy', 1250, 1), (10, 0, 'Gimlet', 1100, 1), (11, 0, 'Gimlet', 1100, 1),
  (12, 0, 'Gimlet', 1100, 1), (13, 0, 'Gimlet', 1100, 1), (14, 0, 'Gimlet', 1100, 1);

INSERT INTO alarms (id, order_id, after_seconds, chat_id, raised_at) VALUES
  (1, 9, 60, -1004300000001, '2026-11-28T19:34:00.000Z'), (2, 9, 300, 2001, '2026-11-28T19:38:00.000Z');

INSERT INTO payments (id, order_id, charge_id, provider_charge_id, amount_cents, currency, paid_at, refund_due_at, refund_asked_at, refunded_at, refunded_by) VALUES
  (1, 10, 'tg-1', 'ch_1', 1100, 'EUR', '2026-11-28T19:55:00.000Z', '2026-11-28T19:55:00.000Z', '2026-11-29T19:55:00.000Z', '2026-11-29T20:00:00.000Z', 'Vera'),
  (2, 10, 'tg-2', 'ch_2', 1100, 'EUR', '2026-11-28T19:56:00.000Z', '2026-11-28T19:56:00.000Z', '2026-11-28T19:56:00.000Z', NULL, NULL);

INSERT INTO window_nights (night_on, paused_until_at, pause_reason, paused_by, rush_minutes, summed_at) VALUES
  ('2026-11-28', '2026-11-28T21:00:00.000Z', 'ice & glass', 'Luca', 15, NULL),
  ('2026-11-27', NULL, NULL, NULL, 0, '2026-11-28T02:00:00.000Z');

UPDATE guests SET minor_at = '2026-11-28T19:00:00.000Z' WHERE id = 5002;

INSERT INTO cards (subject, subject_id, audience, chat_id, message_id) VALUES
  ('cart', 5001, 'guest', 5001, 9201), ('alarm', 1, 'staff', -1004300000001, 9202), ('refund', 2, 'staff', -1004300000001, 9203);

UPDATE orders SET waits_since_at = '2026-11-28T20:02:00.000Z' WHERE id = 14;
