"""The pictures of the drinks: each must be there, and be one that Telegram takes."""

from collections.abc import Iterator
from pathlib import Path

from bot.config.sections import Drink, Takeout
from bot.toml_file import Problem, TomlFile

#: A limit of the Bot API: sendPhoto takes 10 MB.
LARGEST = 10_000_000
KINDS = (".jpg", ".jpeg", ".png", ".webp")


def with_photos(window: Takeout, folder: Path) -> Takeout:
    """The same window, its drinks' pictures found from ``folder``."""
    menu = tuple(drink.model_copy(update={"photo": _path(drink, folder)}) for drink in window.menu)
    return window.model_copy(update={"menu": menu})


def photo_problems(window: Takeout, file: TomlFile, folder: Path) -> Iterator[Problem]:
    """What keeps a drink's picture from being shown."""
    for place, drink in enumerate(window.menu, 1):
        path = _path(drink, folder)
        if path is None:
            continue
        key = f"takeout.menu[{place}].photo"
        if not path.is_file():
            yield Problem(key, f"there is no file {path}", "Name the drink's picture, or leave it out.", file.line(key))
        elif path.suffix.lower() not in KINDS:
            yield Problem(key, f"{path.name} is no picture", "Name a .jpg, .png or .webp file.", file.line(key))
        elif not 0 < path.stat().st_size <= LARGEST:
            wrong = f"{path.name} is {'empty' if not path.stat().st_size else 'too large'}"
            yield Problem(key, wrong, "Name a picture of up to 10 MB.", file.line(key))


def _path(drink: Drink, folder: Path) -> Path | None:
    return None if drink.photo is None else folder / drink.photo
