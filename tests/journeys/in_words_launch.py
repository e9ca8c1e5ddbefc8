"""The launch in words: the owner's cards, the clues and a bookmark, from the evening before to the opening."""

from bot.rehearsal.api.faults import Fault
from bot.storage import bookmarks
from bot.storage.tx import Tx
from tests.evening import rome
from tests.journeys.in_words import Scene, Talk
from tests.journeys.launching import LAUNCH, owner_of
from tests.journeys.releases import CHANNEL, WORDS

CODE = "7K3M9QXT21BCD"
CLUES = {
    "en": {"hint": "Hint", "back": "‹ Back", "nudge": "La Scala", "earlier": "‹ Earlier"},
    "it": {"hint": "Suggerimento", "back": "‹ Indietro", "nudge": "la Scala", "earlier": "‹ Prima"},
}


async def bookmark(talk: Talk) -> None:
    """A code is typed, and leads to following."""
    said, guest = LAUNCH[talk.language], talk.guest()

    def keep(tx: Tx) -> None:
        batch = bookmarks.insert_batch(tx, "November", "Libreria del Naviglio", talk.evening.clock.now())
        assert batch is not None
        bookmarks.insert_codes(tx, batch, [CODE])

    await talk.evening.house.database.write(keep)
    await guest.writes(f"/start {CODE}")
    await talk.says(guest, said["button"])
    await guest.sees(said["first_to_come"])


async def preview(talk: Talk) -> None:
    """Held, then found right."""
    said, owner = WORDS[talk.language], owner_of(talk.evening)
    await talk.evening.move_clock("2026-02-28 20:43")
    await talk.says(owner, said["hold"])
    await owner.sees(said["held"])
    await talk.says(owner, said["right"])
    await owner.sees(said["goes_out"])


async def gaps(talk: Talk) -> None:
    """Two days went by: one is posted, one left out."""
    said, owner = WORDS[talk.language], owner_of(talk.evening)
    await talk.evening.move_clock("2026-03-01 11:43")
    await talk.evening.settles()
    await talk.evening.close_house()
    talk.evening.clock.set(rome("2026-03-04 12:00"))
    await talk.evening.open_house()
    await talk.says(owner, f"{said['post']}2", f"{said['skip']}3")
    await talk.evening.eventually_posted(3)


async def doubts(talk: Talk) -> None:
    """Twice nobody can look, and the owner says what stands there."""
    said, owner = WORDS[talk.language], owner_of(talk.evening)
    talk.evening.world.chats[CHANNEL].protected = True
    for day, word in ((1, "there"), (2, "not_there")):
        fault = Fault.done_but_dropped() if day == 1 else Fault.dropped()
        talk.evening.api.faults.add("sendMessage", fault, chat_id=CHANNEL)
        for second in (0, 2):
            await talk.evening.move_clock(f"2026-03-0{day} 11:43:0{second}")
            await talk.evening.settles()
        await talk.says(owner, said[word])
        await talk.evening.eventually_posted(day)


async def clues(talk: Talk) -> None:
    """The list, a clue, its hint, and back; then the last clue with its button."""
    said, words, guest = LAUNCH[talk.language], CLUES[talk.language], talk.guest()
    await guest.writes("/follow")
    await guest.sees(said["first_to_come"])
    for day in range(1, 32):
        await talk.evening.move_clock(f"2026-03-{day:02} 11:43")
        await talk.evening.settles()
    await guest.writes("/clues")
    await talk.says(guest, words["earlier"], "4", words["hint"])
    await guest.sees(words["nudge"])
    await talk.says(guest, words["back"], words["back"])
    for day in range(1, 13):
        await talk.evening.move_clock(f"2026-04-{day:02} 11:43")
        await talk.evening.settles()
    await talk.says(guest, said["book"])
    await guest.sees(said["how_many"])


#: Each scene, with the verbs of the buttons that are said in it for the first time.
LAUNCH_SCENES: dict[Scene, str] = {
    bookmark: "follow",
    preview: "clue-hold clue-right",
    gaps: "post-now skip-day",
    doubts: "post-there post-not-there",
    clues: "clues clue hint book-below",
}
