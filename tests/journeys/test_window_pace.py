"""One pair of hands at the window: so many cups a slot, and no time that cannot be kept."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.domain.closings import Closing
from bot.domain.pacing import WindowRules
from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, WORDS, fills_cart, opens, orders
from tests.people import Person

GUESTS = 64
CUPS = 6


async def everybody_orders_for(evening: Evening, slot: str) -> list[Person]:
    """Sixty-four guests with one to three cups each come as far as the last button for one slot, and press together."""
    guests = [evening.guest(f"Guest {number}") for number in range(GUESTS)]

    async def all_tap(label: str, who: Callable[[int], bool] = lambda _: True) -> None:
        queries = [guest.taps(label) for number, guest in enumerate(guests) if who(number)]
        await evening.settles()
        assert all(query.answer is not None for query in queries)

    for guest in guests:
        await guest.writes("/order")
    await evening.settles()
    await all_tap("+ Negroni")
    await all_tap("+ Daiquiri", lambda number: number % 3 > 0)
    await all_tap("+ Daiquiri", lambda number: number % 3 > 1)
    for label in (EN["when"], slot, EN["place"], EN["adult"]):
        await all_tap(label)
    return guests


async def cups_by_slot(evening: Evening) -> Mapping[datetime, int]:
    """The cups that were promised for each time."""
    rows = await evening.rows("SELECT o.pickup_at, i.quantity FROM orders o JOIN order_items i ON i.order_id = o.id")
    cups: Counter[datetime] = Counter()
    for row in rows:
        cups[row["pickup_at"]] += row["quantity"]
    return cups


@pytest.mark.parametrize("slot", ["21:30", "As soon as possible"])
async def test_sixty_four_orders_at_once_never_put_more_cups_into_a_slot_than_fit(tmp_path: Path, slot: str) -> None:
    async with Evening(tmp_path, "2026-11-27 21:00", stands=True) as evening:
        guests = await everybody_orders_for(evening, slot)
        cups = await cups_by_slot(evening)
        assert max(cups.values()) == CUPS
        placed = [guest for guest in guests if EN["placed"] in guest.messages[-1].text]
        asked_again = [guest for guest in guests if EN["slot_taken"] in guest.messages[-1].text]
        assert len(placed) + len(asked_again) == GUESTS
        assert len(cups) == 1 if slot == "21:30" else not asked_again
        numbers = [row["number"] for row in await evening.rows("SELECT number FROM orders ORDER BY number")]
        assert numbers == list(range(1, len(placed) + 1))
        assert {len(guest.messages) for guest in guests} == {1}
        assert await evening.failed_updates() == []
        if asked_again:
            assert "21:30" not in asked_again[0].labels(asked_again[0].messages[-1])
            await asked_again[0].presses("21:40")
            # What was said about the age stays said, though the first wish came to nothing.
            await asked_again[0].presses(EN["place"])
            await asked_again[0].sees("Order no.", EN["placed"], "21:40")


class Unpaced(WindowRules):
    """A window that does not count what it has promised."""

    def free_slots(
        self, cups: int, promised: Mapping[datetime, int], now: datetime, shut: Sequence[Closing] = ()
    ) -> list[datetime]:
        return super().free_slots(cups, {}, now, shut)


async def test_a_window_that_does_not_count_promises_more_than_it_can_pour(tmp_path: Path) -> None:
    """The control: there are more wishes than cups, and it is the count that keeps them apart."""
    async with Evening(tmp_path, "2026-11-27 21:00", stands=True) as evening:
        evening.house.bar.orders.rules = Unpaced(evening.house.settings)
        await everybody_orders_for(evening, "21:30")
        assert max((await cups_by_slot(evening)).values()) > CUPS


async def test_what_is_cancelled_or_declined_frees_its_cups(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 21:00", stands=True) as evening:
        anna, bruno, vera = evening.guest("Anna"), evening.guest("Bruno"), evening.staff()
        for by in ("guest", "staff"):
            receipt = await orders(anna, *["+ Negroni"] * CUPS, at="21:30", asked=by == "guest")
            await fills_cart(bruno, "+ Negroni")
            assert "21:30" not in bruno.labels(bruno.messages[-1])
            if by == "guest":
                await anna.presses(EN["cancel"], receipt)
                await anna.presses(EN["sure"])
                await anna.sees(EN["order_cancelled"])
            else:
                await vera.presses("Decline")
                await anna.sees(EN["declined"])
            await fills_cart(bruno, "+ Daiquiri")
            assert "21:30" in bruno.labels(bruno.messages[-1])
            await bruno.presses("‹ Back")
            await bruno.presses("− Negroni")
            await bruno.presses("− Daiquiri")


async def test_more_cups_than_one_slot_takes_do_not_go_into_the_cart(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await opens(guest, "/order")
        for _ in range(CUPS):
            await guest.presses("+ Margarita")
        answer = await guest.presses("+ Negroni")
        assert answer.show_alert
        assert "6 cups at the most" in answer.text
        await guest.sees("6 × Margarita", "Total €60.00")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("at", "overrides"),
    [
        ("2026-11-28 02:55", {}),
        ("2026-11-27 20:00", {"venue__closed_weekdays": ["fri"]}),
        ("2026-11-28 01:00", {"venue__closed_weekdays": ["fri"]}),
        (
            "2026-11-28 00:05",
            {"takeout__curfew": [{"from": date(2026, 11, 1), "until": date(2026, 11, 30), "closes": "00:00"}]},
        ),
    ],
    ids=["just before closing", "closed weekday", "closed weekday after midnight", "curfew"],
)
async def test_a_closed_window_says_so_and_takes_nothing(
    tmp_path: Path, language: str, at: str, overrides: dict[str, object]
) -> None:
    words = WORDS[language]
    async with Evening(tmp_path, at, stands=True, **overrides) as evening:
        guest = evening.guest("Anna", language)
        menu = await opens(guest, "/order")
        assert words["window_closed"] in menu.text
        await guest.presses(words["negroni"])
        await guest.presses(words["when"])
        await guest.sees(words["window_closed_no"], words["total_10"])
        revision = (await evening.rows("SELECT revision FROM carts"))[0]["revision"]
        await guest.forges(f"place:{revision}:0")
        await guest.forges(f"adult-place:{revision}:0")
        await evening.settles()
        assert await evening.rows("SELECT id FROM orders") == []
        assert await evening.failed_updates() == []


async def test_a_curfew_shortens_the_night_and_only_its_nights(tmp_path: Path) -> None:
    curfew = [{"from": date(2026, 11, 27), "until": date(2026, 11, 27), "closes": "00:00"}]
    async with Evening(tmp_path, "2026-11-27 22:30", stands=True, takeout__curfew=curfew) as evening:
        guest = evening.guest()
        await fills_cart(guest)
        assert guest.labels(guest.messages[-1])[-2:] == ["23:50", "‹ Back"]
        await evening.move_clock("2026-11-29 02:30")
        await fills_cart(guest)
        assert guest.labels(guest.messages[-1])[-2:] == ["02:50", "‹ Back"]


async def test_a_place_order_after_its_time_asks_again(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 21:00", stands=True) as evening:
        guest = evening.guest()
        await fills_cart(guest)
        await guest.presses("21:30")
        card, _ = await guest.finds(EN["place"])
        await evening.move_clock("2026-11-27 21:25")
        await guest.presses(EN["place"], card)
        await guest.presses(EN["adult"])
        await guest.sees(EN["slot_taken"])
        assert guest.labels(guest.messages[-1])[0] == "As soon as possible · 21:40"
        assert await evening.rows("SELECT id FROM orders") == []
