-- Day 1 in the channel, whose fate nobody knows, and day 2, late.
INSERT INTO outbox (id, chat_id, card_id, priority, once, body, status, attempts, made_at, due_at, settled_at, message_id, reason) VALUES
  (6, -1004300000002, NULL, 2, 1, '{"text": "Day 2"}', 'sent', 1, '2026-11-21T10:50:00.000Z', '2026-11-21T10:50:00.000Z', '2026-11-21T10:50:00.200Z', 43, NULL);

INSERT INTO releases (campaign, day, target, claimed_at, late, outbox_id) VALUES
  ('2026-11-20', 1, 'channel', '2026-11-20T10:43:00.000Z', 0, 3),
  ('2026-11-20', 2, 'channel', '2026-11-21T10:50:00.000Z', 1, 6);
