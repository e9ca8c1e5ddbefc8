"""When the sum of the window is told: once for each night that is over, whatever comes between, and whenever asked."""

import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cards import sales as cards_of_sales
from bot.clock import ONE_DAY
from bot.config import load
from bot.domain.orders import UNPAID, Line, Order
from bot.domain.people import Caller, Guest
from bot.domain.sales import Span
from bot.errors import AlreadyHandledError
from bot.outbox.messages import Message
from bot.rehearsal.play import BAR
from bot.services.desk import Desk
from bot.services.sales import Sales
from bot.storage import cards, guests, inbox, orders
from bot.storage.database import Database
from bot.storage.tx import Tx

ROME = ZoneInfo("Europe/Rome")
FRIDAY = date(2026, 11, 27)
STAFF = -1004300000001


class StandingClock:
    """A clock that stands where it was set, by the wall in Milan."""

    def __init__(self, at: str) -> None:
        self.set(at)

    def set(self, at: str) -> None:
        self._at = datetime.fromisoformat(at).replace(tzinfo=ROME).astimezone(UTC)

    def now(self) -> datetime:
        return self._at


@dataclass
class Window:
    """The window's sums on a real database."""

    clock: StandingClock
    database: Database
    sales: Sales

    async def sell(self, night: date = FRIDAY, status: str = "collected") -> int:
        return await self.database.write(lambda tx: sell(tx, night, status, self.clock.now()))

    async def sent(self) -> list[Message]:
        """What was promised, in its order."""
        rows = await self.database.read(lambda tx: tx.all("SELECT body FROM outbox ORDER BY id"))
        return [Message.from_json(row["body"]) for row in rows]

    async def asked(self, update_id: int) -> Caller:
        """Vera, whose question has been received."""
        received = [inbox.Received(update_id, STAFF, "{}")]
        await self.database.write(lambda tx: inbox.insert_updates(tx, received, self.clock.now()))
        return Caller(update_id, 2001, "Vera", "en", STAFF)


def sell(tx: Tx, night: date, status: str, now: datetime) -> int:
    guests.upsert_guest(tx, Guest(5001, "Anna", "en"), now)
    lines = (Line("Negroni", 1200, 2),)
    number = orders.next_number(tx, night)
    order = Order(
        id=0,
        night_on=night,
        number=None if status in UNPAID else number,
        codename=f"Name {number}",
        guest_id=5001,
        slot_at=now,
        pickup_at=now,
        soonest=True,
        note=None,
        total_cents=2400,
        currency="EUR",
        pays="window",
        status=status,
        reason=None,
        placed_at=now,
        held_until_at=None,
        ready_at=None,
        changed_by=None,
        lines=lines,
    )
    return orders.insert_order(tx, order, now)


@pytest.fixture
async def window(tmp_path: Path) -> AsyncIterator[Window]:
    """A window on Friday evening, with nothing sold."""
    clock = StandingClock("2026-11-27 21:00")
    database = await Database.open(tmp_path / "bar.sqlite3")
    yield Window(clock, database, Sales(Desk(load(BAR, {}), clock, database)))
    await database.close()


async def test_a_night_that_is_over_is_told_once_as_a_picture_and_as_a_text(window: Window) -> None:
    await window.sell()
    window.clock.set("2026-11-28 02:59")
    assert await window.sales.sum_up() == 0
    window.clock.set("2026-11-28 03:00")
    assert await window.sales.sum_up() == 1
    picture, text = await window.sent()
    assert picture.medium is not None and picture.medium.kind == "photo"
    assert picture.html == "<b>The window</b> · Fri 27 Nov"
    assert "2 × Negroni, €24.00" in text.html
    assert await window.sales.sum_up() == 0
    assert len(await window.sent()) == 2


async def test_nights_without_orders_are_silence(window: Window) -> None:
    await window.sell(status="abandoned")
    window.clock.set("2026-11-28 12:00")
    assert await window.sales.sum_up() == 0
    assert await window.sent() == []


async def test_after_a_downtime_each_night_of_the_last_week_is_told_in_turn_and_nothing_older(window: Window) -> None:
    for days in (0, 1, 6, 7, 8):
        await window.sell(FRIDAY - days * ONE_DAY)
    window.clock.set("2026-11-28 12:00")
    assert await window.sales.sum_up() == 3
    titles = [message.html for message in await window.sent() if message.medium]
    assert titles == [f"<b>The window</b> · {day} Nov" for day in ("Sat 21", "Thu 26", "Fri 27")]


async def test_two_ticks_at_once_tell_once(window: Window) -> None:
    await window.sell()
    window.clock.set("2026-11-28 12:00")
    told = await asyncio.gather(*(window.sales.sum_up() for _ in range(8)))
    assert sorted(told) == [0] * 7 + [1]
    assert len(await window.sent()) == 2


async def test_what_was_cut_short_while_it_was_drawn_is_told_by_the_next_tick(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    await window.sell()
    window.clock.set("2026-11-28 12:00")
    with monkeypatch.context() as patch:
        drawing, go_on = threading.Event(), threading.Event()
        draw = cards_of_sales.picture

        def slowly(*details: object, **more: object) -> Message:
            drawing.set()
            assert go_on.wait(20)
            return draw(*details, **more)  # type: ignore[arg-type]

        patch.setattr(cards_of_sales, "picture", slowly)
        tick = asyncio.create_task(window.sales.sum_up())
        await asyncio.to_thread(drawing.wait, 20)
        tick.cancel()
        with pytest.raises(asyncio.CancelledError):
            await tick
        go_on.set()
    assert await window.sent() == []
    assert await window.sales.sum_up() == 1
    assert len(await window.sent()) == 2


async def test_what_is_settled_while_it_is_drawn_is_on_the_picture_too(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Picture and text tell the same: what has changed since is drawn anew by the next tick."""
    order_id = await window.sell(status="ready")
    window.clock.set("2026-11-28 12:00")
    draw = cards_of_sales.picture
    drawn: list[int] = []
    loop = asyncio.get_running_loop()

    def meanwhile(words: object, told: object, **more: object) -> Message:
        drawn.append(told.total.cups)  # type: ignore[attr-defined]
        if len(drawn) == 1:
            settled = window.database.write(
                lambda tx: orders.step_order(tx, order_id, "collected", "Vera", window.clock.now())
            )
            assert asyncio.run_coroutine_threadsafe(settled, loop).result(20)
        return draw(words, told, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(cards_of_sales, "picture", meanwhile)
    assert await window.sales.sum_up() == 0
    assert await window.sent() == []
    assert await window.sales.sum_up() == 1
    assert drawn == [0, 2]
    assert "2 × Negroni" in (await window.sent())[1].html


async def test_the_loop_goes_on_while_the_picture_is_drawn(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []
    draw = cards_of_sales.picture

    def watched(*details: object, **more: object) -> Message:
        threads.append(threading.get_ident())
        return draw(*details, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(cards_of_sales, "picture", watched)
    await window.sales.tell(await window.asked(1), Span.week(FRIDAY))
    assert threads and threading.get_ident() not in threads


async def test_what_is_settled_later_changes_the_text_of_its_night(window: Window) -> None:
    order_id = await window.sell(status="ready")
    window.clock.set("2026-11-28 12:00")
    await window.sales.sum_up()
    assert "no. 1 · Name 1" in (await window.sent())[1].html

    def settle(tx: Tx) -> None:
        assert orders.step_order(tx, order_id, "collected", "Vera", window.clock.now())
        window.sales.renew(tx, FRIDAY)

    await window.database.write(settle)
    renewed = (await window.sent())[-1]
    assert "no. 1" not in renewed.html and "2 × Negroni" in renewed.html
    rows = await window.database.read(lambda tx: tx.all("SELECT card_id FROM outbox ORDER BY id"))
    card = await window.database.read(lambda tx: cards.get_card(tx, "sales", FRIDAY.toordinal(), "staff"))
    assert card is not None
    assert rows[0]["card_id"] is None
    assert {row["card_id"] for row in rows[1:]} == {card.id}


async def test_a_night_whose_sum_was_not_told_has_nothing_to_follow(window: Window) -> None:
    await window.sell(status="ready")
    await window.database.write(lambda tx: window.sales.renew(tx, FRIDAY))
    assert await window.sent() == []


async def test_asking_twice_tells_twice_and_a_redelivered_question_once(window: Window) -> None:
    await window.sell()
    for update_id in (1, 2):
        await window.sales.tell(await window.asked(update_id), Span(FRIDAY, FRIDAY))
    with pytest.raises(AlreadyHandledError):
        await window.sales.tell(await window.asked(2), Span(FRIDAY, FRIDAY))
    texts = [message.html for message in await window.sent() if message.medium is None]
    assert [text.split("\n")[0] for text in texts] == ["<b>The window</b> · Fri 27 Nov, so far"] * 2


@pytest.mark.parametrize(
    ("now", "tonight"),
    [
        ("2026-11-27 12:00", FRIDAY),
        ("2026-11-28 02:59", FRIDAY),
        ("2026-11-28 03:00", FRIDAY + ONE_DAY),
    ],
)
async def test_tonight_is_tonight_until_the_bar_has_closed(window: Window, now: str, tonight: date) -> None:
    window.clock.set(now)
    assert window.sales.tonight == tonight


@pytest.mark.parametrize("closes", ["01:00", "04:00"])
async def test_as_long_as_bar_or_window_is_open_it_is_still_that_night(tmp_path: Path, closes: str) -> None:
    clock = StandingClock("2026-11-28 02:30")
    database = await Database.open(tmp_path / "other.sqlite3")
    sums = Sales(Desk(load(BAR, {}, {"takeout.closes": closes}), clock, database))
    assert sums.tonight == FRIDAY
    clock.set("2026-11-28 03:30")
    assert sums.tonight == (FRIDAY if closes == "04:00" else FRIDAY + ONE_DAY)
    await database.close()


async def test_the_night_of_the_change_is_over_when_the_wall_clock_says_so(window: Window) -> None:
    october = date(2026, 10, 24)
    await window.sell(october)
    window.clock.set("2026-10-25 02:59")
    assert await window.sales.sum_up() == 0
    window.clock._at += timedelta(hours=1)
    assert await window.sales.sum_up() == 0
    window.clock._at += timedelta(minutes=1)
    assert await window.sales.sum_up() == 1
