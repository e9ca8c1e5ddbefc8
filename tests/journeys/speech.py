"""What guests press and read in each language, word for word, and the ways that many journeys go."""

from bot.rehearsal.api.model import Message
from tests.people import Person

WORDS = {
    "en": {
        "how_many": "How many",
        "more_of_us": "More of us",
        "which_night": "Which night?",
        "tonight": "Tonight",
        "tomorrow": "Tomorrow",
        "night": "Sat 28 Nov",
        "later": "Later ›",
        "earlier": "‹ Earlier",
        "free": "4 free",
        "what_time": "What time?",
        "confirm": "Confirm",
        "adult": "I am 18 or older",
        "not_adult": "Not yet",
        "sent_home": "Come back when you are 18",
        "minor": "You told me you are under 18: no sale.",
        "slip": "A slip of the finger",
        "kept": "Your stools are kept.",
        "kept_one": "Your stool is kept.",
        "knock": "Knock, and say the code.",
        "calendar": "For your calendar.",
        "no_more": "Open this, and it leaves your calendar.",
        "ticket": "2 people, stools 1 and 2",
        "code": "Code ",
        "after_midnight": "After midnight it is Saturday by the clock.",
        "late": "Fri 27 Nov, 01:00 (Saturday by the clock)",
        "move": "Move",
        "cancel": "Cancel",
        "running_late": "Running late",
        "wish": "A wish",
        "sure": "Yes, cancel",
        "keep": "Keep it",
        "cancelled": "Cancelled",
        "nothing": "You have nothing with us",
        "mine": "What you have with us",
        "faster": "Somebody was faster.",
        "night_full_for_one": "Sat 28 Nov is full for one.",
        "time_full_for_one": "Sat 28 Nov, 19:00 is full for one.",
        "time_full_for_2": "Sat 28 Nov, 21:00 is full for 2.",
        "nearest": "What lies nearest:",
        "join": "Join the waitlist",
        "back": "‹ Back",
        "full": "full",
        "too_soon": "That is too soon to keep a stool",
        "closed_then": "We aren't open then",
        "max_active": "You have 2 bookings with us already",
        "begun": "That can no longer be cancelled",
        "overlap": "You already hold a stool at that time",
        "stale": "That card was old",
        "window": "The window",
        "negroni": "+ Negroni · €10.00",
        "no_negroni": "− Negroni",
        "old_fashioned": "+ Old Fashioned · €12.00",
        "total_22": "Total €22.00",
        "total_10": "Total €10.00",
        "when": "When?",
        "soonest": "As soon as possible",
        "which_pickup": "When shall it be ready?",
        "place": "Place order",
        "pay_now": "Pay now",
        "add_note": "Add a note",
        "change_note": "Change the note",
        "the_usual": "The usual · ",
        "same_again": "Same again",
        "order": "Order no. ",
        "placed": "Received. ",
        "accepted": "Accepted. Ready about",
        "ready": "Ready at the window now",
        "collected": "Collected. To your health",
        "declined": "The window had to say no",
        "order_cancelled": "Cancelled. Nothing is owed",
        "ping_ready": "Order no. 1 · Vespa is ready. The window is open.",
        "ping_declined": "I'm sorry: order no. 1 · Vespa can't be made.",
        "being_made": "It is being made already",
        "many_orders": "You have 3 orders open already. Collect one, then I take the next.",
        "cart_changed": "The order has changed since",
        "slot_taken": "That time is gone.",
        "soonest_gone": "As soon as possible is another time by now.",
        "window_closed": "Closed for tonight. Have a look all the same.",
        "window_closed_no": "The window is closed for tonight.",
        "window_full": "The window is full for tonight.",
        "phone_line": "We're opening. Follow the clues and find us.",
        "greeting": "Good evening",
        "not_understood": "I didn't follow",
    },
    "it": {
        "how_many": "In quanti siete",
        "more_of_us": "Siamo di più",
        "which_night": "Quale sera?",
        "tonight": "Stasera",
        "tomorrow": "Domani",
        "night": "sab 28 nov",
        "later": "Più tardi ›",
        "earlier": "‹ Prima",
        "free": "4 liberi",
        "what_time": "A che ora?",
        "confirm": "Confermo",
        "adult": "Ho almeno 18 anni",
        "not_adult": "Non ancora",
        "sent_home": "Torni quando avrà 18 anni",
        "minor": "Mi ha detto di avere meno di 18 anni: non vendo.",
        "slip": "Ho premuto per sbaglio",
        "kept": "Gli sgabelli sono Suoi.",
        "kept_one": "Lo sgabello è Suo.",
        "knock": "Bussi, e dica il codice.",
        "calendar": "Per il Suo calendario.",
        "no_more": "Apra questo file, e sparisce dal Suo calendario.",
        "ticket": "2 persone, sgabelli 1 e 2",
        "code": "Codice ",
        "after_midnight": "Dopo mezzanotte è già sabato.",
        "late": "ven 27 nov, 01:00 (è già sabato)",
        "move": "Sposta",
        "cancel": "Annulla",
        "running_late": "Sono in ritardo",
        "wish": "Un desiderio",
        "sure": "Sì, annulla",
        "keep": "No, resta così",
        "cancelled": "Annullata",
        "nothing": "Non ha nulla in sospeso",
        "mine": "Quel che ha da noi",
        "faster": "Qualcuno ha fatto prima.",
        "night_full_for_one": "sab 28 nov: al completo per una persona.",
        "time_full_for_one": "sab 28 nov, 19:00: al completo per una persona.",
        "time_full_for_2": "sab 28 nov, 21:00: al completo per 2.",
        "nearest": "Ecco che cosa c'è vicino:",
        "join": "Mi metta in lista",
        "back": "‹ Indietro",
        "full": "al completo",
        "too_soon": "A quell'ora manca troppo poco per tenerLe uno sgabello",
        "closed_then": "A quell'ora siamo chiusi",
        "max_active": "Da noi ha già 2 prenotazioni",
        "begun": "Questa prenotazione non si può più annullare",
        "overlap": "A quell'ora ha già uno sgabello",
        "stale": "Quel messaggio non vale più",
        "window": "La finestra",
        "negroni": "+ Negroni · 10,00\u00a0€",
        "no_negroni": "− Negroni",
        "old_fashioned": "+ Old Fashioned · 12,00\u00a0€",
        "total_22": "Totale 22,00\u00a0€",
        "total_10": "Totale 10,00\u00a0€",
        "when": "Quando?",
        "soonest": "Appena possibile",
        "which_pickup": "Per che ora?",
        "place": "Ordina",
        "pay_now": "Paga ora",
        "add_note": "Aggiungi una nota",
        "change_note": "Cambia la nota",
        "the_usual": "Il solito · ",
        "same_again": "Lo stesso",
        "order": "Ordine n. ",
        "placed": "Ricevuto. ",
        "accepted": "Accettato. Pronto per le",
        "ready": "Pronto, alla finestra",
        "collected": "Ritirato. Alla salute",
        "declined": "La finestra ha dovuto dire di no",
        "order_cancelled": "Annullato. Non deve nulla",
        "ping_ready": "L'ordine n. 1 · Vespa è pronto. La finestra è aperta.",
        "ping_declined": "Mi dispiace: l'ordine n. 1 · Vespa non si può fare.",
        "being_made": "È già in preparazione",
        "many_orders": "Ha già 3 ordini aperti. Ne ritiri uno, poi prendo il prossimo.",
        "cart_changed": "Nel frattempo l'ordine è cambiato",
        "slot_taken": "Quell'orario non c'è più.",
        "soonest_gone": "Appena possibile, ormai, è un'altra ora.",
        "window_closed": "Chiusa per stasera. Dia comunque un'occhiata.",
        "window_closed_no": "Per stasera la finestra è chiusa.",
        "window_full": "Per stasera la finestra è al completo.",
        "phone_line": "Stiamo aprendo. Segui gli indizi e trovaci.",
        "greeting": "Buonasera",
        "not_understood": "Non ho capito",
    },
}
EN = WORDS["en"]
LANGUAGES = tuple(WORDS)
#: What follows each ticket of a booking: where to go, and the calendar's file.
ENCLOSED = ["venue", "document"]


async def opens(guest: Person, text: str) -> Message:
    """Write ``text`` and wait for the new message that answers it, in words."""
    before = {message.message_id for message in guest.said}
    await guest.writes(text)
    return await guest.eventually(
        lambda: next((message for message in guest.said if message.message_id not in before), None),
        f"an answer to {text!r}",
    )


async def asks_time(guest: Person, party: int = 2, night: str = "Tomorrow") -> Message:
    """From ``/book`` to the times of a night, in English; the card that shows them."""
    card = await opens(guest, "/book")
    await guest.presses(str(party), card)
    await guest.presses(night)
    return await guest.sees(EN["what_time"])


async def books(guest: Person, time: str = "21:00", *, party: int = 2, night: str = "Tomorrow") -> Message:
    """From ``/book`` to the ticket and what follows it, in English, by somebody who was never asked their age."""
    await asks_time(guest, party, night)
    await guest.presses(time)
    await guest.presses(EN["confirm"])
    before = len(guest.enclosed)
    await guest.presses(EN["adult"])
    ticket = await guest.sees(kept(party), time)
    await guest.eventually(lambda: guest.enclosed[before:] == ENCLOSED, "the address and the calendar's file")
    return ticket


def pickups(guest: Person) -> list[str]:
    """The times that the newest card offers for a cart; what stands beside them is left out."""
    labels = guest.labels(guest.messages[-1])
    return [label.partition(" · ")[0] for label in labels if label[:2].isdigit() and label[2:3] == ":"]


def kept(party: int, language: str = "en") -> str:
    """The first line of a ticket for so many."""
    return WORDS[language]["kept_one" if party == 1 else "kept"]


async def fills_cart(guest: Person, *labels: str, language: str = "en") -> Message:
    """From ``/order`` to the question when, with one press on each of ``labels``; the card as it opened."""
    words = WORDS[language]
    card = await opens(guest, "/order")
    for label in labels or (words["negroni"],):
        await guest.presses(label)
    await guest.presses(words["when"])
    await guest.sees(words["which_pickup"])
    return card


async def orders(guest: Person, *labels: str, at: str = "", asked: bool = True, language: str = "en") -> Message:
    """From ``/order`` to the receipt, for ``at`` or as soon as possible; ``asked``: the age is asked on the way."""
    words = WORDS[language]
    await fills_cart(guest, *labels, language=language)
    await guest.presses(at or words["soonest"])
    await guest.presses(words["place"])
    if asked:
        await guest.presses(words["adult"])
    return await guest.sees(words["order"], words["placed"])
