"""APScheduler as a metronome: it calls the ticks, and the ticks ask what is due.

Nothing is scheduled for an instant, so nothing can be missed: after a pause or a moved clock the next tick finds what
has fallen due. ``misfire_grace_time=None`` because the default drops a job that is a second late; ``coalesce`` because
one look at the database makes up for all that were missed.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from bot.errors import OperatorError
from bot.services.bar import Bar
from scheduler import clues, housekeeping, orders, reservations, sales, waitlist

log = structlog.get_logger(__name__)

Tick = Callable[[Bar], Awaitable[None]]

EVERY_SECOND = CronTrigger(second="*", timezone=UTC)
EVERY_FEW_SECONDS = CronTrigger(second="*/5", timezone=UTC)
EVERY_TEN_SECONDS = CronTrigger(second="*/10", timezone=UTC)
EVERY_MINUTE = CronTrigger(second=30, timezone=UTC)
EVERY_HOUR = CronTrigger(minute=17, timezone=UTC)


class Ticks:
    """Starts and stops with the application. ``broken`` is resolved with an error that the house cannot go on after."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._ticks: list[Tick] = []
        self._in_hand = 0
        self._idle = asyncio.Event()
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self.broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.add(clues.release_due_clue, EVERY_SECOND)
        self.add(clues.see_to_gaps, EVERY_SECOND)
        self.add(clues.show_next_clue, EVERY_SECOND)
        self.add(clues.write_first, EVERY_SECOND)
        self.add(clues.show_mailings, EVERY_TEN_SECONDS)
        self.add(waitlist.see_to_offers, EVERY_SECOND)
        self.add(waitlist.offer_what_fits, EVERY_MINUTE)
        self.add(reservations.remind, EVERY_SECOND)
        self.add(reservations.see_to_the_door, EVERY_SECOND)
        self.add(orders.raise_alarms, EVERY_SECOND)
        self.add(orders.see_to_payments, EVERY_SECOND)
        self.add(sales.sum_up_nights, EVERY_MINUTE)
        self.add(housekeeping.sweep, EVERY_HOUR)

    def add(self, tick: Tick, trigger: CronTrigger, *, first: bool = False) -> None:
        """Have ``tick`` called at each beat of ``trigger``, and never twice at the same time.

        ``first``: before the others, where all are called together.
        """
        self._ticks.insert(0 if first else len(self._ticks), tick)
        self._scheduler.add_job(self._on_beat, trigger, args=[tick], id=tick.__name__)

    async def beat(self) -> None:
        """Call every tick once, now: somebody has moved the clock."""
        for tick in self._ticks:
            await self._call(tick)

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()

    async def stop(self) -> None:
        """End. A tick in hand is cut short, and has come to its end when this returns."""
        if not self._scheduler.running:
            return
        self._scheduler.shutdown(wait=False)
        # The scheduler only puts its shutdown into the loop, and that one only asks the ticks to end.
        await asyncio.sleep(0)
        if self._in_hand:
            await self._idle.wait()

    async def _on_beat(self, tick: Tick) -> None:
        self._in_hand += 1
        self._idle.clear()
        try:
            await self._call(tick)
        except asyncio.CancelledError:
            # Nobody but the scheduler's shutdown cancels it. What is due stays due, and the next start finds it.
            log.info("tick_cut_short", tick=tick.__name__)
        finally:
            self._in_hand -= 1
            if not self._in_hand:
                self._idle.set()

    async def _call(self, tick: Tick) -> None:
        try:
            await tick(self._bar)
        except OperatorError as error:
            if not self.broken.done():
                self.broken.set_exception(error)
        except Exception:
            log.exception("tick_failed", tick=tick.__name__)
