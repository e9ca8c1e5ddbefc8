"""How a night at the window does: each night for itself, and nothing of it in the next."""

import asyncio

from bot.domain.carts import Pause, WindowNight
from bot.storage import window
from bot.storage.database import Database
from bot.storage.tx import Tx
from tests.storage.window_rows import FRIDAY, MINUTE, NINE, SATURDAY, TEN_PAST

PAUSE = Pause(TEN_PAST, "ice & glass", "Vera")


def test_a_night_of_which_nothing_was_said_is_a_usual_one(tx: Tx) -> None:
    assert window.get_window(tx, FRIDAY, NINE) == WindowNight()


def test_a_pause_is_over_at_its_end_and_by_itself(tx: Tx) -> None:
    window.set_pause(tx, FRIDAY, PAUSE)
    assert window.get_window(tx, FRIDAY, NINE) == WindowNight(PAUSE)
    assert window.get_window(tx, FRIDAY, TEN_PAST - MINUTE / 1000) == WindowNight(PAUSE)
    assert window.get_window(tx, FRIDAY, TEN_PAST) == WindowNight()


def test_what_is_said_of_a_night_is_not_said_of_the_next(tx: Tx) -> None:
    window.set_pause(tx, FRIDAY, PAUSE)
    window.set_rush(tx, FRIDAY, 15)
    assert window.get_window(tx, SATURDAY, NINE) == WindowNight()


def test_a_pause_can_end_early_or_be_another_and_leaves_the_rush_alone(tx: Tx) -> None:
    window.set_rush(tx, FRIDAY, 15)
    window.set_pause(tx, FRIDAY, PAUSE)
    longer = Pause(TEN_PAST + MINUTE, "", "Luca")
    window.set_pause(tx, FRIDAY, longer)
    assert window.get_window(tx, FRIDAY, NINE) == WindowNight(longer, 15)
    window.set_pause(tx, FRIDAY, None)
    assert window.get_window(tx, FRIDAY, NINE) == WindowNight(None, 15)


def test_a_rush_is_as_it_was_last_said_and_0_ends_it(tx: Tx) -> None:
    for minutes in (15, 5, 0):
        window.set_rush(tx, FRIDAY, minutes)
        assert window.get_window(tx, FRIDAY, NINE).rush_minutes == minutes


async def test_of_several_who_tell_a_nights_sum_one_does(database: Database) -> None:
    told = await asyncio.gather(
        *(database.write(lambda tx: window.claim_sum(tx, FRIDAY, NINE)) for _ in range(5)),
        database.write(lambda tx: window.claim_sum(tx, SATURDAY, NINE)),
    )
    assert told == [True, False, False, False, False, True]
