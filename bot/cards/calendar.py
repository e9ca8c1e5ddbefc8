"""What a ticket sends along: the reservation as a calendar file (RFC 5545, RFC 5546), and the bar on the map."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.cards.calendar_zone import Change, YearlyChange, yearly_changes
from bot.config import Settings
from bot.config import Venue as VenueSettings
from bot.domain.reservations import Reservation
from bot.outbox.messages import Medium, Message, Venue
from bot.texts.words import Words

if TYPE_CHECKING:
    from icalendar import Calendar, Component, Event, Timezone

#: In these a reservation leaves its guest's calendar.
CALLED_OFF = ("cancelled", "declined", "no_show")
#: Never anybody's (RFC 2606): what only has to look like a domain.
NOBODYS_DOMAIN = "invalid"
LONGEST_LABEL = 63
#: Onset of a clock that stands; before every reservation, and the date that others write too.
LONG_AGO = datetime(1970, 1, 1)  # noqa: DTZ001 - wall time, as RFC 5545 wants it there


def prepare() -> None:
    """Import what the first ticket needs, outside of any transaction: it takes 40 ms."""
    import icalendar  # noqa: F401


def invitation(words: Words, settings: Settings, reservation: Reservation, now: datetime) -> Message:
    """The calendar file as a message; its caption says what opening it does."""
    content = calendar_file(words, settings.venue, reservation, now)
    if reservation.status in CALLED_OFF:
        caption = "calendar-cancelled"
    else:
        caption = "calendar-booked" if reservation.changed_at == reservation.booked_at else "calendar-moved"
    return Message(words.html(caption), medium=Medium("document", _file_name(settings.venue.name), content))


def pin(words: Words, settings: Settings) -> Message | None:
    """The bar on the map; None where the configuration does not say where it is."""
    venue = settings.venue
    if venue.latitude is None or venue.longitude is None:
        return None
    place = Venue(venue.latitude, venue.longitude, venue.name, venue.address or venue.name)
    return Message("", venue=place)


def calendar_file(words: Words, venue: VenueSettings, reservation: Reservation, now: datetime) -> str:
    """The reservation for Apple's, Google's and Outlook's calendars: UTF-8 text with CRLF and folded lines.

    Its UID stays the same as long as the reservation lives, so that a higher ``sequence`` moves what stands in the
    calendar already, and a cancellation takes it out.
    """
    # Here, because a start should not wait for what the first ticket needs; see `prepare`.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//BackDoor43//Reservations//{words.language.upper()}")
    calendar.add("method", "CANCEL" if reservation.status in CALLED_OFF else "PUBLISH")
    event = _event(words, venue, reservation, now)
    _add_times(calendar, event, venue, reservation)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content.decode()


def _event(words: Words, venue: VenueSettings, reservation: Reservation, now: datetime) -> "Event":
    from icalendar import Event, vCalAddress, vText
    from icalendar.prop import vInline

    domain = _domain(venue.name)
    organizer = vCalAddress(f"mailto:bar@{domain}")
    organizer.params["CN"] = vText(venue.name)
    event = Event()
    event.add("uid", f"{reservation.code}-{reservation.id}@{domain}")
    event.add("sequence", reservation.sequence)
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("status", "CANCELLED" if reservation.status in CALLED_OFF else "CONFIRMED")
    event.add("organizer", organizer)
    event.add("summary", words.plain("calendar-title", venue=venue.name, stools=len(reservation.stools)))
    event.add("description", _description(words, reservation))
    if venue.address:
        event.add("location", venue.address)
    if venue.latitude is not None and venue.longitude is not None:
        # Not by icalendar's vGeo: it would write a bar near the Greenwich meridian as 5e-05, which is no float there.
        event.add("geo", vInline(f"{venue.latitude:.6f};{venue.longitude:.6f}"), encode=False)
    return event


def _description(words: Words, reservation: Reservation) -> str:
    when = words.when(reservation.night_on, reservation.starts_at)
    return words.plain("calendar-note", when=when, party=reservation.party, code=reservation.code)


def _add_times(calendar: "Calendar", event: "Event", venue: VenueSettings, reservation: Reservation) -> None:
    """Start and end by the venue's clock, described in the file; in UTC where that clock leaves a doubt."""
    starts, ends = (at.astimezone(venue.zone) for at in (reservation.starts_at, reservation.ends_at))
    changes = yearly_changes(venue.zone, starts.year)
    # A zone without offset is written as UTC by icalendar in any case.
    if changes is None or _is_doubtful(starts, ends) or (not changes and not starts.utcoffset()):
        starts, ends = starts.astimezone(UTC), ends.astimezone(UTC)
    else:
        calendar.add_component(_timezone(venue.timezone, starts, changes))
    event.add("dtstart", starts)
    event.add("dtend", ends)


def _is_doubtful(starts: datetime, ends: datetime) -> bool:
    """The clocks change meanwhile, or show one of the two times twice."""
    again = (at.replace(fold=1 - at.fold).utcoffset() != at.utcoffset() for at in (starts, ends))
    return starts.utcoffset() != ends.utcoffset() or any(again)


def _timezone(name: str, at: datetime, changes: tuple[YearlyChange, ...]) -> "Timezone":
    """The zone's rules, named like the zone: a calendar that knows the name needs no more, another goes by them."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

    timezone = Timezone()
    timezone.add("tzid", name)
    if not changes:
        timezone.add_component(_observance(TimezoneStandard(), _standing(at)))
    for change in changes:
        part = TimezoneDaylight() if change.first.into_summer else TimezoneStandard()
        observance = _observance(part, change.first)
        observance.add("rrule", vRecur(FREQ="YEARLY", BYMONTH=change.first.wall.month, BYDAY=change.weekday))
        timezone.add_component(observance)
    return timezone


def _standing(at: datetime) -> Change:
    """Clocks that stand still, as a change long ago from their offset to the same."""
    offset = at.utcoffset() or timedelta()
    return Change(LONG_AGO, offset, offset, at.tzname() or "")


def _observance(part: "Component", change: Change) -> "Component":
    part.add("dtstart", change.wall)
    part.add("tzoffsetfrom", change.offset_from)
    part.add("tzoffsetto", change.offset_to)
    part.add("tzname", change.name)
    return part


def _domain(name: str) -> str:
    """A domain that looks like the venue's and is nobody's: "backdoor43.invalid"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    label = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_LABEL].strip("-")
    return f"{label or 'bar'}.{NOBODYS_DOMAIN}"


def _file_name(name: str) -> str:
    """The venue's name in letters that every file system takes, and the ending by which calendars know their files."""
    safe = re.sub(r"[^\w.-]+", "-", name).strip("-.")
    return f"{safe or 'bar'}.ics"
