"""The mask: questions of guests to the staff, and the lines of them that were passed on."""

from alembic import op

revision = "0006"
down_revision = "0005"

TABLES = (
    """
    CREATE TABLE questions (
      id INTEGER PRIMARY KEY,
      guest_id BIGINT NOT NULL REFERENCES guests (id),
      party INTEGER NOT NULL CHECK (party >= 0),
      asked_at TEXT NOT NULL,
      unanswered INTEGER NOT NULL DEFAULT 0,
      answered_at TEXT,
      answered_by TEXT,
      closed_at TEXT,
      closed_by TEXT
    )
    """,
    "CREATE UNIQUE INDEX one_question_at_a_time ON questions (guest_id) WHERE closed_at IS NULL",
    """
    CREATE TABLE question_lines (
      id INTEGER PRIMARY KEY,
      question_id INTEGER NOT NULL REFERENCES questions (id),
      passed_at TEXT NOT NULL
    )
    """,
    "CREATE INDEX lines_of_question ON question_lines (question_id)",
)


def upgrade() -> None:
    """One table after the other, in plain SQL."""
    for statement in TABLES:
        op.execute(statement)
