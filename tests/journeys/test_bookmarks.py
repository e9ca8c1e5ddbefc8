"""A bookmark falls out of a book: its link is opened or its code typed, before the opening and after it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.bookmarks import MOST_WRONG, in_type, new_codes
from bot.storage import bookmarks
from bot.storage.beside import write_beside
from bot.storage.tx import Tx
from tests.evening import Evening

PRINTED, *UNKNOWN = new_codes(9)
PRINTED_AT = datetime(2026, 2, 20, 12, tzinfo=UTC)
WORDS = {
    "en": {
        "clue": "You've found your first clue, find the door to drinking well in Milan.",
        "follow": "Follow the clues",
        "open": "The door is open by now.",
        "book": "Book a stool",
        "how_many": "How many",
        "none": "No bookmark of ours says that.",
        "enough": "Enough guessing for now.",
        "line": "We're opening. Follow the clues and find us.",
    },
    "it": {
        "clue": "Ha trovato il Suo primo indizio, ora trovi la porta del bere bene a Milano.",
        "follow": "Seguo gli indizi",
        "open": "La porta ormai è aperta.",
        "book": "Prenoto uno sgabello",
        "how_many": "In quanti",
        "none": "Nessun nostro segnalibro dice così.",
        "enough": "Per ora basta tirare a indovinare.",
        "line": "Stiamo aprendo. Segui gli indizi e trovaci.",
    },
}
BEFORE, AFTER = "2026-03-20 20:00", "2026-04-13 20:00"


def print_bookmarks(folder: Path) -> None:
    """From outside, beside the house that is running."""

    def keep(tx: Tx) -> None:
        batch_id = bookmarks.insert_batch(tx, "Spring", "Libreria del Naviglio", PRINTED_AT)
        assert batch_id is not None
        bookmarks.insert_codes(tx, batch_id, [PRINTED])

    write_beside(folder / "bar.sqlite3", keep)


async def finds(evening: Evening) -> list[tuple[int, str, int]]:
    rows = await evening.rows(
        "SELECT f.guest_id, b.place, f.typed FROM finds f JOIN bookmarks m ON m.code = f.code "
        "JOIN bookmark_batches b ON b.id = m.batch_id ORDER BY f.guest_id"
    )
    return [(row["guest_id"], row["place"], row["typed"]) for row in rows]


@pytest.mark.parametrize("language", WORDS)
async def test_before_the_opening_a_bookmark_is_the_first_clue_and_offers_the_next(
    tmp_path: Path, language: str
) -> None:
    words = WORDS[language]
    async with Evening(tmp_path, BEFORE) as evening:
        print_bookmarks(tmp_path)
        anna, bruno = evening.guest("Anna", language), evening.guest("Bruno", language)
        await anna.writes(f"/start {PRINTED}")
        assert anna.labels(await anna.sees(words["clue"])) == [words["follow"]]
        await bruno.writes(in_type(PRINTED).lower())
        assert bruno.labels(await bruno.sees(words["clue"])) == [words["follow"]]
        await anna.writes(in_type(PRINTED))
        await anna.eventually(lambda: len(anna.messages) == 2, "the same again")
        assert anna.messages[0].text == anna.messages[1].text
        await evening.settles()
        place = "Libreria del Naviglio"
        assert await finds(evening) == [(anna.id, place, 0), (bruno.id, place, 1)]
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", WORDS)
async def test_after_the_opening_it_opens_the_door(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path, AFTER) as evening:
        print_bookmarks(tmp_path)
        guest = evening.guest("Anna", language)
        for text in (f"/start {PRINTED}", in_type(PRINTED)):
            await guest.writes(text)
        await guest.eventually(lambda: len(guest.messages) == 2, "two welcomes")
        shown = await guest.sees(words["clue"], words["open"])
        assert guest.labels(shown) == [words["book"]]
        await guest.presses(words["book"], shown)
        await guest.sees(words["how_many"])
        assert await finds(evening) == [(guest.id, "Libreria del Naviglio", 0)]


@pytest.mark.parametrize("language", WORDS)
async def test_whoever_guesses_is_not_listened_to_for_an_hour(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path, BEFORE, stands=True) as evening:
        print_bookmarks(tmp_path)
        guest = evening.guest("Anna", language)
        for n, code in enumerate(UNKNOWN[:MOST_WRONG]):
            await guest.writes(f"/start {code}" if n % 2 else in_type(code))
            await guest.eventually(lambda n=n: len(guest.messages) == n + 1, "an answer")  # type: ignore[misc]
        assert all(message.text.startswith(words["none"]) for message in guest.messages)
        await guest.writes(f"/start {PRINTED}")
        await guest.sees(words["enough"])
        assert await finds(evening) == []
        await evening.move_clock("2026-03-20 21:00")
        await guest.writes(f"/start {PRINTED}")
        await guest.sees(words["clue"])
        assert len(await finds(evening)) == 1


async def test_what_is_no_code_meets_the_phone_line(tmp_path: Path) -> None:
    async with Evening(tmp_path, BEFORE, stands=True) as evening:
        for text in ("/start clue", "book 28th March", "straordinario"):
            guest = evening.guest("Anna", "en")
            await guest.writes(text)
            assert (await guest.sees("We're opening")).text == WORDS["en"]["line"]
        await evening.settles()
        assert await evening.rows("SELECT * FROM wrong_codes") == []
