"""The window: drinks on the menu, carts being filled, and orders."""

from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = (
    """
    CREATE TABLE drinks (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      price_cents INTEGER NOT NULL CHECK (price_cents > 0),
      position INTEGER
    )
    """,
    """
    CREATE TABLE carts (
      guest_id BIGINT PRIMARY KEY REFERENCES guests (id),
      revision INTEGER NOT NULL,
      changed_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE cart_items (
      guest_id BIGINT NOT NULL REFERENCES carts (guest_id) ON DELETE CASCADE,
      drink_id INTEGER NOT NULL REFERENCES drinks (id),
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      PRIMARY KEY (guest_id, drink_id)
    )
    """,
    """
    CREATE TABLE orders (
      id INTEGER PRIMARY KEY,
      night_on TEXT NOT NULL,
      number INTEGER NOT NULL,
      guest_id BIGINT NOT NULL REFERENCES guests (id),
      pickup_at TEXT NOT NULL,
      soonest INTEGER NOT NULL CHECK (soonest IN (0, 1)),
      total_cents INTEGER NOT NULL,
      currency TEXT NOT NULL,
      status TEXT NOT NULL DEFAULT 'placed'
        CHECK (status IN ('placed', 'accepted', 'ready', 'collected', 'declined', 'cancelled', 'unclaimed')),
      placed_at TEXT NOT NULL,
      changed_at TEXT NOT NULL,
      changed_by TEXT,
      UNIQUE (night_on, number)
    )
    """,
    "CREATE INDEX orders_by_pickup ON orders (pickup_at)",
    "CREATE INDEX orders_of_guest ON orders (guest_id) WHERE status IN ('placed', 'accepted', 'ready')",
    """
    CREATE TABLE order_items (
      order_id INTEGER NOT NULL REFERENCES orders (id),
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      price_cents INTEGER NOT NULL,
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      PRIMARY KEY (order_id, position)
    )
    """,
)


def upgrade() -> None:
    """One table after the other, in plain SQL."""
    for statement in TABLES:
        op.execute(statement)
