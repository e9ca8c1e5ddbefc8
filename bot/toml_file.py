"""Reads the TOML files that an operator writes, and names what is wrong in them by key, line and remedy."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot import redaction


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an operator has to put right.

    `key` is dotted, entries of lists count from 1 ("takeout.menu[2].price"); `wrong` has no full stop,
    `remedy` is a sentence of its own; `line` counts from 1; `file` names a file other than the settings.
    A bot's token that was pasted anywhere at all is taken out.
    """

    key: str
    wrong: str
    remedy: str
    line: int | None = None
    file: str = ""

    def __post_init__(self) -> None:
        for part in ("key", "wrong", "remedy", "file"):
            object.__setattr__(self, part, redacted(getattr(self, part)))

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        if self.line is not None:
            place.append(f"line {self.line}")
        where = f"{', '.join(place)} · " if place else ""
        return f"{where}{self.key}: {self.wrong}. {self.remedy}"


class ConfigError(Exception):
    """The files or the environment cannot be used; `problems` holds every reason at once, never a secret."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The values of one file (floats as exact Decimals) and the line on which each key stands."""

    values: dict[str, Any]
    lines: Mapping[str, int]

    def value(self, key: str) -> object:
        """What stands under a dotted key, None where nothing does."""
        found: object = self.values
        for part in key.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        return found

    def line(self, key: str) -> int | None:
        """The line of the key, else of the nearest table around it, else None."""
        while key:
            if key in self.lines or f"{key}[1]" in self.lines:
                return self.lines.get(key) or self.lines[f"{key}[1]"]
            key = re.sub(r"(^|\.)[^.\[]+$|\[\d+\]$", "", key)
        return None


def redacted(text: str) -> str:
    """The text without any bot's token."""
    return redaction.redacted(text, "(a token)")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def read_toml(path: Path, *, if_missing: str) -> TomlFile:
    """Reads one file; `if_missing` is the remedy for its absence.

    Raises ConfigError with the line of the fault when the text is no TOML.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        return TomlFile(tomllib.loads(text, parse_float=Decimal), line_numbers(text))
    except FileNotFoundError:
        raise ConfigError([Problem(path.name, f"there is no file {path}", if_missing)]) from None
    except OSError as error:
        wrong = f"{path} cannot be read ({error.strerror})"
        raise ConfigError([Problem(path.name, wrong, "Name a file that the bot's user may read.")]) from None
    except UnicodeDecodeError:
        raise ConfigError([Problem(path.name, "the file is not UTF-8 text", "Save it as UTF-8.")]) from None
    except (ValueError, RecursionError) as error:  # beside TOMLDecodeError: a number or a nesting without end
        raise ConfigError([_fault(path, str(error))]) from None


def _fault(path: Path, message: str) -> Problem:
    """Tomllib's "Invalid value (at line 3, column 9)" as a Problem."""
    reason, _, place = message.partition(" (at ")
    number = re.search(r"line (\d+)", place)
    if "overwrite" in reason or "twice" in reason or "mutate" in reason:
        wrong, remedy = "this key or section stands here for the second time", "Keep one of the two."
    else:
        wrong = f"the file cannot be read as TOML{' here' if number else ' to its end'} ({reason})"
        remedy = 'Write key = value, texts in "double quotes", lists in [brackets] with commas.'
    return Problem(path.name, wrong, remedy, int(number[1]) if number else None)


_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\"' -]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def line_numbers(text: str) -> dict[str, int]:
    """Line of every header and `key =`, by a plain scan that skips only multi-line strings."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    table, fence = "", ""
    for number, line in enumerate(text.split("\n"), 1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if header := _HEADER.match(line):
            table = _place(_plain(header[2]), counts, opens_entry=header[1] == "[[")
            lines.setdefault(table, number)
            continue
        if key := _KEY.match(line):
            lines.setdefault(f"{table}.{_plain(key[1])}".lstrip("."), number)
        fence = next((quote for quote in ('"""', "'''") if line.count(quote) == 1), "")
    return lines


def _plain(name: str) -> str:
    return re.sub(r"[\s\"']", "", name)


def _place(name: str, counts: dict[str, int], *, opens_entry: bool) -> str:
    """The header's key with the number of each list entry it stands in: clue.text → clue[7].text."""
    place = ""
    parts = name.split(".")
    for depth, part in enumerate(parts, 1):
        place = f"{place}.{part}".lstrip(".")
        if opens_entry and depth == len(parts):
            counts[place] = counts.get(place, 0) + 1
        if place in counts:
            place = f"{place}[{counts[place]}]"
    return place
