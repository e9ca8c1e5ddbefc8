"""The pictures of the drinks: each must be there, and be one that Telegram takes."""

from collections.abc import Iterator
from pathlib import Path

from bot.config.checks import Finding
from bot.config.sections import Drink, Takeout

#: A limit of the Bot API: sendPhoto takes 10 MB.
LARGEST = 10_000_000
KINDS = (".jpg", ".jpeg", ".png", ".webp")


def with_photos(window: Takeout, folder: Path) -> Takeout:
    """The same window, its drinks' pictures found from ``folder``."""
    menu = tuple(drink.model_copy(update={"photo": _path(drink, folder)}) for drink in window.menu)
    return window.model_copy(update={"menu": menu})


def photo_findings(window: Takeout, folder: Path) -> Iterator[Finding]:
    """What keeps a drink's picture from being shown."""
    for place, drink in enumerate(window.menu, 1):
        path = _path(drink, folder)
        if path is None:
            continue
        key, size = f"takeout.menu[{place}].photo", _size(path)
        if size is None:
            yield Finding(key, f"there is no file {path}", "Name the drink's picture, or leave it out.")
        elif path.suffix.lower() not in KINDS:
            yield Finding(key, f"{path.name} is no picture", "Name a .jpg, .png or .webp file.")
        elif not 0 < size <= LARGEST:
            wrong = f"{path.name} is {'too large' if size else 'empty'}"
            yield Finding(key, wrong, "Name a picture of up to 10 MB.")


def _size(path: Path) -> int | None:
    """The file's bytes; None where there is none, or could be none by such a name."""
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None


def _path(drink: Drink, folder: Path) -> Path | None:
    return None if drink.photo is None else folder / drink.photo
