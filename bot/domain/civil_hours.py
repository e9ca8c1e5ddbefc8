"""The hours at which one may write to people unasked."""

from datetime import datetime, time

from bot.clock import Hours

CIVIL_FROM = time(9)
CIVIL_UNTIL = time(22)


def is_civil(now: datetime, hours: Hours) -> bool:
    """Whether it is between 09:00 and 22:00 by the venue's wall clock."""
    return CIVIL_FROM <= hours.wall(now).time() < CIVIL_UNTIL
