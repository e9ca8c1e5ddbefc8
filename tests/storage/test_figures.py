"""The campaign's counts as the database makes them: held against counting one by one, and quick for many."""

import random
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import pytest

from bot.clock import ONE_DAY
from bot.domain.campaign import Calendar
from bot.domain.figures import SOURCES, Booked, Tally, opening_day, stretches, tally_up
from bot.domain.people import Guest
from bot.storage import figures, guests
from bot.storage.figures import get_counts, list_leaders
from bot.storage.tx import Tx
from tests.evening import ROME, rome
from tests.storage.rows import ANNA, BRUNO, CARLA, met, reserve

LAUNCH = "launch"
SPRING = Calendar(date(2026, 3, 1), 43, time(11, 43), ROME)
OPENING = rome("2026-04-12 20:00").astimezone(UTC)
SECOND = timedelta(seconds=1)
CHANGING = ("Europe/Rome", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Chatham")


def count(tx: Tx, calendar: Calendar = SPRING, now: datetime = OPENING) -> Tally:
    return tally_up(calendar, now, get_counts(tx, LAUNCH, calendar, now))


def follow(tx: Tx, guest_id: int, since: datetime, left: datetime | None = None) -> None:
    met(tx, guest_id)
    tx.run(
        "INSERT INTO followings (guest_id, since_at, left_at) VALUES (:guest_id, :since, :left)",
        guest_id=guest_id,
        since=since,
        left=left,
    )


def call(tx: Tx, guest_id: int, at: datetime) -> None:
    met(tx, guest_id)
    tx.run("INSERT INTO calls (guest_id, called_at) VALUES (:guest_id, :at)", guest_id=guest_id, at=at)


def find(tx: Tx, guest_id: int, place: str, at: datetime) -> None:
    met(tx, guest_id)
    row = tx.one("SELECT min(code) AS code FROM bookmarks b JOIN bookmark_batches h ON h.id = b.batch_id "
                 "WHERE h.place = :place AND b.code NOT IN (SELECT code FROM finds)", place=place)  # fmt: skip
    assert row is not None
    tx.run("INSERT INTO finds VALUES (:guest_id, :code, :at, 0)", guest_id=guest_id, code=row["code"], at=at)


def print_batch(tx: Tx, name: str, place: str, number: int) -> None:
    batch = tx.insert(
        "INSERT INTO bookmark_batches (name, place, made_at) VALUES (:name, :place, :at) RETURNING id",
        name=name,
        place=place,
        at=OPENING,
    )
    tx.run_many(
        "INSERT INTO bookmarks VALUES (:code, :batch)", [{"code": f"{name}{n}", "batch": batch} for n in range(number)]
    )


def solve(tx: Tx, guest_id: int, day: int, at: datetime, campaign: str = LAUNCH) -> None:
    tx.run("INSERT INTO solves VALUES (:campaign, :day, :guest_id, :at)", campaign=campaign, day=day,
           guest_id=guest_id, at=at)  # fmt: skip


def say_secret(tx: Tx, guest_id: int, at: datetime) -> None:
    met(tx, guest_id)
    tx.run("INSERT INTO let_in VALUES (:campaign, :guest_id, :at)", campaign=LAUNCH, guest_id=guest_id, at=at)


def order(tx: Tx, guest_id: int, at: datetime, number: int | None) -> None:
    met(tx, guest_id)
    tx.run(
        """
        INSERT INTO orders (night_on, number, guest_id, slot_at, pickup_at, soonest, total_cents, currency, status,
          placed_at, changed_at)
        VALUES ('2026-04-12', :number, :guest_id, :at, :at, 0, 1000, 'EUR', :status, :at, :at)
        """,
        number=number,
        guest_id=guest_id,
        at=at,
        status="placed" if number else "abandoned",
    )


@pytest.mark.parametrize("zone", CHANGING)
@pytest.mark.parametrize("starts_on", [date(2026, 3, 1), date(2026, 9, 20)])
def test_days_and_hours_are_what_counting_one_by_one_comes_to(tx: Tx, zone: str, starts_on: date) -> None:
    """Both changes, in zones an hour, half an hour and a quarter off; every person calls and joins more than once."""
    where, chance = ZoneInfo(zone), random.Random(f"{zone}{starts_on}")
    calendar = Calendar(starts_on, 43, time(11, 43), where)
    first, end = calendar.instant_of(1) - 3 * ONE_DAY, opening_day(calendar)[1]
    spans, calls = [], []
    for _ in range(400):
        at = first + (end - first) * chance.random()
        left = at + (end - at) * chance.random() if chance.random() < 0.5 else None
        spans.append((at, left))
        follow(tx, 5100 + len(spans), at, left)
        calls.append((chance.randrange(40), first + (end - first) * chance.random()))
        call(tx, 5100 + calls[-1][0], calls[-1][1])
    told = count(tx, calendar, end)

    assert len(told.following) == 43
    for each in told.following:
        midnight = datetime.combine(each.on + ONE_DAY, time(0), where).astimezone(UTC)
        assert each.followers == sum(at < midnight and (left is None or left >= midnight) for at, left in spans)
        # Whoever came or went before the first day is counted on it.
        joined = [max(calendar.starts_on, at.astimezone(where).date()) for at, _ in spans]
        gone = [max(calendar.starts_on, left.astimezone(where).date()) for _, left in spans if left is not None]
        assert (each.joined, each.left) == (joined.count(each.on), gone.count(each.on))
    people: dict[int, set[int]] = defaultdict(set)
    for who, at in calls:
        people[at.astimezone(where).hour].add(who)
    assert {each.hour: each.people for each in told.hours} == {hour: len(people[hour]) for hour in range(24)}
    assert {each.hour: each.calls for each in told.hours if each.calls} == Counter(
        at.astimezone(where).hour for _, at in calls
    )
    assert told.callers == len({who for who, _ in calls})
    assert told.followers == sum(left is None for _, left in spans)


def test_with_one_offset_for_all_the_hours_after_the_change_would_be_wrong(
    tx: Tx, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: in April the wall clock is not as far from UTC as in March."""
    call(tx, ANNA, rome("2026-03-28 23:10"))
    call(tx, BRUNO, rome("2026-03-29 23:10"))
    assert [(each.hour, each.people) for each in count(tx).hours if each.calls] == [(23, 2)]
    monkeypatch.setattr(figures, "stretches", lambda *span: stretches(*span)[:1])
    assert [(each.hour, each.people) for each in count(tx).hours if each.calls] == [(22, 1), (23, 1)]


def test_one_person_at_one_hour_is_one_person_on_however_many_days(tx: Tx) -> None:
    for day in (10, 11, 28, 30):
        call(tx, ANNA, rome(f"2026-03-{day} 23:59"))
    call(tx, ANNA, rome("2026-03-11 00:00"))
    assert [(each.hour, each.calls, each.people) for each in count(tx).hours if each.calls] == [(0, 1, 1), (23, 4, 1)]


def test_nothing_is_counted_from_after_the_opening_day(tx: Tx) -> None:
    _, ends_at = opening_day(SPRING)
    follow(tx, ANNA, ends_at - SECOND)
    follow(tx, BRUNO, ends_at + SECOND)
    call(tx, CARLA, ends_at)
    told = count(tx, now=ends_at + ONE_DAY)
    assert (told.following[-1].followers, told.followers) == (1, 2)
    assert (told.calls, told.callers) == (0, 0)


def test_bookmarks_are_told_by_their_place_whatever_batch_they_are_of(tx: Tx) -> None:
    for name, place, number in (("a", "Da Ponte", 30), ("b", "Carta e Penna", 20), ("c", "Da Ponte", 5)):
        print_batch(tx, name, place, number)
    find(tx, ANNA, "Da Ponte", OPENING)
    find(tx, BRUNO, "Da Ponte", OPENING)
    assert [(each.name, each.printed, each.found) for each in count(tx).places] == [
        ("Da Ponte", 35, 2),
        ("Carta e Penna", 20, 0),
    ]


def test_solves_are_told_by_their_clue_and_leaders_by_who_was_there_first(tx: Tx) -> None:
    for guest_id in (ANNA, BRUNO, CARLA):
        met(tx, guest_id)
    for guest_id, days, hour in ((ANNA, (1, 2), 9), (BRUNO, (1, 3), 8), (CARLA, (1, 2, 3), 23)):
        for day in days:
            solve(tx, guest_id, day, OPENING.replace(hour=hour, minute=day))
    solve(tx, ANNA, 4, OPENING, campaign="another")
    say_secret(tx, CARLA, OPENING)
    told = count(tx)
    assert {day: solved for day, solved in told.solves.items() if solved} == {1: 3, 2: 2, 3: 2}
    assert (told.solvers, told.let_in) == (3, 1)
    leaders = list_leaders(tx, LAUNCH, 20)
    assert [(each.name, each.solved) for each in leaders] == [("Carla", 3), ("Bruno", 2), ("Anna", 2)]
    assert leaders[1].last_at == OPENING.replace(hour=8, minute=3)
    assert list_leaders(tx, LAUNCH, 1) == leaders[:1]


BEFORE = OPENING - SECOND
WAYS: dict[str, Callable[[Tx, int, datetime], None]] = {
    "bookmark": lambda tx, guest_id, at: find(tx, guest_id, "Da Ponte", at),
    "secret": say_secret,
    "follower": lambda tx, guest_id, at: follow(tx, guest_id, at, at),
    "caller": call,
}


@pytest.mark.parametrize("first", range(len(SOURCES)))
def test_a_booking_is_of_the_first_way_in_which_its_guest_came(tx: Tx, first: int) -> None:
    print_batch(tx, "a", "Da Ponte", 9)
    for way in SOURCES[first:-1]:
        WAYS[way](tx, ANNA, BEFORE)
    # What the guest did after booking is not how they came.
    for way in SOURCES[:first]:
        WAYS[way](tx, ANNA, OPENING + SECOND)
    tx.run("UPDATE reservations SET booked_at = :at WHERE id = :id", at=OPENING, id=reserve(tx, "AAAAA"))
    order(tx, ANNA, OPENING, 1)
    order(tx, ANNA, OPENING, 2)
    place = "Da Ponte" if SOURCES[first] == "bookmark" else ""
    assert count(tx).booked == (Booked(SOURCES[first], place, 1, 2),)


def test_what_is_no_booking_of_the_opening_day_is_not_counted(tx: Tx) -> None:
    first, last = opening_day(SPRING)
    for code, at, more in (
        ("EARLY", first - SECOND, {}),
        ("LATER", last, {}),
        ("WALKS", OPENING, {"guest_id": None}),
        ("ASKED", OPENING, {"status": "requested"}),
        ("FIRST", first, {}),
        ("LEAST", last - SECOND, {"status": "cancelled"}),
    ):
        made = reserve(tx, code, **more)  # type: ignore[arg-type]
        tx.run("UPDATE reservations SET booked_at = :at WHERE id = :id", at=at, id=made)
    order(tx, ANNA, OPENING, None)
    assert count(tx).booked == (Booked("elsewhere", "", 2, 0),)


def crowd(tx: Tx, number: int) -> None:
    """So many guests, each a follower and a caller of some minute of the campaign, and a fifth of them gone again."""
    tx.run(
        """
        WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < :number)
        INSERT INTO guests (id, first_name, met_at) SELECT 900000 + n, 'Guest', '2026-03-01T00:00:00.000Z' FROM count
        """,
        number=number,
    )
    minutes = "strftime('%Y-%m-%dT%H:%M:%S.000Z', '2026-03-01', '+' || (id * 7919 % 60000) || ' minutes')"
    later = "strftime('%Y-%m-%dT%H:%M:%S.000Z', '2026-03-01', '+' || (60000 + id * 31 % 900) || ' minutes')"
    who = "FROM guests WHERE id > 900000"
    left = f"CASE WHEN id % 5 = 0 THEN {later} END"
    tx.run(f"INSERT INTO followings (guest_id, since_at, left_at) SELECT id, {minutes}, {left} {who}")
    tx.run(f"INSERT INTO calls (guest_id, called_at) SELECT id, {minutes} {who}")


def peak_mb(work: Callable[[], object]) -> float:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def test_a_hundred_thousand_followers_and_callers_are_summed_within_a_second_and_a_few_megabytes(tx: Tx) -> None:
    crowd(tx, 100_000)
    for n in range(200):
        reservation = reserve(tx, f"N{n}", guest_id=900_001 + n * 400)
        tx.run("UPDATE reservations SET booked_at = :at WHERE id = :id", at=OPENING, id=reservation)
    began = process_time()
    told = count(tx)
    # 0.2 s. Of this process alone: other tests may keep the machine busy.
    assert process_time() - began < 1
    assert peak_mb(lambda: count(tx)) < 5
    assert (told.followers, told.following[-1].followers) == (80_000, 80_000)
    assert sum(each.joined for each in told.following) == told.calls == told.callers == 100_000
    assert [(each.source, each.reservations) for each in told.booked] == [("follower", 200)]


def test_reading_every_follower_takes_more(tx: Tx) -> None:
    """The control."""
    crowd(tx, 20_000)
    assert peak_mb(lambda: tx.all("SELECT guest_id, since_at, left_at FROM followings")) > 5


def test_a_database_that_never_met_the_campaign_has_nothing_to_tell(tx: Tx) -> None:
    guests.upsert_guest(tx, Guest(ANNA, "Anna", "en"), OPENING)
    told = count(tx)
    assert (told.begun_on, told.calls, told.places, told.booked, told.troubles) == (None, 0, (), (), {})
    assert list_leaders(tx, LAUNCH, 20) == []


def test_how_the_posts_stand_is_told_from_the_ledger(tx: Tx) -> None:
    tx.run("INSERT INTO campaigns (name, begun_at) VALUES (:name, :at)", name=LAUNCH, at=rome("2026-03-01 09:00"))
    for day, status in ((1, "sent"), (2, "uncertain"), (3, "failed"), (5, "uncertain")):
        promise = tx.insert(
            "INSERT INTO outbox (chat_id, priority, once, body, status, made_at, due_at) "
            "VALUES (1, 1, 1, '{}', :status, :at, :at) RETURNING id",
            status=status,
            at=OPENING,
        )
        tx.run("INSERT INTO releases (campaign, day, target, claimed_at, late, outbox_id, seen_by) "
               "VALUES (:campaign, :day, 'channel', :at, 0, :promise, :by)", campaign=LAUNCH, day=day, at=OPENING,
               promise=promise, by="owner" if day == 5 else None)  # fmt: skip
    tx.run("INSERT INTO releases (campaign, day, target, claimed_at, late, skipped_at) "
           "VALUES (:campaign, 4, 'channel', :at, 1, :at)", campaign=LAUNCH, at=OPENING)  # fmt: skip
    tx.run("INSERT INTO previews VALUES (:campaign, 6, :at, 'held', :at, NULL)", campaign=LAUNCH, at=OPENING)
    told = count(tx, now=rome("2026-03-08 09:00").astimezone(UTC))
    assert told.troubles == {"uncertain": (2,), "failed": (3,), "held": (6,), "skipped": (4,), "missed": (7,)}
