"""What a campaign's file holds once it is read, and the limits of the Bot API that it keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple

MediumKind = Literal["photo", "voice", "audio", "document"]

LANGUAGES: Final = ("en", "it")
"""The languages that a clue can be written in."""

# Limits of the Bot API: https://core.telegram.org/bots/api#sendmessage, #sendphoto, #sendpoll (its description)
LONGEST_TEXT: Final = 4096
LONGEST_CAPTION: Final = 1024


class Medium(NamedTuple):
    """What is posted above a clue's text: "photo", "voice", "audio" or "document", and its file."""

    kind: MediumKind
    path: Path


@dataclass(frozen=True, slots=True)
class CluePoll:
    """A question and its 2 to 12 options, in plain text. Both map languages; the options match place by place."""

    question: Mapping[str, str]
    options: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Clue:
    """The clue of one day, counted from 1. `text` and `hint` map languages to Telegram HTML.

    It has a medium, a poll, or neither; with a poll, the text is the poll's description.
    """

    day: int
    text: Mapping[str, str]
    hint: Mapping[str, str]
    answers: tuple[str, ...]
    medium: Medium | None
    poll: CluePoll | None = None


@dataclass(frozen=True, slots=True)
class ClueFile:
    """The clues, day 1 first, and the secret word in every spelling that counts (none where there is no such word)."""

    clues: tuple[Clue, ...]
    secret: tuple[str, ...]


class Wrong(NamedTuple):
    """What is wrong at a dotted key, and what would be right."""

    key: str
    wrong: str
    remedy: str
