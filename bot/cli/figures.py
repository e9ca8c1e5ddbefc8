"""The campaign for a terminal and for a spreadsheet: its ledger day by day, its figures as bars, and as plain cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.clock import Clock
from bot.config import Campaign, Settings
from bot.domain.campaign import Calendar
from bot.domain.figures import LEADERS, Booked, Leader, Tally, tally_up
from bot.storage.campaign import Release, list_releases
from bot.storage.figures import get_counts, list_leaders
from bot.storage.tx import Tx

#: The longest bar, in letters; and the longest name before one.
BAR, NAME = 40, 32
SOURCES = {
    "bookmark": "bookmark",
    "secret": "the secret word",
    "follower": "follower",
    "caller": "caller",
    "elsewhere": "elsewhere",
}
#: A figure, what it is of, which part of that, and how many.
Cells = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a database says of the campaign; without one, nothing was released, and nothing counted."""

    released: Sequence[Release] = ()
    told: Tally | None = None
    leaders: Sequence[Leader] = ()


def standing(tx: Tx, settings: Settings, plan: Campaign, clock: Clock) -> Standing:
    """All that there is to tell."""
    leaders = list_leaders(tx, plan.name, LEADERS)
    return Standing(list_releases(tx, plan.name), tally(tx, settings, plan, clock), leaders)


def tally(tx: Tx, settings: Settings, plan: Campaign, clock: Clock) -> Tally:
    """The figures alone."""
    days, now = Calendar.of(plan, settings.venue.zone), clock.now()
    return tally_up(days, now, get_counts(tx, plan.name, days, now))


def ledger_lines(days: Calendar, clock: Clock, stands: Standing) -> Iterator[str]:
    """What was released where and when, day by day, and whether the bar is open."""
    released = {day: list(each) for day, each in groupby(stands.released, lambda release: release.day)}
    for day in range(1, days.days + 1):
        due = days.instant_of(day).astimezone(days.zone)
        told = "; ".join(dict.fromkeys(_released(days, release) for release in released.get(day, ())))
        yield f"{day:3}  {due:%a %Y-%m-%d %H:%M}  {told or _not_released(days, clock, stands.told, day)}"
    out = sum(any(release.status != "skipped" for release in each) for each in released.values())
    stage = "is open" if days.is_open(clock.now()) else f"opens on {days.opens_on:%a %Y-%m-%d}"
    yield f"\n{out} of {days.days} released; the bar {stage}."


def figure_lines(told: Tally, leaders: Sequence[Leader]) -> Iterator[str]:
    """The figures as bars, a blank line before each kind, and who has solved most."""
    zone = told.calendar.zone
    yield f"\nFollowers: {told.followers:,}"
    yield from _bars({f"{each.on:%a %Y-%m-%d}": each.followers for each in told.following})
    yield f"\nCallers by hour: {told.callers:,}, with {told.calls:,} calls"
    yield from _bars({f"{each.hour:02}:00": each.people for each in told.hours} if told.calls else {})
    yield f"\nBookmarks by place: {told.found:,} found of {told.printed:,}"
    yield from _bars(
        {each.name: each.found for each in told.places}, {each.name: f"of {each.printed:,}" for each in told.places}
    )
    solves = sum(told.solves.values())
    yield f"\nSolves per clue: {solves:,}, by {told.solvers:,}; let in by the secret word: {told.let_in:,}"
    yield from _bars({f"clue {day}": count for day, count in told.solves.items()} if told.solvers else {})
    yield f"\nBookings and orders on {told.calendar.opens_on:%a %Y-%m-%d}, by source:"
    yield from _bars(
        {_source(each): each.count for each in told.booked},
        {_source(each): f"{each.reservations} booked, {each.orders} ordered" for each in told.booked},
    )
    yield "\nLeaderboard:"
    for place, each in enumerate(leaders, 1):
        at = each.last_at.astimezone(zone)
        yield f"{place:4}. {_printable(each.name, 64)}: {each.solved}, the last on {at:%Y-%m-%d %H:%M}"


def cells(told: Tally) -> Iterator[Cells]:
    """Every figure once, in a row of its own."""
    for what, count in (
        *(("followers", told.followers), ("callers", told.callers)),
        *(("solvers", told.solvers), ("let in", told.let_in)),
    ):
        yield "people", what, "", count
    for day in told.following:
        for label, count in (("", day.followers), ("joined", day.joined), ("left", day.left)):
            yield "followers", day.on.isoformat(), label, count
    for hour in told.hours:
        yield "callers", str(hour.hour), "", hour.people
        yield "calls", str(hour.hour), "", hour.calls
    for place in told.places:
        yield "bookmarks", place.name, "printed", place.printed
        yield "bookmarks", place.name, "found", place.found
    for clue, count in told.solves.items():
        yield "solves", str(clue), "", count
    for booked in told.booked:
        yield "bookings", _source(booked), "reservations", booked.reservations
        yield "bookings", _source(booked), "orders", booked.orders


def _released(days: Calendar, release: Release) -> str:
    at = (release.settled_at or release.claimed_at).astimezone(days.zone)
    if release.status == "skipped":
        return f"skipped {at:%Y-%m-%d %H:%M:%S}"
    late = ", late" if release.late else ""
    where = f", message {release.message_id}" if release.message_id else ""
    reason = f" ({release.reason})" if release.reason and release.status != "sent" else ""
    return f"{release.status} to the {release.target} {at:%Y-%m-%d %H:%M:%S}{late}{where}{reason}"


def _not_released(days: Calendar, clock: Clock, told: Tally | None, day: int) -> str:
    now, on = clock.now(), days.date_of(day)
    if told is not None and day in told.troubles.get("held", ()):
        return "held"
    if told is not None and told.begun_on is not None and on < told.begun_on:
        return "before this database"
    if on < now.astimezone(days.zone).date():
        return "missed"
    return "due now" if days.instant_of(day) <= now else "to come"


def _bars(counts: Mapping[str, int], more: Mapping[str, str] | None = None) -> Iterator[str]:
    """A line for each: its name, how many, and a bar; ``more`` stands behind it."""
    most, names = max(counts.values(), default=0), [_printable(name, NAME) for name in counts]
    width, digits = max(map(len, names), default=0), len(f"{most:,}")
    for name, (key, count) in zip(names, counts.items(), strict=True):
        bar = "#" * max(round(BAR * count / most), 1) if count else ""
        yield f"     {name:{width}}  {count:{digits},}  {f'{bar}  ' if bar else ''}{(more or {}).get(key, '')}".rstrip()


def _source(booked: Booked) -> str:
    return f"bookmark: {booked.place}" if booked.place else SOURCES[booked.source]


def _printable(name: str, longest: int) -> str:
    """A name as a terminal may show it: guests choose their own."""
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"
