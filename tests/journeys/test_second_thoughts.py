"""What the house meets when the owner changes the config, an answer is lost, or somebody presses what is not theirs."""

from pathlib import Path

from bot.rehearsal.api import Fault
from tests.evening import Evening, rome
from tests.journeys.speech import EN, fills_cart, opens, orders, pickups


async def test_a_cart_above_a_limit_that_was_lowered_can_be_emptied(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await opens(guest, "/order")
        for _ in range(6):
            await guest.presses(EN["negroni"])
        await guest.sees("6 × Negroni")
        await evening.restart_house(takeout__cups_per_slot=4)
        refused = await guest.presses(EN["negroni"])
        assert "4 cups" in refused.text
        await guest.presses(EN["no_negroni"])
        await guest.sees("5 × Negroni")
        await guest.presses(EN["no_negroni"])
        await guest.sees("4 × Negroni")


async def test_a_cart_whose_change_was_not_shown_is_shown_when_the_press_is_tried_again(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await opens(guest, "/order")
        evening.api.faults.add("editMessageText", Fault.error(502, "Bad Gateway"))
        await guest.presses(EN["negroni"])
        await guest.sees("1 × Negroni")
        assert await evening.rows("SELECT quantity FROM cart_items") == [{"quantity": 1}]
        assert await evening.failed_updates() == []


async def test_a_booking_forged_on_a_receipt_is_refused_and_nobody_is_alarmed(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        receipt = await orders(guest)
        starts_at = int(rome("2026-11-28 21:00").timestamp()) // 60
        answer = await guest.forges(f"book-now:2:{starts_at}", receipt.message_id)
        assert "That card was old" in answer.text
        assert await evening.rows("SELECT id FROM reservations") == []
        assert await evening.failed_updates() == []


async def test_an_order_of_last_night_can_be_collected_but_no_longer_put_off(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 20:00") as evening:
        guest, staff = evening.guest(), evening.staff()
        await orders(guest)
        await orders(guest, asked=False)
        await guest.sees("Order no. 2")
        await staff.sees("no. 2")
        first, second = staff.messages
        for number, card in ((1, first), (2, second)):
            await staff.presses("Accept", card)
            await staff.sees(f"no. {number}", "accepted")
        await staff.presses("Ready", await staff.sees("no. 1", "accepted"))
        await staff.sees("no. 1", "ready")
        await guest.sees(EN["ping_ready"])
        pings = len(guest.messages)
        await evening.move_clock("2026-11-28 12:00")
        late = await staff.presses("+5 min", await staff.sees("no. 2", "accepted"))
        assert late.text == "That night is over."
        await staff.presses("Collected")
        await staff.sees("no. 1", "collected")
        assert len(guest.messages) == pings


async def test_cups_promised_on_an_earlier_grid_still_count(tmp_path: Path) -> None:
    async with Evening(tmp_path, takeout__cups_per_slot=6, takeout__slot_minutes=10) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        await orders(anna, *([EN["negroni"]] * 6), at="21:10")
        await evening.restart_house(takeout__slot_minutes=15)
        await fills_cart(bruno)
        assert "21:00" not in pickups(bruno)
        assert {"20:45", "21:15"} <= set(pickups(bruno))
