"""Rules for times as a bar says them: "at 9" is 21:00, "half ten" half past ten, "le nove e mezza", "in an hour"."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from bot.understanding.patterns import Rule

_AN_HOUR = 60
_A_DAY = 24 * _AN_HOUR


@dataclass(frozen=True, slots=True)
class Clock:
    """A time on the clock as it was said. ``half`` is "am", "pm", "night" ("di notte"), or None where nobody said."""

    hour: int
    minute: int = 0
    half: str | None = None
    midnight: bool = False

    def at(self, opens: time, closes: time) -> time:
        """The time that is meant in a bar with these hours: where either half of the day can be, the one it is open."""
        hour = self.hour % 24
        if self.half == "am":
            return time(hour % 12, self.minute)
        if self.half == "pm":
            # "12 at night", "12 pm" in a bar: midnight, for nobody comes at noon.
            return time(hour % 12 + 12 if hour % 12 else 0, self.minute)
        if hour > 12 or hour == 0:
            return time(hour, self.minute)
        either = (time(hour % 12 + 12 if hour < 12 else 12, self.minute), time(hour % 12, self.minute))
        return min(either, key=lambda at: _away(at, opens, closes))


@dataclass(frozen=True, slots=True)
class FromNow:
    """So many minutes from now."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Opening:
    """When the bar opens."""


@dataclass(frozen=True, slots=True)
class Soonest:
    """As soon as can be."""


Said = Clock | FromNow | Opening | Soonest


def _away(at: time, opens: time, closes: time) -> int:
    """How many minutes a time lies outside the opening, on either side; 0 within. Closing time itself is within."""
    minutes, first = _minutes(at), _minutes(opens)
    length = (_minutes(closes) - first) % _A_DAY or _A_DAY
    after = (minutes - first) % _A_DAY
    return 0 if after <= length else min(after - length, _A_DAY - after)


def _minutes(at: time) -> int:
    return at.hour * _AN_HOUR + at.minute


def _clock(hour: int, minute: int | None = None, half: str | None = None) -> tuple[Said, ...] | None:
    if hour == 24 and minute:
        return None
    return (Clock(hour, minute or 0, half),)


def _hour(hour: int, half: str | None = None) -> tuple[Said, ...] | None:
    return _clock(hour, 0, half)


def _of_an_evening(hour: int) -> tuple[Said, ...] | None:
    """ "For nine"; "for two" are people."""
    return _hour(hour) if 7 <= hour <= 12 or hour >= 19 else None


def _joined(at: tuple[int, int], half: str | None = None) -> tuple[Said, ...] | None:
    return _clock(*at, half)


def _late_joined(at: tuple[int, int]) -> tuple[Said, ...] | None:
    """ "2130" alone is a time only where it looks like one of an evening."""
    return _clock(*at) if (18 <= at[0] <= 23 or 7 <= at[0] <= 11) and at[1] % 15 == 0 else None


def _large(hour: int) -> tuple[Said, ...] | None:
    """ "21h"; but "2h" are two hours."""
    return _clock(hour) if hour >= 7 else None


def _on_the_quarter(hour: int, minute: int, half: str | None = None) -> tuple[Said, ...] | None:
    return _clock(hour, minute, half) if minute % 15 == 0 else None


def _off_the_quarter(hour: int, minute: int, half: str | None = None) -> tuple[Said, ...] | None:
    return _clock(hour, minute, half) if minute % 15 else None


def _after(minutes: int, hour: int, half: str | None = None) -> tuple[Said, ...] | None:
    return _clock(hour, minutes, half)


def _before(minutes: int, hour: int, half: str | None = None) -> tuple[Said, ...] | None:
    return _clock((hour - 1) % 24, 60 - minutes, half) if 0 < minutes <= 30 else None


def _to_the_hour(minutes: int, hour: int, half: str | None = None) -> tuple[Said, ...] | None:
    """ "Ten to nine"; "2 to 9" is something else."""
    return _before(minutes, hour, half) if minutes in (5, 10, 20, 25) else None


def _less(hour: int, minutes: int, half: str | None = None) -> tuple[Said, ...] | None:
    return _before(minutes, hour, half)


def _midnight(minutes: int = 0) -> tuple[Said, ...]:
    return (Clock(0, minutes, None, midnight=True),)


def _from_now(count: int | None, minutes: int) -> tuple[Said, ...] | None:
    length = (1 if count is None else count) * minutes
    return (FromNow(length),) if length < _A_DAY else None


def _and_more(count: int | None, minutes: int, more: int) -> tuple[Said, ...] | None:
    """ "An hour and a quarter"."""
    return (FromNow((count or 1) * minutes + more),) if minutes == _AN_HOUR else None


def _with_half(count: int | None, minutes: int) -> tuple[Said, ...] | None:
    return _from_now(count, minutes) and (FromNow((count or 1) * minutes + minutes // 2),)


def _between(hour: int, until: int, half: str | None = None) -> tuple[Said, ...] | None:
    """A stretch of hours is read as its beginning."""
    return _clock(hour, 0, half) if 0 < (until - hour) % 24 <= 8 else None


#: What stands before a time without making it one, and what makes a number into one.
_AT = "at|the_hour|for?"
_ANCHOR = "at|the_hour"
_COUNTED = "people person seat drink month unit span note_word other_drink couples years"
#: A number with one of these behind it is a time all the same: "at 9 x 2".
_MULTIPLIED = f"{_COUNTED} times"
_TAIL = "ish|oclock? half_day?"


def _rule(pattern: str, score: float, means: Callable[..., tuple[Said, ...] | None], unless: str = "") -> Rule:
    return Rule("time", pattern, score, means, unless=unless)


RULES = (
    _rule(f"{_AT} hour _:|h_mark _minute {_TAIL}", 4, _clock),
    _rule(f"{_ANCHOR} hour _.|, _minute {_TAIL}", 4, _clock, "/ ."),
    _rule(f"hour _. _minute {_TAIL}", 3, _on_the_quarter, "/"),
    _rule(f"hour _. _minute {_TAIL}", 1.8, _off_the_quarter, "/"),
    _rule("hour _. _minute half_day", 4.5, _clock, "/"),
    _rule(f"{_AT} hour ish? half_day ish?", 4, _hour),
    _rule(f"at hour {_TAIL}", 3, _hour, _COUNTED),
    _rule(f"the_hour hour {_TAIL}", 2.4, _hour, _COUNTED),
    # "Alle 9 un tavolo", "at nine seats for two": what stands behind is no number of seats.
    _rule("at hour one_seat", 3.6, _hour),
    _rule("what_about hour", 3.2, _of_an_evening, _COUNTED),
    _rule(f"{_AT} minutes unit? past typo_ten", 4, lambda minutes, _unit: _clock(10, minutes)),
    _rule("for hour", 1, _of_an_evening, f"{_MULTIPLIED} self us"),
    _rule("past|after hour", 1.4, _hour, _COUNTED),
    _rule(f"{_AT} hour oclock half_day?", 3.5, _hour),
    _rule(f"{_AT} hour _ish half_day?", 3.5, _hour),
    _rule(f"{_AT} hour ish", 3.2, _hour, _COUNTED),
    _rule(f"{_AT} ish_hour half_day?", 3.5, _hour),
    _rule(f"{_AT} half ish_hour half_day?", 4.2, lambda hour, half: _clock(hour, 30, half)),
    _rule(f"{_AT} hour h_mark", 3.5, _large),
    _rule(f"{_AT} half past hour {_TAIL}", 4, lambda hour, half: _clock(hour, 30, half)),
    _rule(f"{_AT} quarter past hour {_TAIL}", 4, lambda hour, half: _clock(hour, 15, half)),
    _rule(f"{_AT} minutes unit? past hour {_TAIL}", 4, lambda minutes, _unit, hour, half: _after(minutes, hour, half)),
    # British: "half ten" is half past ten.
    _rule(f"{_AT} half hour {_TAIL}", 3.6, lambda hour, half: _clock(hour, 30, half), _COUNTED),
    _rule(f"{_AT} quarter to hour {_TAIL}", 4, lambda hour, half: _before(15, hour, half)),
    _rule(
        f"{_AT} minutes unit? to hour {_TAIL}", 3.6, lambda minutes, _, hour, half: _to_the_hour(minutes, hour, half)
    ),
    _rule(f"{_AT} hour e half {_TAIL}", 3.5, lambda hour, half: _clock(hour, 30, half), "unit drink"),
    _rule(f"{_AT} hour e quarter {_TAIL}", 3.6, lambda hour, half: _clock(hour, 15, half)),
    _rule(f"{_AT} hour e three_quarters {_TAIL}", 3.8, lambda hour, half: _clock(hour, 45, half)),
    _rule(f"{_ANCHOR} hour e minutes {_TAIL}", 3.6, _clock, _COUNTED),
    _rule(f"hour e minutes {_TAIL}", 2, _clock, _COUNTED),
    _rule(f"{_AT} hour minus quarter {_TAIL}", 3.8, lambda hour, half: _before(15, hour, half)),
    _rule(f"{_AT} hour minus minutes {_TAIL}", 3.8, _less),
    _rule(f"{_ANCHOR} hour half {_TAIL}", 3.2, lambda hour, half: _clock(hour, 30, half), "hour unit past to"),
    _rule(f"{_ANCHOR} hour minute {_TAIL}", 3.2, _clock, _COUNTED),
    _rule(f"{_ANCHOR} hour e half {_TAIL}", 3.9, lambda hour, half: _clock(hour, 30, half), "unit drink"),
    _rule(f"hour minute {_TAIL}", 2.2, _on_the_quarter, _COUNTED),
    _rule("hour minute half_day", 3.5, _clock),
    _rule(f"{_ANCHOR} hhmm {_TAIL}", 3.4, _joined, _COUNTED),
    _rule(f"{_AT} hhmm half_day", 3.6, _joined),
    _rule("hhmm h_mark", 3.4, _joined),
    _rule("hhmm", 1.8, _late_joined, f"{_COUNTED} /"),
    _rule(f"{_AT} midnight", 3.6, _midnight),
    _rule(f"{_AT} quarter to midnight", 4.6, lambda: _clock(23, 45)),
    _rule(f"{_AT} minutes unit? to midnight", 4.4, lambda minutes, _unit: _clock(23, 60 - minutes)),
    _rule(f"{_AT} midnight minus quarter", 4.6, lambda: _clock(23, 45)),
    _rule(f"{_AT} midnight minus minutes", 4.6, lambda minutes: _clock(23, 60 - minutes)),
    _rule(f"{_AT} opening_time", 3.4, lambda: (Opening(),), "hours"),
    _rule(f"{_AT} midnight e half", 4, lambda: _midnight(30)),
    _rule(f"{_AT} midnight e quarter", 4, lambda: _midnight(15)),
    _rule(f"{_AT} midnight e minutes", 4, _midnight, _COUNTED),
    _rule(f"{_AT} half past midnight", 4, lambda: _midnight(30)),
    _rule(f"{_AT} quarter past midnight", 4, lambda: _midnight(15)),
    _rule(f"{_AT} noon", 3.6, lambda: _clock(12, 0, "noon")),
    _rule("in ish? some? of? unit e quarter", 4.6, lambda count, minutes: _and_more(count, minutes, 15)),
    _rule(
        "in ish? some? of? unit e minutes unit?", 4.6, lambda count, minutes, more, _: _and_more(count, minutes, more)
    ),
    _rule("for hour minute", 2.6, _clock, _COUNTED),
    _rule("in ish? some? of? unit ish?", 4, _from_now, "late"),
    _rule("in some? unit e half", 4.2, _with_half),
    # "I'll be there in 15".
    _rule("be_there in minutes", 4.4, lambda minutes: _from_now(minutes, 1), _MULTIPLIED),
    _rule("some unit from_now", 4, _from_now),
    _rule(f"between hour e|until|to the_hour? hour {_TAIL}", 4.5, _between, _COUNTED),
    _rule("hour _- _hour half_day?", 1.4, _between, f"{_COUNTED} / -"),
    _rule("soonest", 2, lambda: (Soonest(),)),
    # "Ten minutes late": no time, but a delay.
    Rule("late", "some? of? ish? unit late_by", 5, lambda *_: True),
)
