"""The words at the window in each language, what stands in a cart, and the ways that its journeys share."""

from typing import Any

from bot.rehearsal.api.model import Message
from bot.rehearsal.play import BAR
from bot.storage.inbox import Received
from tests.evening import Evening
from tests.journeys.masked import staff_speak
from tests.journeys.speech import WORDS
from tests.people import Person

WINDOW = {
    "en": {
        "menu_title": "At the window",
        "inside": "Inside there is no menu.",
        "to_order": "Order",
        "negroni_line": "Negroni · €10.00\nGin, sweet vermouth and red bitter liqueur, in equal parts.",
        "negroni_sold_out": "Negroni · sold out tonight",
        "cart": "The window",
        "sealed": "Sealed cups, to take away.",
        "total": "Total ",
        "sold_out_tonight": "Sold out tonight: ",
        "just_sold_out": "{} has just sold out, and is out of your order.",
        "dearer": "Negroni is €15.00 now. It was €10.00.",
        "left_menu": "Daiquiri has left the menu, and is out of your order.",
        "is_sold_out": "{} is sold out tonight. I'm sorry.",
        "nothing_left": "None of it can be had tonight. I'm sorry.",
        "not_tonight": "Not to be had tonight: {}. The rest is in.",
        "ask_note": "What should I know? One line: ",
        "note_says": "Your note says: ",
        "note": "Note: ",
        "no_note": "No note",
        "too_long": "Shorter, please: one line of 120 characters at most.",
        "too_many": "That is more than one pair of hands makes at once: 4 cups at the most.",
        "at_the_window": "You pay at the window.",
        "break": "A short break until {}",
        "no_orders_now": "One moment: the window takes no orders just now. What you chose stays chosen.",
        "about": "As soon as possible, about ",
        "noted": "Noted. /book a stool, or /order at the window.",
        "staff_sold_out": "{} is sold out. Open carts say so.",
        "staff_available": "{} can be had again. Open carts say so.",
        "staff_which": "Which drink? Tonight there are: Negroni, Americano,",
        "staff_menu": "The window tonight",
        "staff_gone": "Sold out: ",
        "staff_all": "Everything can be had.",
        "mark_gone": "{} has run out",
        "mark_there": "{} is back",
        "staff_paused": "The window takes no orders until {}. The menu stays,",
        "staff_resumed": "The window takes orders again.",
        "not_paused": "The window isn't paused.",
        "pause_how_long": "For how long? Write it after the command: /pause 20m",
        "pause_longest": "A pause may take 8 hours at most.",
        "rush": "From now on I promise 15 minutes later.",
        "rush_over": "The rush is over",
        "rush_how": "How many minutes more? Write them after the command: /rush 15.",
        "rush_longest": "120 minutes at most.",
        "busy": "Too busy",
        "five_more": "+5 min",
        "takes_longer": "takes a little longer",
        "returned": "Returned",
        "on_its_way": "is on its way back to you",
    },
    "it": {
        "menu_title": "Alla finestra",
        "inside": "Dentro non c'è menu.",
        "to_order": "Ordina",
        "negroni_line": "Negroni · 10,00\u00a0€\nGin, vermut rosso e bitter, in parti uguali.",
        "negroni_sold_out": "Negroni · finito per stasera",
        "cart": "La finestra",
        "sealed": "Bicchieri sigillati, da portare via.",
        "total": "Totale ",
        "sold_out_tonight": "Finito per stasera: ",
        "just_sold_out": "{} è appena finito, e non è più nel Suo ordine.",
        "dearer": "Negroni ora costa 15,00\u00a0€. Prima era 10,00\u00a0€.",
        "left_menu": "Daiquiri non è più nel menu, e nemmeno nel Suo ordine.",
        "is_sold_out": "{} è finito per stasera. Mi dispiace.",
        "nothing_left": "Stasera non c'è niente di tutto questo. Mi dispiace.",
        "not_tonight": "Stasera non c'è: {}. Il resto è dentro.",
        "ask_note": "Che cosa devo sapere? In una riga: ",
        "note_says": "La Sua nota dice: ",
        "note": "Nota: ",
        "no_note": "Nessuna nota",
        "too_long": "Più breve, per favore: una riga, 120 caratteri al massimo.",
        "too_many": "Un paio di mani, in una volta sola, arriva a 4 bicchieri. Di più no.",
        "at_the_window": "Si paga alla finestra.",
        "break": "Una breve pausa, fino alle {}",
        "no_orders_now": "Un momento: la finestra adesso non prende ordini. Quello che ha scelto resta scelto.",
        "about": "Appena possibile, verso le ",
        "noted": "Annotato. /book per uno sgabello, /order per la finestra.",
        "staff_sold_out": "{} è finito. Lo dicono anche gli ordini aperti.",
        "staff_available": "{} c'è di nuovo. Lo dicono anche gli ordini aperti.",
        "staff_which": "Quale cocktail? Stasera ci sono: Negroni, Americano,",
        "staff_menu": "La finestra stasera",
        "staff_gone": "Finito: ",
        "staff_all": "C'è tutto.",
        "mark_gone": "{} è finito",
        "mark_there": "{} c'è di nuovo",
        "staff_paused": "La finestra non prende ordini fino alle {}. Il menu resta,",
        "staff_resumed": "La finestra prende di nuovo ordini.",
        "not_paused": "La finestra non è in pausa.",
        "pause_how_long": "Per quanto? Scrivetelo dopo il comando: /pause 20m",
        "pause_longest": "Una pausa dura al massimo 8 ore.",
        "rush": "Da ora prometto 15 minuti più tardi.",
        "rush_over": "La ressa è finita",
        "rush_how": "Quanti minuti in più? Scriveteli dopo il comando: /rush 15.",
        "rush_longest": "Al massimo 120 minuti.",
        "busy": "Troppo lavoro",
        "five_more": "+5 min",
        "takes_longer": "chiede un po' più di tempo",
        "returned": "Restituito",
        "on_its_way": "Rimborso in arrivo",
    },
}

#: Any picture will do.
PICTURE = BAR.parents[2] / "docs" / "pictures" / "conversation.png"
NEGRONI = {"name": "Negroni", "price": 10, "description": {"en": "Equal parts.", "it": "In parti uguali."}}
DAIQUIRI = {"name": "Daiquiri", "price": 10}
#: A menu of two, one with its picture.
PICTURED = {"takeout__menu": [{**NEGRONI, "photo": str(PICTURE)}, DAIQUIRI]}


def words_of(language: str) -> dict[str, Any]:
    """The words of a language, those that other journeys share included."""
    return {**WORDS[language], **WINDOW[language]}


def speaking(language: str, **overrides: object) -> dict[str, Any]:
    """The settings of a house whose staff speak the language, too."""
    return {"venue__languages": staff_speak(language), "stands": True, **overrides}


async def holds(guest: Person, *quantities: str) -> Message:
    """Wait until the newest card says all of ``quantities``, such as "2 × Negroni"; as it is then."""
    return await guest.eventually(
        lambda: guest.messages[-1] if all(text in guest.messages[-1].text for text in quantities) else None,
        f"{quantities} on the newest card",
    )


async def comes_to_place(guest: Person, language: str = "en", at: str = "") -> Message:
    """From a cart that holds something to the question that places it, for ``at`` or as soon as possible."""
    words = WORDS[language]
    await guest.presses(words["when"])
    await guest.presses(at or words["soonest"])
    card, _ = await guest.finds(words["place"])
    return card


async def collects(evening: Evening, guest: Person, language: str = "en") -> Message:
    """The staff take the guest's newest order through to its end; the receipt."""
    staff, words = evening.staff(), WORDS[language]
    labels = {"en": ("Accept", "Ready", "Collected"), "it": ("Accetta", "Pronto", "Ritirato")}
    for label in labels[evening.settings.venue.languages[0]]:
        await staff.presses(label)
        await evening.settles()
    return await guest.sees(words["order"], words["collected"])


async def delivers_again(evening: Evening, guest: Person) -> Received:
    """Hand the guest's last update to its lane once more, as after a crash before it was noted down."""
    rows = await evening.rows(
        "SELECT update_id, lane, body FROM inbox WHERE lane = :lane ORDER BY id DESC LIMIT 1", lane=guest.chat_id
    )
    update = Received(**rows[0])
    evening.house.lanes.put([update])
    await evening.settles()
    return update


async def orders_placed(evening: Evening) -> int:
    """How many orders there are, whatever became of them."""
    return len(await evening.rows("SELECT id FROM orders"))


def total(language: str, euros: int) -> str:
    """The line with a cart's total."""
    return {"en": f"Total €{euros}.00", "it": f"Totale {euros},00\u00a0€"}[language]
