"""SIGTERM and Ctrl-C: stop receiving, finish what is in hand, exit 0 within ten seconds."""

import signal
from pathlib import Path

import pytest

from bot.rehearsal.api.faults import Fault
from tests.journeys.speech import ENCLOSED
from tests.process import BlackHole, Premises, config

BOTH = pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
PROMISED_S = 10.0


@BOTH
async def test_told_to_end_it_finishes_what_is_in_hand_and_receives_nothing_more(
    tmp_path: Path, number: signal.Signals
) -> None:
    async with Premises(tmp_path, "2026-11-27 20:00") as premises:
        house = await premises.open()
        drinker, booker, late = premises.guest("Drinker"), premises.guest("Booker"), premises.guest("Late")
        await drinker.writes("/order")
        cart, add = await drinker.finds("+ Negroni")
        await booker.writes("/book")
        for step in ("1", "Tomorrow", "21:00", "Confirm"):
            await booker.presses(step)
        await booker.finds("I am 18 or older")
        await premises.all_handled()

        premises.api.faults.add("editMessageText", Fault.delay(1.5), times=2)
        premises.world.press(drinker.id, drinker.id, cart.message_id, add.data or "")
        await booker.presses("I am 18 or older")
        await premises.until(lambda: premises.api.faults.pending == 0, "an answer and a promise on their way")
        house.signal(number)
        await house.says("house_closing")
        await late.writes("/start")

        assert await house.ended() == 0
        assert house.seconds_between("house_closing", "house_closed") < PROMISED_S
        await drinker.sees("1 × Negroni")
        await booker.sees("is kept.")
        assert premises.rows("SELECT count(*) FROM inbox WHERE status <> 'handled'") == [(0,)]
        # What was to follow the ticket was not begun any more; it waits for the next start.
        assert premises.rows("SELECT count(*) FROM outbox WHERE status NOT IN ('sent', 'pending')") == [(0,)]
        waiting = premises.rows("SELECT DISTINCT chat_id FROM outbox WHERE status = 'pending'")
        assert set(waiting) <= {(booker.id,)}
        assert len(premises.world.updates) == 1

        await premises.open()
        await late.sees("Good evening")
        await premises.all_handled()
        assert booker.enclosed == ENCLOSED
        assert len(booker.said) == len(drinker.said) == 1


async def test_told_to_end_it_leaves_what_takes_too_long_for_the_next_start(tmp_path: Path) -> None:
    async with Premises(tmp_path, "2026-11-27 20:00") as premises:
        house = await premises.open()
        guest = premises.guest()
        premises.api.faults.add("sendMessage", Fault.delay(60))
        await guest.writes("/start")
        await premises.until(lambda: premises.api.faults.pending == 0, "an answer on its way")
        house.signal(signal.SIGTERM)
        assert await house.ended() == 0
        assert house.seconds_between("house_closing", "house_closed") < PROMISED_S
        assert "stopped_with_work_in_hand" in house.err
        assert "Traceback" not in house.err
        assert premises.rows("SELECT status FROM inbox") == [("received",)]

        await premises.open()
        await guest.sees("Good evening")


@BOTH
async def test_told_to_end_while_nobody_answers_it_ends_at_once(tmp_path: Path, number: signal.Signals) -> None:
    async with Premises(tmp_path) as premises, BlackHole() as hole:
        house = await premises.begin(path=config(tmp_path, hole.url))
        await premises.until(hole.met.is_set, "the first call")
        house.signal(number)
        assert await house.ended() == 0
        assert house.out + house.err == ""


@BOTH
async def test_told_to_end_while_nobody_listens_it_ends_at_once(
    tmp_path: Path, number: signal.Signals, unused_tcp_port: int
) -> None:
    async with Premises(tmp_path) as premises:
        house = await premises.begin(path=config(tmp_path, f"http://127.0.0.1:{unused_tcp_port}"))
        await house.says("bot_api_unreachable")
        house.signal(number)
        assert await house.ended() == 0
        assert "Traceback" not in house.err
        assert "house_open" not in house.err
