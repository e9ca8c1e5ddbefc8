"""Reads a campaign's clues from their TOML file, and tells everything in it that could not be posted."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from bot.telegram_html import faults, utf16_units, visible
from bot.toml_file import ConfigError, Problem, TomlFile, nearest, read_toml

MediumKind = Literal["photo", "voice", "audio", "document"]

# Limits of the Bot API: https://core.telegram.org/bots/api#sendmessage, #sendphoto, #sending-files
LONGEST_TEXT: Final = 4096
LONGEST_CAPTION: Final = 1024
_LARGEST: Final[Mapping[MediumKind, int]] = {
    "photo": 10_000_000,
    "voice": 50_000_000,
    "audio": 50_000_000,
    "document": 50_000_000,
}

_KEYS: Final = ("text", *_LARGEST, "answers", "hint")
_LANGUAGES: Final = ("en", "it")


class Medium(NamedTuple):
    """What is posted above a clue's text: "photo", "voice", "audio" or "document", and its file."""

    kind: MediumKind
    path: Path


@dataclass(frozen=True, slots=True)
class Clue:
    """The clue of one day, counted from 1. `text` and `hint` map languages to Telegram HTML."""

    day: int
    text: Mapping[str, str]
    hint: Mapping[str, str]
    answers: tuple[str, ...]
    medium: Medium | None


class _Wrong(NamedTuple):
    key: str
    wrong: str
    remedy: str


def load_clues(path: Path, *, days: int | None, languages: Collection[str]) -> tuple[Clue, ...]:
    """The clues in the file, day 1 first; every one of them has a text in each of `languages`.

    `days` None leaves their number unchecked. Raises ConfigError with every problem, under keys such as
    "clue[7].text.it" and with the lines of the clues' file.
    """
    file = read_toml(path, if_missing="Name a file with a section [[clue]] for each day.")
    entries = file.values.pop("clue", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        entries, found = (
            [],
            [_Wrong("clue", "this is no list of clues", "Write a section [[clue]] for each day.")],
        )
    else:
        found = [*_number(len(entries), days)]
    found += [_unknown(key, ("clue",), key) for key in file.values]
    for day, entry in enumerate(entries, 1):
        found += [_Wrong(f"clue[{day}]{key}", wrong, remedy) for key, wrong, remedy in _wrongs(entry, path, languages)]
    if found:
        raise ConfigError(_problems(found, path, file))
    return tuple(_clue(day, entry, path.parent) for day, entry in enumerate(entries, 1))


def _problems(found: list[_Wrong], path: Path, file: TomlFile) -> list[Problem]:
    problems = [
        Problem(key, wrong, remedy, file.line(key) if key != "clue" else None, path.name)
        for key, wrong, remedy in found
    ]
    return sorted(problems, key=lambda each: each.line or 0)


def _clue(day: int, entry: Mapping[str, Any], folder: Path) -> Clue:
    medium = next((Medium(kind, folder / entry[kind]) for kind in _LARGEST if kind in entry), None)
    hint = entry.get("hint", {})
    hints = dict.fromkeys(_LANGUAGES, hint) if isinstance(hint, str) else hint
    texts = {language: text.strip() for language, text in entry["text"].items()}
    answers = tuple(dict.fromkeys(answer.strip() for answer in entry.get("answers", ())))
    return Clue(day, texts, {language: text.strip() for language, text in hints.items()}, answers, medium)


def _number(count: int, days: int | None) -> Iterator[_Wrong]:
    if days is None or count == days:
        return
    remedy = f"Write {days} sections [[clue]], or days = {count} under [campaign]."
    if count == 0:
        yield _Wrong("clue", "the file has no clues", "Write a section [[clue]] for each day.")
    elif count < days:
        lacking = f"day {days} has" if count == days - 1 else f"days {count + 1} to {days} have"
        yield _Wrong("clue", f"{lacking} no clue", remedy)
    else:
        yield _Wrong(f"clue[{days + 1}]", f"there are {count} clues for {days} days", remedy)


def _unknown(name: str, known: Collection[str], key: str) -> _Wrong:
    guess = nearest(name, known)
    return _Wrong(key, "there is no such key", f"Did you mean {guess}?" if guess else f"Known: {', '.join(known)}.")


def _wrongs(entry: Mapping[str, Any], path: Path, languages: Collection[str]) -> Iterator[_Wrong]:
    """What is wrong in one clue; keys begin behind "clue[7]"."""
    yield from (_unknown(key, _KEYS, f".{key}") for key in entry if key not in _KEYS)
    kinds = [kind for kind in _LARGEST if kind in entry]
    text = entry.get("text", {})
    if isinstance(text, Mapping):
        for language in languages:
            if language not in text:
                yield _Wrong(f".text.{language}", "is missing", f'Write text.{language} = "…" for this day.')
        yield from _texts(text, ".text", LONGEST_CAPTION if kinds else LONGEST_TEXT, bool(kinds))
    else:
        yield _Wrong(".text", "it has no language", 'Write text.en = "…" and text.it = "…".')
    hint = entry.get("hint", {})
    if isinstance(hint, Mapping):
        yield from _texts(hint, ".hint", LONGEST_TEXT, False)
    else:
        yield from _text(hint, ".hint", LONGEST_TEXT, False)
    yield from _answers(entry.get("answers", []))
    for kind in kinds[1:]:
        yield _Wrong(f".{kind}", f"there is a {kinds[0]} already", "Keep one of the two: a clue is one message.")
    for kind in kinds:
        yield from _medium(kind, entry[kind], path.parent)


def _texts(texts: Mapping[str, Any], key: str, longest: int, caption: bool) -> Iterator[_Wrong]:
    for language, text in texts.items():
        if language in _LANGUAGES:
            yield from _text(text, f"{key}.{language}", longest, caption)
        else:
            wrong = f"'{language}' is no language that the bot speaks"
            yield _Wrong(f"{key}.{language}", wrong, f"Write {' or '.join(_LANGUAGES)}.")


def _text(text: object, key: str, longest: int, caption: bool) -> Iterator[_Wrong]:
    if not isinstance(text, str) or not visible(text).strip():
        yield _Wrong(key, "it is no text" if not isinstance(text, str) else "it is empty", 'Write it in "quotes".')
        return
    length = utf16_units(visible(text.strip()))
    if length > longest:
        place = "under a photo or a file" if caption else "in a message"
        remedy = f"Telegram takes {longest} {place}; an emoji counts 2 or more."
        yield _Wrong(key, f"it is {length} characters long", remedy)
    yield from (_Wrong(key, wrong, remedy) for wrong, remedy in faults(text))


def _answers(answers: object) -> Iterator[_Wrong]:
    if not isinstance(answers, list) or not all(isinstance(answer, str) and answer.strip() for answer in answers):
        yield _Wrong(".answers", "this is no list of answers", 'Write ["one answer", "another spelling of it"].')


def _medium(kind: MediumKind, name: object, folder: Path) -> Iterator[_Wrong]:
    key = f".{kind}"
    if not isinstance(name, str) or not name.strip():
        yield _Wrong(key, "this is no file's name", f'Write {kind} = "name", a file beside the clues\' file.')
        return
    path = folder / name
    if not path.is_file():
        yield _Wrong(key, f"there is no file {path}", "Put it beside the clues' file, or correct the name.")
    elif not 0 < (size := path.stat().st_size) <= _LARGEST[kind]:
        wrong = f"{name} is {'empty' if size == 0 else f'{size / 1e6:.1f} MB large'}"
        yield _Wrong(key, wrong, f"Telegram takes a {kind} of up to {_LARGEST[kind] // 10**6} MB.")
