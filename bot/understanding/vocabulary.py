"""The words that stand for a button: what a guest may type instead of pressing, in English and Italian.

Whole messages only. A phrase with more in it than these words is conversation, and read as ``chat``.
"""

import re
import unicodedata
from collections.abc import Mapping

#: Phrases of each intent, written as `normalised` leaves them. Both languages are read whatever a guest has chosen.
PHRASES: Mapping[str, tuple[str, ...]] = {
    "greet": (
        *("hi", "hello", "hey", "good evening", "good morning", "good afternoon", "good night"),
        *("ciao", "salve", "buonasera", "buongiorno", "buona sera", "buon giorno", "buonanotte"),
    ),
    "book": (
        *("book", "book a stool", "book a seat", "book a table", "reserve", "reservation", "a stool"),
        *("prenota", "prenotare", "prenotazione", "uno sgabello", "un posto"),
        *("prenota uno sgabello", "prenotare uno sgabello", "prenoto uno sgabello"),
    ),
    "order": (
        *("order", "takeout", "take out", "takeaway", "take away", "the window"),
        *("ordina", "ordinare", "asporto", "da asporto", "la finestra"),
    ),
    "menu": (
        *("menu", "the menu", "drinks", "cocktails", "prices", "what do you have"),
        *("il menu", "la carta", "cocktail", "prezzi", "che cosa avete", "cosa avete"),
    ),
    "mine": (
        *("mine", "my bookings", "my booking", "my reservations", "my reservation", "my orders", "my order"),
        *("le mie prenotazioni", "la mia prenotazione", "i miei ordini", "il mio ordine", "prenotazioni"),
    ),
    "change": (
        *("move", "change", "move my booking", "change my booking", "move my reservation", "change my reservation"),
        *("sposta", "spostare", "cambia", "cambiare", "sposta la prenotazione", "cambia la prenotazione"),
    ),
    "cancel": (
        *("cancel", "cancel my booking", "cancel my reservation", "cancel my order"),
        *("annulla", "annullare", "disdici", "disdire", "annulla la prenotazione", "annulla l ordine"),
    ),
    "hours": (
        *("hours", "opening hours", "when are you open", "are you open", "what time do you open"),
        *("orari", "orario", "gli orari", "quando siete aperti", "siete aperti", "a che ora aprite"),
    ),
    "where": (
        *("where", "address", "where are you", "where is it", "how do i get there", "the address"),
        *("dove", "indirizzo", "dove siete", "dov e", "l indirizzo", "come ci arrivo"),
    ),
}

_INTENTS = {phrase: intent for intent, phrases in PHRASES.items() for phrase in phrases}
#: Letters of every alphabet make words: "не book" is more than "book".
_NOT_A_WORD = re.compile(r"[\W_]+")
#: No phrase is longer; a longer text is not even looked at closely.
_LONGEST = max(len(phrase) for phrase in _INTENTS) + 32


def intent_of(text: str) -> str:
    """The intent of a typed text: one of `PHRASES`, else "chat"."""
    if len(text) > _LONGEST:
        return "chat"
    return _INTENTS.get(normalised(text), "chat")


def normalised(text: str) -> str:
    """Lower case, without accents, marks and signs; words one space apart."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", letters).strip()
