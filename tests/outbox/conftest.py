"""The bench with a database of its own, brought up to date once and copied."""

import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config import Pacing
from bot.storage.schema import bring_up_to_date
from tests.outbox.bench import Hand, Post, SwiftClock


@pytest.fixture(scope="session")
def newest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of the newest version."""
    path = tmp_path_factory.mktemp("newest") / "bar.sqlite3"
    bring_up_to_date(path)
    return path


@pytest.fixture
def path(newest: Path, tmp_path: Path) -> Path:
    """This test's own database file."""
    return Path(shutil.copy(newest, tmp_path / "bar.sqlite3"))


@pytest.fixture
def hand() -> Hand:
    """The seconds of `post`."""
    return Hand()


@pytest.fixture
async def post(path: Path, hand: Hand) -> AsyncIterator[Post]:
    """The bench with a clock and seconds that stand until they are turned."""
    async with Post(path, hand=hand) as post:
        yield post


@pytest.fixture
async def swift(path: Path) -> AsyncIterator[Post]:
    """The bench on which a second of waiting takes five milliseconds."""
    clock = SwiftClock()
    async with Post(path, clock=clock, hand=clock.seconds) as post:
        yield post


@pytest.fixture
async def real(path: Path) -> AsyncIterator[Post]:
    """The bench with everybody's seconds."""
    async with Post(path, hand=time.monotonic) as post:
        yield post


@pytest.fixture
async def paced(path: Path, hand: Hand) -> AsyncIterator[Post]:
    """The bench with the pace of the real bar, and seconds that stand until they are turned."""
    async with Post(path, hand=hand, pacing=Pacing()) as post:
        yield post
