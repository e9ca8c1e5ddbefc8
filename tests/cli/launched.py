"""A bar whose campaign was in the spring of 2020, with something of everything that is counted of it."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from bot.storage.connections import open_connection
from bot.storage.schema import bring_up_to_date
from tests.process import config

THEN: Mapping[str, str] = {"BACKDOOR43_CAMPAIGN__STARTS_ON": "2020-03-01"}
#: Two ways to frighten a terminal and a spreadsheet.
NAME, PLACE = "An\x1b[31mna", "=Libreria"

_ROWS = f"""
    INSERT INTO guests (id, first_name, met_at) VALUES
      (1, '{NAME}', '2020-03-01T10:00:00.000Z'), (2, 'Bruno', '2020-03-01T10:00:00.000Z');
    INSERT INTO campaigns (name, begun_at) VALUES ('launch', '2020-03-02T08:00:00.000Z');
    INSERT INTO outbox (id, chat_id, priority, once, body, status, made_at, due_at, settled_at, message_id, reason)
      VALUES (1, 1, 1, 1, '{{}}', 'sent', '2020-03-02T10:43:00.000Z', '2020-03-02T10:43:00.000Z',
        '2020-03-02T10:43:01.000Z', 71, NULL),
      (2, 1, 1, 1, '{{}}', 'uncertain', '2020-03-03T10:43:00.000Z', '2020-03-03T10:43:00.000Z',
        '2020-03-03T10:43:09.000Z', NULL, 'ReadTimeout');
    INSERT INTO mailings (id, audience, name, bodies, made_at, size, ended_at) VALUES
      (1, 'followers', 'launch 2', '{{}}', '2020-03-02T10:43:00.000Z', 2, '2020-03-02T10:43:05.000Z');
    INSERT INTO releases (campaign, day, target, claimed_at, late, outbox_id, mailing_id, skipped_at) VALUES
      ('launch', 2, 'channel', '2020-03-02T10:43:00.000Z', 0, 1, NULL, NULL),
      ('launch', 2, 'followers', '2020-03-02T10:43:00.000Z', 0, NULL, 1, NULL),
      ('launch', 3, 'channel', '2020-03-03T10:43:00.000Z', 1, 2, NULL, NULL),
      ('launch', 4, 'channel', '2020-03-04T12:00:00.000Z', 1, NULL, NULL, '2020-03-04T12:00:00.000Z');
    INSERT INTO previews VALUES ('launch', 5, '2020-03-04T19:43:00.000Z', 'held', '2020-03-04T19:50:00.000Z', NULL);
    INSERT INTO followings (guest_id, since_at, left_at) VALUES
      (1, '2020-03-02T22:59:00.000Z', NULL), (2, '2020-03-02T23:00:00.000Z', '2020-03-04T12:00:00.000Z');
    INSERT INTO calls VALUES (1, '2020-03-10T22:10:00.000Z'), (1, '2020-03-30T21:10:00.000Z'),
      (2, '2020-03-10T22:50:00.000Z');
    INSERT INTO bookmark_batches VALUES (1, 'b', '{PLACE}', '2020-02-01T12:00:00.000Z');
    INSERT INTO bookmarks VALUES ('AAAA', 1), ('BBBB', 1), ('CCCC', 1);
    INSERT INTO finds VALUES (1, 'AAAA', '2020-03-02T12:00:00.000Z', 0);
    INSERT INTO solves VALUES ('launch', 2, 1, '2020-03-02T18:20:00.000Z'),
      ('launch', 3, 1, '2020-03-05T18:20:00.000Z'), ('launch', 2, 2, '2020-03-02T18:25:00.000Z');
    INSERT INTO let_in VALUES ('launch', 2, '2020-04-10T12:00:00.000Z');
    INSERT INTO reservations (code, guest_id, night_on, starts_at, ends_at, party, stools, booked_at, changed_at) VALUES
      ('AAAAA', 1, '2020-04-12', '2020-04-12T18:00:00.000Z', '2020-04-12T19:30:00.000Z', 1, '1',
        '2020-04-12T10:00:00.000Z', '2020-04-12T10:00:00.000Z');
    INSERT INTO orders (night_on, number, guest_id, slot_at, pickup_at, soonest, total_cents, currency, placed_at,
      changed_at) VALUES ('2020-04-12', 1, 2, '2020-04-12T18:00:00.000Z', '2020-04-12T18:00:00.000Z', 0, 1000, 'EUR',
        '2020-04-12T17:00:00.000Z', '2020-04-12T17:00:00.000Z');
"""


def launched(folder: Path) -> Path:
    """Its configuration, beside its database; to be read with the environment `THEN`."""
    path = config(folder, "http://127.0.0.1:1", campaign=True)
    bring_up_to_date(folder / "bar.sqlite3")
    with closing(open_connection(folder / "bar.sqlite3", read_only=False)) as connection:
        connection.executescript(_ROWS)
    return path
