"""What guests press and read about paying in the chat, in each language, and the ways that those journeys go."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.rehearsal.api.model import Message, PreCheckout, PreCheckoutAnswer
from bot.rehearsal.api.paying import TEST_PROVIDER
from bot.rehearsal.api.wire import pre_checkout_json
from bot.storage.tx import Row
from tests.evening import Evening
from tests.journeys.speech import EN, WORDS
from tests.people import PATIENCE_S, Person

PAYING = {
    "en": {
        "pay": "Pay now",
        "here_or_there": "Pay at the window, or here and now.",
        "below": "The bill is below. Nothing is made or kept until it is paid.",
        "title": "The window at BackDoor43",
        "description": "2 × Negroni. To collect: Fri 27 Nov, 21:30.",
        "paid": "Total €20.00, paid",
        "asked_age": "are you 18 or older?",
        "given_up": "No payment came, so the cups are free again. What you chose is still there.",
        "void": "This bill is no longer good. Nothing was charged; /order makes a new one.",
        "sold_out": "Negroni is not to be had any more. Nothing was charged; /order shows what there is.",
        "price": "Negroni has another price now. Nothing was charged; please look at /order again.",
        "paused": "The window is taking a short break. Nothing was charged; /order says when it goes on.",
        "time_gone": "That time is gone. Nothing was charged; /order shows the next one.",
        "being_paid": "A payment for this order is under way. Give it a few minutes.",
        "failed": "The bill could not be made out. Nothing was charged; you can pay at the window.",
        "too_late": "The payment came when the time was gone. Your money goes back to you.",
        "declined": "One pair of hands is not enough tonight. Your money goes back to you.",
        "lapsed": "Nobody at the window saw order no. 1 · Vespa in time, so it is closed. Your money goes back to you.",
        "cancelled": "Cancelled. Your money goes back to you.",
        "returned": "€20.00 for order no. 1 · Vespa is on its way back to you. Banks take a few days.",
        "order": "Order",
    },
    "it": {
        "pay": "Paga ora",
        "here_or_there": "Si paga alla finestra, oppure qui, subito.",
        "below": "Il conto è qui sotto. Prima del pagamento non si prepara e non si riserva nulla.",
        "title": "La finestra di BackDoor43",
        "description": "2 × Negroni. Ritiro: ven 27 nov, 21:30.",
        "paid": "Totale 20,00\u00a0€, pagato",
        "asked_age": "18 anni",
        "given_up": "Il pagamento non è arrivato, e i bicchieri sono di nuovo liberi. Quello che ha scelto c'è ancora.",
        "void": "Questo conto non vale più. Non è stato addebitato nulla; /order ne fa uno nuovo.",
        "sold_out": "Negroni non c'è più. Non è stato addebitato nulla; /order mostra che cosa c'è.",
        "price": "Negroni ora ha un altro prezzo. Non è stato addebitato nulla; riguardi /order.",
        "paused": "La finestra fa una breve pausa. Non è stato addebitato nulla; /order dice quando riprende.",
        "time_gone": "Quell'orario non c'è più. Non è stato addebitato nulla; /order mostra il prossimo.",
        "being_paid": "Un pagamento per questo ordine è in corso. Gli dia qualche minuto.",
        "failed": "Non sono riuscito a fare il conto. Nessun addebito; può pagare alla finestra.",
        "too_late": "Il pagamento è arrivato a tempo scaduto. Le restituiamo quanto ha pagato.",
        "declined": "Stasera un paio di mani non basta. Le restituiamo quanto ha pagato.",
        "lapsed": "l'ordine n. 1 · Vespa, e ora è chiuso. Le restituiamo quanto ha pagato.",
        "cancelled": "Annullato. Le restituiamo quanto ha pagato.",
        "returned": "Rimborso in arrivo: 20,00\u00a0€, ordine n. 1 · Vespa. La banca ci mette",
        "order": "Ordina",
    },
}
#: Two of them are what the journeys here pay for.
NEGRONI = ("negroni", "negroni")


def paying(folder: Path, at: str = "2026-11-27 21:00", **overrides: object) -> Evening:
    """An evening on which one may pay in the chat; its clock stands."""
    return Evening(folder, at, stands=True, **{"payments__provider_token": TEST_PROVIDER, **overrides})


async def asks_to_pay(guest: Person, cups: int = 2, *, at: str = "21:30", language: str = "en") -> None:
    """From ``/order`` to the press on "Pay now" for so many Negroni."""
    words = WORDS[language]
    await guest.writes("/order")
    await guest.finds(words["negroni"])
    for _ in range(cups):
        await guest.presses(words["negroni"])
    await guest.presses(words["when"])
    await guest.presses(at)
    await guest.presses(PAYING[language]["pay"])


async def gets_bill(
    guest: Person, cups: int = 2, *, at: str = "21:30", language: str = "en", asked: bool = True
) -> Message:
    """From ``/order`` to the bill; ``asked``: the age is asked on the way."""
    before = len(bills(guest))
    await asks_to_pay(guest, cups, at=at, language=language)
    if asked:
        await guest.presses(WORDS[language]["adult"])
    return await next_bill(guest, before)


async def next_bill(guest: Person, before: int = 0) -> Message:
    """The bill that comes after so many."""
    bill: Message = await guest.eventually(lambda: next(iter(bills(guest)[before:]), None), "a bill")
    return bill


async def has_paid(guest: Person, cups: int = 2, *, language: str = "en", asked: bool = True) -> Message:
    """From ``/order`` to the receipt; what the guest's chat shows of the payment itself is returned."""
    bill = await gets_bill(guest, cups, language=language, asked=asked)
    charge = await guest.pays(bill)
    assert isinstance(charge, Message), charge
    await guest.sees(WORDS[language]["order"], WORDS[language]["placed"])
    return charge


def bills(guest: Person) -> list[Message]:
    """The bills that stand in a guest's chat."""
    return [message for message in guest.messages if message.invoice is not None]


async def forges_checkout(person: Person, on: Message, **changes: Any) -> PreCheckout:
    """What nobody's app would send: a checkout by anybody, of a bill that may say something else; answered."""
    world, invoice = person.world, on.invoice
    assert invoice is not None
    checkout = PreCheckout(
        id=str(900_000 + len(world.checkouts)),
        person=world.people[person.id],
        chat_id=on.chat_id,
        message_id=on.message_id,
        invoice=replace(invoice, **changes),
        order_info={},
        at=world.now(),
    )
    world.checkouts[checkout.id] = checkout
    world.updates.push("pre_checkout_query", pre_checkout_json(checkout))
    await person.eventually(lambda: checkout.answer, "an answer to a forged checkout")
    return checkout


def charges_all_the_same(checkout: PreCheckout, person: Person) -> Message:
    """The money moves although the bot said no, or nothing: what must never be, and must not be lost if it is."""
    checkout.answer = PreCheckoutAnswer(ok=True)
    return person.world.charges(checkout)


async def order_states(evening: Evening) -> list[str]:
    """What has become of each order, the oldest first."""
    return [row["status"] for row in await evening.rows("SELECT status FROM orders ORDER BY id")]


async def paid_rows(evening: Evening) -> list[Row]:
    """Every payment that was kept."""
    return await evening.rows("SELECT * FROM payments ORDER BY id")


async def becomes_true(evening: Evening, sql: str) -> None:
    """Wait until the database has what ``sql`` asks for."""
    async with asyncio.timeout(PATIENCE_S):
        while not await evening.rows(sql):
            await evening.world.changed(evening.world.revision, timeout=0.02)


async def free_cups(guest: Person, time: str = "21:30") -> int:
    """How many cups another guest is shown as free at a time; 0 where it is not offered for one cup. In English."""
    await guest.writes("/order")
    await guest.finds(EN["negroni"])
    await guest.presses(EN["negroni"])
    await guest.presses(EN["when"])
    card = await guest.sees("When shall it be ready?")
    label = next((label for label in guest.labels(card)[1:] if label.startswith(time)), None)
    await guest.presses("‹ Back")
    await guest.presses(EN["no_negroni"])
    return int(label.split("·")[1].split()[0]) if label else 0
