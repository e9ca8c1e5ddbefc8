"""The one question about age, asked before the first booking or order and kept with its date."""

from datetime import datetime

from bot.errors import Refusal
from bot.storage import guests
from bot.storage.tx import Tx

#: The refusal that is a question: the card asks, and the same wish comes back with the answer.
ASK_ADULT = "ask-adult"


def require_adult(tx: Tx, guest_id: int, says_adult: bool, now: datetime) -> None:
    """Go on only with a guest who has said to be of age; keep it when they say so.

    Raises:
        Refusal: "ask-adult", the question has not been answered yet.
    """
    guest = guests.get_guest(tx, guest_id)
    if guest is not None and guest.adult_at is not None:
        return
    if not says_adult:
        raise Refusal(ASK_ADULT)
    guests.set_adult(tx, guest_id, now)
