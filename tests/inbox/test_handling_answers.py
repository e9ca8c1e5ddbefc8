"""An answer that did not get through: no bug of ours, so nobody is alarmed; and what is told apart from it."""

from collections.abc import Awaitable, Callable

import pytest
from structlog.testing import capture_logs
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TimedOut

from bot.clock import MovableClock
from bot.outbox.request import NotSentError
from bot.storage.database import Database
from tests.inbox.conftest import ANNA
from tests.inbox.test_handling import UPDATES, Kitchen, lanes, no_pauses, statuses

__all__ = ["no_pauses", "statuses"]

Statuses = Callable[[], Awaitable[list[str]]]
pytestmark = pytest.mark.usefixtures("no_pauses")


async def handled(database: Database, clock: MovableClock, *errors: Exception) -> tuple[Kitchen, list[str]]:
    """Serve all updates while the first meets these errors: the kitchen, and each event of the log that is no info."""
    kitchen = Kitchen(*errors)
    with capture_logs() as logs:
        on = lanes(database, clock, kitchen)
        on.put(UPDATES)
        await on.drain()
    return kitchen, [f"{line['log_level']}: {line['event']}" for line in logs]


async def test_a_chat_that_is_shut_is_noted_once_and_the_update_counts_as_handled(
    database: Database, clock: MovableClock, statuses: Statuses
) -> None:
    kitchen, logs = await handled(database, clock, Forbidden("bot was blocked by the user"))
    assert (kitchen.tried, kitchen.told, kitchen.shut) == ([1, 2, 3], [], [ANNA])
    assert logs == ["warning: answer_not_delivered"]
    assert await statuses() == ["handled"] * 3


@pytest.mark.parametrize(
    "error", [TimedOut(), NetworkError("Bad Gateway"), NotSentError("no connection")], ids=lambda e: type(e).__name__
)
async def test_a_network_that_fails_is_tried_three_times_and_alarms_nobody(
    database: Database, clock: MovableClock, statuses: Statuses, error: Exception
) -> None:
    kitchen, logs = await handled(database, clock, *[error] * 3)
    assert (kitchen.tried, kitchen.told, kitchen.shut) == ([1, 1, 1, 2, 3], [], [])
    assert logs == ["warning: answer_not_delivered"] * 3
    assert await statuses() == ["handled"] * 3


async def test_a_network_that_comes_back_lets_the_answer_through(
    database: Database, clock: MovableClock, statuses: Statuses
) -> None:
    kitchen, logs = await handled(database, clock, TimedOut())
    assert kitchen.tried == [1, 1, 2, 3]
    assert len(logs) == 1
    assert await statuses() == ["handled"] * 3


@pytest.mark.parametrize(
    "error",
    [BadRequest("can't parse entities"), InvalidToken("401"), ValueError("ours")],
    ids=lambda e: type(e).__name__,
)
async def test_what_is_ours_to_mend_is_still_kept_as_failed_and_told(
    database: Database, clock: MovableClock, statuses: Statuses, error: Exception
) -> None:
    kitchen, logs = await handled(database, clock, *[error] * 3)
    assert (kitchen.tried, kitchen.told, kitchen.shut) == ([1, 1, 1, 2, 3], [(1, error)], [])
    assert logs == ["error: update_not_handled"] * 3
    assert [status.split(":")[0] for status in await statuses()] == ["failed", "handled", "handled"]
