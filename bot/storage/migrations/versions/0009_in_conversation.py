"""In conversation: what is being talked about in a chat, and when a guest wants to fetch what is in their cart."""

from alembic import op

revision = "0009"
down_revision = "0008"

CONVERSATION = (
    # A booking that is being talked about (JSON).
    "ALTER TABLE asked ADD COLUMN draft TEXT",
    # A guest's words that wait for a yes before they are passed on, and the message that asks for it.
    "ALTER TABLE asked ADD COLUMN said TEXT",
    "ALTER TABLE asked ADD COLUMN said_message_id BIGINT",
    "ALTER TABLE carts ADD COLUMN wanted_at TEXT",
)


def upgrade() -> None:
    """One column after the other, in plain SQL."""
    for statement in CONVERSATION:
        op.execute(statement)
