"""How far a mailing is: a bar, sent, failed and left, and when it will be done."""

from datetime import datetime

from bot.outbox.messages import Message
from bot.storage.mailings import Progress
from bot.texts.words import Words

#: Signs that a whole bar has; on the narrowest phones they still fit a line.
WIDTH = 12


def progress(words: Words, mailing: Progress, now: datetime) -> Message:
    """What the owner sees of a mailing."""
    done = mailing.sent + mailing.failed
    size = max(mailing.size, done + mailing.waiting)
    # Followers who left meanwhile were counted at the beginning, and are not left at the end.
    left = 0 if mailing.ended_at else size - done
    full = WIDTH if left == 0 else min(WIDTH - 1, done * WIDTH // size)
    return Message(
        "\n".join(
            [
                words.html("mailing", what=mailing.name.rpartition(":")[2], size=mailing.size),
                "▰" * full + "▱" * (WIDTH - full),
                words.html("mailing-counts", sent=mailing.sent, failed=mailing.failed, left=left),
                _end(words, mailing, done, left, now),
            ]
        )
    )


def _end(words: Words, mailing: Progress, done: int, left: int, now: datetime) -> str:
    if mailing.ended_at is not None:
        return words.html("mailing-done", time=words.time(mailing.ended_at))
    if done == 0:
        return words.html("mailing-begins")
    ends_at = now + (now - mailing.made_at) / done * left
    return words.html("mailing-ends", time=words.time(ends_at))
