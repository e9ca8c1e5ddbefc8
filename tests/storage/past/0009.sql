-- A booking that is being talked about, words that wait to be passed on, and a cart that is to be fetched at a time.
UPDATE asked SET draft = '{"party": 2, "night": "2026-11-28"}', said = 'Do you have “Chartreuse”? <3', said_message_id = 13 WHERE chat_id = 5001;

UPDATE carts SET wanted_at = '2026-11-28T20:30:00.000Z' WHERE guest_id = 5001;
