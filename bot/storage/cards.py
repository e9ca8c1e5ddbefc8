"""Cards: which Telegram message shows which subject to whom."""

from dataclasses import dataclass

from bot.storage.tx import Tx

_COLUMNS = "id, subject, subject_id, audience, chat_id, message_id"


@dataclass(frozen=True, slots=True)
class Card:
    """One message that is edited as its subject changes; ``message_id`` is None until it was sent."""

    id: int
    subject: str
    subject_id: int
    audience: str
    chat_id: int
    message_id: int | None


def insert_card(
    tx: Tx, subject: str, subject_id: int, audience: str, chat_id: int, message_id: int | None = None
) -> Card:
    """Make the card of a subject; with ``message_id``, out of a message that is there already."""
    card_id = tx.insert(
        """
        INSERT INTO cards (subject, subject_id, audience, chat_id, message_id)
        VALUES (:subject, :subject_id, :audience, :chat_id, :message_id) RETURNING id
        """,
        subject=subject,
        subject_id=subject_id,
        audience=audience,
        chat_id=chat_id,
        message_id=message_id,
    )
    return Card(card_id, subject, subject_id, audience, chat_id, message_id)


def get_card(tx: Tx, subject: str, subject_id: int, audience: str) -> Card | None:
    """The card that shows a subject to an audience ("guest" or "staff")."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM cards WHERE subject = :subject AND subject_id = :subject_id AND audience = :audience",
        subject=subject,
        subject_id=subject_id,
        audience=audience,
    )
    return None if row is None else Card(**row)


def subject_of(tx: Tx, card_id: int) -> str | None:
    """What a card is about."""
    row = tx.one("SELECT subject FROM cards WHERE id = :card_id", card_id=card_id)
    return None if row is None else row["subject"]


def get_card_at(tx: Tx, chat_id: int, message_id: int) -> Card | None:
    """The card that stands in a message, or None."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM cards WHERE chat_id = :chat_id AND message_id = :message_id",
        chat_id=chat_id,
        message_id=message_id,
    )
    return None if row is None else Card(**row)


def set_card_message(tx: Tx, card_id: int, chat_id: int, message_id: int | None) -> None:
    """Remember in which message a card stands now."""
    tx.run(
        "UPDATE cards SET chat_id = :chat_id, message_id = :message_id WHERE id = :card_id",
        card_id=card_id,
        chat_id=chat_id,
        message_id=message_id,
    )
