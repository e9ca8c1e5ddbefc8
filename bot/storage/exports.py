"""Everything of one kind, row after row, for the owner's spreadsheet: a page at a time, so that memory stays small."""

from collections.abc import Iterator

from bot.storage.tx import Row, Tx

PAGE = 1_000
_BEFORE_ALL = -(2**63)

_GUESTS = """
    SELECT id, first_name, telegram_language, language, met_at, adult_at FROM guests
    WHERE id > :after ORDER BY id LIMIT :page
    """
# A walk-in has no guest.
_RESERVATIONS = """
    SELECT r.id, r.night_on, r.starts_at, r.ends_at, r.party, r.stools, r.status, r.code, r.guest_id,
      g.first_name AS guest_name, r.booked_at
    FROM reservations r LEFT JOIN guests g ON g.id = r.guest_id
    WHERE r.id > :after ORDER BY r.id LIMIT :page
    """
# A bill that was never paid is no order.
_ORDERS = """
    SELECT o.id, o.night_on, o.number, o.codename, o.pickup_at, o.total_cents, o.currency, o.pays, o.status, o.reason,
      o.note, g.first_name AS guest_name
    FROM orders o LEFT JOIN guests g ON g.id = o.guest_id
    WHERE o.id > :after AND o.number IS NOT NULL ORDER BY o.id LIMIT :page
    """


def each_guest(tx: Tx) -> Iterator[Row]:
    """Every guest, by their ids."""
    for page in _pages(tx, _GUESTS):
        yield from page


def each_reservation(tx: Tx) -> Iterator[Row]:
    """Every reservation in the order of booking; ``guest_id`` and ``guest_name`` are None for a walk-in."""
    for page in _pages(tx, _RESERVATIONS):
        yield from page


def each_order(tx: Tx) -> Iterator[Row]:
    """Every order in the order of placing; ``lines`` holds its (quantity, drink) pairs as they were ordered."""
    for page in _pages(tx, _ORDERS):
        lines: dict[int, list[tuple[int, str]]] = {row["id"]: [] for row in page}
        for item in tx.all(
            """
            SELECT order_id, quantity, name FROM order_items
            WHERE order_id >= :first AND order_id <= :last ORDER BY order_id, position
            """,
            first=page[0]["id"],
            last=page[-1]["id"],
        ):
            if item["order_id"] in lines:
                lines[item["order_id"]].append((item["quantity"], item["name"]))
        yield from ({**row, "lines": lines[row["id"]]} for row in page)


def _pages(tx: Tx, sql: str) -> Iterator[list[Row]]:
    """The rows of ``sql``, which takes those after an id, at most so many, and gives each its ``id``."""
    after = _BEFORE_ALL
    while page := tx.all(sql, after=after, page=PAGE):
        yield page
        after = page[-1]["id"]
