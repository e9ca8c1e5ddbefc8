"""The real process killed again and again while guests write and press: nothing is lost, nothing happens twice."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bot.clock import MovableClock
from bot.rehearsal.api.faults import Fault
from bot.rehearsal.api.model import Button, Message
from tests.evening import Person, Telegram
from tests.journeys.speech import ENCLOSED
from tests.process import OPEN, PATIENCE_S, Premises, Process

#: 30 guests × 5 presses, 25 bookings, 25 greetings.
DRINKERS, PRESSES, BOOKERS, GREETERS = 30, 5, 25, 25
UPDATES = DRINKERS * PRESSES + BOOKERS + GREETERS


class Evening200:
    """The guests of a campaign, with their cards before them, and the 200 things that they will do."""

    def __init__(self, premises: Premises) -> None:
        self.premises = premises
        self.drinkers = [premises.guest(f"Drinker {number}") for number in range(DRINKERS)]
        self.bookers = [premises.guest(f"Booker {number:02}") for number in range(BOOKERS)]
        self.greeters = [premises.guest(f"Greeter {number}") for number in range(GREETERS)]
        self.actions: list[Callable[[], object]] = []

    async def prepare(self) -> None:
        """Everybody asks for a card; a drinker's has the drinks on it."""
        house = await self.premises.open()
        for guest in self.drinkers:
            await guest.writes("/order")
        for guest in self.bookers:
            await guest.writes("/book")
        carts = [await guest.finds("+ Negroni") for guest in self.drinkers]
        asked = await asyncio.gather(
            *(self._comes_to_the_last_button(number, guest) for number, guest in enumerate(self.bookers))
        )
        await self.premises.all_handled()
        await house.kill()
        for guest, (card, button) in zip(self.drinkers, carts, strict=True):
            self.actions += [self._presses(guest, card.message_id, button.data)] * PRESSES
        for guest, (card, button) in zip(self.bookers, asked, strict=True):
            self.actions.append(self._presses(guest, card.message_id, button.data))
        self.actions += [lambda guest=guest: self.premises.world.write(guest.id, "/start") for guest in self.greeters]

    async def check(self) -> None:
        """Every update handled, each effect once, each promise seen."""
        rows = self.premises.rows
        asked = DRINKERS + BOOKERS * len(("/book", "1", "a night", "a time", "Confirm"))
        assert rows("SELECT status, count(*) FROM inbox GROUP BY status") == [("handled", asked + UPDATES)]
        carts = rows("SELECT guest_id, quantity FROM cart_items ORDER BY guest_id")
        assert carts == [(guest.id, PRESSES) for guest in self.drinkers]
        booked = rows("SELECT guest_id FROM reservations WHERE status = 'booked' ORDER BY guest_id")
        assert booked == [(guest.id,) for guest in self.bookers]
        staff = self.premises.staff()
        for number, guest in enumerate(self.bookers):
            await guest.sees("is kept.")
            assert set(guest.enclosed) == set(ENCLOSED)
            await staff.sees("Booked", f"Booker {number:02}")
        for guest in self.greeters:
            await guest.sees("Good evening")

    def _presses(self, guest: Person, message_id: int, data: str | None) -> Callable[[], object]:
        assert data is not None
        return lambda: self.premises.world.press(guest.id, guest.id, message_id, data)

    async def _comes_to_the_last_button(self, number: int, guest: Person) -> tuple[Message, Button]:
        """From how many to "I am 18 or older", for one of four seatings of a night after tomorrow."""
        await guest.presses("1")
        nights = await guest.sees("Which night?")
        await guest.presses(guest.labels(nights)[2 + number // 4])
        await guest.sees("What time?")
        await guest.presses(("19:00", "20:30", "22:00", "23:30")[number % 4])
        await guest.presses("Confirm")
        return await guest.finds("I am 18 or older")


async def killed_again_and_again(
    start: Callable[[], Awaitable[Process]], ready: str, actions: list[Callable[[], object]], kills: int, random: Random
) -> None:
    """While ``actions`` happen in a random order, let ``kills`` processes live a random moment each."""
    random.shuffle(actions)
    shares = [actions[life::kills] for life in range(kills)]
    for share in shares:
        # Some wait already when the process begins, some come while it works; most of the kills catch it at work.
        early = random.randrange(len(share) + 1)
        for act in share[:early]:
            act()
        process = await start()
        await (asyncio.sleep(random.uniform(0, 0.5)) if random.random() < 0.1 else process.says(ready))
        for act in share[early:]:
            await asyncio.sleep(random.uniform(0, 0.03))
            act()
        await asyncio.sleep(random.uniform(0, 0.1))
        await process.kill()


async def house_campaign(folder: Path, kills: int, seed: int) -> int:
    """The house, killed; returns how often a new life found work that the one before had left in hand."""
    async with Premises(folder) as premises:
        evening = Evening200(premises)
        await evening.prepare()
        for method in ("answerCallbackQuery", "editMessageText", "sendMessage"):
            # Telegram's round trip: without one there would be little time to be killed in.
            premises.api.faults.rate(method, 0.8, Fault.delay(0.05), seed)
        await killed_again_and_again(premises.begin, OPEN, evening.actions, kills, Random(seed))
        premises.api.faults.clear()
        await premises.open()
        await premises.all_handled()
        await evening.check()
        return sum("inbox_replayed" in process.err for process in premises.processes)


async def stock_campaign(folder: Path, kills: int, seed: int) -> int:
    """The library's stock updater, killed likewise; returns how many of as many updates it lost."""
    telegram = Telegram(MovableClock())
    await telegram.start()
    token = telegram.settings.telegram.token.get_secret_value()
    file = folder / "stock.sqlite3"
    guests = [telegram.guest(f"Guest {number}") for number in range(UPDATES)]
    actions: list[Callable[[], object]] = [
        lambda guest=guest: telegram.world.write(guest.id, f"Good evening, I am {guest.id}") for guest in guests
    ]

    async def start() -> Process:
        return await Process.start("-m", "tests.stock_process", token, telegram.url, str(file), secret="\0")

    def handled() -> set[str]:
        with closing(sqlite3.connect(file)) as effects:
            return {text for (text,) in effects.execute("SELECT text FROM effects")}

    await killed_again_and_again(start, "polling", actions, kills, Random(seed))
    last = await start()
    telegram.world.write(guests[0].id, "the last")
    # It handles one after the other, so after this one there is nothing more to come.
    async with asyncio.timeout(PATIENCE_S):
        while "the last" not in handled():
            await asyncio.sleep(0.05)
    await last.kill()
    await telegram.api.stop()
    return UPDATES - len(handled() - {"the last"})


async def shows_the_difference(folder: Path, kills: int) -> None:
    replays, lost = await asyncio.gather(house_campaign(folder, kills, seed=43), stock_campaign(folder, kills, seed=43))
    print(
        f"{kills} kills: the house lost 0 of {UPDATES}, taking up work {replays} times; the stock updater lost {lost}"
    )
    assert replays > 0, "no kill caught the house at work"
    assert lost > 0, "the stock updater should have lost some"


async def test_killed_8_times_the_house_loses_nothing_where_the_stock_updater_does(tmp_path: Path) -> None:
    await shows_the_difference(tmp_path, kills=8)


@pytest.mark.long
async def test_killed_50_times_the_house_loses_nothing_where_the_stock_updater_does(tmp_path: Path) -> None:
    await shows_the_difference(tmp_path, kills=50)


async def test_a_press_cut_short_after_its_commit_counts_once(tmp_path: Path) -> None:
    assert await negronis_after_a_press_cut_short(tmp_path) == 1


async def test_without_the_mark_in_the_same_commit_it_counts_again(tmp_path: Path) -> None:
    assert await negronis_after_a_press_cut_short(tmp_path, "--forgetful") > 1


async def negronis_after_a_press_cut_short(folder: Path, *options: str) -> int:
    """Kill the house after the commit of one Negroni and before it is shown, and start again."""
    async with Premises(folder, "2026-11-27 20:00") as premises:
        house = await premises.open(*options)
        guest = premises.guest()
        await guest.writes("/order")
        card, button = await guest.finds("+ Negroni")
        await premises.all_handled()
        premises.api.faults.add("editMessageText", Fault.delay(60))
        premises.world.press(guest.id, guest.id, card.message_id, button.data or "")
        await premises.until(lambda: premises.rows("SELECT quantity FROM cart_items") == [(1,)], "one Negroni")
        await house.kill()

        await premises.open(*options)
        await premises.all_handled()
        return int(premises.rows("SELECT quantity FROM cart_items")[0][0])
