"""The one question about age, asked before the first booking or order and kept with its date."""

from bot.errors import Refusal
from bot.services.desk import Desk
from bot.storage import guests
from bot.storage.tx import Tx

#: The refusal that is a question: the card asks, and the same wish comes back with the answer.
ASK_ADULT = "ask-adult"
#: The refusal of whoever has answered it with no. It is asked once.
MINOR = "refuse-minor"


async def keep_adult(desk: Desk, guest_id: int) -> None:
    """Keep that a guest has said to be of age. It stays said, whatever becomes of the wish that it was asked for."""
    await desk.commit(lambda tx: guests.set_adult(tx, guest_id, desk.now))


async def keep_minor(desk: Desk, guest_id: int) -> None:
    """Keep that a guest has said to be younger, and when."""
    await desk.commit(lambda tx: guests.set_minor(tx, guest_id, desk.now))


def require_adult(tx: Tx, guest_id: int) -> None:
    """Go on only with a guest who has said to be of age.

    Raises:
        Refusal: "ask-adult", the question has not been answered yet; "refuse-minor", it was, with no.
    """
    guest = guests.get_guest(tx, guest_id)
    if guest is None or (guest.adult_at is None and guest.minor_at is None):
        raise Refusal(ASK_ADULT)
    if guest.minor_at is not None and (guest.adult_at is None or guest.adult_at < guest.minor_at):
        # What was said last counts.
        raise Refusal(MINOR)
