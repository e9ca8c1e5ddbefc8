"""The campaign's ledger: which clue was given out where."""

from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = (
    """
    CREATE TABLE releases (
      campaign TEXT NOT NULL,
      day INTEGER NOT NULL,
      target TEXT NOT NULL,
      claimed_at TEXT NOT NULL,
      late INTEGER NOT NULL CHECK (late IN (0, 1)),
      outbox_id INTEGER NOT NULL REFERENCES outbox (id),
      PRIMARY KEY (campaign, day, target)
    )
    """,
)


def upgrade() -> None:
    """One table after the other, in plain SQL."""
    for statement in TABLES:
        op.execute(statement)
