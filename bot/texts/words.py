"""The words for one person: sentences in their language, and the venue's nights, times and money as they read them."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency

from bot.clock import ONE_DAY, Hours
from bot.texts.catalogue import Html, catalogue


class Words:
    """What is said to somebody who reads ``language``, at a venue with these ``hours``."""

    def __init__(self, language: str, hours: Hours) -> None:
        self._catalogue = catalogue(language)
        self.language = language
        self.hours = hours

    def html(self, key: str, **details: object) -> Html:
        """A sentence as Telegram HTML, its details escaped."""
        return self._catalogue.html(key, **details)

    def plain(self, key: str, **details: object) -> str:
        """A sentence as plain text: a button, an answer to a press."""
        return self._catalogue.plain(key, **details)

    def day(self, on: date) -> str:
        """ "Fri 27 Nov"."""
        return _date(on, "EEE d MMM", self._catalogue.locale)

    def night(self, on: date, now: datetime) -> str:
        """A night as buttons name it ``now``: "Tonight", "Tomorrow", "Fri 27 Nov".

        After midnight "tomorrow" could mean two nights, and the date stands there.
        """
        tonight = self.hours.night_of(now)
        if on == tonight:
            return self.plain("tonight")
        if on == tonight + ONE_DAY and self.hours.wall(now).date() == tonight:
            return self.plain("tomorrow")
        return self.day(on)

    def time(self, at: datetime) -> str:
        """ "21:00" by the venue's wall clock."""
        return self.hours.wall(at).strftime("%H:%M")

    def when(self, night: date, at: datetime) -> str:
        """ "Fri 27 Nov, 21:00"; after midnight "Fri 27 Nov, 01:00 (Saturday by the clock)"."""
        wall = self.hours.wall(at)
        if wall.date() == night:
            return self.plain("when", day=self.day(night), time=self.time(at))
        weekday = _date(wall.date(), "EEEE", self._catalogue.locale)
        return self.plain("when-after-midnight", day=self.day(night), time=self.time(at), weekday=weekday)

    def time_of(self, night: date, at: datetime) -> str:
        """ "21:00"; after midnight "01:00 (Sat)", for lists of one night."""
        wall = self.hours.wall(at)
        if wall.date() == night:
            return self.time(at)
        return f"{self.time(at)} ({_date(wall.date(), 'EEE', self._catalogue.locale)})"

    def span(self, night: date, first: datetime, last: datetime) -> str:
        """ "23:00 to 01:00 (Sat)"; the one time where both are the same."""
        if first == last:
            return self.time_of(night, first)
        return self.plain("from-to", first=self.time_of(night, first), last=self.time_of(night, last))

    def after_midnight(self, night: date, times: Iterable[datetime]) -> Html | None:
        """A line for a choice of times of which some lie after midnight: which weekday the clock says then."""
        late = [wall for wall in map(self.hours.wall, times) if wall.date() != night]
        if not late:
            return None
        weekday = _date(late[0].date(), "EEEE", self._catalogue.locale)
        return self.html("after-midnight", weekday=weekday)

    def money(self, cents: int, currency: str) -> str:
        """ "€10.00", or "10,00 €"."""
        return _money(cents, currency, self._catalogue.locale)

    def list(self, items: Iterable[str]) -> str:
        """ "1, 2 and 3"."""
        return format_list(list(items), locale=self._catalogue.locale)


# The same few dates and prices stand on every card.
@lru_cache(maxsize=1_024)
def _date(on: date, pattern: str, locale: str) -> str:
    return format_date(on, pattern, locale=locale)


@lru_cache(maxsize=1_024)
def _money(cents: int, currency: str, locale: str) -> str:
    return format_currency(Decimal(cents) / 100, currency, locale=locale)
