-- The 43 days: a campaign with its call back, a clue found right and one held, posts seen, left out and in doubt, a
-- mailing that is under way with a row of each kind, callers, solvers, one let in, bookmarks found and mistyped codes.
INSERT INTO campaigns (name, begun_at, call_back_at) VALUES ('launch', '2026-11-25T10:00:00.000Z', '2026-12-10T17:21:00.000Z');

INSERT INTO previews (campaign, day, shown_at, verdict, decided_at, reminded_at) VALUES
  ('launch', 1, '2026-11-25T19:43:00.000Z', NULL, NULL, NULL),
  ('launch', 2, '2026-11-26T19:43:00.000Z', 'right', '2026-11-26T20:00:00.000Z', NULL),
  ('launch', 3, '2026-11-27T19:43:00.000Z', 'held', '2026-11-27T20:00:00.000Z', '2026-11-28T10:43:00.000Z');

INSERT INTO mailings (id, audience, name, bodies, made_at, size, reached_id, is_drained, ended_at) VALUES
  (1, 'followers', 'launch:1', '{"en": "{}", "it": "{}"}', '2026-11-26T10:43:00.000Z', 2, 5001, 0, NULL),
  (2, 'callers', 'launch:call-back', '{"en": "{}", "it": "{}"}', '2026-11-26T12:00:00.000Z', 1, 5001, 1, '2026-11-26T12:00:01.000Z');

INSERT INTO deliveries (mailing_id, guest_id, status, attempts, due_at, settled_at, reason) VALUES
  (1, 5001, 'sent', 1, NULL, '2026-11-26T10:43:01.000Z', NULL),
  (1, 5002, 'failed', 1, NULL, '2026-11-26T10:43:01.000Z', 'Forbidden: bot was blocked by the user'),
  (1, 7000000001, 'pending', 1, '2026-11-26T10:43:30.000Z', NULL, 'RetryAfter: Flood control exceeded'),
  (2, 5001, 'sending', 0, NULL, NULL, NULL);

INSERT INTO outbox (id, chat_id, card_id, priority, once, body, status, attempts, made_at, due_at, settled_at, message_id, reason) VALUES
  (8001, -1004300000002, NULL, 2, 1, '{"html": "Day 1", "buttons": [], "medium": null}', 'uncertain', 1, '2026-11-26T10:43:00.000Z', '2026-11-26T10:43:00.000Z', '2026-11-26T10:43:20.000Z', NULL, 'TimedOut: Timed out'),
  (8003, -1004300000002, NULL, 2, 1, '{"html": "Day 4", "buttons": [], "medium": null}', 'uncertain', 1, '2026-11-29T10:43:00.000Z', '2026-11-29T10:43:00.000Z', '2026-11-29T10:43:20.000Z', NULL, 'TimedOut: Timed out'),
  (8002, -1004300000002, NULL, 2, 1, '{"html": "Day 2", "buttons": [], "medium": null}', 'uncertain', 1, '2026-11-27T10:43:00.000Z', '2026-11-27T10:43:00.000Z', '2026-11-27T10:43:20.000Z', NULL, 'TimedOut: Timed out');

INSERT INTO releases (campaign, day, target, claimed_at, late, outbox_id, mailing_id, message_id, seen_by, skipped_at) VALUES
  ('launch', 1, 'channel', '2026-11-26T10:43:00.000Z', 0, 8001, NULL, 51, 'forward', NULL),
  ('launch', 1, 'followers', '2026-11-26T10:43:00.000Z', 0, NULL, 1, NULL, NULL, NULL),
  ('launch', 2, 'channel', '2026-11-27T10:43:00.000Z', 0, 8002, NULL, NULL, NULL, NULL),
  ('launch', 4, 'channel', '2026-11-29T10:43:00.000Z', 0, 8003, NULL, NULL, NULL, NULL),
  ('launch', 3, 'channel', '2026-11-28T12:00:00.000Z', 1, NULL, NULL, NULL, NULL, '2026-11-28T12:00:00.000Z');

INSERT INTO doubts (outbox_id, campaign, day, since_at, look_at, is_second, asked_at, settled_at, outcome) VALUES
  (8001, 'launch', 1, '2026-11-26T10:43:20.000Z', NULL, 0, NULL, '2026-11-26T10:43:22.000Z', 'seen'),
  (8003, 'launch', 4, '2026-11-29T10:43:20.000Z', NULL, 0, '2026-11-29T10:46:20.000Z', NULL, NULL),
  (8002, 'launch', 2, '2026-11-27T10:43:20.000Z', '2026-11-27T10:43:22.000Z', 0, NULL, NULL, NULL);

INSERT INTO followings (id, guest_id, since_at, left_at) VALUES
  (1, 5001, '2026-11-25T11:00:00.000Z', '2026-11-25T12:00:00.000Z'),
  (2, 5001, '2026-11-25T13:00:00.000Z', NULL),
  (3, 5002, '2026-11-25T13:00:00.000Z', NULL);

INSERT INTO calls (guest_id, called_at) VALUES (5001, '2026-11-25T02:00:00.000Z'), (5001, '2026-11-25T02:01:01.000Z');

INSERT INTO solves (campaign, day, guest_id, solved_at) VALUES ('launch', 1, 5001, '2026-11-26T11:00:00.000Z');

INSERT INTO let_in (campaign, guest_id, said_at) VALUES ('launch', 5001, '2026-12-30T11:00:00.000Z');

INSERT INTO bookmark_batches (id, name, place, made_at) VALUES (1, 'November', 'Libreria del Naviglio', '2026-11-20T10:00:00.000Z');

INSERT INTO bookmarks (code, batch_id) VALUES ('0123456789ABC', 1), ('7K3M9QXT2VWRZ', 1);

INSERT INTO finds (guest_id, code, found_at, typed) VALUES (5001, '7K3M9QXT2VWRZ', '2026-11-25T11:00:00.000Z', 0);

INSERT INTO wrong_codes (guest_id, tried_at) VALUES (5002, '2026-11-25T11:00:00.000Z');
