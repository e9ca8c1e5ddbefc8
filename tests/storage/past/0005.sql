-- A walk-in, one of each new state, a line with an offer in hand, a closing that hit somebody, and a reminder.
INSERT INTO reservations (id, code, guest_id, night_on, starts_at, ends_at, party, stools, private, status, sequence, wish, booked_at, changed_at, coming_at, late_at, asked_at, ended_at, changed_by, pardoned_at) VALUES
  (6, 'AAAA5', NULL, '2026-11-27', '2026-11-27T19:35:00.000Z', '2026-11-27T20:10:00.000Z', 1, '3', 0, 'arrived', 0, NULL, '2026-11-27T19:37:00.000Z', '2026-11-27T19:37:00.000Z', NULL, NULL, NULL, NULL, NULL, NULL),
  (7, 'AAAA6', 5001, '2026-12-04', '2026-12-04T20:00:00.000Z', '2026-12-04T20:10:00.000Z', 2, '1,2,3,4', 1, 'requested', 0, 'song', '2026-11-27T19:37:00.000Z', '2026-11-27T19:38:00.000Z', NULL, NULL, NULL, NULL, NULL, NULL),
  (8, 'AAAA7', 5002, '2026-12-24', '2026-12-24T20:00:00.000Z', '2026-12-24T20:10:00.000Z', 1, '2', 0, 'displaced', 2, 'birthday', '2026-11-27T19:37:00.000Z', '2026-11-27T19:38:00.000Z', '2026-11-27T19:39:00.000Z', '2026-11-27T19:40:00.000Z', '2026-11-27T19:41:00.000Z', NULL, NULL, NULL),
  (9, 'AAAA8', 5002, '2026-11-21', '2026-11-21T22:00:00.000Z', '2026-11-21T23:30:00.000Z', 1, '2', 0, 'no_show', 1, 'whisky', '2026-11-20T19:37:00.000Z', '2026-11-20T19:38:00.000Z', NULL, NULL, NULL, '2026-11-21T22:30:00.000Z', 'Vera', '2026-11-22T22:30:00.000Z');

INSERT INTO waiting (id, guest_id, night_on, party, from_at, until_at, status, joined_at, ended_at) VALUES
  (1, 5001, '2026-11-28', 2, '2026-11-28T18:00:00.000Z', '2026-11-29T00:30:00.000Z', 'offered', '2026-11-27T19:00:00.000Z', NULL),
  (2, 5002, '2026-11-28', 1, '2026-11-28T20:00:00.000Z', '2026-11-28T20:00:00.000Z', 'left', '2026-11-27T19:01:00.000Z', '2026-11-27T19:02:00.000Z');

INSERT INTO holds (id, waiting_id, starts_at, ends_at, stools, status, made_at, until_at, picked_by, ended_at) VALUES
  (1, 1, '2026-11-28T20:00:00.000Z', '2026-11-28T20:05:00.000Z', '1', 'open', '2026-11-27T19:03:00.000Z', '2026-11-27T19:13:00.000Z', 'Vera', NULL);

INSERT INTO holds (id, waiting_id, starts_at, ends_at, stools, status, made_at, until_at, picked_by, ended_at) VALUES
  (2, 2, '2026-11-28T20:00:00.000Z', '2026-11-28T21:30:00.000Z', '2', 'declined', '2026-11-27T19:01:00.000Z', '2026-11-27T19:11:00.000Z', NULL, '2026-11-27T19:02:00.000Z');

INSERT INTO claims (slot_at, stool, reservation_id, hold_id) VALUES
  ('2026-11-28T20:00:00.000Z', 1, NULL, 1),
  ('2026-12-24T20:00:00.000Z', 2, 8, NULL);

INSERT INTO closings (id, night_on, from_at, until_at, reason, closed_by, closed_at, reopened_at) VALUES
  (1, '2026-12-24', '2026-12-24T18:00:00.000Z', '2026-12-25T02:00:00.000Z', 'Christmas Eve', 'Vera', '2026-11-27T19:05:00.000Z', NULL),
  (2, '2026-12-26', '2026-12-26T18:00:00.000Z', '2026-12-26T20:00:00.000Z', '', 'Luca', '2026-11-27T19:05:00.000Z', '2026-11-27T19:06:00.000Z');

INSERT INTO displacements (closing_id, reservation_id) VALUES (1, 8);

INSERT INTO outbox (chat_id, card_id, priority, once, body, status, attempts, made_at, due_at, until_at) VALUES
  (5002, NULL, 3, 0, '{"text": "Tomorrow"}', 'pending', 0, '2026-12-23T20:00:00.000Z', '2026-12-23T20:00:00.000Z', '2026-12-24T18:00:00.000Z');

INSERT INTO reminders (reservation_id, kind, starts_at, reminded_at, outbox_id) VALUES
  (8, 'day', '2026-12-24T20:00:00.000Z', '2026-12-23T20:00:00.000Z', 1);

INSERT INTO asked (chat_id, message_id, buttons, asked_at) VALUES
  (5001, 12, '[["Confirm", "book-now:2:29876543"]]', '2026-11-27T19:07:00.000Z');
