"""Telegram's pace: one budget for everything that goes out, kept by arithmetic alone.

Limits (Bot API FAQ, "My bot is hitting limits"): about 30 messages a second overall, 1 a second to one private chat,
20 a minute to one group. They are estimates; a 429 and its ``retry_after`` is the truth and is obeyed to the second.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.config import Pacing
from bot.outbox.messages import Priority

#: Messages a second that are left for people when less urgent promises would take all.
RESERVE_FOR_PEOPLE = 3
#: A private chat may get this many at once before its pace holds: a guest's card, a ping and an answer belong together.
PRIVATE_BURST = 3
#: Two different chats told to wait within each other's pause: it is the bot that is too fast, not one chat.
CHATS_HALTED_FOR_ALL = 2


@dataclass(slots=True)
class _Allowance:
    """A bucket that fills at ``rate`` a second up to ``size``."""

    rate: float
    size: float
    left: float
    at: float

    def wait(self, now: float, keep: float = 0.0) -> float:
        """Seconds until one more may go while ``keep`` stay in the bucket."""
        self.left = min(self.size, self.left + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1.0 + keep - self.left) / self.rate)


@dataclass(slots=True)
class Pacer:
    """When a message may go. ``monotonic`` gives seconds that never run backwards."""

    limits: Pacing
    monotonic: Callable[[], float]
    _all: _Allowance = field(init=False)
    _chats: dict[int, _Allowance] = field(init=False, default_factory=dict)
    _halted: dict[int, float] = field(init=False, default_factory=dict)
    _all_halted: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        rate = self.limits.per_second
        self._all = _Allowance(rate, rate, rate, self.monotonic())

    def wait(self, chat_id: int, priority: Priority, *, edit: bool) -> float:
        """Seconds until this message may go; 0.0 is now. Edits count in the overall budget only."""
        now = self.monotonic()
        keep = RESERVE_FOR_PEOPLE if priority > Priority.STAFF else 0.0
        waits = [self.halted(chat_id), self._all.wait(now, keep)]
        if not edit:
            waits.append(self._chat(chat_id, now).wait(now))
        return max(waits)

    def spend(self, chat_id: int, *, edit: bool) -> None:
        """Count a message that goes now. People do not wait for a budget they overdraw: it may fall below zero."""
        now = self.monotonic()
        self._all.wait(now)
        self._all.left -= 1
        if not edit:
            allowance = self._chat(chat_id, now)
            allowance.wait(now)
            allowance.left -= 1
        if len(self._chats) > 10_000:
            self._forget_idle(now)

    def halt(self, chat_id: int, seconds: float) -> None:
        """Telegram answered 429: nothing to this chat for ``seconds``, nor to any other if it is not the only one."""
        now = self.monotonic()
        self._halted = {chat: until for chat, until in self._halted.items() if until > now}
        self._halted[chat_id] = max(self._halted.get(chat_id, 0.0), now + seconds)
        if len(self._halted) >= CHATS_HALTED_FOR_ALL:
            self._all_halted = max(self._all_halted, now + seconds)

    def halted(self, chat_id: int) -> float:
        """Seconds for which Telegram wants nothing for this chat."""
        return max(0.0, max(self._all_halted, self._halted.get(chat_id, 0.0)) - self.monotonic())

    def _chat(self, chat_id: int, now: float) -> _Allowance:
        if chat_id not in self._chats:
            group = chat_id < 0
            rate = self.limits.per_group_minute / 60 if group else self.limits.per_chat_second
            size = self.limits.per_group_minute if group else max(rate, PRIVATE_BURST)
            self._chats[chat_id] = _Allowance(rate, size, size, now)
        return self._chats[chat_id]

    def _forget_idle(self, now: float) -> None:
        for chat_id, allowance in list(self._chats.items()):
            allowance.wait(now)
            if allowance.left >= allowance.size:
                del self._chats[chat_id]
