"""When a guest is reminded of a seating: the day before, and two hours before."""

from datetime import datetime, time, timedelta

from bot.clock import ONE_DAY, Hours, instant
from bot.domain.civil_hours import CIVIL_FROM, CIVIL_UNTIL, is_civil
from bot.domain.reservations import Reservation

KINDS = ("day", "hours")
TWO_HOURS = timedelta(hours=2)
#: What was booked, or moved, less than this before a reminder is due needs none: its guest has just been here.
FRESH = timedelta(hours=1)
#: So long after it was due "in two hours" is still true enough.
IN_TIME = timedelta(minutes=10)
#: Where a day before falls into the night, the evening before that, with an hour to spare for a pause of the house.
LATEST = time(CIVIL_UNTIL.hour - 1)


def due_at(kind: str, starts_at: datetime, hours: Hours) -> datetime:
    """When the reminder ``kind`` of a seating is due."""
    if kind == "hours":
        return starts_at - TWO_HOURS
    wall = hours.wall(starts_at)
    before, at = wall.date() - ONE_DAY, wall.time()
    if at < CIVIL_FROM:
        return instant(before - ONE_DAY, LATEST, hours.zone)
    return instant(before, min(at, LATEST), hours.zone)


def useless_at(kind: str, starts_at: datetime) -> datetime:
    """From when on a reminder is of no use: the later one has come, or the seating has begun."""
    return starts_at - TWO_HOURS if kind == "day" else starts_at


def unsent_until(kind: str, starts_at: datetime, now: datetime, hours: Hours) -> datetime:
    """Until when a reminder that is promised ``now`` may be sent: not at night, when it is promised anew later."""
    if kind == "hours":
        return starts_at
    return min(useless_at(kind, starts_at), instant(hours.wall(now).date(), CIVIL_UNTIL, hours.zone))


def told_as(kind: str, reservation: Reservation, now: datetime, hours: Hours) -> str:
    """How a reminder says when it is: "day" is tomorrow, "hours" in two hours; after a pause "tonight" and "soon"."""
    if kind == "day":
        return "tonight" if hours.night_of(now) == reservation.night_on else "day"
    return "hours" if now < due_at(kind, reservation.starts_at, hours) + IN_TIME else "soon"


def is_due(kind: str, reservation: Reservation, now: datetime, hours: Hours) -> bool:
    """Whether to remind now: due, still of use, not at night, and not of what was booked just before."""
    due = due_at(kind, reservation.starts_at, hours)
    last_here = reservation.changed_at or reservation.starts_at
    return (
        reservation.status == "booked"
        and due <= now < useless_at(kind, reservation.starts_at)
        and last_here <= due - FRESH
        and (kind == "hours" or is_civil(now, hours))
    )
