"""Reservations, and the claims that keep a stool from being sold twice."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = (
    """
    CREATE TABLE reservations (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      guest_id BIGINT NOT NULL REFERENCES guests (id),
      night_on TEXT NOT NULL,
      starts_at TEXT NOT NULL,
      ends_at TEXT NOT NULL,
      party INTEGER NOT NULL CHECK (party > 0),
      stools TEXT NOT NULL,
      status TEXT NOT NULL DEFAULT 'booked'
        CHECK (status IN ('booked', 'arrived', 'finished', 'cancelled', 'no_show')),
      booked_at TEXT NOT NULL,
      cancelled_at TEXT
    )
    """,
    "CREATE INDEX reservations_of_guest ON reservations (guest_id, ends_at) WHERE status IN ('booked', 'arrived')",
    """
    CREATE TABLE claims (
      slot_at TEXT NOT NULL,
      stool INTEGER NOT NULL,
      reservation_id INTEGER NOT NULL REFERENCES reservations (id)
    )
    """,
    "CREATE UNIQUE INDEX one_claim_per_stool_and_slot ON claims (slot_at, stool)",
    "CREATE INDEX claims_of_reservation ON claims (reservation_id)",
)


def upgrade() -> None:
    """One table after the other, in plain SQL."""
    for statement in TABLES:
        op.execute(statement)
