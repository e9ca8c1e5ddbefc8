"""The forty-three days: followers and what is mailed to them, doubts and gaps, callers, solvers, bookmarks."""

from alembic import op

revision = "0008"
down_revision = "0007"

_CAMPAIGN = (
    # When this database first met a campaign: what was given out before is none of its business.
    """
    CREATE TABLE campaigns (
      name TEXT PRIMARY KEY,
      begun_at TEXT NOT NULL,
      call_back_at TEXT
    )
    """,
    """
    INSERT INTO campaigns (name, begun_at)
    SELECT campaign, min(claimed_at) FROM releases GROUP BY campaign
    """,
    # The owner's word on a clue, asked the evening before.
    """
    CREATE TABLE previews (
      campaign TEXT NOT NULL,
      day INTEGER NOT NULL,
      shown_at TEXT NOT NULL,
      verdict TEXT CHECK (verdict IN ('right', 'held')),
      decided_at TEXT,
      reminded_at TEXT,
      PRIMARY KEY (campaign, day)
    )
    """,
)

# One message for many, claimed row by row, so that it can stop anywhere and go on.
_MAILINGS = (
    """
    CREATE TABLE mailings (
      id INTEGER PRIMARY KEY,
      audience TEXT NOT NULL CHECK (audience IN ('followers', 'callers', 'let-in')),
      name TEXT NOT NULL,
      bodies TEXT NOT NULL,
      made_at TEXT NOT NULL,
      size INTEGER NOT NULL,
      reached_id BIGINT NOT NULL DEFAULT 0,
      is_drained INTEGER NOT NULL DEFAULT 0 CHECK (is_drained IN (0, 1)),
      ended_at TEXT,
      UNIQUE (name)
    )
    """,
    "CREATE INDEX mailings_open ON mailings (id) WHERE ended_at IS NULL",
    """
    CREATE TABLE deliveries (
      mailing_id INTEGER NOT NULL REFERENCES mailings (id),
      guest_id BIGINT NOT NULL REFERENCES guests (id),
      status TEXT NOT NULL CHECK (status IN ('pending', 'sending', 'sent', 'failed')),
      attempts INTEGER NOT NULL DEFAULT 0,
      due_at TEXT,
      settled_at TEXT,
      reason TEXT,
      PRIMARY KEY (mailing_id, guest_id)
    )
    """,
    "CREATE INDEX deliveries_by_status ON deliveries (mailing_id, status, due_at)",
)

_RELEASES = (
    """
    CREATE TABLE new_releases (
      campaign TEXT NOT NULL,
      day INTEGER NOT NULL,
      target TEXT NOT NULL CHECK (target IN ('channel', 'followers')),
      claimed_at TEXT NOT NULL,
      late INTEGER NOT NULL CHECK (late IN (0, 1)),
      outbox_id INTEGER REFERENCES outbox (id),
      mailing_id INTEGER REFERENCES mailings (id),
      message_id BIGINT,
      seen_by TEXT CHECK (seen_by IN ('discussion', 'forward', 'owner')),
      skipped_at TEXT,
      PRIMARY KEY (campaign, day, target)
    )
    """,
    """
    INSERT INTO new_releases (campaign, day, target, claimed_at, late, outbox_id)
    SELECT campaign, day, target, claimed_at, late, outbox_id FROM releases
    """,
    "DROP TABLE releases",
    "ALTER TABLE new_releases RENAME TO releases",
    # A post of which nobody knows whether it stands: who was asked, and what came of it.
    """
    CREATE TABLE doubts (
      outbox_id INTEGER PRIMARY KEY REFERENCES outbox (id),
      campaign TEXT NOT NULL,
      day INTEGER NOT NULL,
      since_at TEXT NOT NULL,
      look_at TEXT,
      is_second INTEGER NOT NULL CHECK (is_second IN (0, 1)),
      asked_at TEXT,
      settled_at TEXT,
      outcome TEXT CHECK (outcome IN ('seen', 'there', 'not-there', 'resent'))
    )
    """,
    "CREATE INDEX doubts_open ON doubts (outbox_id) WHERE settled_at IS NULL",
)

# However many wait, the most urgent are found without looking at the rest.
_OUTBOX = ("CREATE INDEX outbox_pending ON outbox (priority, id) WHERE status = 'pending'",)

_PEOPLE = (
    """
    CREATE TABLE followings (
      id INTEGER PRIMARY KEY,
      guest_id BIGINT NOT NULL REFERENCES guests (id),
      since_at TEXT NOT NULL,
      left_at TEXT
    )
    """,
    "CREATE UNIQUE INDEX followings_now ON followings (guest_id) WHERE left_at IS NULL",
    "CREATE TABLE calls (guest_id BIGINT NOT NULL REFERENCES guests (id), called_at TEXT NOT NULL)",
    "CREATE INDEX calls_by_guest ON calls (guest_id, called_at)",
    """
    CREATE TABLE solves (
      campaign TEXT NOT NULL,
      day INTEGER NOT NULL,
      guest_id BIGINT NOT NULL REFERENCES guests (id),
      solved_at TEXT NOT NULL,
      PRIMARY KEY (campaign, guest_id, day)
    )
    """,
    """
    CREATE TABLE let_in (
      campaign TEXT NOT NULL,
      guest_id BIGINT NOT NULL REFERENCES guests (id),
      said_at TEXT NOT NULL,
      PRIMARY KEY (campaign, guest_id)
    )
    """,
    "CREATE INDEX let_in_by_guest ON let_in (guest_id)",
)

_BOOKMARKS = (
    """
    CREATE TABLE bookmark_batches (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      place TEXT NOT NULL,
      made_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE bookmarks (
      code TEXT PRIMARY KEY,
      batch_id INTEGER NOT NULL REFERENCES bookmark_batches (id)
    )
    """,
    # The first bookmark that somebody opens is where they came from.
    """
    CREATE TABLE finds (
      guest_id BIGINT PRIMARY KEY REFERENCES guests (id),
      code TEXT NOT NULL REFERENCES bookmarks (code),
      found_at TEXT NOT NULL,
      typed INTEGER NOT NULL CHECK (typed IN (0, 1))
    )
    """,
    "CREATE TABLE wrong_codes (guest_id BIGINT NOT NULL REFERENCES guests (id), tried_at TEXT NOT NULL)",
    "CREATE INDEX wrong_codes_by_guest ON wrong_codes (guest_id, tried_at)",
)


def upgrade() -> None:
    """One table after the other, in plain SQL."""
    for statement in (*_CAMPAIGN, *_MAILINGS, *_RELEASES, *_OUTBOX, *_PEOPLE, *_BOOKMARKS):
        op.execute(statement)
