"""Many who pay for one time at once: no more cups than fit, and nobody charged without an order or a refund."""

import asyncio
from collections import Counter
from pathlib import Path

from bot.rehearsal.api.model import PreCheckout
from tests.evening import Evening
from tests.journeys.paying import PAYING, bills, order_states, paid_rows, paying
from tests.journeys.speech import EN
from tests.people import Person

HERE = PAYING["en"]
GUESTS = 64
CUPS = 6


async def everybody_is_billed(evening: Evening) -> list[Person]:
    """Sixty-four guests have a bill for one to three cups each, all for half past nine."""
    guests = [evening.guest(f"Guest {number}") for number in range(GUESTS)]
    for guest in guests:
        await guest.writes("/order")
    await evening.settles()
    for label, who in (
        (EN["negroni"], guests),
        (EN["negroni"], [guest for number, guest in enumerate(guests) if number % 3]),
        (EN["negroni"], guests[2::3]),
        (EN["when"], guests),
        ("21:30", guests),
        (HERE["pay"], guests),
        (EN["adult"], guests),
    ):
        for guest in who:
            guest.taps(label)
        await evening.settles()
    assert all(len(bills(guest)) == 1 for guest in guests)
    return guests


async def all_check_out(guests: list[Person]) -> list[PreCheckout]:
    """All press Pay at once; those to whom the bot has said yes."""
    checkouts = await asyncio.gather(*(guest.checks_out(bills(guest)[0]) for guest in guests))
    return [checkout for checkout in checkouts if checkout.answer is not None and checkout.answer.ok]


async def cups_to_make(evening: Evening) -> int:
    """The cups that have to be made for half past nine."""
    rows = await evening.rows(
        """
        SELECT o.slot_at, sum(i.quantity) AS cups FROM orders o JOIN order_items i ON i.order_id = o.id
        WHERE o.status IN ('held', 'placed') GROUP BY o.slot_at
        """
    )
    assert len(rows) == 1
    return int(rows[0]["cups"])


async def test_sixty_four_who_pay_at_once_fill_a_slot_and_nobody_pays_for_nothing(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        guests = await everybody_is_billed(evening)
        agreed = await all_check_out(guests)
        assert await cups_to_make(evening) == CUPS
        assert 2 <= len(agreed) <= CUPS
        for checkout in agreed:
            evening.world.charges(checkout)
        await evening.settles()
        assert await cups_to_make(evening) == CUPS
        assert Counter(await order_states(evening)) == {"placed": len(agreed), "invoiced": GUESTS - len(agreed)}
        assert [row["refund_due_at"] for row in await paid_rows(evening)] == [None] * len(agreed)
        numbers = [row["number"] for row in await evening.rows("SELECT number FROM orders WHERE number IS NOT NULL")]
        assert sorted(numbers) == list(range(1, len(agreed) + 1))
        assert await evening.failed_updates() == []


async def test_without_the_last_look_at_the_pace_more_is_sold_than_fits(tmp_path: Path) -> None:
    """The control: there are more bills than cups, and it is the look before the money moves that keeps them apart."""
    async with paying(tmp_path) as evening:
        evening.house.bar.pace.is_still_promised = lambda tx, order: True  # type: ignore[method-assign]
        guests = await everybody_is_billed(evening)
        assert len(await all_check_out(guests)) == GUESTS
        assert await cups_to_make(evening) > CUPS


async def test_when_every_hold_has_run_out_before_the_money_came_what_does_not_fit_goes_back(tmp_path: Path) -> None:
    """More is agreed to than fits, one slotful after the other; then the money of all of them comes at once."""
    async with paying(tmp_path) as evening:
        guests = await everybody_is_billed(evening)
        agreed: list[PreCheckout] = []
        waiting = guests
        for _ in range(4):
            agreed += await all_check_out(waiting)
            waiting = [guest for guest in guests if guest.id not in {checkout.person.id for checkout in agreed}]
            await give_up_all(evening)
        assert len(agreed) > CUPS
        for checkout in agreed:
            evening.world.charges(checkout)
        await evening.settles()
        assert await cups_to_make(evening) <= CUPS
        states = Counter(await order_states(evening))
        assert states["placed"] >= 2
        assert states["placed"] + states["declined"] == len(agreed)
        due = [row for row in await paid_rows(evening) if row["refund_due_at"] is not None]
        assert len(due) == states["declined"] > 0
        assert len(await paid_rows(evening)) == len(agreed)
        told = [message.text for message in evening.staff().messages]
        assert all(any(row["provider_charge_id"] in text for text in told) for row in due)


async def give_up_all(evening: Evening) -> None:
    """The holds run out at once, as if ten minutes had passed."""
    await evening.house.database.write(lambda tx: tx.run("UPDATE orders SET held_until_at = placed_at"))
    await evening.house.bar.payments.give_up_unpaid()
    await evening.settles()
