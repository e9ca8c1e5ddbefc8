"""Reads a campaign's clues from their TOML file, and tells everything in it that could not be posted."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, get_args

from bot.campaign_file.checks import answer_wrongs, clue_wrongs, unknown_key
from bot.campaign_file.model import LANGUAGES, Clue, ClueFile, CluePoll, Medium, MediumKind, Wrong
from bot.toml_file import ConfigError, Problem, TomlFile, read_toml

_KEYS: Final = ("clue", "secret")
#: Keys whose fault is what the file lacks: no line of it is to blame.
_LACKING: Final = "clue"


def load_clues(path: Path, *, days: int | None, languages: Collection[str]) -> ClueFile:
    """The clues in the file, day 1 first; every one of them has a text in each of `languages`.

    `days` None leaves their number unchecked. Raises ConfigError with every problem, under keys such as
    "clue[7].text.it" and with the lines of the clues' file.
    """
    file = read_toml(path, if_missing="Name a file with a section [[clue]] for each day.")
    entries = file.values.get("clue", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        entries = []
        found = [Wrong("clue", "this is no list of clues", "Write a section [[clue]] for each day.")]
    else:
        found = [*_number(len(entries), days)]
    found += [unknown_key(key, _KEYS, key) for key in file.values if key not in _KEYS]
    if "secret" in file.values:
        found += answer_wrongs(file.values["secret"], "secret")
    for day, entry in enumerate(entries, 1):
        wrongs = clue_wrongs(entry, path.parent, languages)
        found += [Wrong(f"clue[{day}]{key}", wrong, remedy) for key, wrong, remedy in wrongs]
    if found:
        raise ConfigError(_problems(found, path, file))
    clues = tuple(_clue(day, entry, path.parent) for day, entry in enumerate(entries, 1))
    return ClueFile(clues, tuple(word.strip() for word in file.values.get("secret", ())))


def _problems(found: list[Wrong], path: Path, file: TomlFile) -> list[Problem]:
    problems = [
        Problem(key, wrong, remedy, file.line(key) if key != _LACKING else None, path.name)
        for key, wrong, remedy in found
    ]
    return sorted(problems, key=lambda each: each.line or 0)


def _number(count: int, days: int | None) -> Iterator[Wrong]:
    if days is None or count == days:
        return
    remedy = f"Write {days} sections [[clue]], or days = {count} under [campaign]."
    if count == 0:
        yield Wrong("clue", "the file has no clues", "Write a section [[clue]] for each day.")
    elif count < days:
        lacking = f"day {days} has" if count == days - 1 else f"days {count + 1} to {days} have"
        yield Wrong("clue", f"{lacking} no clue", remedy)
    else:
        yield Wrong(f"clue[{days + 1}]", f"there are {count} clues for {days} days", remedy)


def _clue(day: int, entry: Mapping[str, Any], folder: Path) -> Clue:
    kinds: tuple[MediumKind, ...] = get_args(MediumKind)
    hint = entry.get("hint", {})
    return Clue(
        day=day,
        text=_stripped(entry["text"]),
        hint=_stripped(dict.fromkeys(LANGUAGES, hint) if isinstance(hint, str) else hint),
        answers=tuple(answer.strip() for answer in entry.get("answers", ())),
        medium=next((Medium(kind, folder / entry[kind]) for kind in kinds if kind in entry), None),
        poll=_poll(entry["poll"]) if "poll" in entry else None,
    )


def _poll(entry: Mapping[str, Any]) -> CluePoll:
    options = {language: tuple(option.strip() for option in options) for language, options in entry["options"].items()}
    return CluePoll(_stripped(entry["question"]), options)


def _stripped(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: text.strip() for language, text in texts.items()}
