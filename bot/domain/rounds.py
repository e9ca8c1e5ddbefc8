"""A time at which somebody wants to fetch a round: promised just so, or why not, and what lies beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.pacing import Slot

#: Why a time is not promised: it is over, it is sooner than anything can be made, nothing goes out then, too many cups
#: are promised then already, or promises are made for the times before and after.
WHYS = ("past", "soon", "closed", "full", "between")


@dataclass(frozen=True, slots=True)
class Near:
    """A time that was asked for, and ``slots``: the one that promises it, or else those before and after.

    ``why`` is one of `WHYS`, or None where it is promised.
    """

    at: datetime
    why: str | None
    slots: tuple[Slot, ...]


def near(
    at: datetime, now: datetime, opens_at: datetime, step: timedelta, every: Sequence[Slot], free: Sequence[Slot]
) -> Near:
    """What lies beside a time that is not promised, on a night that begins when the window ``opens_at``.

    ``every`` slot is one of the night that is still ahead, ``free`` are those that can take the cups: at least one.
    """
    before = [slot for slot in free if slot.promise_at < at][-1:]
    after = [slot for slot in free if slot.promise_at > at][:1]
    why = "closed" if at < opens_at else _why(at, now, step, every, free)
    return Near(at, why, (*before, *after))


def _why(at: datetime, now: datetime, step: timedelta, every: Sequence[Slot], free: Sequence[Slot]) -> str:
    if at < now:
        return "past"
    first, rush = every[0], every[0].promise_at - every[0].at
    # Where the next slot there is comes first, it is not the hours that are in the way.
    if at < first.promise_at and first.at < now + 2 * step and at < now + step + rush:
        return "soon"
    slot = next((each for each in every if each.promise_at <= at < each.promise_at + step), None)
    if slot is None or at > every[-1].promise_at:
        return "closed"
    return "between" if slot in free else "full"
