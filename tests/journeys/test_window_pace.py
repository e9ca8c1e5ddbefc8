"""One pair of hands at the window: so many cups a slot, and no time that cannot be kept."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.carts import WindowNight
from bot.domain.closings import Closing
from bot.domain.pacing import UNHURRIED, Slot, WindowRules
from tests.evening import Evening, rome
from tests.journeys.speech import EN, LANGUAGES, WORDS, fills_cart, opens, orders, pickups
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
        no = EN["slot_taken" if slot == "21:30" else "soonest_gone"]
        asked_again = [guest for guest in guests if no in guest.messages[-1].text]
        assert len(placed) + len(asked_again) == GUESTS
        assert len(cups) == 1
        numbers = [row["number"] for row in await evening.rows("SELECT number FROM orders ORDER BY number")]
        assert numbers == list(range(1, len(placed) + 1))
        assert {len(guest.messages) for guest in guests} == {1}
        assert await evening.failed_updates() == []
        loser, later = asked_again[0], "21:40" if slot == "21:30" else "21:20"
        if slot == "21:30":
            assert "21:30" not in pickups(loser)
            await loser.presses(later)
        else:
            assert f"As soon as possible, about {later}" in loser.messages[-1].text
        # What was said about the age stays said, though the first wish came to nothing.
        await loser.presses(EN["place"])
        await loser.sees("Order no.", EN["placed"], later)


class Unpaced(WindowRules):
    """A window that does not count what it has promised."""

    def free_slots(
        self,
        cups: int,
        promised: Mapping[datetime, int],
        now: datetime,
        shut: Sequence[Closing] = (),
        tonight: WindowNight = UNHURRIED,
        *,
        lead: timedelta | None = None,
    ) -> list[Slot]:
        return super().free_slots(cups, {}, now, shut, tonight, lead=lead)


async def test_a_window_that_does_not_count_promises_more_than_it_can_pour(tmp_path: Path) -> None:
    """The control: there are more wishes than cups, and it is the count that keeps them apart."""
    async with Evening(tmp_path, "2026-11-27 21:00", stands=True) as evening:
        evening.house.bar.pace.rules = Unpaced(evening.house.settings)
        await everybody_orders_for(evening, "21:30")
        assert max((await cups_by_slot(evening)).values()) > CUPS


async def test_what_is_cancelled_or_declined_frees_its_cups(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 21:00", stands=True) as evening:
        anna, bruno, vera = evening.guest("Anna"), evening.guest("Bruno"), evening.staff()
        for by in ("guest", "staff"):
            receipt = await orders(anna, *["+ Negroni"] * CUPS, at="21:30", asked=by == "guest")
            await fills_cart(bruno, "+ Negroni")
            assert "21:30" not in pickups(bruno)
            if by == "guest":
                await anna.presses(EN["cancel"], receipt)
                await anna.presses(EN["sure"])
                await anna.sees(EN["order_cancelled"])
            else:
                await vera.presses("Decline")
                await vera.presses("Too busy")
                await anna.sees(EN["declined"])
            await fills_cart(bruno, "+ Daiquiri")
            assert "21:30" in pickups(bruno)
            await bruno.presses("‹ Back")
            await bruno.presses("− Negroni")
            await bruno.presses("− Daiquiri")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_cups_beside_a_time_are_those_that_are_free(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    free = {
        "en": {1: "1 free", 2: "2 free", 4: "4 free", 6: "6 free"},
        "it": {1: "1 libero", 2: "2 liberi", 4: "4 liberi", 6: "6 liberi"},
    }[language]
    async with Evening(tmp_path, "2026-11-27 21:00", stands=True) as evening:
        bruno = evening.guest("Bruno", language)
        await opens(bruno, "/order")
        await bruno.presses(words["negroni"])
        for cups, left in ((0, 6), (2, 4), (2, 2), (1, 1), (1, 0)):
            if cups:
                anna = evening.guest("Anna", language)
                await orders(anna, *[words["negroni"]] * cups, at="21:30", language=language)
            await bruno.presses(words["when"])
            await bruno.sees(words["which_pickup"])
            shown = bruno.labels(bruno.messages[-1])
            assert (f"21:30 · {free[left]}" in shown) if left else ("21:30" not in pickups(bruno))
            assert f"21:40 · {free[6]}" in shown
            await bruno.presses(words["back"])
            await bruno.finds(words["when"])


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
        for minutes in (0, 15, 60):
            pickup_at = int((rome(at) + timedelta(minutes=minutes)).timestamp()) // 600 * 10
            for soonest in (0, 1):
                await guest.forges(f"place:{revision}:{pickup_at}:{soonest}")
                await guest.forges(f"adult-place:{revision}:{pickup_at}:{soonest}")
        await evening.settles()
        assert await evening.rows("SELECT id FROM orders") == []
        assert await evening.failed_updates() == []


async def test_a_curfew_shortens_the_night_and_only_its_nights(tmp_path: Path) -> None:
    curfew = [{"from": date(2026, 11, 27), "until": date(2026, 11, 27), "closes": "00:00"}]
    async with Evening(tmp_path, "2026-11-27 22:30", stands=True, takeout__curfew=curfew) as evening:
        guest = evening.guest()
        await fills_cart(guest)
        assert pickups(guest)[-1] == "23:50"
        await evening.move_clock("2026-11-29 02:30")
        await fills_cart(guest)
        assert pickups(guest)[-1] == "02:50"


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


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_window_that_is_full_says_so_and_keeps_the_cart(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path, "2026-11-28 02:35", stands=True) as evening:
        anna, bruno = evening.guest("Anna", language), evening.guest("Bruno", language)
        await orders(anna, *[words["negroni"]] * CUPS, at="02:50", language=language)
        await opens(bruno, "/order")
        await bruno.presses(words["negroni"])
        await bruno.presses(words["when"])
        await bruno.sees(words["window_full"], words["total_10"])
        # The control: what is let go there can be had.
        await anna.presses(words["cancel"])
        await anna.presses(words["sure"])
        await anna.sees(words["order_cancelled"])
        await bruno.presses(words["when"])
        await bruno.sees(words["which_pickup"])
        assert pickups(bruno) == ["02:50"]
