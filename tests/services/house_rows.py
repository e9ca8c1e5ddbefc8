"""What can be seen of a full house in its database, in the oracle's terms; and what must hold of it by itself."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.storage.tx import Tx

FIRST_NIGHT = date(2026, 11, 27)
MIDNIGHT = datetime(2026, 11, 27, tzinfo=ZoneInfo("Europe/Rome"))
OPEN = ("requested", "booked", "displaced", "arrived")
IN_LINE = ("waiting", "offered")
LEGAL = {
    "requested": {"booked", "declined", "cancelled"},
    "booked": {"displaced", "arrived", "finished", "cancelled", "no_show"},
    "displaced": {"booked", "cancelled"},
    "arrived": {"finished"},
    "no_show": {"arrived"},
    "waiting": {"offered", "left", "over", "closed"},
    "offered": {"waiting", "booked", "left", "over", "declined", "expired", "closed"},
    "open": {"taken", "declined", "expired", "withdrawn"},
}


class Broken(AssertionError):  # noqa: N818 - it is what a test finds
    """The house has broken a rule."""


@dataclass
class Seating:
    number: int
    guest: int | None
    night: int
    starts: int
    ends: int
    party: int
    private: bool
    stools: tuple[int, ...]
    status: str
    asked: bool = False
    pardoned: bool = False

    def __post_init__(self) -> None:
        #: From when on the stools are claimed: later than ``starts`` for somebody who had been given up.
        self.since = self.starts


@dataclass
class Place:
    number: int
    guest: int
    night: int
    party: int
    first: int
    last: int
    status: str

    @property
    def in_line(self) -> bool:
        return self.status in IN_LINE


@dataclass
class Offer:
    number: int
    place: int
    starts: int
    ends: int
    stools: tuple[int, ...]
    until: int
    status: str


@dataclass
class Seen:
    """Every row, and every claim as (stool, minute, kind of holder, its number)."""

    seatings: dict[int, Seating]
    places: dict[int, Place]
    offers: dict[int, Offer]
    claims: list[tuple[int, int, str, int]]


def cells_of(stools: tuple[int, ...], first: int, until: int) -> list[tuple[int, int]]:
    return [(stool, minute) for stool in stools for minute in range(first, until, 5)]


def minute(at: datetime) -> int:
    return int((at - MIDNIGHT).total_seconds() // 60)


@lru_cache(maxsize=4096)
def _minute_of(text: str) -> int:
    return minute(datetime.fromisoformat(text))


def _stools(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(","))) if text else ()


def look(tx: Tx) -> Seen:
    seatings = [
        Seating(
            row["id"],
            row["guest_id"],
            (row["night_on"] - FIRST_NIGHT).days,
            minute(row["starts_at"]),
            minute(row["ends_at"]),
            row["party"],
            bool(row["private"]),
            _stools(row["stools"]),
            row["status"],
            row["asked_at"] is not None,
            row["pardoned_at"] is not None,
        )
        for row in tx.all("SELECT * FROM reservations")
    ]
    places = [
        Place(
            row["id"],
            row["guest_id"],
            (row["night_on"] - FIRST_NIGHT).days,
            row["party"],
            minute(row["from_at"]),
            minute(row["until_at"]),
            row["status"],
        )
        for row in tx.all("SELECT * FROM waiting")
    ]
    offers = [
        Offer(
            row["id"],
            row["waiting_id"],
            minute(row["starts_at"]),
            minute(row["ends_at"]),
            _stools(row["stools"]),
            minute(row["until_at"]),
            row["status"],
        )
        for row in tx.all("SELECT * FROM holds")
    ]
    claims = [
        (
            row["stool"],
            _minute_of(row["slot"]),
            "offer" if row["reservation_id"] is None else "seating",
            row["hold_id"] if row["reservation_id"] is None else row["reservation_id"],
        )
        for row in tx.all("SELECT slot_at AS slot, stool, reservation_id, hold_id FROM claims")
    ]
    return Seen(
        {each.number: each for each in seatings},
        {each.number: each for each in places},
        {each.number: each for each in offers},
        claims,
    )


def check(before: Seen, seen: Seen, now: int, since: dict[int, int], *, ticked: bool) -> None:
    """Hold the rows against each other; ``since`` tells who has sat down later than at the start."""
    _check_stools(seen, since)
    _check_line(seen, now, ticked=ticked)
    for was, is_now in ((before.seatings, seen.seatings), (before.places, seen.places), (before.offers, seen.offers)):
        for number, row in was.items():
            if number not in is_now:
                raise Broken(f"{row} is gone")
            status = is_now[number].status
            if status != row.status and status not in LEGAL.get(row.status, ()):
                raise Broken(f"{row} became {status}")


def _check_stools(seen: Seen, since: dict[int, int]) -> None:
    by_rows: list[tuple[int, int, str, int]] = []
    for seating in seen.seatings.values():
        if seating.status in OPEN:
            first = since.get(seating.number, seating.starts)
            by_rows += [(*cell, "seating", seating.number) for cell in cells_of(seating.stools, first, seating.ends)]
    for offer in seen.offers.values():
        if offer.status == "open":
            by_rows += [(*cell, "offer", offer.number) for cell in cells_of(offer.stools, offer.starts, offer.ends)]
    for what, rows in (("by the book", by_rows), ("by the claims", seen.claims)):
        twice = [cell for cell, times in Counter((stool, at) for stool, at, *_ in rows).items() if times > 1]
        if twice:
            raise Broken(f"{what} a stool is sold twice: {[row for row in rows if row[:2] == twice[0]]}")
    if sorted(by_rows) != sorted(seen.claims):
        leaked = sorted({row[2:] for row in set(seen.claims) - set(by_rows)})
        missing = sorted({row[2:] for row in set(by_rows) - set(seen.claims)})
        raise Broken(f"claims leaked by {leaked}" if leaked else f"claims are missing of {missing}")


def _check_line(seen: Seen, now: int, *, ticked: bool) -> None:
    in_line = Counter((place.guest, place.night) for place in seen.places.values() if place.in_line)
    if any(times > 1 for times in in_line.values()):
        raise Broken(f"somebody stands twice in a line: {in_line}")
    held = Counter(offer.place for offer in seen.offers.values() if offer.status == "open")
    for place in seen.places.values():
        if held[place.number] != (place.status == "offered"):
            raise Broken(f"{place} has {held[place.number]} offers")
    for offer in seen.offers.values():
        if offer.status == "open" and offer.until > offer.starts:
            raise Broken(f"{offer} stands after the seating's start")
        if offer.status == "open" and ticked and offer.starts <= now:
            raise Broken(f"at {now} {offer} stands after the seating's start")
        if offer.status == "open" and ticked and offer.until <= now:
            raise Broken(f"at {now} {offer} has outlived its time")
