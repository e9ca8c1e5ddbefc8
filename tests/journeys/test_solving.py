"""Solving the clues: who is right hears so, who is wrong hears nothing new, and the secret word opens the door."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.clock import ONE_DAY
from bot.domain.people import Caller
from bot.domain.solving import Heard
from bot.errors import AlreadyHandledError
from bot.rehearsal.api.model import Message
from bot.storage import inbox
from bot.storage.inbox import Received
from tests.evening import Evening, rome
from tests.journeys.speech import EN, opens
from tests.people import Person

LINE = EN["phone_line"]
#: Day 12's clue is out by now, whatever else is: the house sees to that itself.
NOON = "2026-03-12 12:00"


async def given_out(evening: Evening, *days: int, late: datetime | None = None) -> None:
    """Write into the ledger that these days' clues stand in the channel."""
    values = {"name": "launch", "late": int(late is not None)}
    for day in days:
        at = late or rome("2026-03-01 11:43") + day * ONE_DAY - ONE_DAY
        await evening.house.database.write(
            lambda tx, day=day, at=at: tx.run(
                """
                INSERT INTO releases (campaign, day, target, claimed_at, late)
                VALUES (:name, :day, 'channel', :at, :late)
                ON CONFLICT (campaign, day, target) DO UPDATE SET claimed_at = :at, late = :late
                """,
                day=day,
                at=at,
                **values,
            )
        )


async def ticks(evening: Evening) -> list[tuple[int, int]]:
    rows = await evening.rows("SELECT guest_id, day FROM solves ORDER BY guest_id, day")
    return [(row["guest_id"], row["day"]) for row in rows]


def labels(guest: Person, card: Message) -> list[str]:
    return guest.labels(card)


async def test_an_answer_is_ticked_once_and_told_again(tmp_path: Path) -> None:
    async with Evening(tmp_path, NOON, stands=True) as evening:
        await given_out(evening, *range(1, 13))
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno", "it")
        assert (await opens(anna, "it's Manzony!")).text == "Right. Day 3 is solved.\n1 of 11 so far."
        assert (await opens(anna, "Ca' de l'Oreggia")).text == "Right, and it is the newest.\n2 of 11 so far."
        again = await opens(anna, "MANZONI")
        assert again.text == "Right, as before: day 3 is solved already.\n2 of 11 so far."
        assert (await opens(bruno, "È Manzoni.")).text == "Giusto. Il giorno 3 è risolto.\n1 su 11, finora."
        assert await ticks(evening) == [(anna.id, 3), (anna.id, 12), (bruno.id, 3)]


async def test_wrong_words_and_what_is_not_out_yet_get_the_phone_line(tmp_path: Path) -> None:
    async with Evening(tmp_path, NOON, stands=True) as evening:
        await given_out(evening, *range(1, 13))
        anna = evening.guest("Anna")
        # Day 13's and day 38's; a sentence about an answer; nothing at all.
        for text in ("flamingos", "negroni", "I love manzoni and risotto", "verdi"):
            await evening.settles()
            guest = evening.guest("Anna")
            assert (await opens(guest, text)).text == LINE
        assert await ticks(evening) == []
        assert (await opens(anna, "manzoni")).text.startswith("Right."), "or this would prove nothing"


async def test_a_clue_that_was_passed_over_or_is_held_solves_nothing(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-06 11:00", stands=True) as evening:
        await given_out(evening, 1, 2, 4, 5)
        await evening.house.database.write(
            lambda tx: tx.run(
                "UPDATE releases SET skipped_at = :at WHERE day = 4 AND target = 'channel'", at=rome("2026-03-05 11:00")
            )
        )
        anna = evening.guest("Anna")
        card = await opens(anna, "/clues")
        assert labels(anna, card) == ["1", "2", "5"]
        answer = await anna.forges("clue:4", card.message_id)
        assert (answer.text, answer.show_alert) == ("That clue isn't out. /clues shows those that are.", True)
        assert (await opens(anna, "stendhal")).text == LINE


async def test_the_clues_are_read_again_with_ticks_and_a_hint(tmp_path: Path) -> None:
    async with Evening(tmp_path, NOON, stands=True) as evening:
        await given_out(evening, *range(1, 13))
        anna = evening.guest("Anna")
        await opens(anna, "stendhal")
        card = await opens(anna, "/clues")
        assert card.text.startswith("Day 12 of 43\n12 out, 1 solved by you.")
        assert labels(anna, card)[:5] == ["1", "2", "3", "4 ✓", "5"]
        await anna.presses("4 ✓", card)
        shown = await anna.sees("Day 4 · solved ✓", "Born in Grenoble")
        assert shown.message_id == card.message_id
        await anna.presses("Hint", shown)
        hint = await anna.sees("A hint for day 4", "Stendal")
        await anna.presses("‹ Back", hint)
        shown = await anna.sees("Born in Grenoble")
        await anna.presses("‹ Back", shown)
        await anna.sees("Day 12 of 43")
        assert len(anna.said) == 2, "one card"
        bruno = evening.guest("Bruno", "it")
        assert "ancora nessuno" in (await opens(bruno, "indizi")).text
        assert (await opens(bruno, "4")).text.startswith("Giorno 4\nNato a Grenoble"), "a button's word"
        assert (await opens(bruno, "indietro")).text.startswith("Giorno 12 di 43")
        assert (await opens(bruno, "giorno 4")).text.startswith("Giorno 4\nNato a Grenoble")


@pytest.mark.parametrize("text", ["hint", "indizio", "give me a hint", "hint for day 11"])
async def test_a_hint_is_given_from_a_day_after_its_clue(tmp_path: Path, text: str) -> None:
    async with Evening(tmp_path, "2026-03-12 11:42:59", stands=True) as evening:
        await given_out(evening, 10, 11)
        anna = evening.guest("Anna")
        assert (await opens(anna, text)).text == "Give it a day. Ask again on Thu 12 Mar, 11:43."
        answer = await anna.forges("hint:11")
        assert (answer.text, answer.show_alert) == ("Give it a day. Ask again on Thu 12 Mar, 11:43.", True)
        evening.clock.set(rome("2026-03-12 11:43:00"))
        assert (await opens(anna, "hint 11")).text.startswith("A hint for day 11\n")


async def test_whoever_asks_for_a_hint_means_the_clue_that_is_shown(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-12 11:00", stands=True) as evening:
        await given_out(evening, 4, 5, 7)
        anna = evening.guest("Anna")
        assert (await opens(anna, "hint")).text.startswith("A hint for day 7\n"), "the newest"
        await opens(anna, "day 4")
        assert (await opens(anna, "a hint, please")).text.startswith("A hint for day 4\n")
        assert (await opens(anna, "hint 5")).text.startswith("A hint for day 5\n")


async def test_a_late_clue_has_its_hint_a_day_after_it_came_and_some_have_none(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-07 18:00", stands=True) as evening:
        await given_out(evening, 1, 2)
        await given_out(evening, 4, late=rome("2026-03-06 19:20:11"))
        anna = evening.guest("Anna")
        assert (await opens(anna, "hint 4")).text == "Give it a day. Ask again on Sat 7 Mar, 19:20."
        assert (await opens(anna, "hint 2")).text == "There is no hint for day 2. It is all in the clue."
        assert (await opens(anna, "hint 40")).text == "That clue isn't out. /clues shows those that are."


async def test_the_secret_word_lets_in_a_day_early_and_nobody_gets_it_nearly(tmp_path: Path) -> None:
    async with Evening(tmp_path, NOON, stands=True) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        said = await opens(anna, "È permesso?")
        assert "The door opens to you a day before the others: Sat 11 Apr, 11:43." in said.text
        assert (await opens(anna, "permesso")).text == said.text
        assert (await opens(bruno, "permeso")).text == LINE
        assert [row["guest_id"] for row in await evening.rows("SELECT guest_id FROM let_in")] == [anna.id]
        assert await ticks(evening) == [], "day 42 is not out"
        evening.clock.set(rome("2026-04-11 11:42:59"))
        assert (await opens(anna, "/book")).text == LINE
        evening.clock.set(rome("2026-04-11 11:43:00"))
        assert EN["how_many"] in (await opens(anna, "/book")).text
        assert (await opens(bruno, "/book")).text == LINE
        assert "the door is open to you" in (await opens(bruno, "permesso!")).text
        assert EN["how_many"] in (await opens(bruno, "/book")).text


async def test_the_word_ticks_the_clue_that_it_answers_too(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-04-11 11:44", stands=True) as evening:
        await given_out(evening, 41, 42)
        anna = evening.guest("Anna")
        assert "That is the word" in (await opens(anna, "permesso")).text
        assert await ticks(evening) == [(anna.id, 42)]


async def test_before_the_first_clue_there_is_a_date_and_without_a_campaign_a_door(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-02-20 12:00", stands=True) as evening:
        anna = evening.guest("Anna")
        nothing = await opens(anna, "/clues")
        assert nothing.text == "Nothing yet. The first clue comes out on Sun 1 Mar, 11:43."
        assert (await opens(anna, "hint")).text == "That clue isn't out. /clues shows those that are."
        await evening.restart_house(campaign=None)
        assert (await opens(anna, "/clues")).text == "There is nothing to solve here. The door is open: /book a stool."
        assert EN["not_understood"] in (await opens(anna, "manzoni")).text


async def test_after_the_opening_the_list_stays_readable(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-04-20 18:00", stands=True) as evening:
        await given_out(evening, *range(1, 32))
        anna = evening.guest("Anna")
        card = await opens(anna, "/clues")
        assert card.text.startswith("The clues\n31 out")
        assert labels(anna, card) == ["29", "30", "31", "‹ Earlier"]
        await anna.presses("‹ Earlier", card)
        await anna.eventually(lambda: "Later ›" in labels(anna, anna.messages[-1]), "the page before")
        await anna.presses("7")
        assert "Ledger, summer of 1918" in (await anna.sees("Day 7")).text


@pytest.mark.parametrize("hears", [True, False], ids=["as it is", "control"])
async def test_after_the_opening_answers_the_word_and_wishes_for_hints_are_still_heard(
    tmp_path: Path, hears: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hears:
        monkeypatch.setattr("handlers.listening.clues.hear", _hears_nothing)
    async with Evening(tmp_path, "2026-04-20 18:00", stands=True) as evening:
        await given_out(evening, *range(1, 44))
        anna = evening.guest("Anna")
        for text, answer in (
            ("manzoni", "Right. Day 3 is solved."),
            ("È permesso?", "the door is open to you"),
            ("hint for day 4", "A hint for day 4"),
            ("clues", "The clues"),
            ("verdi, I'd say", EN["not_understood"]),
        ):
            assert (answer if hears else EN["not_understood"]) in (await opens(anna, text)).text
        assert await ticks(evening) == ([(anna.id, 3), (anna.id, 42)] if hears else [])


async def test_after_the_opening_what_a_card_offers_comes_before_an_answer(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-04-20 19:30", stands=True) as evening:
        await given_out(evening, *range(1, 44))
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        await opens(anna, "/order")
        await anna.writes("negroni")
        await anna.sees(EN["total_10"])
        assert await ticks(evening) == []
        # For who has no such card it is a wish all the same: the bar is open.
        await bruno.writes("negroni")
        await bruno.sees(EN["which_pickup"], EN["total_10"])
        # The control: an answer that is no wish is an answer still.
        assert (await opens(bruno, "hoepli")).text.startswith("Right. Day ")


async def test_a_hint_may_be_asked_for_by_command_with_a_day_or_without(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-12 11:00", stands=True) as evening:
        await given_out(evening, 4, 5, 7, 11)
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno", "it")
        assert (await opens(anna, "/hint 4")).text.startswith("A hint for day 4\n")
        assert (await opens(anna, "/hint@BackDoor43Bot 5")).text.startswith("A hint for day 5\n")
        assert (await opens(bruno, "/hint 7")).text.startswith("Un suggerimento per il giorno 7\n")
        newest = "Give it a day. Ask again on Thu 12 Mar, 11:43."
        for text in ("/hint", "/hint x", "/hint -4", "/hint 4 5", "/hint ²", "/hint 99999999999999999999"):
            assert (await opens(anna, text)).text == newest
        assert (await opens(anna, "/hint 40")).text == "That clue isn't out. /clues shows those that are."
        assert await evening.failed_updates() == []


async def test_one_update_is_heard_once_and_promises_its_reply_with_the_tick(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-04 11:00", stands=True) as evening:
        await given_out(evening, 3)
        anna = evening.guest("Anna")
        await opens(anna, "/clues")
        caller = Caller(999_001, anna.id, "Anna", "en", anna.id)
        update = Received(caller.update_id, anna.id, "{}")
        await evening.house.database.write(lambda tx: inbox.insert_updates(tx, [update], evening.clock.now()))
        assert await evening.house.bar.launch.solving.hear(caller, "verdi") is None
        assert await evening.house.bar.launch.solving.hear(caller, "manzoni") == Heard("solved", 3)
        with pytest.raises(AlreadyHandledError):
            await evening.house.bar.launch.solving.hear(caller, "manzoni")
        await anna.sees("1 of 1 so far.")
        await evening.settles()
        assert len(anna.said) == 2


async def _hears_nothing(*_: object) -> bool:
    return False
