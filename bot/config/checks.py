"""What no key can tell alone: times, places and lists that have to fit one another."""

from collections.abc import Iterator
from datetime import time
from itertools import chain
from typing import NamedTuple

from bot.config.bar_values import WITHOUT_CENTS
from bot.config.sections import Document, Takeout, Venue


class Finding(NamedTuple):
    """A clash: `key` is where the operator should look, `others` are the further keys it depends on."""

    key: str
    wrong: str
    remedy: str
    others: tuple[str, ...] = ()


def minutes_open(opens: time, closes: time) -> int:
    """Minutes from opening to the next closing on the wall, 0 when they are the same."""
    return ((closes.hour - opens.hour) * 60 + closes.minute - opens.minute) % 1440


def clashes(settings: Document) -> Iterator[Finding]:
    """Every clash in settings whose keys are each right on their own."""
    return chain(
        _place(settings.venue),
        _hours(settings),
        _seatings(settings),
        _window(settings.takeout),
        _menu(settings),
        _aliases(settings.takeout),
        _discussion(settings),
    )


def _place(venue: Venue) -> Iterator[Finding]:
    if (venue.latitude is None) != (venue.longitude is None):
        here, other = ("longitude", "latitude") if venue.latitude is None else ("latitude", "longitude")
        remedy = f"Write {other} too, or leave both out."
        yield Finding(f"venue.{here}", f"it stands without {other}", remedy, (f"venue.{other}",))


def _hours(settings: Document) -> Iterator[Finding]:
    for name, place in (("venue", settings.venue), ("takeout", settings.takeout)):
        # A window that keeps the venue's hours is looked at with the venue.
        kept = (place.opens, place.closes) == (settings.venue.opens, settings.venue.closes)
        if place.opens == place.closes and (name == "venue" or not kept):
            wrong = f"it opens and closes at {place.opens:%H:%M}"
            remedy = "Write another time; one before opens is on the next day."
            yield Finding(f"{name}.closes", wrong, remedy, (f"{name}.opens",))


def _seatings(settings: Document) -> Iterator[Finding]:
    rules, venue = settings.reservations, settings.venue
    night = minutes_open(venue.opens, venue.closes)
    if 0 < night < rules.seating_minutes:
        wrong = f"a seating of {rules.seating_minutes} minutes does not fit into an opening of {night}"
        yield Finding(
            "reservations.seating_minutes",
            wrong,
            f"Write {night} at most, or open longer.",
            ("venue.opens", "venue.closes"),
        )
    if rules.slot_minutes > rules.seating_minutes:
        wrong = f"{rules.slot_minutes} is more than the {rules.seating_minutes} minutes of a seating"
        remedy = f"Write {rules.seating_minutes} at most."
        yield Finding("reservations.slot_minutes", wrong, remedy, ("reservations.seating_minutes",))


def _window(window: Takeout) -> Iterator[Finding]:
    hours = ("takeout.opens", "takeout.closes", "venue.opens", "venue.closes")
    length = minutes_open(window.opens, window.closes)
    if 0 < length < window.slot_minutes:
        wrong = f"a slot of {window.slot_minutes} minutes does not fit into an opening of {length}"
        yield Finding("takeout.slot_minutes", wrong, f"Write {length} at most.", hours)
    if length and minutes_open(window.banned_from, window.opens) + length <= minutes_open(
        window.banned_from, window.banned_until
    ):
        wrong = f"nothing may be sold from {window.banned_from:%H:%M} to {window.banned_until:%H:%M}"
        remedy = "Open the window at another time, or correct the two times of the ban."
        yield Finding("takeout.opens", wrong, remedy, (*hours, "takeout.banned_from", "takeout.banned_until"))
    for place, curfew in enumerate(window.curfew, 1):
        key = f"takeout.curfew[{place}]"
        if curfew.until_on < curfew.from_on:
            wrong = f"{curfew.until_on} is before {curfew.from_on}"
            yield Finding(
                f"{key}.until",
                wrong,
                "Write the last night of the curfew, or swap the two.",
                (f"{key}.from",),
            )
        if length and not 0 < minutes_open(window.opens, curfew.closes) <= length:
            wrong = f"{curfew.closes:%H:%M} is not between {window.opens:%H:%M} and {window.closes:%H:%M}"
            yield Finding(f"{key}.closes", wrong, "Write a time at which the window is open.", hours)


def _discussion(settings: Document) -> Iterator[Finding]:
    group = settings.campaign and settings.campaign.discussion
    if settings.campaign is None or group is None:
        return
    key, remedy = "campaign.discussion", "Write the id of the group that is linked to the channel, or leave it out."
    if group == settings.campaign.channel:
        yield Finding(key, "this is the channel itself", remedy, ("campaign.channel",))
    if group == settings.staff.chat_id:
        yield Finding(key, "this is the staff's group", remedy, ("staff.chat_id",))


def _menu(settings: Document) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for place, drink in enumerate(settings.takeout.menu, 1):
        key = f"takeout.menu[{place}]"
        first = seen.setdefault(drink.name.casefold(), place)
        if first != place:
            wrong = f"'{drink.name}' is drink number {first} already"
            yield Finding(f"{key}.name", wrong, "Give each drink its own name.", (f"takeout.menu[{first}].name",))
        if settings.takeout.currency in WITHOUT_CENTS and drink.price_cents % 100:
            wrong = f"{drink.name} costs a fraction, and {settings.takeout.currency} has none"
            yield Finding(f"{key}.price", wrong, "Write a whole number.", ("takeout.currency",))
        missing = [
            language for language in settings.venue.languages if drink.description and language not in drink.description
        ]
        if missing:
            wrong = f"{drink.name} has no description in {missing[0]}"
            remedy = f'Add {missing[0]} = "…" to it, or write one text for all.'
            yield Finding(f"{key}.description", wrong, remedy, ("venue.languages",))


def _aliases(window: Takeout) -> Iterator[Finding]:
    """A name that two drinks go by means neither."""
    named = {drink.name.casefold(): (place, "name") for place, drink in reversed([*enumerate(window.menu, 1)])}
    for place, drink in enumerate(window.menu, 1):
        for alias in drink.aliases:
            first, where = named.setdefault(alias.casefold(), (place, "aliases"))
            if first != place:
                other, key = window.menu[first - 1].name, f"takeout.menu[{place}].aliases"
                wrong = f"'{alias}' is drink number {first}, {other}"
                yield Finding(key, wrong, "Give each name to one drink alone.", (f"takeout.menu[{first}].{where}",))
