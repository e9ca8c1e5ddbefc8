"""Telegram's pace: one budget for everything that goes out, kept by arithmetic alone.

Limits (Bot API FAQ, "My bot is hitting limits"): about 30 messages a second overall, 1 a second to one private chat,
20 a minute to one group. They are estimates; a 429 and its ``retry_after`` is the truth and is obeyed to the second.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.config import Pacing
from bot.outbox.messages import Priority

#: Messages that are left for people when less urgent promises would take all, and as many people may overdraw: what
#: many of them browse is not paid for by the tickets and the staff's cards that come after.
RESERVE_FOR_PEOPLE = 3
#: And as many again for what is promised to guests and staff, before a mailing takes what nobody needs.
RESERVE_FOR_PROMISES = 3
#: A private chat may get this many at once before its pace holds: a guest's card, a ping and an answer belong together.
PRIVATE_BURST = 3
#: Two different chats told to wait within each other's pause: it is the bot that is too fast, not one chat.
CHATS_HALTED_FOR_ALL = 2
#: Beyond so many chats, those that have been quiet for long enough are forgotten.
MOST_CHATS = 10_000
MINUTE_S = 60.0


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

    def take(self, now: float) -> None:
        """One more goes, even where that leaves less than nothing, but never much less."""
        self.wait(now)
        self.left = max(-float(RESERVE_FOR_PEOPLE), self.left - 1.0)

    def is_idle(self, now: float) -> bool:
        """Whether forgetting it changes nothing."""
        self.wait(now)
        return self.left >= self.size


@dataclass(slots=True)
class _Minute:
    """At most ``size`` in any minute, the first of them at once: a bucket would let twice as many through."""

    size: int
    gone: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until one more may go."""
        if len(self.gone) < self.size:
            return 0.0
        return max(0.0, self.gone[-self.size] + MINUTE_S - now)

    def take(self, now: float) -> None:
        """One more goes."""
        self.gone.append(now)
        while self.gone[0] + MINUTE_S <= now:
            self.gone.popleft()

    def is_idle(self, now: float) -> bool:
        """Whether forgetting it changes nothing."""
        return not self.gone or self.gone[-1] + MINUTE_S <= now


@dataclass(slots=True)
class Pacer:
    """When a message may go. ``monotonic`` gives seconds that never run backwards."""

    limits: Pacing
    monotonic: Callable[[], float]
    _all: _Allowance = field(init=False)
    _chats: dict[int, _Allowance | _Minute] = field(init=False, default_factory=dict)
    _halted: dict[int, float] = field(init=False, default_factory=dict)
    _all_halted: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        rate = self.limits.per_second
        size = max(rate, 1.0)
        self._all = _Allowance(rate, size, size, self.monotonic())

    def wait(self, chat_id: int, priority: Priority, *, edit: bool) -> float:
        """Seconds until this message may go; 0.0 is now. Edits count in the overall budget only."""
        now = self.monotonic()
        waits = [self.halted(chat_id), self._all.wait(now, self._kept_from(priority))]
        if not edit:
            waits.append(self._chat(chat_id, now).wait(now))
        return max(waits)

    def spend(self, chat_id: int, *, edit: bool) -> None:
        """Count a message that goes now. People do not wait for a budget: they may overdraw it a little."""
        now = self.monotonic()
        self._all.take(now)
        if not edit:
            self._chat(chat_id, now).take(now)
        if len(self._chats) > MOST_CHATS:
            self._chats = {chat: pace for chat, pace in self._chats.items() if not pace.is_idle(now)}

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

    def halted_alone(self, chat_id: int) -> float:
        """Seconds for which Telegram wants nothing for this chat, though it takes what is for others."""
        now = self.monotonic()
        return 0.0 if self._all_halted > now else max(0.0, self._halted.get(chat_id, 0.0) - now)

    def _kept_from(self, priority: Priority) -> float:
        """What has to stay in the bucket when such a message goes, for whoever is more urgent."""
        if priority <= Priority.STAFF:
            return 0.0
        reserve = RESERVE_FOR_PEOPLE + (RESERVE_FOR_PROMISES if priority >= Priority.FOLLOWER else 0)
        # A bucket that holds less than the reserve must still let a message through when it is full.
        return min(reserve, self._all.size - 1.0)

    def _chat(self, chat_id: int, now: float) -> _Allowance | _Minute:
        pace = self._chats.get(chat_id)
        if pace is None:
            pace = self._chats[chat_id] = self._new_pace(chat_id, now)
        return pace

    def _new_pace(self, chat_id: int, now: float) -> _Allowance | _Minute:
        if chat_id < 0:
            return _Minute(max(1, int(self.limits.per_group_minute)))
        rate = self.limits.per_chat_second
        size = max(rate, PRIVATE_BURST)
        return _Allowance(rate, size, size, now)
