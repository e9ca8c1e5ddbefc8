"""Plain values: each kind takes what TOML or the environment gives and tells what would be right instead."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, TypeGuard

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from bot.toml_file import redacted

CELL_MINUTES: Final = 5
"""Stools are claimed in cells of five minutes, so every time that bounds a seating is a multiple of it."""


def refuse(wrong: str, remedy: str) -> PydanticCustomError:
    """The error that `bot.config.examination` turns into a Problem; neither part may hold a secret."""
    return PydanticCustomError("told", "{wrong}. {remedy}", {"wrong": wrong, "remedy": remedy})


def shown(value: object) -> str:
    """A value as the operator would recognise it, short, and without anything that looks like a token."""
    if isinstance(value, str):
        readable = "".join(letter if letter.isprintable() else "?" for letter in redacted(value))
        return f"'{readable[:60]}…'" if len(readable) > 60 else f"'{readable}'"
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    return str(value).lower() if isinstance(value, bool) else str(value)


def is_whole(value: object) -> TypeGuard[int]:
    """Whether the value is an int; Python's bool, which is one too, is not meant."""
    return isinstance(value, int) and not isinstance(value, bool)


def whole(low: int, high: int, noun: str, *, step: int = 1) -> BeforeValidator:
    """A whole number from low to high in steps; `noun` completes "Write …"."""
    steps = f" in steps of {step}" if step > 1 else ""

    def check(value: object) -> int:
        if is_whole(value) and low <= value <= high and value % step == 0:
            return value
        if not is_whole(value):
            wrong = f"{shown(value)} is not a whole number"
        elif not low <= value <= high:
            wrong = f"{value} is out of range"
        else:
            wrong = f"{value} is not a multiple of {step}"
        raise refuse(wrong, f"Write {noun}, a whole number from {low} to {high}{steps}.")

    return BeforeValidator(check)


def number(low: float, high: float, noun: str) -> BeforeValidator:
    """A number, fractions allowed, from low to high."""

    def check(value: object) -> float:
        found = math.nan
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            found = float(min(max(value, -(10**9)), 10**9)) if value == value else math.nan  # no overflow
        if low <= found <= high:
            return found
        wrong = "is not a number" if math.isnan(found) else "is out of range"
        raise refuse(f"{shown(value)} {wrong}", f"Write {noun}, a number from {low:g} to {high:g}.")

    return BeforeValidator(check)


def text(noun: str, *, longest: int, empty: bool = False) -> BeforeValidator:
    """One line of text up to `longest` characters; spaces around it are dropped."""

    def check(value: object) -> str:
        if not isinstance(value, str):
            raise refuse(f"{shown(value)} is not text", f'Write {noun} in "quotes".')
        stripped = value.strip()
        if not stripped and not empty:
            raise refuse("is empty", f'Write {noun} in "quotes".')
        if len(stripped) > longest or not stripped.isprintable():
            wrong = "is too long" if stripped.isprintable() else "has more than one line or unprintable signs"
            raise refuse(f"{shown(value)} {wrong}", f"Write {noun} on one line, {longest} characters at most.")
        return stripped

    return BeforeValidator(check)


def yes_or_no(noun: str) -> BeforeValidator:
    """True or false; `noun` completes "Say whether …"."""

    def check(value: object) -> bool:
        # The environment has no true and false of its own kind.
        read = {"true": True, "false": False}.get(value.strip().lower()) if isinstance(value, str) else value
        if isinstance(read, bool):
            return read
        raise refuse(f"{shown(value)} is neither true nor false", f"Say whether {noun}: true or false.")

    return BeforeValidator(check)


def wall_time(noun: str, *, step: int = 1) -> BeforeValidator:
    """ "HH:MM" or a TOML local time → time of day in the venue's zone, without seconds."""
    steps = f", a multiple of {step} minutes" if step > 1 else ""

    def check(value: object) -> time:
        read = value
        if isinstance(value, str) and (match := re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value.strip())):
            read = time(int(match[1]), int(match[2]))
        if not isinstance(read, time) or read.second or read.microsecond or read.tzinfo:
            raise refuse(f"{shown(value)} is no time of day", f'Write {noun} as "HH:MM", midnight as "00:00".')
        if read.minute % step:
            raise refuse(f"{shown(value)} is not on the grid", f'Write {noun} as "HH:MM"{steps}.')
        return read

    return BeforeValidator(check)


def day(noun: str) -> BeforeValidator:
    """A TOML date or "YYYY-MM-DD" → date."""

    def check(value: object) -> date:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(str(value).strip())
        except ValueError:
            raise refuse(f"{shown(value)} is no date", f"Write {noun} as 2026-03-01.") from None

    return BeforeValidator(check)
