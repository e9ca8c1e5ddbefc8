"""A full house: walk-ins and requests among the reservations, holds beside them, the waitlist, closings, reminders."""

from alembic import op

revision = "0005"
down_revision = "0004"

# A column that may be empty and a longer list of states cannot be had by ALTER TABLE in SQLite. The tables are made
# anew under other names, filled, and take the old ones' places: claims before the reservations that they point at.
NEW_RESERVATIONS = (
    """
    CREATE TABLE new_reservations (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      guest_id BIGINT REFERENCES guests (id),
      night_on TEXT NOT NULL,
      starts_at TEXT NOT NULL,
      ends_at TEXT NOT NULL,
      party INTEGER NOT NULL CHECK (party > 0),
      stools TEXT NOT NULL,
      private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
      status TEXT NOT NULL DEFAULT 'booked' CHECK (status IN
        ('requested', 'booked', 'displaced', 'arrived', 'finished', 'cancelled', 'declined', 'no_show')),
      sequence INTEGER NOT NULL DEFAULT 0,
      wish TEXT CHECK (wish IN ('birthday', 'song', 'whisky')),
      booked_at TEXT NOT NULL,
      changed_at TEXT NOT NULL,
      coming_at TEXT,
      late_at TEXT,
      asked_at TEXT,
      ended_at TEXT,
      changed_by TEXT,
      pardoned_at TEXT
    )
    """,
    """
    INSERT INTO new_reservations (id, code, guest_id, night_on, starts_at, ends_at, party, stools, status,
      booked_at, changed_at, ended_at)
    SELECT id, code, guest_id, night_on, starts_at, ends_at, party, stools, status,
      booked_at, coalesce(cancelled_at, booked_at), cancelled_at
    FROM reservations
    """,
    """
    CREATE TABLE waiting (
      id INTEGER PRIMARY KEY,
      guest_id BIGINT NOT NULL REFERENCES guests (id),
      night_on TEXT NOT NULL,
      party INTEGER NOT NULL CHECK (party > 0),
      from_at TEXT NOT NULL,
      until_at TEXT NOT NULL,
      status TEXT NOT NULL DEFAULT 'waiting'
        CHECK (status IN ('waiting', 'offered', 'booked', 'left', 'declined', 'expired', 'over', 'closed')),
      joined_at TEXT NOT NULL,
      ended_at TEXT
    )
    """,
    """
    CREATE UNIQUE INDEX one_place_in_line ON waiting (guest_id, night_on)
      WHERE status IN ('waiting', 'offered')
    """,
    "CREATE INDEX line_of_night ON waiting (night_on, id) WHERE status IN ('waiting', 'offered')",
    """
    CREATE TABLE holds (
      id INTEGER PRIMARY KEY,
      waiting_id INTEGER NOT NULL REFERENCES waiting (id),
      starts_at TEXT NOT NULL,
      ends_at TEXT NOT NULL,
      stools TEXT NOT NULL,
      status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'taken', 'declined', 'expired', 'withdrawn')),
      made_at TEXT NOT NULL,
      until_at TEXT NOT NULL,
      picked_by TEXT,
      ended_at TEXT
    )
    """,
    "CREATE UNIQUE INDEX one_offer_at_a_time ON holds (waiting_id) WHERE status = 'open'",
    "CREATE INDEX holds_by_expiry ON holds (until_at) WHERE status = 'open'",
    """
    CREATE TABLE new_claims (
      slot_at TEXT NOT NULL,
      stool INTEGER NOT NULL,
      reservation_id INTEGER REFERENCES new_reservations (id),
      hold_id INTEGER REFERENCES holds (id),
      CHECK ((reservation_id IS NULL) <> (hold_id IS NULL))
    )
    """,
    "INSERT INTO new_claims (slot_at, stool, reservation_id) SELECT slot_at, stool, reservation_id FROM claims",
    "DROP TABLE claims",
    "DROP TABLE reservations",
    "ALTER TABLE new_reservations RENAME TO reservations",
    "ALTER TABLE new_claims RENAME TO claims",
    "CREATE UNIQUE INDEX one_claim_per_stool_and_slot ON claims (slot_at, stool)",
    "CREATE INDEX claims_of_reservation ON claims (reservation_id) WHERE reservation_id IS NOT NULL",
    "CREATE INDEX claims_of_hold ON claims (hold_id) WHERE hold_id IS NOT NULL",
    """
    CREATE INDEX reservations_of_guest ON reservations (guest_id, ends_at)
      WHERE status IN ('requested', 'booked', 'displaced', 'arrived')
    """,
    """
    CREATE INDEX reservations_open ON reservations (starts_at)
      WHERE status IN ('requested', 'booked', 'displaced', 'arrived')
    """,
    "CREATE INDEX reservations_of_night ON reservations (night_on, starts_at)",
    "CREATE INDEX strikes_of_guest ON reservations (guest_id, starts_at) WHERE status = 'no_show'",
)

CLOSINGS_AND_REMINDERS = (
    """
    CREATE TABLE closings (
      id INTEGER PRIMARY KEY,
      night_on TEXT NOT NULL,
      from_at TEXT NOT NULL,
      until_at TEXT NOT NULL,
      reason TEXT NOT NULL,
      closed_by TEXT NOT NULL,
      closed_at TEXT NOT NULL,
      reopened_at TEXT
    )
    """,
    "CREATE INDEX closings_of_night ON closings (night_on) WHERE reopened_at IS NULL",
    """
    CREATE TABLE displacements (
      closing_id INTEGER NOT NULL REFERENCES closings (id),
      reservation_id INTEGER NOT NULL REFERENCES reservations (id),
      PRIMARY KEY (closing_id, reservation_id)
    )
    """,
    "CREATE INDEX displacements_of_reservation ON displacements (reservation_id)",
    """
    CREATE TABLE reminders (
      reservation_id INTEGER NOT NULL REFERENCES reservations (id),
      kind TEXT NOT NULL CHECK (kind IN ('day', 'hours', 'late')),
      starts_at TEXT NOT NULL,
      reminded_at TEXT NOT NULL,
      outbox_id INTEGER NOT NULL,
      PRIMARY KEY (reservation_id, kind, starts_at)
    )
    """,
    # A promise that nobody needs after some instant, and what was last asked in a chat, for answers in words.
    "ALTER TABLE outbox ADD COLUMN until_at TEXT",
    "CREATE INDEX outbox_sent ON outbox (chat_id, id) WHERE status = 'sent'",
    """
    CREATE TABLE asked (
      chat_id BIGINT PRIMARY KEY,
      message_id BIGINT NOT NULL,
      buttons TEXT NOT NULL,
      asked_at TEXT NOT NULL
    )
    """,
)


def upgrade() -> None:
    """One table after the other, in plain SQL."""
    for statement in (*NEW_RESERVATIONS, *CLOSINGS_AND_REMINDERS):
        op.execute(statement)
