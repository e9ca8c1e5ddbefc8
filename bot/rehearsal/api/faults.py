"""Scripted trouble for tests: refusals, lost answers, dropped connections, slowness."""

from dataclasses import dataclass
from random import Random
from typing import Any, Literal

FaultKind = Literal["error", "done_502", "done_drop", "drop", "delay"]


@dataclass(frozen=True)
class Fault:
    """One kind of trouble. ``seconds`` is waited for before anything else happens, for every kind."""

    kind: FaultKind
    code: int = 0
    description: str = ""
    retry_after: int | None = None
    seconds: float = 0

    @classmethod
    def error(cls, code: int, description: str = "", *, retry_after: int | None = None, seconds: float = 0) -> "Fault":
        """The call is refused and does nothing. With ``retry_after`` the description is Telegram's."""
        if retry_after is not None and not description:
            description = f"Too Many Requests: retry after {retry_after}"
        return cls("error", code, description, retry_after, seconds)

    @classmethod
    def too_many_requests(cls, retry_after: int) -> "Fault":
        """429: nothing is done, try again after so many seconds."""
        return cls.error(429, retry_after=retry_after)

    @classmethod
    def done_but_bad_gateway(cls, *, seconds: float = 0) -> "Fault":
        """The call takes effect, and the answer is 502."""
        return cls("done_502", 502, "Bad Gateway", seconds=seconds)

    @classmethod
    def done_but_dropped(cls, *, seconds: float = 0) -> "Fault":
        """The call takes effect, and the connection ends without an answer."""
        return cls("done_drop", seconds=seconds)

    @classmethod
    def dropped(cls, *, seconds: float = 0) -> "Fault":
        """The connection ends before the call takes effect."""
        return cls("drop", seconds=seconds)

    @classmethod
    def delay(cls, seconds: float) -> "Fault":
        """The call takes effect after so many seconds."""
        return cls("delay", seconds=seconds)


@dataclass
class _Planned:
    method: str
    chat_id: int | str | None
    fault: Fault
    times: int


@dataclass
class _Likely:
    method: str
    chat_id: int | str | None
    fault: Fault
    probability: float
    random: Random


class Faults:
    """What is to go wrong. Planned faults come first, in the order in which they were added."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []
        self._likely: list[_Likely] = []

    def add(self, method: str, fault: Fault, times: int = 1, *, chat_id: int | str | None = None) -> None:
        """The next ``times`` calls of ``method`` ("*" is any), to ``chat_id`` if given, meet the fault."""
        self._planned.append(_Planned(method, chat_id, fault, times))

    def rate(
        self, method: str, probability: float, fault: Fault, seed: int, *, chat_id: int | str | None = None
    ) -> None:
        """Each call of ``method`` meets the fault with that probability, the same calls for the same seed."""
        self._likely.append(_Likely(method, chat_id, fault, probability, Random(seed)))

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._planned.clear()
        self._likely.clear()

    @property
    def pending(self) -> int:
        """How many planned faults nobody has met yet."""
        return sum(planned.times for planned in self._planned)

    def pick(self, method: str, chat_id: Any) -> Fault | None:
        """The fault for this call, used up if it was planned."""
        for planned in self._planned:
            if _concerns(planned, method, chat_id):
                planned.times -= 1
                if planned.times == 0:
                    self._planned.remove(planned)
                return planned.fault
        for likely in self._likely:
            if _concerns(likely, method, chat_id) and likely.random.random() < likely.probability:
                return likely.fault
        return None


def _concerns(rule: _Planned | _Likely, method: str, chat_id: Any) -> bool:
    return rule.method in ("*", method) and (rule.chat_id is None or str(rule.chat_id) == str(chat_id))
