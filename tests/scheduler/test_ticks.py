import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, EVENT_JOB_MISSED
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from structlog.testing import capture_logs

from bot.clock import MovableClock
from bot.config import load
from bot.errors import OperatorError
from bot.rehearsal.play import BAR
from bot.services.bar import Bar
from bot.services.desk import Desk
from bot.storage import inbox
from bot.storage.database import Database
from bot.storage.inbox import Received
from scheduler.ticks import EVERY_HOUR, EVERY_MINUTE, EVERY_SECOND, Ticks
from tests.evening import rome

PATIENCE_S = 20.0
SECOND = timedelta(seconds=1)


@pytest.fixture
async def bar(tmp_path: Path) -> AsyncIterator[Bar]:
    """A real bar on its own database, a minute before the first clue."""
    clock = MovableClock(rome("2026-03-01 11:42"))
    database = await Database.open(tmp_path / "bar.sqlite3")
    yield Bar.at(Desk(load(BAR, {}), clock, database), channel_id=-100)
    await database.close()


@pytest.fixture
async def ticks(bar: Bar) -> AsyncIterator[Ticks]:
    ticks = Ticks(bar)
    yield ticks
    await ticks.stop()


def set_clock(bar: Bar, at: str) -> None:
    assert isinstance(bar.desk.clock, MovableClock)
    bar.desk.clock.set(rome(at))


async def days_released(bar: Bar) -> list[int]:
    return [release.day for release in await bar.launch.campaign.ledger()]


def late(by: timedelta = timedelta(hours=1)) -> DateTrigger:
    """A beat that should have come a while ago."""
    return DateTrigger(datetime.now(UTC) - by)


def others() -> set["asyncio.Task[object]"]:
    return asyncio.all_tasks() - {asyncio.current_task()}


async def test_a_beat_gives_out_what_has_fallen_due_and_only_once(bar: Bar, ticks: Ticks) -> None:
    await ticks.beat()
    assert await days_released(bar) == []
    set_clock(bar, "2026-03-01 11:43")
    await ticks.beat()
    await ticks.beat()
    assert await days_released(bar) == [1]
    set_clock(bar, "2026-03-03 11:43:59")
    await ticks.beat()
    assert await days_released(bar) == [1, 3]


async def test_a_beat_sweeps_what_was_handled_a_week_ago_and_keeps_what_was_not(bar: Bar, ticks: Ticks) -> None:
    then = bar.desk.now
    updates = [Received(number, 1, "{}") for number in (1, 2)]
    await bar.desk.commit(lambda tx: inbox.insert_updates(tx, updates, then))
    await bar.desk.commit(lambda tx: inbox.mark_handled(tx, 1, then))

    async def forgotten() -> list[int]:
        """Only what is no longer known can be received again."""
        again = await bar.desk.commit(lambda tx: inbox.insert_updates(tx, updates, then))
        return [update.update_id for update in again]

    set_clock(bar, "2026-03-08 11:40")
    await ticks.beat()
    assert await forgotten() == []
    set_clock(bar, "2026-03-08 11:45")
    await ticks.beat()
    assert await forgotten() == [1]


async def test_once_started_the_ticks_come_by_themselves(bar: Bar, ticks: Ticks) -> None:
    set_clock(bar, "2026-03-01 11:43")
    ticks.start()
    async with asyncio.timeout(PATIENCE_S):
        while await days_released(bar) != [1]:
            await asyncio.sleep(0.01)


async def test_a_tick_that_raises_is_logged_and_the_others_go_on(bar: Bar, ticks: Ticks) -> None:
    called: list[str] = []

    async def stumble(_bar: Bar) -> None:
        called.append("stumble")
        raise RuntimeError("the shaker fell")

    async def walk(_bar: Bar) -> None:
        called.append("walk")

    ticks.add(stumble, EVERY_HOUR)
    ticks.add(walk, EVERY_HOUR)
    with capture_logs() as logs:
        await ticks.beat()
        await ticks.beat()
    assert called == ["stumble", "walk"] * 2
    assert [entry["tick"] for entry in logs if entry["event"] == "tick_failed"] == ["stumble"] * 2
    assert not ticks.broken.done()


async def test_a_tick_that_raised_is_called_at_its_next_beat(ticks: Ticks) -> None:
    beats: asyncio.Queue[int] = asyncio.Queue()

    async def stumble(_bar: Bar) -> None:
        beats.put_nowait(1)
        raise RuntimeError("the shaker fell")

    ticks.add(stumble, EVERY_SECOND)
    with capture_logs():
        ticks.start()
        async with asyncio.timeout(PATIENCE_S):
            await beats.get()
            await beats.get()
        await ticks.stop()


async def test_an_error_for_the_operator_breaks_the_house(ticks: Ticks) -> None:
    async def disk_full(_bar: Bar) -> None:
        raise OperatorError("The disk is full. Make room.")

    ticks.add(disk_full, late())  # type: ignore[arg-type]
    ticks.start()
    with pytest.raises(OperatorError, match="Make room"):
        await asyncio.wait_for(ticks.broken, PATIENCE_S)
    await ticks.beat()  # a second one finds it broken already


async def test_without_the_guard_the_scheduler_keeps_such_an_error_to_itself() -> None:
    async def disk_full() -> None:
        raise OperatorError("The disk is full. Make room.")

    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})
    assert await outcome(scheduler, disk_full) == EVENT_JOB_ERROR


async def test_stopping_ends_a_tick_in_hand(ticks: Ticks) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def pour_slowly(_bar: Bar) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.set()

    before = others()
    ticks.add(pour_slowly, late())  # type: ignore[arg-type]
    ticks.start()
    await asyncio.wait_for(begun.wait(), PATIENCE_S)
    assert len(others() - before) >= 1
    with capture_logs() as logs:
        await ticks.stop()
    assert ended.is_set()
    assert others() - before == set()
    assert {"event": "tick_cut_short", "tick": "pour_slowly", "log_level": "info"} in logs


async def test_without_the_guard_the_scheduler_leaves_it_running() -> None:
    begun = asyncio.Event()

    async def pour_slowly() -> None:
        begun.set()
        await asyncio.Event().wait()

    before = others()
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})
    scheduler.add_job(pour_slowly, late())
    scheduler.start()
    await asyncio.wait_for(begun.wait(), PATIENCE_S)
    scheduler.shutdown(wait=False)
    await asyncio.sleep(0)
    left = others() - before
    assert left
    await asyncio.wait(left)


async def test_stopping_before_the_start_or_twice_is_nothing(ticks: Ticks) -> None:
    await ticks.stop()
    ticks.start()
    await ticks.stop()
    await ticks.stop()


@pytest.mark.parametrize("by", [timedelta(seconds=5), timedelta(days=3)])
async def test_a_late_beat_is_made_up_for(ticks: Ticks, by: timedelta) -> None:
    called = asyncio.Event()

    async def look(_bar: Bar) -> None:
        called.set()

    ticks.add(look, late(by))  # type: ignore[arg-type]
    ticks.start()
    await asyncio.wait_for(called.wait(), PATIENCE_S)


async def test_with_the_librarys_own_settings_a_late_beat_is_dropped() -> None:
    async def look() -> None:
        raise AssertionError("it was called after all")

    assert await outcome(AsyncIOScheduler(timezone=UTC), look, timedelta(seconds=5)) == EVENT_JOB_MISSED


async def outcome(
    scheduler: AsyncIOScheduler, job: Callable[[], Awaitable[None]], by: timedelta = timedelta(seconds=5)
) -> int:
    """What the library reports of a job whose time has passed."""
    reported: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    scheduler.add_listener(
        lambda event: reported.set_result(event.code), EVENT_JOB_MISSED | EVENT_JOB_EXECUTED | EVENT_JOB_ERROR
    )
    scheduler.add_job(job, late(by))
    scheduler.start()
    code = await asyncio.wait_for(reported, PATIENCE_S)
    scheduler.shutdown(wait=False)
    await asyncio.sleep(0)
    return code


async def test_many_beats_missed_are_one_look_and_no_two_looks_overlap(ticks: Ticks) -> None:
    ticks.start()
    jobs = ticks._scheduler.get_jobs()
    assert {job.args[0].__name__ for job in jobs} == {
        *("release_due_clue", "see_to_offers", "offer_what_fits", "remind", "see_to_the_door", "sweep"),
        *("raise_alarms", "see_to_payments", "sum_up_nights"),
        *("see_to_gaps", "show_next_clue", "write_first", "show_mailings"),
    }
    for job in jobs:
        assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)


@pytest.mark.parametrize(
    ("trigger", "first", "apart"),
    [
        (EVERY_SECOND, "2026-03-01T10:42:58", timedelta(seconds=1)),
        (EVERY_MINUTE, "2026-03-01T10:43:30", timedelta(minutes=1)),
        (EVERY_HOUR, "2026-03-01T11:17:00", timedelta(hours=1)),
    ],
)
def test_beats_fall_on_whole_seconds_at_their_distance(trigger, first: str, apart: timedelta) -> None:  # type: ignore[no-untyped-def]
    now = datetime(2026, 3, 1, 10, 42, 57, 300_000, tzinfo=UTC)
    beat = trigger.get_next_fire_time(None, now)
    assert beat == datetime.fromisoformat(first).replace(tzinfo=UTC)
    for _ in range(5):
        following = trigger.get_next_fire_time(beat, beat)
        assert following - beat == apart
        beat = following


def test_eleven_forty_three_is_met_to_the_second_and_no_change_of_the_clocks_disturbs_a_beat() -> None:
    post = rome("2026-03-01 11:43").astimezone(UTC)
    assert EVERY_SECOND.get_next_fire_time(None, post - timedelta(milliseconds=1)) == post
    for change in (datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2027, 3, 28, 1, tzinfo=UTC)):
        beat = change - 3 * SECOND
        for _ in range(6):
            following = EVERY_SECOND.get_next_fire_time(beat, beat)
            assert following is not None and following - beat == SECOND
            beat = following
