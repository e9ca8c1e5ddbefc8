"""Guests as the bar knows them."""

from datetime import datetime

from bot.domain.people import Guest
from bot.storage.tx import Tx


def get_guest(tx: Tx, guest_id: int) -> Guest | None:
    """The guest with this Telegram user id, or None."""
    row = tx.one(
        """
        SELECT id, first_name, telegram_language, language, adult_at, minor_at, unreachable_at FROM guests
        WHERE id = :guest_id
        """,
        guest_id=guest_id,
    )
    return None if row is None else Guest(**row)


def known_guest(tx: Tx, guest_id: int) -> Guest:
    """A guest who is known to be there."""
    guest = get_guest(tx, guest_id)
    if guest is None:
        raise LookupError(f"guest {guest_id} is gone")
    return guest


def upsert_guest(tx: Tx, guest: Guest, now: datetime) -> None:
    """Remember a guest's name and Telegram language; whoever writes can be reached again."""
    tx.run(
        """
        INSERT INTO guests (id, first_name, telegram_language, met_at)
        VALUES (:id, :first_name, :telegram_language, :now)
        ON CONFLICT (id) DO UPDATE SET first_name = :first_name, telegram_language = :telegram_language,
          unreachable_at = NULL
        """,
        id=guest.id,
        first_name=guest.first_name,
        telegram_language=guest.telegram_language,
        now=now,
    )


def set_language(tx: Tx, guest_id: int, language: str) -> None:
    """Keep the language that the guest chose."""
    tx.run("UPDATE guests SET language = :language WHERE id = :guest_id", guest_id=guest_id, language=language)


def set_adult(tx: Tx, guest_id: int, now: datetime) -> None:
    """Keep that the guest said to be of age, and when; said again it changes nothing, unless they took it back."""
    tx.run(
        """
        UPDATE guests SET adult_at = :now
        WHERE id = :guest_id AND (adult_at IS NULL OR adult_at < minor_at)
        """,
        guest_id=guest_id,
        now=now,
    )


def set_minor(tx: Tx, guest_id: int, now: datetime) -> None:
    """Keep that the guest said to be younger than the bar may serve, and when."""
    tx.run("UPDATE guests SET minor_at = :now WHERE id = :guest_id", guest_id=guest_id, now=now)


def set_unreachable(tx: Tx, guest_id: int, now: datetime) -> bool:
    """Keep that Telegram delivers nothing to this guest; False where that was known, or it is no guest."""
    return bool(
        tx.run(
            "UPDATE guests SET unreachable_at = :now WHERE id = :guest_id AND unreachable_at IS NULL",
            guest_id=guest_id,
            now=now,
        )
    )
