-- What a bar of this version may hold: every table with rows, every column filled in at least one of them.
INSERT INTO guests (id, first_name, telegram_language, language, met_at, adult_at, unreachable_at) VALUES
  (5001, 'Anna', 'en', 'it', '2026-11-20T19:00:00.000Z', '2026-11-20T19:01:00.000Z', NULL),
  (5002, 'Niccolò 🍸', NULL, NULL, '2026-11-21T19:00:00.000Z', NULL, '2026-11-22T10:00:00.000Z'),
  (7000000001, 'A large id', 'de', NULL, '2026-11-21T19:00:00.000Z', NULL, NULL);

INSERT INTO inbox (id, update_id, lane, body, status, received_at, handled_at, reason) VALUES
  (1, 900000001, 5001, '{"update_id": 900000001}', 'handled', '2026-11-20T19:00:00.000Z', '2026-11-20T19:00:00.010Z', NULL),
  (2, 900000002, -1004300000001, '{"update_id": 900000002}', 'failed', '2026-11-20T19:00:01.000Z', '2026-11-20T19:00:03.000Z', 'KeyError: x'),
  (3, 100000001, 5002, '{"update_id": 100000001}', 'received', '2026-11-29T19:00:00.000Z', NULL, NULL);

INSERT INTO cards (id, subject, subject_id, audience, chat_id, message_id) VALUES
  (1, 'reservation', 1, 'guest', 5001, 17),
  (2, 'reservation', 1, 'staff', -1004300000001, NULL);

INSERT INTO outbox (id, chat_id, card_id, priority, once, body, status, attempts, made_at, due_at, settled_at, message_id, reason) VALUES
  (1, 5001, 1, 2, 0, '{"text": "Your ticket"}', 'sent', 1, '2026-11-20T19:02:00.000Z', '2026-11-20T19:02:00.000Z', '2026-11-20T19:02:00.300Z', 17, NULL),
  (2, -1004300000001, 2, 1, 0, '{"text": "Anna comes"}', 'pending', 2, '2026-11-20T19:02:00.000Z', '2026-11-20T19:02:04.000Z', NULL, NULL, 'NetworkError: Bad Gateway'),
  (3, -1004300000002, NULL, 2, 1, '{"text": "Day 1"}', 'uncertain', 1, '2026-11-20T10:43:00.000Z', '2026-11-20T10:43:00.000Z', '2026-11-20T10:43:20.000Z', NULL, 'TimedOut: Timed out'),
  (4, 5002, NULL, 3, 0, '{"text": "…"}', 'failed', 1, '2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.100Z', NULL, 'Forbidden: bot was blocked by the user'),
  (5, 5001, NULL, 3, 0, '{"text": "…"}', 'sending', 0, '2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.000Z', NULL, NULL, NULL);

INSERT INTO moved_chats (old_id, new_id) VALUES (-4300000001, -1004300000001);
