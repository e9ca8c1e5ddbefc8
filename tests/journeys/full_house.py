"""What is read in each language about lines, reminders, the door and closings, and ways that journeys share."""

from bot.rehearsal.api.model import Message
from tests.evening import Evening, rome
from tests.journeys.speech import opens
from tests.people import Person

SAYS = {
    "en": {
        "confirm": "Confirm",
        "adult": "I am 18 or older",
        "code": "Code ",
        "join": "Join the waitlist",
        "number": "You are no. {} in line.",
        "to": " to ",
        "any_time": "Any time",
        "sun": "Sun",
        "any_time_told": "any time",
        "offer_below": "There is an offer for you, below.",
        "in_vain": "Nothing came free. I'm sorry.",
        "has_stools": "Taken. Your ticket says the rest.",
        "left_line": "You have left the line.",
        "let_go_on": "You let the offer go on.",
        "went_on": "The offer went on to the next.",
        "leave": "Leave the line",
        "in_line": "In line: ",
        "came_free": "stools came free.",
        "until": "Kept for you until {}.",
        "take": "Take it",
        "no_thanks": "No, thanks",
        "taken": "Taken.",
        "time_up": "The time is up; it went on.",
        "gone_on": "That offer has gone on. /book shows what is free.",
        "pick": "Offer to {}",
        "does_not_fit": "Nothing free fits them just now.",
        "taken_back": "I have to take this one back.",
        "line_closed": "We are closed then.",
        "nothing_to_wait_for": "there is nothing to wait for",
        "night": "Sat 28 Nov",
        "tonight_closed": "Tonight · closed",
        "midnight": "Fri 27 Nov, 01:00 (Saturday by the clock)",
        "kept": "Knock, and say the code.",
        "move": "Move",
        "cancel": "Cancel",
        "sure": "Yes, cancel",
        "cancelled": "Cancelled.",
        "a_day_before": "Tomorrow, at the door",
        "soon": "Soon:",
        "hours_before": "In two hours:",
        "coming": "I'm coming",
        "good": "Good. {}",
        "said_coming": "Said at {}: coming.",
        "cancelled_by_guest": "Cancelled by the guest",
        "booked": "Booked",
        "late": "Running late",
        "late_told": "They know that you are late.",
        "still_coming": "Still coming?",
        "on_my_way": "I'm on my way",
        "not_coming": "I can't make it",
        "given_up": "Another time, then.",
        "was_asked": "Asked at {} whether they still come.",
        "here": "You are here.",
        "next_time": "Until next time.",
        "missed": "We waited for you:",
        "asked_first": "Next time I have to ask the house first.",
        "asked": "Asked.",
        "asks_for": "Asks for a booking",
        "yes": "The house says yes.",
        "no": "I asked, and the house had to say no:",
        "said_no": "The house had to say no.",
        "strikes": "2 no-shows in twelve months.",
        "strike": "1 no-show in twelve months.",
        "pardoned": "Pardoned.",
        "arrived": "Arrived",
        "no_show": "No-show",
        "finished": "Finished",
        "pardon": "Pardon",
        "accept": "Accept",
        "decline": "Decline",
        "declined": "Declined",
        "not_tonight": "That booking is not for tonight.",
        "too_soon": "It hasn't begun yet.",
        "faster": "Luca was faster.",
        "walk_in": "Walk-in",
        "may_stay": "May stay until {}.",
        "no_stool": "Not so many stools are free now.",
        "shut_now": "The bar is closed now.",
        "how_many_came": "How many came in?",
        "close": "/close 28 Nov",
        "reopen": "/reopen 28 Nov",
        "closed": "Closed: Sat 28 Nov",
        "open_again": "Open again: Sat 28 Nov",
        "by": "by Vera",
        "nobody": "Nobody had booked.",
        "no_answer": "not answered yet (Sat 28 Nov, {})",
        "moved_to": "moved to Mon 30 Nov, 21:00",
        "gone": "cancelled",
        "refused": "declined",
        "stands": "stands, Sat 28 Nov, 21:00",
        "one_missing": "One answer is missing.",
        "two_missing": "2 answers are missing.",
        "never_answered": "never answered",
        "all_answered": "Nothing is open any more.",
        "hit": "Hit by a closing, not answered yet",
        "silence": "Cancelled: the closing was never answered",
        "sorry": "I'm sorry: we have to close",
        "must_close": "We have to close then.",
        "other_nights": "Other nights",
        "nearest": ["Thu 26 Nov, 21:00", "Fri 27 Nov, 21:00", "Sun 29 Nov, 21:00", "Mon 30 Nov, 21:00"],
        "moved": "Moved. Mon 30 Nov, 21:00",
        "after_all": "We open that night after all",
        "stand_again": "Sat 28 Nov is open again. One booking stands again",
        "none_waited": "No booking was waiting for it.",
        "not_closed": "That night isn't closed.",
        "which_night": "Which night? Write one",
        "no_such_hours": "No clock shows those hours.",
        "outside": "We aren't open at those hours anyway.",
        "over": "That night is over.",
        "we_are_closed": "Sat 28 Nov: we are closed.",
        "closed_then": "We aren't open then.",
        "not_staff": "That button is for the staff.",
    },
    "it": {
        "confirm": "Confermo",
        "adult": "Ho almeno 18 anni",
        "code": "Codice ",
        "join": "Mi metta in lista",
        "number": "È il n. {} in lista.",
        "to": "–",
        "any_time": "A qualsiasi ora",
        "sun": "dom",
        "any_time_told": "a qualsiasi ora",
        "offer_below": "C'è un'offerta per Lei, qui sotto.",
        "in_vain": "Non si è liberato nulla. Mi dispiace.",
        "has_stools": "Preso. Il resto lo dice il biglietto.",
        "left_line": "Lei non è più in lista.",
        "let_go_on": "Ha lasciato l'offerta a chi segue.",
        "went_on": "L'offerta è passata a chi segue.",
        "leave": "Esci dalla lista",
        "in_line": "In lista: ",
        "came_free": "Si sono liberati",
        "until": "Per Lei fino alle {}.",
        "take": "Accetto",
        "no_thanks": "No, grazie",
        "taken": "Preso.",
        "time_up": "Il tempo è scaduto; l'offerta è passata oltre.",
        "gone_on": "Quell'offerta è passata oltre. /book mostra che cosa è libero.",
        "pick": "Offri a {}",
        "does_not_fit": "Al momento niente di libero fa per loro.",
        "taken_back": "Questa devo riprenderla.",
        "line_closed": "A quell'ora siamo chiusi.",
        "nothing_to_wait_for": "per allora non c'è più nulla da aspettare",
        "night": "sab 28 nov",
        "tonight_closed": "Stasera · chiuso",
        "midnight": "ven 27 nov, 01:00 (è già sabato)",
        "kept": "Bussi, e dica il codice.",
        "move": "Sposta",
        "cancel": "Annulla",
        "sure": "Sì, annulla",
        "cancelled": "Annullata.",
        "a_day_before": "Domani, alla porta",
        "soon": "Tra poco:",
        "hours_before": "Tra due ore:",
        "coming": "Ci sarò",
        "good": "Bene. {}",
        "said_coming": "Alle {}: viene.",
        "cancelled_by_guest": "Annullata dall'ospite",
        "booked": "Prenotazione",
        "late": "Sono in ritardo",
        "late_told": "Del ritardo sanno già.",
        "still_coming": "Viene ancora?",
        "on_my_way": "Sto arrivando",
        "not_coming": "Non ce la faccio",
        "given_up": "Sarà per un'altra volta.",
        "was_asked": "Alle {} gli abbiamo chiesto se viene ancora.",
        "here": "Si accomodi.",
        "next_time": "Alla prossima.",
        "missed": "Abbiamo aspettato:",
        "asked_first": "La prossima volta devo prima chiedere alla casa.",
        "asked": "Ho chiesto.",
        "asks_for": "Chiede di prenotare",
        "yes": "La casa dice di sì.",
        "no": "Ho chiesto, e la casa ha dovuto dire di no:",
        "said_no": "La casa ha dovuto dire di no.",
        "strikes": "2 assenze in dodici mesi.",
        "strike": "1 assenza in dodici mesi.",
        "pardoned": "Perdonata.",
        "arrived": "Al bancone",
        "no_show": "Non venuti",
        "finished": "Andati via",
        "pardon": "Perdona",
        "accept": "Accetta",
        "decline": "Rifiuta",
        "declined": "Rifiutata",
        "not_tonight": "Quella prenotazione non è per stasera.",
        "too_soon": "Non è ancora cominciata.",
        "faster": "Luca ha fatto prima.",
        "walk_in": "Dalla strada",
        "may_stay": "Può restare fino alle {}.",
        "no_stool": "Adesso non ci sono tanti sgabelli liberi.",
        "shut_now": "Adesso il bar è chiuso.",
        "how_many_came": "Quanti sono entrati?",
        "close": "/close 28 nov",
        "reopen": "/reopen 28 nov",
        "closed": "Chiuso: sab 28 nov",
        "open_again": "Di nuovo aperto: sab 28 nov",
        "by": "da Vera",
        "nobody": "Nessuno aveva prenotato.",
        "no_answer": "senza risposta (sab 28 nov, {})",
        "moved_to": "spostata a lun 30 nov, 21:00",
        "gone": "annullata",
        "refused": "rifiutata",
        "stands": "vale, sab 28 nov, 21:00",
        "one_missing": "Manca una risposta.",
        "two_missing": "Mancano 2 risposte.",
        "never_answered": "mai una risposta",
        "all_answered": "Non manca più nulla.",
        "hit": "Toccata da una chiusura, senza risposta",
        "silence": "Annullata: alla chiusura nessuna risposta",
        "sorry": "Mi dispiace: a quell'ora dobbiamo chiudere",
        "must_close": "A quell'ora dobbiamo chiudere.",
        "other_nights": "Altre sere",
        "nearest": ["gio 26 nov, 21:00", "ven 27 nov, 21:00", "dom 29 nov, 21:00", "lun 30 nov, 21:00"],
        "moved": "Spostata. lun 30 nov, 21:00",
        "after_all": "Quella sera apriamo lo stesso",
        "stand_again": "sab 28 nov: di nuovo aperto. Una prenotazione vale di nuovo",
        "none_waited": "Nessuna prenotazione era in sospeso.",
        "not_closed": "Quella sera non è chiusa.",
        "which_night": "Quale sera? Scrivine una",
        "no_such_hours": "Nessun orologio segna quelle ore.",
        "outside": "A quell'ora siamo chiusi comunque.",
        "over": "Quella sera è finita.",
        "we_are_closed": "sab 28 nov: siamo chiusi.",
        "closed_then": "A quell'ora siamo chiusi.",
        "not_staff": "Quel pulsante è per lo staff.",
    },
}
EN = SAYS["en"]


def staff_speak(language: str) -> list[str]:
    """The venue's languages with the staff's first."""
    return [language, *(other for other in SAYS if other != language)]


def behind_the_bar(evening: Evening, language: str) -> tuple[Person, Person]:
    """Vera and Luca in the group, who read ``language`` themselves."""
    vera, luca = evening.staff(2001), evening.staff(2002)
    for member in (vera, luca):
        evening.world.people[member.id].language_code = language
    return vera, luca


def minutes(at: str) -> int:
    """A wall time in Milan as buttons bring it back."""
    return int(rome(at).timestamp()) // 60


def spoken_by(guest: Person) -> dict[str, str]:
    """The words that this guest reads."""
    return SAYS[guest.world.people[guest.id].language_code or "en"]  # type: ignore[return-value]


async def asks_for(guest: Person, at: str, party: int = 2) -> Message:
    """From ``/book`` to what is answered to a time of a night; ``at`` by the wall clock, "2026-11-28 21:00"."""
    card = await opens(guest, "/book")
    await guest.forges(f"take-time:{party}:{minutes(at)}", card.message_id)
    return card


async def _says_to_be_of_age(guest: Person, card: Message, done: str) -> Message:
    """Where the age is asked on the way to a card that says ``done``, in its text or on a button; that card."""
    words = spoken_by(guest)

    def shown(*texts: str) -> Message | None:
        message = guest.world.message(guest.chat_id, card.message_id)
        seen = " ".join([message.text, *guest.labels(message)])
        return message if any(text in seen for text in texts) else None

    asked_or_done = await guest.eventually(lambda: shown(done, words["adult"]), "it, or the question before it")
    if words["adult"] not in guest.labels(asked_or_done):
        return asked_or_done
    await guest.presses(words["adult"], asked_or_done)
    return await guest.eventually(lambda: shown(done), done)


async def reserves(guest: Person, at: str, party: int = 2) -> Message:
    """A booking; the ticket."""
    words = spoken_by(guest)
    card = await asks_for(guest, at, party)
    await guest.presses(words["confirm"])
    return await _says_to_be_of_age(guest, card, words["code"])


async def waits(guest: Person, at: str, party: int = 2) -> Message:
    """A place in line for a time that is full; the card that says which."""
    words = spoken_by(guest)
    card = await asks_for(guest, at, party)
    await guest.presses(words["join"])
    return await _says_to_be_of_age(guest, card, words["leave"])


async def lets_go(guest: Person, ticket: Message) -> None:
    """Cancel, from the ticket."""
    words = spoken_by(guest)
    standing = guest.world.message(guest.chat_id, ticket.message_id)
    await guest.presses(words["cancel"], standing)
    await guest.presses(words["sure"])
    await guest.eventually(
        lambda: words["cancelled"] in guest.world.message(guest.chat_id, ticket.message_id).text, "the cancellation"
    )


def now_reads(guest: Person, message: Message) -> str:
    """What a message says by now."""
    return guest.world.message(guest.chat_id, message.message_id).text


def holds(person: Person, text: str) -> int:
    """How many of the bot's messages say ``text``."""
    return sum(text in message.text for message in person.messages)


async def statuses(evening: Evening) -> list[str]:
    """What became of every reservation, in the order in which they were made."""
    return [row["status"] for row in await evening.rows("SELECT status FROM reservations ORDER BY id")]


async def taken_at(evening: Evening, at: str) -> int:
    """How many stools are claimed at an instant, by bookings and offers together."""
    rows = await evening.rows("SELECT count(*) AS number FROM claims WHERE slot_at = :at", at=rome(at))
    return int(rows[0]["number"])
