"""The words on the way to a stool and on its ticket, in each language, and the ways that their journeys share."""

from collections.abc import Sequence
from typing import Any

from icalendar import Calendar

from bot.rehearsal.api.model import Message
from tests.evening import Evening
from tests.people import Person

STOOLS = {
    "en": {
        "how_many": "How many of you?",
        "more_of_us": "More of us",
        "whole_bar": "We have 4 stools, and that is the whole room.",
        "keep_room": "Or keep the room to yourselves",
        "whole_room": "The whole room",
        "only_stools": "Only our stools",
        "room_for": "The whole room, for ",
        "ask_mask": "Ask Mr. V",
        "write_mask": "Write it here. I'll pass it on.",
        "window": "Order at the window",
        "back": "‹ Back",
        "earlier": "‹ Earlier",
        "later": "Later ›",
        "other_party": "‹ Another number",
        "which_night": "Which night?",
        "tonight": "Tonight",
        "tomorrow": "Tomorrow",
        "fri": "Fri 27 Nov",
        "sat": "Sat 28 Nov",
        "sun": "Sun 29 Nov",
        "mon": "Mon 30 Nov",
        "tue": "Tue 1 Dec",
        "free": {1: "1 free", 2: "2 free", 4: "4 free"},
        "full": " · full",
        "closed": " · closed",
        "no_night": "No night has 4 stools free just now.",
        "what_time": "What time?",
        "after_midnight": "After midnight it is Saturday by the clock.",
        "after_sunday": "After midnight it is Sunday by the clock.",
        "late_friday": "Fri 27 Nov, 01:00 (Saturday by the clock)",
        "late_board": "01:00 (Sat)",
        "nearest": "What lies nearest:",
        "full_for": "is full for",
        "room_taken": "the whole room isn't free.",
        "join": "Join the waitlist",
        "first_in_line": "You are no. 1 in line.",
        "confirm": "Confirm",
        "adult": "I am 18 or older",
        "not_adult": "Not yet",
        "sent_home": "Come back when you are 18",
        "faster": "Somebody was faster.",
        "too_soon": "That is too soon to keep a stool",
        "closed_then": "We aren't open then",
        "party_of_4": "We have 4 stools. Choose a number that fits, or press “More of us”.",
        "stale": "That card was old",
        "one_already": "You have a booking with us already",
        "three_already": "You have 3 bookings with us already",
        "overlap": "You already hold a stool at that time",
        "kept": "Your stools are kept.",
        "kept_one": "Your stool is kept.",
        "people": {1: "1 person, stool", 2: "2 people, stools", 3: "3 people, stools", 4: "4 people, stools"},
        "code": "Code ",
        "calendar": "For your calendar.",
        "calendar_moved": "It has changed",
        "calendar_cancelled": "it leaves your calendar",
        "title": "BackDoor43, 2 stools",
        "move": "Move",
        "move_to": "Move your booking to",
        "moved": "Moved.",
        "cancel": "Cancel",
        "sure": "Yes, cancel",
        "keep": "Keep it",
        "let_go": "Let go of this booking?",
        "cancelled": "Cancelled.",
        "late": "Running late",
        "they_know": "They know that you are late.",
        "late_noted": "Noted. The door knows.",
        "not_tonight": "That is not tonight. To come at another time: Move.",
        "nothing_late": "There is nothing to be late for any more.",
        "no_move": "That can no longer be moved.",
        "no_cancel": "That can no longer be cancelled.",
        "no_wish": "It has begun, or is over.",
        "a_wish": "A wish",
        "wishes": {
            "A birthday": ("With it: a birthday", "Wish: a birthday", ", birthday"),
            "A song for the room": ("With it: a song for the room", "Wish: a song for the room", ", a song"),
            "A whisky tasting": ("With it: a whisky tasting", "Wish: a whisky tasting", ", whisky tasting"),
        },
        "nothing_special": "Nothing special",
        "with_it": "With it:",
        "mine": "What you have with us",
        "nothing": "You have nothing with us",
        "reminded_day": "Tomorrow, at the door",
        "reminded_hours": "In two hours:",
        "still_coming": "Still coming?",
        "staff_booked": "Booked",
        "staff_cancelled": "Cancelled by the guest",
        "staff_late": "Anna runs late: ",
        "staff_said_late": "running late.",
        "staff_moved": "Anna moved: ",
        "board_late": ", late",
        "not_understood": "I didn't follow",
    },
    "it": {
        "how_many": "In quanti siete?",
        "more_of_us": "Siamo di più",
        "whole_bar": "Abbiamo 4 sgabelli, e lì finisce la stanza.",
        "keep_room": "Oppure tenere la stanza per voi",
        "whole_room": "Tutta la stanza",
        "only_stools": "Solo i nostri sgabelli",
        "room_for": "Tutta la stanza, per ",
        "ask_mask": "Chiedo a Mr. V",
        "write_mask": "Scriva pure qui. Riferisco io.",
        "window": "Ordina alla finestra",
        "back": "‹ Indietro",
        "earlier": "‹ Prima",
        "later": "Più tardi ›",
        "other_party": "‹ In un altro numero",
        "which_night": "Quale sera?",
        "tonight": "Stasera",
        "tomorrow": "Domani",
        "fri": "ven 27 nov",
        "sat": "sab 28 nov",
        "sun": "dom 29 nov",
        "mon": "lun 30 nov",
        "tue": "mar 1 dic",
        "free": {1: "1 libero", 2: "2 liberi", 4: "4 liberi"},
        "full": " · al completo",
        "closed": " · chiuso",
        "no_night": "Al momento nessuna sera ha 4 sgabelli liberi.",
        "what_time": "A che ora?",
        "after_midnight": "Dopo mezzanotte è già sabato.",
        "after_sunday": "Dopo mezzanotte è già domenica.",
        "late_friday": "ven 27 nov, 01:00 (è già sabato)",
        "late_board": "01:00 (sab)",
        "nearest": "Ecco che cosa c'è vicino:",
        "full_for": "al completo per",
        "room_taken": "non è libera tutta la stanza.",
        "join": "Mi metta in lista",
        "first_in_line": "È il n. 1 in lista.",
        "confirm": "Confermo",
        "adult": "Ho almeno 18 anni",
        "not_adult": "Non ancora",
        "sent_home": "Torni quando avrà 18 anni",
        "faster": "Qualcuno ha fatto prima.",
        "too_soon": "A quell'ora manca troppo poco per tenerLe uno sgabello",
        "closed_then": "A quell'ora siamo chiusi",
        "party_of_4": "Abbiamo 4 sgabelli. Scelga un numero che ci stia, o prema «Siamo di più».",
        "stale": "Quel messaggio non vale più",
        "one_already": "Da noi ha già una prenotazione",
        "three_already": "Da noi ha già 3 prenotazioni",
        "overlap": "A quell'ora ha già uno sgabello",
        "kept": "Gli sgabelli sono Suoi.",
        "kept_one": "Lo sgabello è Suo.",
        "people": {
            1: "1 persona, sgabello",
            2: "2 persone, sgabelli",
            3: "3 persone, sgabelli",
            4: "4 persone, sgabelli",
        },
        "code": "Codice ",
        "calendar": "Per il Suo calendario.",
        "calendar_moved": "Qualcosa è cambiato",
        "calendar_cancelled": "sparisce dal Suo calendario",
        "title": "BackDoor43, 2 sgabelli",
        "move": "Sposta",
        "move_to": "Spostare la prenotazione a",
        "moved": "Spostata.",
        "cancel": "Annulla",
        "sure": "Sì, annulla",
        "keep": "No, resta così",
        "let_go": "Rinuncia a questa prenotazione?",
        "cancelled": "Annullata.",
        "late": "Sono in ritardo",
        "they_know": "Del ritardo sanno già.",
        "late_noted": "Segnato. La porta lo sa.",
        "not_tonight": "Non è per stasera. Per venire in un altro momento: Sposta.",
        "nothing_late": "Non c'è più nulla a cui far tardi.",
        "no_move": "Questa prenotazione non si può più spostare.",
        "no_cancel": "Questa prenotazione non si può più annullare.",
        "no_wish": "È già cominciata, o è finita.",
        "a_wish": "Un desiderio",
        "wishes": {
            "Un compleanno": ("In più: un compleanno", "Desiderio: un compleanno", ", compleanno"),
            "Una canzone per la stanza": (
                "In più: una canzone per la stanza",
                "Desiderio: una canzone per la stanza",
                ", una canzone",
            ),
            "Una degustazione di whisky": (
                "In più: una degustazione di whisky",
                "Desiderio: una degustazione di whisky",
                ", degustazione di whisky",
            ),
        },
        "nothing_special": "Niente di speciale",
        "with_it": "In più:",
        "mine": "Quel che ha da noi",
        "nothing": "Non ha nulla in sospeso",
        "reminded_day": "Domani, alla porta",
        "reminded_hours": "Tra due ore:",
        "still_coming": "Viene ancora?",
        "staff_booked": "Prenotazione",
        "staff_cancelled": "Annullata dall'ospite",
        "staff_late": "Anna arriva in ritardo: ",
        "staff_said_late": "arriva in ritardo.",
        "staff_moved": "Anna ha spostato: ",
        "board_late": ", in ritardo",
        "not_understood": "Non ho capito",
    },
}
EN: dict[str, Any] = STOOLS["en"]


def words_of(language: str) -> dict[str, Any]:
    """The words of a language."""
    return STOOLS[language]


async def asks_nights(guest: Person, party: int = 2, language: str = "en") -> Message:
    """From ``/book`` to the nights; the card that shows them."""
    before = {message.message_id for message in guest.messages}
    await guest.writes("/book")
    how_many = STOOLS[language]["how_many"]
    # What a ticket sends along may still be arriving.
    card = await guest.eventually(
        lambda: next((m for m in guest.messages if m.message_id not in before and how_many in m.text), None), "/book"
    )
    await guest.presses(str(party), card)
    return await guest.eventually(
        lambda: next((m for m in [now_on(guest, card)] if m.text != how_many), None), "the nights"
    )


async def asks_times(guest: Person, party: int = 2, night: str = "tomorrow", language: str = "en") -> Message:
    """From ``/book`` to the times of a night that the words have."""
    await asks_nights(guest, party, language)
    await guest.presses(STOOLS[language][night])
    return await guest.sees(STOOLS[language]["what_time"])


async def asks_to_confirm(
    guest: Person, time: str = "21:00", party: int = 2, night: str = "tomorrow", language: str = "en"
) -> Message:
    """From ``/book`` to the last question; the card that asks it."""
    await asks_times(guest, party, night, language)
    await guest.presses(time)
    return (await guest.finds(STOOLS[language]["confirm"]))[0]


async def takes(
    guest: Person,
    time: str = "21:00",
    party: int = 2,
    night: str = "tomorrow",
    language: str = "en",
    *,
    asked: bool = True,
) -> Message:
    """From ``/book`` to the ticket; ``asked``: the age is asked on the way."""
    words = STOOLS[language]
    card = await asks_to_confirm(guest, time, party, night, language)
    await guest.presses(words["confirm"], card)
    if asked:
        await guest.presses(words["adult"])
    return await guest.eventually(
        lambda: next((m for m in guest.messages if m.message_id == card.message_id and words["code"] in m.text), None),
        "the ticket",
    )


def now_on(guest: Person, message: Message) -> Message:
    """A message as it stands by now."""
    return guest.world.message(guest.chat_id, message.message_id)


def alerts(answer: Any) -> str:
    """What a press was told that has to be dismissed; "" where there was nothing."""
    return answer.text if answer.show_alert else ""


def times_of(guest: Person, card: Message) -> Sequence[str]:
    """The times on a card, full ones too."""
    return [label for label in guest.labels(card) if label[:2].isdigit() and label[2:3] == ":"]


def calendars(evening: Evening, guest: Person) -> list[Any]:
    """The calendar files that a guest was sent, read back from what Telegram received, the oldest first."""
    files = [m.media for m in guest.messages if m.media is not None and m.media.kind == "document"]
    return [Calendar.from_ical(evening.world.files[media.file_id]) for media in files if media.file_id is not None]


def the_event(calendar: Any) -> Any:
    """The one event of a calendar file."""
    (event,) = calendar.walk("VEVENT")
    return event


async def holdings(evening: Evening) -> list[tuple[object, ...]]:
    """Every stool that is taken in some five minutes, and whose it is."""
    rows = await evening.rows("SELECT slot_at, stool, reservation_id, hold_id FROM claims ORDER BY slot_at, stool")
    return [tuple(row.values()) for row in rows]
