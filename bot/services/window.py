"""What the staff decide about the window tonight: sold out, a pause, a rush. The night's end forgets all of it."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.carts import Drink, Pause, WindowNight
from bot.domain.people import Caller
from bot.errors import Refusal
from bot.services.carts import Carts
from bot.services.desk import Desk
from bot.services.pace import Pace
from bot.storage import drinks, window
from bot.storage.tx import Tx

LONGEST_PAUSE = timedelta(hours=8)
LONGEST_RUSH = 120


@dataclass(frozen=True, slots=True)
class Tonight:
    """The menu as it is tonight, and how the window does."""

    menu: tuple[Drink, ...]
    window: WindowNight


class Window:
    """Whatever is said here shows at once on every cart that somebody has before them."""

    def __init__(self, desk: Desk, pace: Pace, carts: Carts) -> None:
        self._desk = desk
        self._pace = pace
        self._carts = carts

    async def tonight(self) -> Tonight:
        """How things stand."""
        return await self._desk.read(self._tonight)

    async def sold_out(self, caller: Caller, drink_id: int, *, sold_out: bool) -> Tonight:
        """A drink cannot be had any more tonight, or with ``sold_out`` False again.

        Raises:
            Refusal: it is not on the menu ("stale-card").
        """

        def mark(tx: Tx) -> Tonight:
            if drink_id not in {drink.id for drink in drinks.list_menu(tx, self._pace.night)}:
                raise Refusal("stale-card")
            if drinks.set_sold_out(tx, drink_id, self._pace.night if sold_out else None):
                self._carts.renew_shown(tx)
            return self._tonight(tx)

        return await self._desk.effect(caller, mark)

    async def pause(self, caller: Caller, minutes: int, reason: str) -> Pause:
        """Take no orders for so many minutes; the menu stays, and says when it goes on.

        Raises:
            Refusal: that is no pause any more, or the window is closed anyway.
        """
        length = timedelta(minutes=minutes)
        if not timedelta() < length <= LONGEST_PAUSE:
            raise Refusal("pause-too-long", hours=LONGEST_PAUSE // timedelta(hours=1))

        def begin(tx: Tx) -> Pause:
            now, closes_at = self._desk.now, self._pace.rules.closes_at(self._pace.night)
            if now >= closes_at:
                raise Refusal("pause-window-closed")
            # A pause that would outlast the window's hours ends with them.
            until_at = min(now + length, closes_at)
            pause = Pause(until_at, reason, caller.first_name)
            window.set_pause(tx, self._pace.night, pause)
            self._carts.renew_shown(tx)
            return pause

        return await self._desk.effect(caller, begin)

    async def resume(self, caller: Caller) -> None:
        """Go on before the pause is over.

        Raises:
            Refusal: there is no pause.
        """

        def end(tx: Tx) -> None:
            if self._pace.tonight(tx).pause is None:
                raise Refusal("resume-not-paused")
            window.set_pause(tx, self._pace.night, None)
            self._carts.renew_shown(tx)

        await self._desk.effect(caller, end)

    async def rush(self, caller: Caller, minutes: int) -> int:
        """Add so many minutes to every promise from now on; 0 ends the rush.

        Raises:
            Refusal: that is more than anybody waits.
        """
        if not 0 <= minutes <= LONGEST_RUSH:
            raise Refusal("rush-too-long", minutes=LONGEST_RUSH)

        def hurry(tx: Tx) -> int:
            window.set_rush(tx, self._pace.night, minutes)
            return minutes

        return await self._desk.effect(caller, hurry)

    def _tonight(self, tx: Tx) -> Tonight:
        return Tonight(drinks.list_menu(tx, self._pace.night), self._pace.tonight(tx))
