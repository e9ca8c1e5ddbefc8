"""Words: what it costs to say a thing in a guest's language. Cards are written on the writer's thread."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from bot.cards import calendar, orders, tickets
from bot.config import Settings, load
from bot.domain.orders import Line, Order
from bot.domain.reservations import Reservation, SeatRules
from bot.rehearsal.play import BAR
from bot.texts.words import Words
from tests.benchmarks.rounds import Contender, Report, Size, interleaved

EIGHT = datetime(2026, 11, 27, 20, tzinfo=UTC)
TICKET = Reservation(7, "ABCDE", 1, date(2026, 11, 27), EIGHT, EIGHT.replace(hour=21, minute=30), 2, (1, 2), "booked")
LINES = (Line("Negroni", 1000, 2), Line("Old Fashioned", 1200, 1))
ORDER = Order(
    id=7,
    night_on=date(2026, 11, 27),
    number=12,
    codename="Zebra",
    guest_id=1,
    slot_at=EIGHT,
    pickup_at=EIGHT,
    soonest=False,
    note="no ice",
    total_cents=3200,
    currency="EUR",
    pays="window",
    status="placed",
    reason=None,
    placed_at=EIGHT,
    held_until_at=None,
    ready_at=None,
    changed_by=None,
    lines=LINES,
)


def _plain_ticket() -> str:
    """What a ticket would cost without languages."""
    when = f"{TICKET.starts_at:%a %d %b, %H:%M}"
    stools = " and ".join(str(stool) for stool in TICKET.stools)
    return f"<b>Your stools are kept.</b>\n{when}\n{TICKET.party} people, stools {stools}\nCode {TICKET.code}"


async def measure(size: Size, _folder: Path) -> Iterator[Report]:
    """Microseconds for each card, in both languages."""
    settings = load(BAR, {})
    nights = SeatRules(settings).nights(EIGHT)[:14]
    count = size.pick(100, 1000, 5000)
    works: dict[str, Callable[[], object]] = {"one f-string (floor)": _plain_ticket}
    for language in ("en", "it"):
        words = Words(language, settings.venue.hours)
        works |= {f"{card}, {language}": work for card, work in _cards(words, settings, nights).items()}
    times = await interleaved({name: _timed(work, count) for name, work in works.items()}, size.rounds)
    return iter([Report("Saying it", ("µs each",), {name: (took,) for name, took in times.items()}, next(iter(works)))])


def _cards(words: Words, settings: Settings, nights: Sequence[date]) -> dict[str, Callable[[], object]]:
    return {
        "ticket": lambda: tickets.ticket(words, TICKET),
        "the ticket's calendar file": lambda: calendar.invitation(words, settings, TICKET, EIGHT),
        "staff's card of an order": lambda: orders.staff_card(words, ORDER, "Anna", LINES),
        "the buttons of fourteen nights": lambda: [
            words.plain("night-choice", night=words.night(night, EIGHT), free=4) for night in nights
        ],
    }


def _timed(work: Callable[[], object], count: int) -> Contender:
    async def timed() -> float:
        began = time.perf_counter()
        for _ in range(count):
            work()
        return (time.perf_counter() - began) / count * 1e6

    return timed
