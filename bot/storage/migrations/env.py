"""Alembic's way into the database: one migration is one transaction, so a failed one leaves nothing behind."""

from alembic import context
from sqlalchemy import Connection, create_engine, event, pool

from bot.storage.connections import open_connection

path = context.config.attributes["path"]
engine = create_engine("sqlite://", creator=lambda: open_connection(path, read_only=False), poolclass=pool.NullPool)


@event.listens_for(engine, "begin")
def _begin(connection: Connection) -> None:
    # The driver would begin by itself only before some statements, and leave half of a failed migration.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


with engine.connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
