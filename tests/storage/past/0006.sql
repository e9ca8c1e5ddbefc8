-- A question that waits, one that somebody answered and closed, and one that was over by itself; the lines of them.
INSERT INTO questions (id, guest_id, party, asked_at, unanswered, answered_at, answered_by, closed_at, closed_by) VALUES
  (1, 5001, 6, '2026-11-26T18:00:00.000Z', 0, '2026-11-26T18:05:00.000Z', 'Vera', '2026-11-26T18:30:00.000Z', 'Luca'),
  (2, 5001, 0, '2026-11-27T18:00:00.000Z', 2, NULL, NULL, NULL, NULL),
  (3, 5002, 12, '2026-11-20T18:00:00.000Z', 0, NULL, NULL, '2026-11-25T18:00:00.000Z', NULL);

INSERT INTO question_lines (id, question_id, passed_at) VALUES
  (1, 1, '2026-11-26T18:01:00.000Z'), (2, 2, '2026-11-27T18:01:00.000Z'), (3, 2, '2026-11-27T18:02:00.000Z');

INSERT INTO cards (subject, subject_id, audience, chat_id, message_id) VALUES
  ('question', 2, 'staff', -1004300000001, 9101), ('question-line', 2, 'staff', -1004300000001, 9102);
