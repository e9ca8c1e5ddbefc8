import shutil
from pathlib import Path

import pytest

from bot.storage.schema import bring_up_to_date


@pytest.fixture(scope="session")
def empty_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "bar.sqlite3"
    bring_up_to_date(path)
    return path


@pytest.fixture
def book(empty_book: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_book, tmp_path / "bar.sqlite3"))
