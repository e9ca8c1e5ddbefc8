"""Bookmarks: the codes that were printed, who found one, and who tried codes that nobody printed."""

from collections.abc import Iterable
from datetime import datetime

from bot.storage.tx import Tx


def insert_batch(tx: Tx, name: str, place: str, now: datetime) -> int | None:
    """Begin a batch; its id, or None where one has this name."""
    row = tx.one(
        """
        INSERT INTO bookmark_batches (name, place, made_at) VALUES (:name, :place, :now)
        ON CONFLICT (name) DO NOTHING RETURNING id
        """,
        name=name,
        place=place,
        now=now,
    )
    return None if row is None else int(row["id"])


def has_batch(tx: Tx, name: str) -> bool:
    """Whether a batch has this name."""
    return tx.one("SELECT 1 AS one FROM bookmark_batches WHERE name = :name", name=name) is not None


def insert_codes(tx: Tx, batch_id: int, codes: Iterable[str]) -> int:
    """Keep a batch's codes; how many they are. A unique key holds that none stands on two bookmarks."""
    return tx.run_many(
        "INSERT INTO bookmarks (code, batch_id) VALUES (:code, :batch_id)",
        ({"code": code, "batch_id": batch_id} for code in codes),
    )


def has_code(tx: Tx, code: str) -> bool:
    """Whether a bookmark bears this code."""
    return tx.one("SELECT 1 AS one FROM bookmarks WHERE code = :code", code=code) is not None


def insert_find(tx: Tx, guest_id: int, code: str, now: datetime, *, typed: bool) -> bool:
    """Count a guest with the bookmark that they came by; False where they came by one before."""
    return bool(
        tx.run(
            """
            INSERT INTO finds (guest_id, code, found_at, typed) VALUES (:guest_id, :code, :now, :typed)
            ON CONFLICT (guest_id) DO NOTHING
            """,
            guest_id=guest_id,
            code=code,
            now=now,
            typed=int(typed),
        )
    )


def insert_wrong_code(tx: Tx, guest_id: int, now: datetime) -> None:
    """Count a code that stands on no bookmark."""
    tx.run("INSERT INTO wrong_codes (guest_id, tried_at) VALUES (:guest_id, :now)", guest_id=guest_id, now=now)


def list_wrong_codes(tx: Tx, guest_id: int, since: datetime) -> list[datetime]:
    """When a guest tried wrong codes after ``since``, in order."""
    rows = tx.all(
        "SELECT tried_at FROM wrong_codes WHERE guest_id = :guest_id AND tried_at > :since ORDER BY tried_at",
        guest_id=guest_id,
        since=since,
    )
    return [row["tried_at"] for row in rows]


def delete_wrong_codes(tx: Tx, guest_id: int, until: datetime) -> None:
    """Forget a guest's wrong codes up to an instant."""
    tx.run("DELETE FROM wrong_codes WHERE guest_id = :guest_id AND tried_at <= :until", guest_id=guest_id, until=until)
