"""What the campaign did: a picture for staff and owner, a leaderboard for the owner alone, nothing for anybody else."""

import asyncio
from pathlib import Path

import pytest

import bot.cards.figures
from bot.domain.people import Guest
from bot.rehearsal.api.model import Message
from bot.storage import guests
from bot.storage.tx import Tx
from tests.evening import Evening, rome
from tests.journeys.full_house import staff_speak
from tests.people import Person

OWNER = 2001
DAY_TWELVE = "2026-03-12 13:00"
TOLD = {
    "en": {
        "title": "BackDoor43 · day 12 of 43",
        "people": "Followers: 2. Callers: 1.",
        "finds": "Bookmarks found: 1 of 3.",
        "solves": "Right answers: 3, by 2 people. Let in by the secret word: 0.",
        "next": "Clue 13 comes on Fri 13 Mar, 11:43.",
        "skipped": "Skipped: days 3–5 and 7.",
        "held": "Held: day 30.",
        "board": "Who has solved most",
        "leaders": "1. Bruno <b>: 2, the last on Mon 2 Mar, 20:00\n2. Anna: 1, the last on Mon 2 Mar, 21:00",
        "nobody": "Nobody has solved a clue yet.",
        "none": "There is no campaign in the configuration: the bar is simply open.",
    },
    "it": {
        "title": "BackDoor43 · giorno 12 di 43",
        "people": "Seguono: 2. Hanno chiamato: 1.",
        "finds": "Segnalibri trovati: 1 su 3.",
        "solves": "Risposte giuste: 3, da 2 persone. Entrati con la parola segreta: 0.",
        "next": "L'indizio 13 esce ven 13 mar, 11:43.",
        "skipped": "Saltato: giorni 3–5 e 7.",
        "held": "Fermato: giorno 30.",
        "board": "Chi ne ha risolti di più",
        "leaders": "1. Bruno <b>: 2, l'ultimo lun 2 mar, 20:00\n2. Anna: 1, l'ultimo lun 2 mar, 21:00",
        "nobody": "Nessuno ha ancora risolto un indizio.",
        "none": "Nella configurazione non c'è nessuna campagna: il bar è semplicemente aperto.",
    },
}


def live(tx: Tx) -> None:
    """Two who follow and solve, one who called, one bookmark found of three, and days that somebody left out."""
    for guest_id, name in ((1, "Anna"), (2, "Bruno <b>")):
        guests.upsert_guest(tx, Guest(guest_id, name, "en"), rome("2026-03-01 12:00"))
        tx.run(
            "INSERT INTO followings (guest_id, since_at) VALUES (:id, :at)", id=guest_id, at=rome("2026-03-01 12:00")
        )
    tx.run("INSERT INTO calls VALUES (1, :at)", at=rome("2026-03-02 23:00"))
    tx.run("INSERT INTO bookmark_batches VALUES (1, 'b', 'Da Ponte', :at)", at=rome("2026-02-01 12:00"))
    tx.run("INSERT INTO bookmarks VALUES ('A', 1), ('B', 1), ('C', 1)")
    tx.run("INSERT INTO finds VALUES (1, 'A', :at, 0)", at=rome("2026-03-02 12:00"))
    for day, guest_id, hour in ((1, 1, 21), (1, 2, 19), (2, 2, 20)):
        at = rome(f"2026-03-02 {hour}:00")
        tx.run("INSERT INTO solves VALUES ('launch', :day, :id, :at)", day=day, id=guest_id, at=at)
    for day in (3, 4, 5, 7):
        tx.run(
            """
            INSERT INTO releases (campaign, day, target, claimed_at, late, skipped_at)
            VALUES ('launch', :day, 'channel', :at, 1, :at)
            """,
            day=day,
            at=rome("2026-03-11 12:00"),
        )
    tx.run("INSERT INTO previews VALUES ('launch', 30, :at, 'held', :at, NULL)", at=rome("2026-03-11 12:00"))


def in_private(evening: Evening) -> Person:
    """The owner, in a chat that nobody else sees."""
    return Person(evening.world, OWNER, OWNER)


def picture(person: Person, title: str) -> Message | None:
    """The newest picture with this beginning of a caption."""
    found = (each for each in reversed(person.messages) if each.media is not None and each.media.kind == "photo")
    return next((each for each in found if each.text.startswith(title)), None)


@pytest.mark.parametrize("language", ["en", "it"])
async def test_the_staff_see_the_picture_and_the_owner_the_leaderboard_below_it(tmp_path: Path, language: str) -> None:
    says = TOLD[language]
    async with Evening(tmp_path, DAY_TWELVE, venue__languages=staff_speak(language)) as evening:
        await evening.house.database.write(live)
        vera, luca = in_private(evening), evening.staff(2002)
        await luca.writes("/campaign")
        shown = await luca.eventually(lambda: picture(luca, says["title"]), "the picture in the group")
        for line in ("people", "finds", "solves", "next", "skipped", "held"):
            assert says[line] in shown.text.split("\n")
        # The owner gets no leaderboard before the others either.
        await evening.staff(OWNER).writes("/campaign")
        await vera.writes("/campaign")
        await vera.sees(says["board"], says["leaders"])
        assert picture(vera, says["title"]) is not None
        assert vera.messages[-1].text.startswith(says["board"]), "below the picture"
        await evening.settles()
        assert sum(each.text.startswith(says["title"]) for each in luca.messages) == 2
        assert not any(says["board"] in each.text for each in luca.messages)
        assert await evening.failed_updates() == []


async def test_nobody_else_sees_any_of_it(tmp_path: Path) -> None:
    async with Evening(tmp_path, DAY_TWELVE) as evening:
        await evening.house.database.write(live)
        stranger, luca = evening.guest("Mallory"), Person(evening.world, 2002, 2002)
        in_the_group = Person(evening.world, stranger.id, evening.staff().chat_id)
        for person in (stranger, luca, in_the_group):
            await person.writes("/campaign")
        await evening.settles()
        for person in (stranger, luca, evening.staff()):
            assert picture(person, "") is None
            assert not any("Followers" in each.text or "solved most" in each.text for each in person.messages)
        await evening.staff().writes("/campaign")
        await evening.staff().eventually(lambda: picture(evening.staff(), "BackDoor43"), "the control: a picture")


@pytest.mark.parametrize("language", ["en", "it"])
async def test_without_a_campaign_one_sentence_says_so(tmp_path: Path, language: str) -> None:
    says = TOLD[language]
    async with Evening(tmp_path, DAY_TWELVE, campaign=None, venue__languages=[language]) as evening:
        luca, vera = evening.staff(2002), in_private(evening)
        for person in (luca, vera):
            await person.writes("/campaign")
            assert (await person.sees(says["none"])).media is None
        await evening.settles()
        assert [len(person.messages) for person in (luca, vera)] == [1, 1]


async def test_before_anything_has_happened_it_is_told_as_well(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-02-20 12:00") as evening:
        vera = in_private(evening)
        await vera.writes("/campaign")
        await vera.sees("Nobody has solved a clue yet.")
        shown = picture(vera, "BackDoor43 · begins on Sun 1 Mar")
        assert shown is not None and "Clue 1 comes on Sun 1 Mar, 11:43." in shown.text


async def test_a_picture_that_cannot_be_drawn_leaves_its_caption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_ink(*_: object) -> bytes:
        raise OSError("no ink")

    monkeypatch.setattr(bot.cards.figures, "drawn", no_ink)
    async with Evening(tmp_path, DAY_TWELVE) as evening:
        await evening.house.database.write(live)
        luca = evening.staff(2002)
        await luca.writes("/campaign")
        assert (await luca.sees("BackDoor43 · day 12 of 43", "Clue 13 comes on")).media is None


async def test_drawing_keeps_nobody_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The event loop goes on beside it: the thread waits here for what only the loop can do."""
    async with Evening(tmp_path, DAY_TWELVE) as evening:
        loop, draw = asyncio.get_running_loop(), bot.cards.figures.drawn

        async def beside() -> bool:
            return True

        def slowly(*given: object) -> bytes:
            assert asyncio.run_coroutine_threadsafe(beside(), loop).result(10)
            return draw(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(bot.cards.figures, "drawn", slowly)
        luca = evening.staff(2002)
        await luca.writes("/campaign")
        shown = await luca.eventually(lambda: picture(luca, "BackDoor43"), "the picture")
        assert shown.media is not None
