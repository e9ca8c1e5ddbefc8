"""What in one clue could not be posted, or would not be understood: its texts, its answers, what it carries."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, get_args

from bot.campaign_file.media import file_fault
from bot.campaign_file.model import LANGUAGES, LONGEST_CAPTION, LONGEST_TEXT, MediumKind, Wrong
from bot.campaign_file.polls import poll_wrongs
from bot.telegram_html import faults, utf16_units, visible
from bot.toml_file import nearest

MEDIA: Final[tuple[MediumKind, ...]] = get_args(MediumKind)
KEYS: Final = ("text", *MEDIA, "poll", "answers", "hint")


def unknown_key(name: str, known: Collection[str], key: str) -> Wrong:
    """What to say of a key that does not exist."""
    if name == "secret":
        return Wrong(key, "the secret word is no clue's own", "Write secret above the first [[clue]].")
    guess = nearest(name, known)
    return Wrong(key, "there is no such key", f"Did you mean {guess}?" if guess else f"Known: {', '.join(known)}.")


def clue_wrongs(entry: Mapping[str, Any], folder: Path, languages: Collection[str]) -> Iterator[Wrong]:
    """What is wrong in one clue; keys begin behind "clue[7]"."""
    yield from (unknown_key(key, KEYS, f".{key}") for key in entry if key not in KEYS)
    kinds = [kind for kind in MEDIA if kind in entry]
    carried = [*kinds, "poll"] if "poll" in entry else [*kinds]
    longest = LONGEST_CAPTION if carried else LONGEST_TEXT
    text, hint = entry.get("text", {}), entry.get("hint")
    if isinstance(text, Mapping):
        yield from _in_every_language(text, ".text", languages)
        yield from _texts(text, ".text", longest, _place(carried))
    else:
        yield Wrong(".text", "it has no language", 'Write text.en = "…" and text.it = "…".')
    if isinstance(hint, Mapping):
        yield from _in_every_language(hint, ".hint", languages)
        yield from _texts(hint, ".hint", LONGEST_TEXT, _place(()))
    elif hint is not None:
        yield from _text(hint, ".hint", LONGEST_TEXT, _place(()))
    if "answers" in entry:
        yield from answer_wrongs(entry["answers"], ".answers")
    for name in carried[1:]:
        yield Wrong(f".{name}", f"there is a {carried[0]} already", "Keep one of the two: a clue is one message.")
    for kind in kinds:
        yield from _medium(kind, entry[kind], folder)
    if "poll" in entry:
        yield from poll_wrongs(entry["poll"], languages)


def answer_wrongs(answers: object, key: str) -> Iterator[Wrong]:
    """What is wrong with a list of answers, or of spellings of the secret word."""
    remedy = 'Write ["one answer", "another spelling of it"].'
    if not isinstance(answers, list) or not all(isinstance(answer, str) and answer.strip() for answer in answers):
        yield Wrong(key, "this is no list of answers", remedy)
        return
    if not answers:
        yield Wrong(key, "the list is empty", f"{remedy[:-1]}, or leave the key out where there is nothing to guess.")
    said: set[str] = set()
    for answer in answers:
        plain = answer.strip().casefold()
        if plain in said:
            yield Wrong(key, f"'{answer.strip()}' stands there twice", "Write each answer once.")
        elif not any(letter.isalnum() for letter in plain):
            yield Wrong(key, f"'{answer.strip()}' has neither letter nor digit", "Nobody could say it: take it out.")
        said.add(plain)


def _place(carried: Sequence[str]) -> str:
    if not carried:
        return "in a message"
    return "above a poll's question" if carried[0] == "poll" else "under a photo or a file"


def _in_every_language(texts: Mapping[str, Any], key: str, languages: Collection[str]) -> Iterator[Wrong]:
    for language in languages:
        if language not in texts:
            name = key.lstrip(".")
            yield Wrong(f"{key}.{language}", "is missing", f'Write {name}.{language} = "…" for this day.')


def _texts(texts: Mapping[str, Any], key: str, longest: int, place: str) -> Iterator[Wrong]:
    for language, text in texts.items():
        if language in LANGUAGES:
            yield from _text(text, f"{key}.{language}", longest, place)
        else:
            wrong = f"'{language}' is no language that the bot speaks"
            yield Wrong(f"{key}.{language}", wrong, f"Write {' or '.join(LANGUAGES)}.")


def _text(text: object, key: str, longest: int, place: str) -> Iterator[Wrong]:
    if not isinstance(text, str) or not visible(text).strip():
        yield Wrong(key, "it is no text" if not isinstance(text, str) else "it is empty", 'Write it in "quotes".')
        return
    length = utf16_units(visible(text.strip()))
    if length > longest:
        remedy = f"Telegram takes {longest} {place}; an emoji counts 2 or more."
        yield Wrong(key, f"it is {length} characters long", remedy)
    yield from (Wrong(key, wrong, remedy) for wrong, remedy in faults(text))


def _medium(kind: MediumKind, name: object, folder: Path) -> Iterator[Wrong]:
    key = f".{kind}"
    if not isinstance(name, str) or not name.strip():
        yield Wrong(key, "this is no file's name", f'Write {kind} = "name", a file beside the clues\' file.')
    elif fault := file_fault(kind, folder / name):
        yield Wrong(key, *fault)
