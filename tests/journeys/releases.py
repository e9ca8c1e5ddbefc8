"""The channel, its discussion group and its owner: what stands there, and what the owner is shown, asked and says."""

import re
import shutil
from pathlib import Path

from bot.cards import campaign as cards
from bot.outbox.messages import Message as Promised
from bot.rehearsal.api.faults import Fault
from bot.rehearsal.api.model import Message
from bot.storage.campaign import Release
from tests.evening import Evening
from tests.people import Person

CHANNEL, DISCUSSION, OWNER = -1004300000002, -1004300000003, 2001
#: The line above a clue that comes late, in the channel's two languages.
INTERCEPTED = ("The clue was intercepted. Here it is.", "L'indizio era stato intercettato. Eccolo.")
#: The bot waits for an answer this long in here, and a slow call takes longer.
READ_TIMEOUT_S, SLOW_S = 0.25, 1.0

LOST_AND_POSTED = {
    "posted, answered 502": Fault.done_but_bad_gateway(),
    "posted, then dropped": Fault.done_but_dropped(),
    "posted after the read timeout": Fault.delay(SLOW_S),
}
LOST_AND_NOT_POSTED = {"refused 502": Fault.error(502, "Bad Gateway"), "dropped": Fault.dropped()}

WORDS = {
    "en": {
        "right": "Looks right",
        "hold": "Hold",
        "asked": "Say nothing, and it goes out.",
        "goes_out": "It goes out at its minute.",
        "held": "It is held",
        "out": "It is out.",
        "noted_right": "It goes out.",
        "noted_held": "Held.",
        "too_late": "Clue 1 is out already.",
        "gaps": "These clues never went out.",
        "asked_first": "My book ends earlier than the calendar.",
        "no_gaps": "No clue is missing.",
        "post": "Post now · ",
        "skip": "Skip · ",
        "posted": "It goes out now.",
        "skipped": "Skipped.",
        "order": "Clue 2 comes first",
        "settled": "is settled already.",
        "question": "does it stand in the channel?",
        "there": "There",
        "not_there": "Not there",
        "you_saw": "It does; you have seen it.",
        "was_seen": "It does; it was seen there.",
        "again": "It did not. It was posted again.",
        "unreachable": "The owner can't be reached",
    },
    "it": {
        "right": "Va bene",
        "hold": "Ferma",
        "asked": "Se non dici nulla, esce.",
        "goes_out": "Esce al suo minuto.",
        "held": "È fermo",
        "out": "È uscito.",
        "noted_right": "Esce.",
        "noted_held": "Fermo.",
        "too_late": "L'indizio 1 è già uscito.",
        "gaps": "Questi indizi non sono mai usciti.",
        "asked_first": "Il mio registro finisce prima del calendario.",
        "no_gaps": "Non manca nessun indizio.",
        "post": "Pubblica ora · ",
        "skip": "Salta · ",
        "posted": "Esce ora.",
        "skipped": "Saltato.",
        "order": "Prima viene l'indizio 2",
        "settled": "è già sistemato.",
        "question": "c'è, nel canale?",
        "there": "C'è",
        "not_there": "Non c'è",
        "you_saw": "C'è; l'hai visto tu.",
        "was_seen": "C'è; è stato visto.",
        "again": "Non c'era. È stato pubblicato di nuovo.",
        "unreachable": "Il titolare non è raggiungibile",
    },
}
EN = WORDS["en"]


def campaigning(
    folder: Path, at: str, *, language: str = "en", listens: bool = True, discussion: bool = False, **overrides: object
) -> Evening:
    """The bench of a campaign that begins on 1 March, on a clock that stands; ``listens``: the owner has started."""
    others = [other for other in WORDS if other != language]
    talk = {"campaign__discussion": DISCUSSION} if discussion else {}
    evening = Evening(folder, at, stands=True, venue__languages=[language, *others], **talk, **overrides)
    owner = evening.world.people[OWNER]
    owner.started, owner.language_code = listens, language
    if discussion:
        evening.world.add_group(DISCUSSION, "Discussion", [OWNER])
        evening.world.link_discussion(CHANNEL, DISCUSSION)
    return evening


async def at(evening: Evening, moment: str) -> None:
    """Make it ``moment`` in March or so (``"03-02 11:43:00"``), and wait until all that follows is done."""
    await evening.move_clock(f"2026-{moment}")
    await evening.settles()


async def beats(evening: Evening) -> None:
    """Let every tick look, at the same instant, and wait until all that follows is done."""
    await evening.house.ticks.beat()
    await evening.settles()


def owner_of(evening: Evening) -> Person:
    """The owner, in private."""
    return Person(evening.world, OWNER, OWNER)


def text_of(evening: Evening, day: int) -> str:
    """A day's clue as it can be read in the channel, in English."""
    assert evening.settings.campaign is not None
    return _plain(evening.settings.campaign.clues[day - 1].text["en"])


def standing(evening: Evening) -> list[int]:
    """The days whose clues stand in the channel, post by post; what others have posted is left out."""
    days = range(1, 44)
    texts = {day: text_of(evening, day) for day in days}
    return [day for post in evening.channel for day in days if texts[day] in _plain(post)]


async def ledger(evening: Evening) -> dict[int, Release]:
    """What was given out in the channel, by its day."""
    found = await evening.house.bar.launch.campaign.ledger()
    return {release.day: release for release in found if release.target == "channel"}


async def statuses(evening: Evening) -> dict[int, str]:
    """What became of each day's clue in the channel, as the house believes."""
    return {day: release.status for day, release in (await ledger(evening)).items()}


def buttons(message: Message) -> list[str]:
    """The words on a message's buttons."""
    return [button.text for row in message.keyboard for button in row]


def cards_with(person: Person, text: str) -> list[Message]:
    """The messages that hold ``text``, as they stand now."""
    return [message for message in person.messages if text in message.text]


def forwards(evening: Evening) -> int:
    """How many posts were forwarded to the owner so far, and came to be read."""
    return sum(call.method == "forwardMessage" and call.ok for call in evening.world.calls)


async def arrives_after_all(evening: Evening, day: int) -> int:
    """A request that was given up for lost is carried out by Telegram after all; the number of the post."""
    assert evening.settings.campaign is not None
    words = [evening.house.bar.desk.words(language) for language in evening.house.settings.venue.languages]
    post: Promised = cards.post(evening.settings.campaign.clues[day - 1], words)
    return await evening.house.courier.send(CHANNEL, post)


def copy_database(evening: Evening) -> Path:
    """A backup of a house that is shut."""
    return Path(shutil.copy(evening.folder / "bar.sqlite3", evening.folder / "copy.sqlite3"))


def restore(evening: Evening, copy: Path) -> None:
    """Bring a backup back, in a house that is shut."""
    for rest in evening.folder.glob("bar.sqlite3-*"):
        rest.unlink()
    shutil.copy(copy, evening.folder / "bar.sqlite3")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", text).split())
