"""What the journeys of the launch have in common: its words in both languages, its owner, and who it writes to."""

import asyncio
from pathlib import Path

from bot.rehearsal.api.model import Message
from tests.evening import Evening
from tests.people import PATIENCE_S, Person
from tests.test_config import OPUS

OWNER = 2001
LAUNCH = {
    "en": {
        "line": "We're opening. Follow the clues and find us.",
        "calls_back": "You called. I don't forget a voice. Follow the clues, and find us.",
        "ajar": "You said the word.\nThe door is ajar: today for you, tomorrow for everybody.",
        "known": "That is the word, and the door is open to you. /book a stool.",
        "book": "Book a stool",
        "how_many": "How many",
        "last_clue": "Tonight. Four stools, one window",
        "first_to_come": "Done. The first clue comes on Sun 1 Mar, at 11:43.",
        "follows": "Done. A clue every day at 11:43; /clues has those that are out.",
        "followed_before": "You get them already. Every day at 11:43.",
        "over": "The last clue is out. There is a door to find now: /book.",
        "no_campaign": "There is nothing to follow. The door is open: /book.",
        "unfollowed": "As you wish. No more clues from me; the channel has them all.",
        "not_following": "You don't get them. /follow, and you will.",
        "button": "Follow the clues",
    },
    "it": {
        "line": "Stiamo aprendo. Segui gli indizi e trovaci.",
        "calls_back": "Ha chiamato. Io le voci non le dimentico. Segua gli indizi, e ci trovi.",
        "ajar": "Ha detto la parola.\nLa porta è socchiusa: oggi per Lei, domani per tutti.",
        "known": "La parola è questa, e per Lei la porta è aperta. /book per uno sgabello.",
        "book": "Prenota uno sgabello",
        "how_many": "In quanti siete",
        "last_clue": "Stasera. Quattro sgabelli, una finestra",
        "first_to_come": "D'accordo. Il primo indizio arriva dom 1 mar, alle 11:43.",
        "follows": "D'accordo. Un indizio ogni giorno alle 11:43; quelli già usciti sono in /clues.",
        "followed_before": "Gli indizi Le arrivano già. Ogni giorno alle 11:43.",
        "over": "L'ultimo indizio è uscito. Ora c'è una porta da trovare: /book.",
        "no_campaign": "Non c'è nulla da seguire. La porta è aperta: /book.",
        "unfollowed": "Come desidera. Da me niente più indizi; nel canale ci sono tutti.",
        "not_following": "Gli indizi non Le arrivano. /follow, se Le va.",
        "button": "Seguo gli indizi",
    },
}
LINE = LAUNCH["en"]["line"]
STICKER = {
    "file_id": "s",
    "file_unique_id": "s",
    "type": "regular",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
}


def recording(folder: Path, name: str = "line.ogg") -> str:
    """A voice note so short that nobody hears it; where it lies."""
    path = folder / name
    path.write_bytes(OPUS)
    return str(path)


def owner_of(evening: Evening) -> Person:
    """The owner in their private chat, who has pressed Start."""
    evening.world.people[OWNER].started = True
    return Person(evening.world, OWNER, OWNER)


def heard(person: Person, text: str) -> list[Message]:
    """The bot's messages that hold ``text``."""
    return [message for message in person.messages if text in message.text]


async def mailed(evening: Evening, name: str) -> None:
    """Wait until everybody has what is mailed under this name, "launch:43"."""
    async with asyncio.timeout(PATIENCE_S):
        while not await evening.rows("SELECT 1 FROM mailings WHERE name = :name AND ended_at IS NOT NULL", name=name):
            await evening.world.changed(evening.world.revision, timeout=0.02)
    await evening.settles()
