"""The path of a message: guests, the inbox, cards and the outbox."""

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """
    CREATE TABLE guests (
      id INTEGER PRIMARY KEY,
      first_name TEXT NOT NULL,
      telegram_language TEXT,
      language TEXT,
      met_at TEXT NOT NULL,
      adult_at TEXT,
      unreachable_at TEXT
    )
    """,
    """
    CREATE TABLE inbox (
      id INTEGER PRIMARY KEY,
      update_id BIGINT NOT NULL UNIQUE,
      lane BIGINT NOT NULL,
      body TEXT NOT NULL,
      status TEXT NOT NULL DEFAULT 'received' CHECK (status IN ('received', 'handled', 'failed')),
      received_at TEXT NOT NULL,
      handled_at TEXT,
      reason TEXT
    )
    """,
    "CREATE INDEX inbox_unhandled ON inbox (id) WHERE status = 'received'",
    "CREATE INDEX inbox_handled ON inbox (handled_at) WHERE status = 'handled'",
    """
    CREATE TABLE cards (
      id INTEGER PRIMARY KEY,
      subject TEXT NOT NULL,
      subject_id BIGINT NOT NULL,
      audience TEXT NOT NULL CHECK (audience IN ('guest', 'staff')),
      chat_id BIGINT NOT NULL,
      message_id BIGINT,
      UNIQUE (subject, subject_id, audience),
      UNIQUE (chat_id, message_id)
    )
    """,
    """
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY,
      chat_id BIGINT NOT NULL,
      card_id INTEGER REFERENCES cards (id),
      priority INTEGER NOT NULL,
      once INTEGER NOT NULL CHECK (once IN (0, 1)),
      body TEXT NOT NULL,
      status TEXT NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'sending', 'sent', 'failed', 'uncertain')),
      attempts INTEGER NOT NULL DEFAULT 0,
      made_at TEXT NOT NULL,
      due_at TEXT NOT NULL,
      settled_at TEXT,
      message_id BIGINT,
      reason TEXT
    )
    """,
    "CREATE INDEX outbox_open ON outbox (chat_id, id) WHERE status IN ('pending', 'sending')",
    "CREATE INDEX outbox_by_card ON outbox (card_id) WHERE status = 'pending'",
    "CREATE TABLE moved_chats (old_id BIGINT PRIMARY KEY, new_id BIGINT NOT NULL)",
)


def upgrade() -> None:
    """One table after the other, in plain SQL."""
    for statement in TABLES:
        op.execute(statement)
