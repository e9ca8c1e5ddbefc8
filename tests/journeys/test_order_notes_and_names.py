"""What stands on the staff's card beside the drinks: the name on the cup, the guest's, their note and their habit."""

from pathlib import Path

import pytest

from bot.domain.codenames import WORDS as NAMES
from bot.services import orders as service
from tests.evening import Evening
from tests.journeys.counter import SAYS, Called, called, places, status_of, takes_one
from tests.journeys.full_house import behind_the_bar, staff_speak
from tests.journeys.speech import LANGUAGES, opens
from tests.people import Person

NINE = "2026-11-27 21:00"
CROWD = len(NAMES) + 8
ROOM = {"takeout__cups_per_slot": 100}


async def crowd(evening: Evening, number: int) -> list[Called]:
    """So many guests, each with an order that nobody has fetched."""
    return [await places(evening, evening.guest(f"Guest {n}")) for n in range(number)]


def names(placed: list[Called]) -> list[str]:
    return [order.name.partition(" · ")[2] for order in placed]


async def test_more_open_orders_than_names_are_called_differently_all_the_same(tmp_path: Path) -> None:
    async with Evening(tmp_path, NINE, stands=True, **ROOM) as evening:
        placed = await crowd(evening, CROWD)
        assert len(set(names(placed))) == CROWD
        assert set(NAMES) <= set(names(placed))
        assert [order.name.partition(" · ")[0] for order in placed] == [str(n) for n in range(1, CROWD + 1)]
        await evening.settles()
        heads = {message.text.split("\n")[0] for message in evening.staff().messages}
        assert heads == {f"no. {order.name}: new" for order in placed}


@pytest.mark.parametrize("end", ["Collected", "Decline", "none"])
async def test_a_name_comes_back_only_when_its_order_is_over(tmp_path: Path, end: str) -> None:
    """The next in turn would be the first one's name again; "none" is the control: nothing has ended."""
    async with Evening(tmp_path, NINE, stands=True, **ROOM) as evening:
        first = await places(evening, evening.guest("Anna"))
        vera = evening.staff()
        for label in {"Collected": ("Accept", "Ready", "Collected"), "Decline": ("Decline", "Too busy")}.get(end, ()):
            await vera.presses(label)
            await evening.settles()
        placed = [first, *await crowd(evening, len(NAMES))]
        assert (names(placed)[0] in names(placed)[1:]) == (end != "none")
        assert len(set(names(placed)[1:])) == len(NAMES)


@pytest.mark.parametrize("step", ["Accept", "Ready"])
async def test_a_cup_that_is_being_made_or_waits_keeps_its_name(tmp_path: Path, step: str) -> None:
    async with Evening(tmp_path, NINE, stands=True, **ROOM) as evening:
        first = await places(evening, evening.guest("Anna"))
        for label in ("Accept", "Ready")[: 1 + (step == "Ready")]:
            await evening.staff().presses(label)
            await evening.settles()
        placed = [first, *await crowd(evening, len(NAMES))]
        assert len(set(names(placed))) == len(placed)


async def test_names_that_nobody_looked_up_are_not_given_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without a look at what is taken, the database alone would say no."""
    monkeypatch.setattr(service, "codename", lambda _taken, _number: NAMES[0])
    async with Evening(tmp_path, NINE, stands=True) as evening:
        await places(evening, evening.guest("Anna"))
        with pytest.raises(Exception, match="UNIQUE constraint failed"):
            await places(evening, evening.guest("Bruno"))


async def test_every_night_begins_with_the_same_name(tmp_path: Path) -> None:
    async with Evening(tmp_path, NINE, stands=True) as evening:
        first = await places(evening, evening.guest("Anna"))
        await evening.staff().presses("Accept")
        await evening.move_clock("2026-11-28 21:00")
        again = await places(evening, evening.guest("Bruno"))
        # What nobody settled last night is nothing that anybody calls out tonight.
        assert again.name == first.name
        assert await status_of(evening, first.id) == "accepted"


NOTES = {"en": ("Add a note", "Note: {}"), "it": ("Aggiungi una nota", "Nota: {}")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("note", ["no ice, please", '<b>no</b> ice & a "straw"', "Жанна 🍊 d'accordo"])
async def test_a_note_is_read_by_both_just_as_it_was_written(tmp_path: Path, language: str, note: str) -> None:
    add, noted = NOTES[language]
    says = SAYS[language]
    async with Evening(tmp_path, NINE, venue__languages=staff_speak(language)) as evening:
        guest, (vera, _) = evening.guest("Anna", language), behind_the_bar(evening, language)
        await opens(guest, "/order")
        await guest.presses("+ Negroni")
        await guest.presses(add)
        await opens(guest, note)
        await guest.sees(noted.format(note))
        for label in ("Quando" if language == "it" else "When", *order_labels(language)):
            await guest.presses(label)
        receipt = await guest.sees(says["received"])
        card = await vera.sees(says["is_new"])
        for text in (receipt.text, card.text):
            # The one Negroni is in the cart by a press, the note below it.
            assert "1 × Negroni, " in text
            assert f"€\n{noted.format(note)}\n" in text.replace("€10.00", "10.00€")
        assert await evening.failed_updates() == []


def order_labels(language: str) -> tuple[str, ...]:
    """From the question when to the receipt."""
    return (
        ("Appena possibile", "Ordina", "Ho almeno 18 anni")
        if language == "it"
        else ("As soon as possible", "Place order", "I am 18 or older")
    )


@pytest.mark.parametrize("name", ["<b>Anna</b>", "Anna & Co. <script>", "&lt;i&gt;", "Ἄννα", "<", "А" * 64])
async def test_a_first_name_is_a_name_whatever_stands_in_it(tmp_path: Path, name: str) -> None:
    async with Evening(tmp_path, NINE, stands=True) as evening:
        guest, vera = evening.guest(name), evening.staff()
        evening.world.people[2001].first_name = "V<b>era & Co."
        order = await places(evening, guest)
        card = await vera.sees(order.name, ": new")
        assert card.text.split("\n")[2] == name
        await evening.move_clock("2026-11-27 21:01")
        await vera.sees("still waiting", f"\n{name}, 21:10")
        await vera.presses("Accept", card)
        await vera.sees(f"{order.name}: accepted · V<b>era & Co.", "\nTotal")
        await evening.settles()
        assert len(vera.messages) == 2
        assert await evening.failed_updates() == []


async def fetches(evening: Evening, guest: Person, *drinks: tuple[str, int]) -> None:
    """An order of a guest's, from placed to collected."""
    order = await places(evening, guest, drinks)
    for step in ("accepted", "ready", "collected"):
        await evening.staff().forges(f"step:{order.id}:{step}")
    await evening.settles()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_staff_see_what_a_guest_usually_has(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, NINE, stands=True, venue__languages=staff_speak(language)) as evening:
        anna, (vera, _) = evening.guest("Anna", language), behind_the_bar(evening, language)
        first = await places(evening, anna, [("Daiquiri", 1)])
        new = await vera.sees(first.name, says["is_new"])
        assert new.text.split("\n")[2] == "Anna", "nobody has a habit the first time"
        await anna.presses(says["cancel"])
        await anna.presses(says["sure"])
        await vera.sees(first.name, says["is_cancelled"].format("Anna"))
        await fetches(evening, anna, ("Negroni", 2))
        # What was let go is no habit; what was fetched once is.
        other = await places(evening, anna, [("Daiquiri", 1)])
        assert (await vera.sees(other.name, says["is_new"])).text.split("\n")[2] == f"Anna · {says['usually']}"
        same = await places(evening, anna, [("Negroni", 2)])
        assert (await vera.sees(same.name, says["is_new"])).text.split("\n")[2] == f"Anna · {says['the_usual']}"
        assert says["usually"] not in "".join(message.text for message in anna.messages)
        # Of two habits the more frequent counts, and somebody else's is none.
        stranger = await places(evening, evening.guest("Bruno"), [("Negroni", 2)])
        assert (await vera.sees(stranger.name, says["is_new"])).text.split("\n")[2] == "Bruno"


async def test_a_card_is_as_good_for_an_order_by_presses(tmp_path: Path) -> None:
    """The control of the quick way that this module takes: the same card as after a guest's own presses."""
    async with Evening(tmp_path, NINE, stands=True) as evening:
        anna, vera = evening.guest("Anna"), evening.staff()
        await takes_one(anna)
        pressed = await vera.sees((await called(evening)).name)
        quick = await places(evening, evening.guest("Anna"))
        placed = await vera.sees(quick.name)
        assert placed.text.split("\n")[1:] == pressed.text.split("\n")[1:]
        assert vera.labels(placed) == vera.labels(pressed)
