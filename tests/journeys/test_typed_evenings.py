"""Whole evenings typed: nothing is pressed by the guest, from "hi" to "thanks". Each reads like the chat that it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from tests.evening import Evening
from tests.people import Person


@dataclass(frozen=True)
class Line:
    """A line of a chat, by whoever ``who`` is, and all that the guest then reads in one message, new or changed."""

    who: str
    text: str
    reads: tuple[str, ...]


def anna(text: str, *reads: str) -> Line:
    return Line("anna", text, reads)


def vera(label: str, *reads: str) -> Line:
    """The staff press a button."""
    return Line("vera", label, reads)


def it_is(at: str, *reads: str) -> Line:
    """Time passes."""
    return Line("clock", at, reads)


def books(booked: str) -> Line:
    """The line before has done it: so it stands in the book from here on. Until then nothing changes there."""
    return Line("book", booked, ())


def orders(ordered: str) -> Line:
    """The same for the orders at the window."""
    return Line("window", ordered, ())


ENGLISH = (
    anna("hi there!", "Good evening, Anna. I'm Mr. V."),
    anna("could I get a table tomorrow?", "Fri 27 Nov. How many of you?"),
    anna("me and my boyfriend", "Fri 27 Nov, 2 stools. What time?"),
    anna("around half eight", "Fri 27 Nov, 20:30", "2 stools, 90 minutes."),
    anna("sorry, make it nine o'clock", "Fri 27 Nov, 21:00", "2 stools"),
    anna("no, three of us", "Fri 27 Nov, 21:00", "3 stools"),
    anna("actually saturday", "Sat 28 Nov, 21:00", "3 stools"),
    anna("no wait, friday", "Fri 27 Nov, 21:00", "3 stools"),
    anna("yes please", "One question first: are you 18 or older?"),
    anna("yes, I am", "Your stools are kept.", "Fri 27 Nov, 21:00", "3 people, stools 1, 2 and 3", "Code "),
    books("2026-11-27 3 booked"),
    anna("where are you?", "Ripa di Porta Ticinese 43", "Look for the door that doesn't look like one."),
    it_is("2026-11-27 20:55", "Soon:", "Fri 27 Nov, 21:00"),
    anna("stuck in traffic, we're running late", "Noted. The door knows."),
    anna(
        "meanwhile, two negornis and a boulevardier please, no ice",
        *("2 × Negroni, €20.00", "1 × Boulevardier, €11.00", "Note: no ice", "When shall it be ready?"),
    ),
    anna("and a daiquiri", "2 × Negroni", "1 × Daiquiri, €10.00", "Total €41.00", "When shall it be ready?"),
    anna("no, three negronis", "3 × Negroni", "1 × Boulevardier", "1 × Daiquiri", "Total €51.00"),
    anna("at 21:25", "Total €51.00", "21:25 falls between two of my times. Before or after?"),
    anna("21:30 then", "3 × Negroni", "Note: no ice", "To collect: Fri 27 Nov, 21:30", "You pay at the window."),
    anna("va bene", "Order no. 1", "Received.", "3 × Negroni", "Note: no ice", "Fri 27 Nov, 21:30"),
    orders("placed"),
    anna("where is my order?", "What you have with us", "Fri 27 Nov, 21:00, 3 people", "21:30: received"),
    vera("Accept", "Accepted. Ready about 21:30."),
    orders("accepted"),
    anna("I have to cancel my booking", "Let go of this booking?", "Fri 27 Nov, 21:00"),
    anna("no", "Your stools are kept.", "They know that you are late."),
    anna("any whiskies?", "all of them inside"),
    anna("what do you know about me?", "What I keep of you", "no phone number"),
    anna("send me the clues", "The last clue is out."),
    anna("parla italiano", "Italiano, allora."),
    anna("grazie", "A disposizione."),
    anna("speak english", "English it is."),
    anna("thanks a lot!", "At your service."),
)
ITALIAN = (
    anna("buonasera", "Buonasera, Anna. Sono Mr. V."),
    anna("vorrei prenotare per domani sera", "ven 27 nov. In quanti siete?"),
    anna("siamo in tre", "ven 27 nov, 3 sgabelli. A che ora?"),
    anna("verso le nove", "ven 27 nov, 21:00", "3 sgabelli, 90 minuti."),
    anna("anzi facciamo alle nove e mezza", "ven 27 nov, 21:30", "3 sgabelli"),
    anna("scusi, siamo in due", "ven 27 nov, 21:30", "2 sgabelli"),
    anna("alle nove e dieci si può?", "ven 27 nov, 21:10 cade fra due turni. Prima o dopo?"),
    anna("alle 21:30", "ven 27 nov, 21:30", "2 sgabelli"),
    anna("va bene", "Prima una domanda: ha compiuto 18 anni?"),
    anna("sì", "Gli sgabelli sono Suoi.", "ven 27 nov, 21:30", "2 persone, sgabelli 1 e 2", "Codice "),
    books("2026-11-27 2 booked"),
    anna("dove siete?", "Ripa di Porta Ticinese 43", "Cerchi la porta che non sembra una porta."),
    it_is("2026-11-27 21:10", "Tra poco:", "ven 27 nov, 21:30"),
    anna("siamo in ritardo di un quarto d'ora", "Segnato. La porta lo sa."),
    anna(
        "intanto due negorni e un americano da portare via, senza ghiaccio",
        *("2 × Negroni, 20,00", "1 × Americano, 9,00", "Nota: senza ghiaccio", "Per che ora?"),
    ),
    anna("e anche un daiquiri", "2 × Negroni", "1 × Daiquiri, 10,00", "Totale 39,00", "Per che ora?"),
    anna("no, tre negroni", "3 × Negroni", "1 × Americano", "1 × Daiquiri", "Totale 49,00"),
    anna("alle 21:35", "Totale 49,00", "21:35 cade fra due dei miei orari. Prima o dopo?"),
    anna("21:40", "3 × Negroni", "Nota: senza ghiaccio", "Ritiro: ven 27 nov, 21:40", "Si paga alla finestra."),
    anna("va bene", "Ordine n. 1", "Ricevuto.", "3 × Negroni", "Nota: senza ghiaccio", "ven 27 nov, 21:40"),
    orders("placed"),
    anna("dov'è il mio ordine?", "Quel che ha da noi", "ven 27 nov, 21:30, 2 persone", "21:40: ricevuto"),
    vera("Accept", "Accettato. Pronto per le 21:40 circa."),
    orders("accepted"),
    anna("purtroppo devo annullare la prenotazione", "Rinuncia a questa prenotazione?", "ven 27 nov, 21:30"),
    anna("no, lascia stare", "Gli sgabelli sono Suoi.", "Del ritardo sanno già."),
    anna("devo annullare la prenotazione", "Rinuncia a questa prenotazione?"),
    anna("sì", "Annullata", "ven 27 nov, 21:30"),
    books("2026-11-27 2 cancelled"),
    anna("avete whisky?", "tutti dentro"),
    anna("privacy", "Che cosa conservo di Lei", "Non chiedo numeri di telefono"),
    anna("basta indizi", "Gli indizi non Le arrivano."),
    anna("speak english", "English it is."),
    anna("parla italiano", "Italiano, allora."),
    anna("grazie mille", "A disposizione."),
)
MIXED = (
    anna("ciao! can I get due posti per domani?", "Fri 27 Nov, 2 stools. What time?"),
    anna("alle dieci", "Fri 27 Nov, 22:00", "2 stools"),
    anna("no wait, facciamo sunday", "Sun 29 Nov, 22:00", "2 stools"),
    anna("siamo in 4 actually", "Sun 29 Nov, 22:00", "4 stools"),
    anna("perfetto, grazie", "One question first: are you 18 or older?"),
    anna("certo", "Your stools are kept.", "Sun 29 Nov, 22:00", "4 people"),
    books("2026-11-29 4 booked"),
    anna("dove siete?", "Look for the door that doesn't look like one."),
    anna("can you move it to half past nine?", "Move your booking to", "Sun 29 Nov, 21:30", "4 stools"),
    anna("no", "Your booking stays as it is."),
    anna("sposta la prenotazione a friday at nine", "Move your booking to", "Fri 27 Nov, 21:00", "4 stools"),
    anna("yes", "Moved. Fri 27 Nov, 21:00"),
    books("2026-11-27 4 booked"),
    it_is("2026-11-27 21:01"),
    anna("sorry, siamo in ritardo!", "Noted. The door knows."),
    anna(
        "un Old Fashoned con poco zucchero please", "1 × Old Fashioned", "Note: con poco zucchero", "When shall it be"
    ),
    anna("and due negroni", "1 × Old Fashioned", "2 × Negroni", "Total €32.00"),
    anna("no, tre negroni", "1 × Old Fashioned", "3 × Negroni", "Total €42.00"),
    anna("at 21:33", "Total €42.00", "21:33 falls between two of my times."),
    anna("alle 21:40", "3 × Negroni", "Note: con poco zucchero", "To collect: Fri 27 Nov, 21:40"),
    anna("ok", "Order no. 1", "Received.", "3 × Negroni", "Fri 27 Nov, 21:40"),
    orders("placed"),
    anna("il mio ordine?", "What you have with us", "Fri 27 Nov, 21:00, 4 people", "21:40: received"),
    anna("cancel l'ordine please", "Let go of order no. 1"),
    anna("ma no, lascia stare", "Order no. 1", "Received."),
    vera("Accept", "Accepted. Ready about 21:40."),
    orders("accepted"),
    anna("do you have whisky?", "all of them inside"),
    anna("what do you know about me?", "What I keep of you"),
    anna("parla italiano", "Italiano, allora."),
    anna("thanks", "A disposizione."),
)


def read_by(guest: Person) -> set[tuple[int, str, tuple[str, ...]]]:
    """Everything that stands in a chat: each message's number, words and buttons."""
    return {(message.message_id, message.text, tuple(guest.labels(message))) for message in guest.said}


async def kept(evening: Evening) -> tuple[list[str], list[str]]:
    """What stands in the book, and among the orders."""
    booked = await evening.rows("SELECT night_on, party, status FROM reservations ORDER BY id")
    ordered = await evening.rows("SELECT status FROM orders ORDER BY id")
    return (
        [f"{row['night_on']} {row['party']} {row['status']}" for row in booked],
        [str(row["status"]) for row in ordered],
    )


async def plays(evening: Evening, guest: Person, line: Line) -> None:
    """Do what the line says, and read what came of it."""
    before = read_by(guest)
    if line.who == "clock":
        assert datetime.fromisoformat(line.text)
        await evening.move_clock(line.text)
    elif line.who == "vera":
        await evening.staff().presses(line.text)
    else:
        await guest.writes(line.text)
    await evening.settles()
    new = [text for _, text, _ in read_by(guest) - before]
    if line.reads or line.who == "anna":
        assert any(all(part in text for part in line.reads) for text in new), (line, new)


@pytest.mark.parametrize(
    ("language", "chat"), [("en", ENGLISH), ("it", ITALIAN), ("en", MIXED)], ids=["english", "italian", "mixed"]
)
async def test_an_evening_is_typed_and_nothing_is_booked_or_ordered_before_the_yes(
    tmp_path: Path, language: str, chat: Sequence[Line]
) -> None:
    async with Evening(tmp_path, "2026-11-26 18:00", stands=True) as evening:
        guest = evening.guest("Anna", language)
        booked: list[str] = []
        ordered: list[str] = []
        for line, following in zip(chat, (*chat[1:], None), strict=True):
            if line.who in ("book", "window"):
                continue
            await plays(evening, guest, line)
            if following is not None and following.who == "book":
                booked = [following.text]
            elif following is not None and following.who == "window":
                ordered = [following.text]
            assert await kept(evening) == (booked, ordered), line
        assert [query for query in evening.world.callbacks.values() if query.person.id == guest.id] == []
        assert await evening.failed_updates() == []


async def test_an_evening_whose_yes_is_left_out_leaves_nothing(tmp_path: Path) -> None:
    """The control: were it not the yes that does it, the same chat without one would book and order all the same."""
    async with Evening(tmp_path, "2026-11-26 18:00", stands=True) as evening:
        guest = evening.guest()
        agreeing = ("yes please", "yes, I am", "va bene", "where is my order?", "I have to cancel my booking", "no")
        for line in ENGLISH[: ENGLISH.index(orders("placed"))]:
            if line.who == "clock":
                await evening.move_clock(line.text)
            elif line.who == "anna" and line.text not in agreeing:
                await guest.writes(line.text)
            await evening.settles()
        assert await kept(evening) == ([], [])
        assert evening.world.callbacks == {}
