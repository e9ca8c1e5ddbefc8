"""Evenings in which nobody presses anything: every button is said, by guests as a message, by staff as a reply."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.rehearsal.api.model import Message
from tests.evening import Evening
from tests.journeys.stools import words_of
from tests.journeys.window import words_of as window_words
from tests.people import Person

SAID = {
    "en": {
        "book": "book a stool",
        "order": "order",
        "any_time": "Any time",
        "any_time_told": "any time",
        "leave": "Leave the line",
        "left": "You have left the line.",
        "take": "Take it",
        "taken": "Taken.",
        "no_thanks": "No, thanks",
        "goes_on": "It goes on to the next.",
        "pick": "Offer to Carla, 2 · no. 2",
        "cart": "The window",
        "more": "+ Negroni",
        "less": "− Negroni",
        "when": "When?",
        "ready_when": "When shall it be ready?",
        "soonest": "As soon as possible",
        "place": "Place order",
        "received": "Received.",
        "let_go_order": "Let go of order no. ",
        "order_cancelled": "Cancelled. Nothing is owed",
        "accept": "Accept",
        "accepted": "Accepted. Ready about",
        "ready": "Ready",
        "ready_now": "Ready at the window now",
        "collected": "Collected",
        "to_health": "To your health",
        "decline": "Decline",
        "no_order": "The window had to say no",
        "done": "Done",
        "closed_by": "Done by ",
        "question": "A question",
        "pass_on": "Pass it on",
        "to_window": "At the window",
        "passed_on": "Passed on.",
        "arrived": "Arrived",
        "no_show": "No-show",
        "strike": "1 no-show in twelve months.",
        "finished": "Finished",
        "not_here": "Not here",
        "here": "You are here.",
        "next_time": "Until next time.",
        "pardon": "Pardon",
        "pardoned": "Pardoned.",
        "asked": "Asked. I'll tell you",
        "house_yes": "The house says yes.",
        "house_no": "the house had to say no",
        "other_nights": "Other nights",
        "sorry": "I'm sorry: we have to close",
        "coming": "I'm coming",
        "noted": "Good. ",
        "on_my_way": "I'm on my way",
        "cannot": "I can't make it",
        "another_time": "Another time, then.",
        "my_language": "English",
        "language_kept": "English it is.",
    },
    "it": {
        "book": "prenota",
        "order": "ordina",
        "any_time": "A qualsiasi ora",
        "any_time_told": "a qualsiasi ora",
        "leave": "Esci dalla lista",
        "left": "Lei non è più in lista.",
        "take": "Accetto",
        "taken": "Preso.",
        "no_thanks": "No, grazie",
        "goes_on": "Passa a chi segue.",
        "pick": "Offri a Carla, 2 · n. 2",
        "cart": "La finestra",
        "more": "+ Negroni",
        "less": "− Negroni",
        "when": "Quando?",
        "ready_when": "Per che ora?",
        "soonest": "Appena possibile",
        "place": "Ordina",
        "received": "Ricevuto.",
        "let_go_order": "Rinuncia all'ordine n. ",
        "order_cancelled": "Annullato. Non deve nulla",
        "accept": "Accetta",
        "accepted": "Accettato. Pronto per le",
        "ready": "Pronto",
        "ready_now": "Pronto, alla finestra",
        "collected": "Ritirato",
        "to_health": "Alla salute",
        "decline": "Rifiuta",
        "no_order": "La finestra ha dovuto dire di no",
        "done": "Fatto",
        "closed_by": "Fatto da ",
        "question": "Una domanda",
        "pass_on": "Glielo riferisca",
        "to_window": "Alla finestra",
        "passed_on": "Riferito.",
        "arrived": "Al bancone",
        "no_show": "Non venuti",
        "strike": "1 assenza in dodici mesi.",
        "finished": "Andati via",
        "not_here": "Non ancora qui",
        "here": "Si accomodi.",
        "next_time": "Alla prossima.",
        "pardon": "Perdona",
        "pardoned": "Perdonata.",
        "asked": "Ho chiesto. Appena",
        "house_yes": "La casa dice di sì.",
        "house_no": "la casa ha dovuto dire di no",
        "other_nights": "Altre sere",
        "sorry": "Mi dispiace: a quell'ora dobbiamo chiudere",
        "coming": "Ci sarò",
        "noted": "Bene. ",
        "on_my_way": "Sto arrivando",
        "cannot": "Non ce la faccio",
        "another_time": "Sarà per un'altra volta.",
        "my_language": "Italiano",
        "language_kept": "Italiano, allora.",
    },
}


class Talk:
    """An evening in which every button is said. It keeps the verbs of the buttons whose words were said."""

    def __init__(self, evening: Evening, language: str) -> None:
        self.evening = evening
        self.language = language
        self.words: dict[str, Any] = {**window_words(language), **words_of(language), **SAID[language]}
        self.verbs: set[str] = set()
        #: How many texts were written that nobody is meant to understand.
        self.riddles = 0
        self.staff = evening.staff()
        evening.world.people[self.staff.id].language_code = language

    def guest(self, name: str = "Anna") -> Person:
        """Somebody who speaks this language."""
        return self.evening.guest(name, self.language)

    async def says(self, person: Person, *labels: str) -> None:
        """Say the words of buttons that stand there, one after the other."""
        for label in labels:
            _, button = await person.finds(label)
            self._note(str(button.data))
            await person.writes(label)
            await self.evening.settles()

    async def replies(self, person: Person, label: str, *to: str) -> None:
        """Say a button's words as a reply to the newest card that has it and holds all of ``to``."""
        found: Message = await person.eventually(
            lambda: next(
                (m for m in reversed(person.messages) if label in person.labels(m) and all(t in m.text for t in to)),
                None,
            ),
            f"{label!r} on a card with {to}",
        )
        self._note(next(str(b.data) for row in found.keyboard for b in row if b.text == label))
        person.world.write(person.id, label, chat_id=person.chat_id, reply_to=found.message_id)
        await self.evening.settles()

    async def books(self, guest: Person, time: str, party: int, night: str = "tomorrow", *, asked: bool = True) -> None:
        """From the word for it to the ticket."""
        words = self.words
        await guest.writes(words["book"])
        await guest.sees(words["how_many"])
        await self.says(guest, str(party), words[night], time, words["confirm"])
        if asked:
            await self.says(guest, words["adult"])

    async def is_silent_about_presses(self) -> None:
        """Nobody pressed anything, and everything that was said was understood."""
        assert self.evening.world.callbacks == {}
        said = [m.text for person in self.evening.world.people for m in self.evening.world.messages(person)]
        assert sum(self.words["not_understood"] in text for text in said) == self.riddles
        assert await self.evening.failed_updates() == []

    def _note(self, data: str) -> None:
        self.verbs.add(data.split(":")[0])


Scene = Callable[[Talk], Awaitable[None]]


async def choosing(talk: Talk) -> None:
    """Every turn on the way to a stool."""
    words, guest = talk.words, talk.guest()
    await guest.writes(words["book"])
    await guest.sees(words["how_many"])
    await talk.says(guest, words["more_of_us"])
    await guest.sees(words["whole_bar"])
    await talk.says(guest, words["back"], "3", words["later"], words["earlier"], words["back"], "2", words["tomorrow"])
    await guest.sees(words["what_time"])
    await talk.says(guest, "21:00", words["whole_room"])
    await guest.sees(f"{words['room_for']}2")
    await talk.says(guest, words["only_stools"], words["confirm"], words["not_adult"])
    await guest.sees(words["sent_home"])
    # What was wished for is kept all the way: nothing is asked anew.
    await talk.says(guest, words["slip"], words["adult"])
    await guest.sees(words["kept"], f"{words['sat']}, 21:00", words["people"][2])


async def ticket(talk: Talk) -> None:
    """A wish, a move, a reminder, running late."""
    words, evening, guest = talk.words, talk.evening, talk.guest()
    await talk.books(guest, "21:00", 2, "tonight")
    wish, (on_ticket, *_) = list(words["wishes"].items())[1]
    await talk.says(guest, words["a_wish"], wish)
    await guest.sees(words["kept"], on_ticket)
    await talk.says(guest, words["move"], words["other_party"], "3", words["tonight"], "22:30", words["confirm"])
    await guest.sees(words["moved"], f"{words['fri']}, 22:30")
    await guest.sees(words["kept"], words["people"][3])
    await evening.move_clock("2026-11-27 20:30")
    await guest.sees(words["reminded_hours"])
    await talk.says(guest, words["coming"])
    await guest.sees(words["noted"])
    await talk.says(guest, words["late"])
    await talk.staff.sees(words["staff_late"])
    await evening.move_clock("2026-11-27 23:00")
    await guest.sees(words["still_coming"])
    await talk.says(guest, words["on_my_way"])
    assert sum(words["noted"] in message.text for message in guest.messages) == 2


async def letting_go(talk: Talk) -> None:
    """Cancelling, with second thoughts; and not coming."""
    words, evening, guest, other = talk.words, talk.evening, talk.guest(), talk.guest("Bruno")
    await talk.books(other, "19:00", 2, "tonight")
    await talk.books(guest, "21:00", 2)
    await talk.says(guest, words["cancel"])
    await guest.sees(words["let_go"])
    await talk.says(guest, words["keep"], words["cancel"], words["sure"])
    await guest.sees(words["cancelled"], f"{words['sat']}, 21:00")
    await evening.move_clock("2026-11-27 19:20")
    await other.sees(words["still_coming"])
    await talk.says(other, words["cannot"])
    await other.sees(words["another_time"])
    await other.sees(words["cancelled"])


async def waiting(talk: Talk) -> None:
    """In line, out of it, and what is offered."""
    words, anna, bruno, carla = talk.words, talk.guest(), talk.guest("Bruno"), talk.guest("Carla")
    await talk.books(anna, "21:00", 4)
    for guest in (bruno, carla):
        await guest.writes(words["book"])
        await guest.sees(words["how_many"])
        await talk.says(guest, "2", words["tomorrow"], "21:00", words["join"], words["adult"])
    await bruno.sees(words["first_in_line"])
    await talk.staff.writes("/night 28 Nov")
    await talk.replies(talk.staff, words["pick"])
    await talk.says(carla, words["no_thanks"])
    await talk.says(bruno, words["any_time"])
    await talk.says(bruno, words["take"])
    await bruno.sees(words["taken"])
    await bruno.sees(words["kept"], words["people"][2])
    await talk.says(carla, words["join"], words["leave"])
    await carla.sees(words["left"])
    await talk.says(carla, words["join"])
    await talk.says(anna, words["cancel"], words["sure"])
    await talk.says(carla, words["no_thanks"])
    await carla.sees(words["goes_on"])


async def mask(talk: Talk) -> None:
    """A question, and its end; the way to the window; a language."""
    words, guest = talk.words, talk.guest()
    await guest.writes(words["book"])
    await guest.sees(words["how_many"])
    await talk.says(guest, words["more_of_us"], words["ask_mask"])
    await guest.sees(words["write_mask"])
    await talk.replies(talk.staff, words["done"], words["question"])
    await talk.staff.sees(words["closed_by"])
    assert not any(f": {words['done']}" in message.text for message in guest.messages)
    await guest.writes(words["book"])
    await guest.eventually(lambda: words["how_many"] in guest.messages[-1].text, "the first question")
    await talk.says(guest, words["more_of_us"], words["window"])
    await guest.sees(words["cart"])
    await guest.writes("/language")
    await talk.says(guest, words["my_language"])
    await guest.sees(words["language_kept"])


async def either(talk: Talk) -> None:
    """Where what was said may mean two things, each of the two can be said."""
    words, guest = talk.words, talk.guest()
    await guest.writes("for two on saturday at 1")
    await talk.says(guest, f"{words['fri']}, 01:00")
    await guest.finds(words["confirm"])
    await guest.writes("a table for two tonight at nine and two negronis")
    await talk.says(guest, words["to_window"])
    await guest.sees("2 × Negroni")


async def riddle(talk: Talk) -> None:
    """What the house does not follow is for the mask, once the guest has said so."""
    words, guest = talk.words, talk.guest()
    talk.riddles = 1
    await guest.writes("Pst, Chartreuse?")
    await talk.says(guest, words["pass_on"])
    await talk.staff.sees("Anna: Pst, Chartreuse?")
    await guest.sees(words["passed_on"])


async def door(talk: Talk) -> None:
    """Here, gone, absent, pardoned; and a guest whom the staff have to approve."""
    words, staff, anna, carla = talk.words, talk.staff, talk.guest(), talk.guest("Carla")
    await talk.books(anna, "21:00", 2, "tonight")
    await talk.books(carla, "21:00", 2, "tonight")
    await talk.evening.move_clock("2026-11-27 21:01")
    await talk.replies(staff, words["arrived"], "Anna")
    await anna.sees(words["here"])
    await talk.replies(staff, words["not_here"], "Anna")
    await anna.sees(words["kept"])
    await talk.replies(staff, words["arrived"], "Anna")
    await anna.sees(words["here"])
    await talk.replies(staff, words["finished"], "Anna")
    await anna.sees(words["next_time"])
    await talk.replies(staff, words["no_show"], "Carla")
    await staff.sees("Carla", words["strike"])
    for time, label, told in (("21:00", "accept", "house_yes"), ("23:00", "decline", "house_no")):
        await talk.books(carla, time, 2, asked=False)
        await carla.sees(words["asked"])
        await talk.replies(staff, words[label], "Carla", time)
        await carla.sees(words[told])
    await talk.replies(staff, words["pardon"], "Carla")
    await staff.sees("Carla", words["pardoned"])


async def closing(talk: Talk) -> None:
    """A night that is closed, answered by what lies near, by another night, and by letting go."""
    words, guests = talk.words, [talk.guest(name) for name in ("Anna", "Bruno", "Carla")]
    for guest in guests:
        await talk.books(guest, "21:00", 1)
    await talk.staff.writes("/close 28 Nov")
    for guest in guests:
        await guest.sees(words["sorry"])
    anna, bruno, carla = guests
    await talk.says(anna, f"{words['sun']}, 21:00", words["confirm"])
    await anna.sees(words["moved"], words["sun"])
    await talk.says(bruno, words["other_nights"], words["mon"], "19:00", words["confirm"])
    await bruno.sees(words["moved"], words["mon"])
    await talk.says(carla, words["cancel"])
    await talk.says(carla, words["cancel"], words["sure"])
    await carla.sees(words["cancelled"])


#: Each scene, with the verbs of the buttons that are said in it for the first time.
SCENES: dict[Scene, str] = {
    choosing: "book more-of-us take-party nights take-night take-time book-now not-adult adult-slip",
    ticket: "move ask-party move-now a-wish take-wish running-late coming on-my-way",
    letting_go: "adult-book-now cancel keep cancel-now not-coming",
    waiting: "join adult-join wait-for leave-line take-offer decline-offer pick",
    mask: "ask-mask question-done order take-language",
    riddle: "pass-on",
    either: "take-moment as-said",
    door: "arrived not-here finished no-show pardon approve refuse",
    closing: "nights take-time move-now cancel",
}
