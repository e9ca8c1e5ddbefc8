"""What in a clue's poll Telegram would refuse, or show otherwise than meant."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from bot.campaign_file.model import LANGUAGES, Wrong
from bot.telegram_html import utf16_units, visible

# https://core.telegram.org/bots/api#sendpoll; a poll with one option asks nothing.
LONGEST_QUESTION: Final = 300
LONGEST_OPTION: Final = 100
FEWEST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 12

_KEYS: Final = ("question", "options")
#: What stands below [clue.poll] belongs to the poll, whatever the writer meant.
_OF_THE_CLUE: Final = ("text", "hint", "answers", "photo", "voice", "audio", "document")


def poll_wrongs(poll: object, languages: Collection[str]) -> Iterator[Wrong]:
    """What is wrong in a poll; keys begin behind "clue[7]"."""
    if not isinstance(poll, Mapping):
        yield Wrong(".poll", "this is no poll", "Write a section [clue.poll] with question and options.")
        return
    for key in poll:
        if key in _OF_THE_CLUE:
            yield Wrong(f".poll.{key}", "a poll has no such key", f"Write {key} above [clue.poll]: it is the clue's.")
        elif key not in _KEYS:
            yield Wrong(f".poll.{key}", "there is no such key", f"Known: {', '.join(_KEYS)}.")
    yield from _questions(poll.get("question", {}), languages)
    yield from _all_options(poll.get("options", {}), languages)


def _questions(questions: object, languages: Collection[str]) -> Iterator[Wrong]:
    key = ".poll.question"
    if not isinstance(questions, Mapping):
        yield Wrong(key, "it has no language", 'Write question.en = "…" and question.it = "…".')
        return
    yield from _languages(questions, key, languages, '"…"')
    for language, question in questions.items():
        yield from _plain(question, f"{key}.{language}", LONGEST_QUESTION, "a question")


def _all_options(options: object, languages: Collection[str]) -> Iterator[Wrong]:
    key = ".poll.options"
    if not isinstance(options, Mapping):
        yield Wrong(key, "it has no language", 'Write options.en = ["…", "…"] and options.it = ["…", "…"].')
        return
    yield from _languages(options, key, languages, '["…", "…"]')
    for language, each in options.items():
        yield from _options(each, f"{key}.{language}")
    lists = {language: each for language, each in options.items() if isinstance(each, list)}
    if len({len(each) for each in lists.values()}) > 1:
        numbers = ", ".join(f"{len(each)} in {language}" for language, each in lists.items())
        yield Wrong(key, f"there are {numbers}", "Write as many in each language, in the same order.")


def _options(options: object, key: str) -> Iterator[Wrong]:
    remedy = f"Write {FEWEST_OPTIONS} to {MOST_OPTIONS} of them."
    if not isinstance(options, list):
        yield Wrong(key, "this is no list of options", remedy)
        return
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        yield Wrong(key, f"there are {len(options)} options", remedy)
    for option in options:
        yield from _plain(option, key, LONGEST_OPTION, "an option")
    said = [option.strip() for option in options if isinstance(option, str)]
    for option in dict.fromkeys(option for option in said if option and said.count(option) > 1):
        yield Wrong(key, f"'{option}' stands there twice", "Write each option once.")


def _languages(texts: Mapping[str, Any], key: str, languages: Collection[str], example: str) -> Iterator[Wrong]:
    name = key.rpartition(".")[2]
    for language in languages:
        if language not in texts:
            yield Wrong(f"{key}.{language}", "is missing", f"Write {name}.{language} = {example} under [clue.poll].")
    for language in texts:
        if language not in LANGUAGES:
            wrong = f"'{language}' is no language that the bot speaks"
            yield Wrong(f"{key}.{language}", wrong, f"Write {' or '.join(LANGUAGES)}.")


def _plain(text: object, key: str, longest: int, what: str) -> Iterator[Wrong]:
    """A question's or an option's words, which Telegram shows as they stand."""
    if not isinstance(text, str) or not text.strip():
        yield Wrong(key, f"{what} is {'empty' if isinstance(text, str) else 'no text'}", 'Write it in "quotes".')
        return
    words = text.strip()
    if utf16_units(words) > longest:
        remedy = f"Telegram takes {longest} for {what} of a poll; an emoji counts 2 or more."
        yield Wrong(key, f"{what} is {utf16_units(words)} characters long", remedy)
    if not words.isprintable():
        yield Wrong(key, f"{what} has more than one line or unprintable signs", "Write it on one line.")
    if visible(words) != words:
        yield Wrong(key, f"{what} has tags, or signs written as in HTML", "Write plain words; &, < and > as they are.")
