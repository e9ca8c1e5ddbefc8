"""What an error of the Bot API means for a promise: wait, give up, or admit that nobody knows.

Pure rules. The Bot API has no idempotency key: after a read timeout, a 5xx or a dropped connection the message may
stand in the chat. A promise to a person is then sent again (twice is better than never); what may go out only once is
not. An edit shows the same however often it is made, so it is never given up.
"""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Literal

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.outbox.request import NotSentError

#: Nobody knows whether it arrived: for so long it is sent again before it is left as uncertain. By time and not by
#: tries, because an API that answers 5xx for some seconds has answered many tries.
LONGEST_IN_THE_DARK = timedelta(minutes=30)
LONGEST_BACKOFF_S = 60.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a promise whose delivery raised an error; ``in_the_dark``: it may have arrived all the same."""

    outcome: Literal["again", "failed", "unreachable", "uncertain", "moved"]
    reason: str
    wait_s: float = 0.0
    new_chat_id: int | None = None
    in_the_dark: bool = False


def judge(error: TelegramError, *, once: bool, edit: bool, attempts: int, in_the_dark: timedelta) -> Verdict:
    """The verdict on a delivery that raised ``error`` after ``attempts`` earlier ones.

    ``edit``: it shows a message that stands, so doing it again changes nothing. ``in_the_dark``: how long ago it was
    first sent so that it may have arrived; that alone is limited, and what was not sent can wait for ever.
    """
    reason = _reason(error)
    if isinstance(error, RetryAfter):
        return Verdict("again", reason, wait_s=seconds_to_wait(error))
    if isinstance(error, ChatMigrated):
        return Verdict("moved", reason, new_chat_id=error.new_chat_id)
    if isinstance(error, Forbidden):
        return Verdict("unreachable", reason)
    if isinstance(error, NotSentError | Conflict | InvalidToken):
        # A token that is no longer accepted ends the house; what is promised waits for the operator's new one.
        return Verdict("again", reason, wait_s=backoff(attempts))
    if isinstance(error, BadRequest):
        return Verdict("failed", reason)
    if once or (in_the_dark >= LONGEST_IN_THE_DARK and not edit):
        return Verdict("uncertain", reason, in_the_dark=True)
    return Verdict("again", reason, wait_s=backoff(attempts), in_the_dark=True)


def backoff(attempts: int) -> float:
    """Seconds to wait after so many attempts: 1, 2, 4 … up to a minute."""
    return float(min(LONGEST_BACKOFF_S, 2.0 ** min(attempts, 10)))


def seconds_to_wait(error: RetryAfter) -> float:
    """The pause that a 429 asks for, rounded up: never early."""
    wait = error.retry_after
    return float(ceil(wait.total_seconds() if isinstance(wait, timedelta) else wait))


def is_unchanged(error: BadRequest) -> bool:
    """The card shows this already: as good as done."""
    return "message is not modified" in error.message.lower()


def is_gone(error: BadRequest) -> bool:
    """The message of a card cannot be edited any more; the card needs a new one."""
    told = error.message.lower()
    return "message to edit not found" in told or "message can't be edited" in told or "message_id_invalid" in told


def is_unknown_file(error: BadRequest) -> bool:
    """Telegram does not know a file by the name that it once gave to it."""
    told = error.message.lower()
    return "file identifier" in told or "file_id" in told or "file reference" in told


def _reason(error: TelegramError) -> str:
    return f"{type(error).__name__}: {error.message}"
