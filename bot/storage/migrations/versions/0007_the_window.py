"""The window: notes, codenames and payments of orders, sold-out drinks, pauses, alarms nobody can sleep through."""

from alembic import op

revision = "0007"
down_revision = "0006"

# A longer list of states and a number that may be missing cannot be had by ALTER TABLE in SQLite: see 0005.
ORDERS = (
    """
    CREATE TABLE new_orders (
      id INTEGER PRIMARY KEY,
      night_on TEXT NOT NULL,
      number INTEGER,
      codename TEXT,
      guest_id BIGINT NOT NULL REFERENCES guests (id),
      slot_at TEXT NOT NULL,
      pickup_at TEXT NOT NULL,
      soonest INTEGER NOT NULL CHECK (soonest IN (0, 1)),
      note TEXT,
      total_cents INTEGER NOT NULL,
      currency TEXT NOT NULL,
      pays TEXT NOT NULL DEFAULT 'window' CHECK (pays IN ('window', 'online')),
      status TEXT NOT NULL DEFAULT 'placed' CHECK (status IN ('invoiced', 'held', 'placed', 'accepted', 'ready',
        'collected', 'declined', 'cancelled', 'unclaimed', 'lapsed', 'abandoned')),
      reason TEXT CHECK (reason IN ('sold_out', 'busy', 'closing', 'other', 'too_late')),
      placed_at TEXT NOT NULL,
      waits_since_at TEXT,
      held_until_at TEXT,
      accepted_at TEXT,
      ready_at TEXT,
      changed_at TEXT NOT NULL,
      changed_by TEXT,
      UNIQUE (night_on, number)
    )
    """,
    """
    INSERT INTO new_orders (id, night_on, number, guest_id, slot_at, pickup_at, soonest, total_cents, currency, status,
      placed_at, changed_at, changed_by)
    SELECT id, night_on, number, guest_id, pickup_at, pickup_at, soonest, total_cents, currency, status,
      placed_at, changed_at, changed_by
    FROM orders
    """,
    """
    CREATE TABLE new_order_items (
      order_id INTEGER NOT NULL REFERENCES new_orders (id),
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      price_cents INTEGER NOT NULL,
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      PRIMARY KEY (order_id, position)
    )
    """,
    """
    INSERT INTO new_order_items (order_id, position, name, price_cents, quantity)
    SELECT order_id, position, name, price_cents, quantity FROM order_items
    """,
    "DROP TABLE order_items",
    "DROP TABLE orders",
    "ALTER TABLE new_orders RENAME TO orders",
    "ALTER TABLE new_order_items RENAME TO order_items",
    "CREATE INDEX orders_by_slot ON orders (slot_at)",
    "CREATE INDEX orders_of_guest ON orders (guest_id, id)",
    "CREATE INDEX orders_unseen ON orders (waits_since_at) WHERE status = 'placed'",
    "CREATE INDEX orders_unpaid ON orders (id) WHERE status IN ('invoiced', 'held')",
    """
    CREATE UNIQUE INDEX one_codename_at_a_time ON orders (night_on, codename)
      WHERE status IN ('placed', 'accepted', 'ready')
    """,
    """
    CREATE TABLE alarms (
      id INTEGER PRIMARY KEY,
      order_id INTEGER NOT NULL REFERENCES orders (id),
      after_seconds INTEGER NOT NULL,
      chat_id BIGINT NOT NULL,
      raised_at TEXT NOT NULL,
      UNIQUE (order_id, after_seconds, chat_id)
    )
    """,
    """
    CREATE TABLE payments (
      id INTEGER PRIMARY KEY,
      order_id INTEGER NOT NULL REFERENCES orders (id),
      charge_id TEXT NOT NULL UNIQUE,
      provider_charge_id TEXT NOT NULL,
      amount_cents INTEGER NOT NULL,
      currency TEXT NOT NULL,
      paid_at TEXT NOT NULL,
      refund_due_at TEXT,
      refund_asked_at TEXT,
      refunded_at TEXT,
      refunded_by TEXT
    )
    """,
    "CREATE INDEX payments_of_order ON payments (order_id)",
    "CREATE INDEX refunds_due ON payments (refund_asked_at) WHERE refund_due_at IS NOT NULL AND refunded_at IS NULL",
)

WINDOW = (
    "ALTER TABLE drinks ADD COLUMN sold_out_on TEXT",
    "ALTER TABLE carts ADD COLUMN note TEXT",
    "ALTER TABLE carts ADD COLUMN shown_at TEXT",
    "CREATE INDEX carts_by_showing ON carts (shown_at)",
    # What a drink cost when it was taken, so that the cart can say what has changed since.
    "ALTER TABLE cart_items ADD COLUMN price_cents INTEGER NOT NULL DEFAULT 0",
    # Whether it was sold out at some time since it was taken.
    "ALTER TABLE cart_items ADD COLUMN missed INTEGER NOT NULL DEFAULT 0 CHECK (missed IN (0, 1))",
    "UPDATE cart_items SET price_cents = (SELECT price_cents FROM drinks WHERE drinks.id = cart_items.drink_id)",
    """
    CREATE TABLE window_nights (
      night_on TEXT PRIMARY KEY,
      paused_until_at TEXT,
      pause_reason TEXT,
      paused_by TEXT,
      rush_minutes INTEGER NOT NULL DEFAULT 0 CHECK (rush_minutes >= 0),
      summed_at TEXT
    )
    """,
    # Sums of nights that were over long ago are no news.
    """
    INSERT INTO window_nights (night_on, summed_at) SELECT night_on, max(changed_at) FROM orders
    WHERE night_on < (SELECT max(night_on) FROM orders) GROUP BY night_on
    """,
    # Whoever said to be younger than the bar may serve is not asked again.
    "ALTER TABLE guests ADD COLUMN minor_at TEXT",
)


def upgrade() -> None:
    """One table after the other, in plain SQL."""
    for statement in (*ORDERS, *WINDOW):
        op.execute(statement)
