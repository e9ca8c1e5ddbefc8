"""What staff and guests read of an order in each language, and quick ways for a guest to have one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from bot.domain.people import Caller, Guest
from bot.rehearsal.api.model import Message
from bot.storage import carts, guests, inbox
from bot.storage.tx import Tx
from tests.evening import Evening, rome
from tests.journeys.speech import WORDS, opens
from tests.people import Person, eventually

SAYS: dict[str, dict[str, Any]] = {
    "en": {
        "accept": "Accept",
        "decline": "Decline",
        "ready": "Ready",
        "collected": "Collected",
        "unclaimed": "Unclaimed",
        "why": "why? The guest will read it.",
        "back": "‹ Back",
        "reasons": {
            "Something ran out": ("declined, something ran out", "Something in it has run out."),
            "Too busy": ("declined, too busy", "One pair of hands is not enough tonight."),
            "Closing": ("declined, closing", "The window is about to close."),
            "Something else": ("declined, something else", "Something came up."),
        },
        "is_new": ": new",
        "is_accepted": ": accepted · {}",
        "is_ready": ": ready · {}",
        "is_collected": ": collected · {}",
        "is_unclaimed": ": unclaimed · {}",
        "is_declined": ": declined",
        "is_cancelled": ": cancelled by the guest · {}",
        "is_lapsed": ": closed, nobody accepted it",
        "at_window": "Total €10.00, to pay at the window",
        "received": "Received. Waiting for a nod from the window.",
        "accepted": "Accepted. Ready about {}.",
        "ready_now": "Ready at the window now.",
        "fetched": "Collected. To your health.",
        "waited": "It waited, and nobody came.",
        "said_no": "The window had to say no. {} Nothing is owed.",
        "let_go": "Cancelled. Nothing is owed.",
        "came_to_nothing": "Nobody at the window could take it. Nothing is owed.",
        "told_ready": "is ready. The window is open.",
        "told_later": "takes a little longer: about {}.",
        "told_no": "I'm sorry: order",
        "told_sorry": "I owe you an apology. Nobody at the window saw order",
        "faster": "{} was faster.",
        "gone": "It has moved on already.",
        "night_over": "That night is over.",
        "put_off_already": "It was put off just now. Look at the time on the card.",
        "waits": ("still waiting: one minute", "still waiting: 3 minutes", "still waiting: 5", "still waiting: 7"),
        "still_waiting": "is still waiting",
        "closed": ": nobody accepted it, and it is closed",
        "unreachable": "open a private chat with me and press /start, once",
        "the_usual": "the usual",
        "usually": "usually 2 × Negroni",
        "cancel": "Cancel",
        "sure": "Yes, cancel",
    },
    "it": {
        "accept": "Accetta",
        "decline": "Rifiuta",
        "ready": "Pronto",
        "collected": "Ritirato",
        "unclaimed": "Non ritirato",
        "why": "perché? L'ospite lo leggerà.",
        "back": "‹ Indietro",
        "reasons": {
            "Finito qualcosa": ("rifiutato, finito qualcosa", "È finito qualcosa."),
            "Troppo lavoro": ("rifiutato, troppo lavoro", "Stasera un paio di mani non basta."),
            "Si chiude": ("rifiutato, si chiude", "La finestra sta per chiudere."),
            "Altro": ("rifiutato, altro", "C'è stato un imprevisto."),
        },
        "is_new": ": nuovo",
        "is_accepted": ": accettato · {}",
        "is_ready": ": pronto · {}",
        "is_collected": ": ritirato · {}",
        "is_unclaimed": ": non ritirato · {}",
        "is_declined": ": rifiutato",
        "is_cancelled": ": annullato dall'ospite · {}",
        "is_lapsed": ": chiuso, nessuno l'ha accettato",
        "at_window": "Totale 10,00\u00a0€, si paga alla finestra",
        "received": "Ricevuto. Ora tocca alla finestra.",
        "accepted": "Accettato. Pronto per le {} circa.",
        "ready_now": "Pronto, alla finestra.",
        "fetched": "Ritirato. Alla salute.",
        "waited": "È rimasto alla finestra, e nessuno è venuto.",
        "said_no": "La finestra ha dovuto dire di no. {} Non deve nulla.",
        "let_go": "Annullato. Non deve nulla.",
        "came_to_nothing": "Alla finestra nessuno ha potuto prenderlo. Non deve nulla.",
        "told_ready": "è pronto. La finestra è aperta.",
        "told_later": "chiede un po' più di tempo: verso le {}.",
        "told_no": "Mi dispiace: l'ordine",
        "told_sorry": "Le devo delle scuse. Alla finestra nessuno ha visto in tempo l'ordine",
        "faster": "{} ha fatto prima.",
        "gone": "È già andato avanti.",
        "night_over": "Quella sera è finita.",
        "put_off_already": "È appena stato rimandato. Guarda l'ora sul messaggio.",
        "waits": ("aspetta ancora: un minuto", "aspetta ancora: 3 minuti", "aspetta ancora: 5", "aspetta ancora: 7"),
        "still_waiting": "aspetta ancora",
        "closed": ": nessuno l'ha accettato, ed è chiuso",
        "unreachable": "apra una chat privata con me e prema /start, una volta",
        "the_usual": "il solito",
        "usually": "di solito 2 × Negroni",
        "cancel": "Annulla",
        "sure": "Sì, annulla",
    },
}
EN = SAYS["en"]

_UPDATES = count(-1, -1)


@dataclass(frozen=True, slots=True)
class Called:
    """An order as the house calls it; ``name`` stands for what both languages have alike: "1 · Vespa"."""

    id: int
    name: str


async def takes_one(guest: Person, language: str = "en", *, asked: bool = True) -> Message:
    """One Negroni as soon as possible, by presses; the receipt."""
    words = WORDS[language]
    await opens(guest, "/order")
    for label in (words["negroni"], words["when"], words["soonest"], words["place"]):
        await guest.presses(label)
    if asked:
        await guest.presses(words["adult"])
    return await guest.sees(SAYS[language]["received"])


async def places(
    evening: Evening, guest: Person, drinks: Sequence[tuple[str, int]] = (("Negroni", 1),), note: str | None = None
) -> Called:
    """The same without a phone: what the last press of a guest of age does."""
    # What is received before the house has looked through its inbox would be taken for what an earlier one left.
    await eventually(evening.world, lambda: evening.house.ticks._scheduler.running, "the open house", lambda: None)
    bar, person = evening.house.bar, evening.world.people[guest.id]
    known = await bar.guests.recognise(Guest(guest.id, person.first_name, person.language_code))
    person.started = True
    update_id, now = next(_UPDATES), evening.clock.now()
    caller = Caller(update_id, guest.id, person.first_name, bar.guests.language_of(known), guest.id)

    def takes(tx: Tx) -> int:
        inbox.insert_updates(tx, [inbox.Received(update_id, guest.id, "{}")], now)
        guests.set_adult(tx, guest.id, now)
        menu = {drink.name: drink.id for drink in bar.carts.get(tx, guest.id).menu}
        for name, quantity in drinks:
            carts.change_cart(tx, guest.id, menu[name], quantity, now)
        if note is not None:
            carts.set_note(tx, guest.id, note, now)
        return bar.carts.get(tx, guest.id).revision

    revision = await evening.house.database.write(takes)
    free = (await bar.carts.pickup(caller)).free
    try:
        order = await bar.orders.place(caller, revision, free[0].promise_at, soonest=True)
    finally:
        # What is refused is handled, too.
        await evening.house.database.write(lambda tx: inbox.mark_handled(tx, update_id, now))
    return Called(order.id, f"{order.number} · {order.codename}")


async def called(evening: Evening, order_id: int = 1) -> Called:
    """An order that was placed by presses."""
    (row,) = await evening.rows("SELECT number, codename FROM orders WHERE id = :id", id=order_id)
    return Called(order_id, f"{row['number']} · {row['codename']}")


async def status_of(evening: Evening, order_id: int = 1) -> str:
    """What has become of an order."""
    (row,) = await evening.rows("SELECT status FROM orders WHERE id = :id", id=order_id)
    return str(row["status"])


async def at_second(evening: Evening, seconds: float, since: str = "2026-11-27 21:00") -> None:
    """Make it so many seconds after ``since``, let every tick look, and wait until all is told."""
    evening.clock.set(moment(since, seconds))
    await hears(evening)
    await evening.house.ticks.beat()
    await evening.settles()


async def hears(evening: Evening) -> None:
    """Wait until all that was said to the house while it was shut has been heard; only then it judges by silence."""
    await eventually(evening.world, evening.house.bar.desk.hearing.is_set, "a house that hears", lambda: None)


def moment(since: str, seconds: float) -> Any:
    """So many seconds after a wall time in Milan."""
    return rome(since) + timedelta(seconds=seconds)


def owner_and_members(evening: Evening) -> list[Person]:
    """Everybody of the staff in their own chats, all of whom have pressed /start."""
    staff = evening.settings.staff
    people = [Person(evening.world, each, each) for each in dict.fromkeys((*staff.members, staff.owner))]
    for person in people:
        evening.world.people[person.id].started = True
    return people


def ever_read(guest: Person) -> list[str]:
    """Every text that ever stood before the guest, those that were edited away included."""
    return [
        str(call.params["text"])
        for call in guest.world.calls
        if call.done and call.params.get("chat_id") == guest.chat_id and "text" in call.params
    ]


def card_of(person: Person, order: Called, *texts: str) -> Message | None:
    """The newest message whose first line names the order and that says ``texts``."""
    return next(
        (
            message
            for message in reversed(person.messages)
            if order.name in message.text.split("\n")[0] and all(text in message.text for text in texts)
        ),
        None,
    )
