"""The words of the mask in each language, and the ways to it that its journeys share."""

from bot.rehearsal.api.model import Message
from tests.evening import Evening
from tests.journeys.speech import WORDS, opens
from tests.people import Person

MASK = {
    "en": {
        "write": "Write it here. I'll pass it on.",
        "offer": "If it was for Mr. V, I'll pass it on just as you wrote it.",
        "pass_on": "Pass it on",
        "passed_on": "Passed on.",
        "asks_something": "Anna asks something.",
        "only_words": "Only words pass through here",
        "enough": "That is plenty to read for now",
        "asks": "Anna asks, for 6 people.",
        "question": "A question",
        "answered": "Answered by ",
        "closed": "Done by ",
        "done": "Done",
        "reply": "Reply to this message, and I pass it on.",
        "staff_only_words": "Only words reach the guest",
    },
    "it": {
        "write": "Scriva pure qui. Riferisco io.",
        "offer": "Se era per Mr. V, glielo riferisco parola per parola.",
        "pass_on": "Glielo riferisca",
        "passed_on": "Riferito.",
        "asks_something": "Anna ha una domanda.",
        "only_words": "Di qui passano solo parole",
        "enough": "Per ora c'è abbastanza da leggere",
        "asks": "Anna ha una domanda, per 6 persone.",
        "question": "Una domanda",
        "answered": "Ha risposto ",
        "closed": "Fatto da ",
        "done": "Fatto",
        "reply": "Rispondi a questo messaggio e riferisco.",
        "staff_only_words": "All'ospite arrivano solo parole",
    },
}
EN = MASK["en"]


def staff_speak(language: str) -> list[str]:
    """The venue's languages with the staff's first."""
    return [language, *(other for other in MASK if other != language)]


async def asks(guest: Person, language: str = "en", party: int = 6) -> None:
    """From the door to the line that says where to write."""
    await guest.writes("/start")
    await guest.sees(WORDS[language]["greeting"])
    await guest.forges(f"ask-mask:{party}")
    await guest.sees(MASK[language]["write"])


def replies(staff: Person, message: Message, text: str) -> None:
    """Reply to a message in the group."""
    staff.world.write(staff.id, text, chat_id=staff.chat_id, reply_to=message.message_id)


def how_often(person: Person, text: str) -> int:
    """How many of the bot's messages hold ``text``."""
    return sum(text in message.text for message in person.messages)


async def is_heard(evening: Evening, guest: Person, text: str, language: str = "en") -> bool:
    """Whether what a guest writes is passed on; else it must be answered as every text that nobody understands."""
    before = how_often(guest, WORDS[language]["not_understood"])
    await guest.writes(text)
    await evening.settles()
    passed = how_often(evening.staff(), f": {text}") == 1
    assert passed == (how_often(guest, WORDS[language]["not_understood"]) == before)
    return passed


async def answers(guest: Person, text: str) -> str:
    """What the bot says to a text, as the newest message."""
    return (await opens(guest, text)).text
