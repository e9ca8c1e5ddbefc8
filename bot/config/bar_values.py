"""Values that describe a bar: its time zone, weekdays, languages, currency, prices, descriptions, recordings."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Final
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator

from bot.config.values import refuse, shown
from bot.telegram_html import utf16_units
from bot.toml_file import nearest

LANGUAGES: Final = ("en", "it")
"""The languages the bot has texts in."""

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


WITHOUT_CENTS: Final = frozenset({"CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND"})
"""Currencies that have no smaller unit; in all others of Telegram's a hundredth is the smallest.

Source: https://core.telegram.org/bots/payments/currencies.json ("exp": 0)."""

#: As long as a name on the menu may be, and more than anybody calls one drink.
LONGEST_NAME, MOST_ALIASES = 40, 12
#: So that a menu of 24 drinks fits into one message (Bot API: 4096 characters).
LONGEST_DESCRIPTION = 100


def _timezone(value: object) -> str:
    try:
        return ZoneInfo(value).key if isinstance(value, str) else ZoneInfo("").key
    except (KeyError, ValueError, OSError):
        guess = nearest(value, available_timezones()) if isinstance(value, str) else None
        raise refuse(
            f"{shown(value)} is no time zone", f"Write an IANA name such as {guess or 'Europe/Rome'}."
        ) from None


def _names(value: object, known: Mapping[str, str], noun: str, remedy: str) -> list[str]:
    """Items of a list, each mapped by `known`; unknown and repeated ones are refused."""
    if not isinstance(value, list | tuple):
        raise refuse(f"{shown(value)} is not a list", remedy)
    found: list[str] = []
    for item in value:
        name = known.get(item.strip().lower()) if isinstance(item, str) else None
        if name is None:
            guess = nearest(item.lower(), known) if isinstance(item, str) else None
            raise refuse(f"{shown(item)} is no {noun}", f"Did you mean {known[guess]}?" if guess else remedy)
        if name in found:
            raise refuse(f"{shown(item)} stands there twice", "Name each once.")
        found.append(name)
    return found


def _weekdays(value: object) -> tuple[int, ...]:
    known = {name: name for name in WEEKDAYS} | {name[:3]: name for name in WEEKDAYS}
    names = _names(value, known, "weekday", 'Write English names, such as ["Monday", "Tuesday"].')
    if len(names) == len(WEEKDAYS):
        raise refuse("the bar is closed on every day", "Leave out the days on which it opens.")
    return tuple(sorted(WEEKDAYS.index(name) for name in names))


def _languages(value: object) -> tuple[str, ...]:
    remedy = 'Write ["en", "it"], ["it", "en"], ["en"] or ["it"]; the first is the language of staff and channel.'
    names = _names(value, {name: name for name in LANGUAGES}, "language that the bot speaks", remedy)
    if not names:
        raise refuse("the list is empty", remedy)
    return tuple(names)


def _cents(value: object) -> int:
    remedy = "Write it as 9, 9.50 or 10.00, above 0 and with two decimals at most."
    try:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
            raise InvalidOperation
        cents = Decimal(str(value).strip()) * 100
    except InvalidOperation:
        raise refuse(f"{shown(value)} is no price", remedy) from None
    if not cents.is_finite() or cents != cents.to_integral_value() or not 0 < cents <= 10_000_000:
        raise refuse(f"{shown(value)} is no price", remedy)
    return int(cents)


def _currency(value: object) -> str:
    from babel.core import get_global  # here, because most starts need Babel's tables only later

    code = value.strip().upper() if isinstance(value, str) else ""
    if code not in get_global("all_currencies"):
        raise refuse(f"{shown(value)} is no currency", "Write its three ISO 4217 letters, such as EUR.")
    return code


def _description(value: object) -> Mapping[str, str]:
    """One text for every language, or a table of language → text."""
    remedy = 'Write a text, or one per language: { en = "…", it = "…" }.'
    table = dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value
    if not isinstance(table, Mapping) or not all(isinstance(item, str) for item in table.values()):
        raise refuse(f"{shown(value)} is no description", remedy)
    for language in table:
        if language not in LANGUAGES:
            raise refuse(f"{shown(language)} is no language that the bot speaks", remedy)
    lines = {language: " ".join(item.split()) for language, item in table.items()}
    if any(utf16_units(line) > LONGEST_DESCRIPTION for line in lines.values()):
        raise refuse("the description is too long", f"Write one line of up to {LONGEST_DESCRIPTION} characters.")
    return lines


def _aliases(value: object) -> tuple[str, ...]:
    """Names that a drink goes by besides its own."""
    remedy = f'Write a list of up to {MOST_ALIASES} names, such as ["martini"].'
    if not isinstance(value, list | tuple):
        raise refuse(f"{shown(value)} is not a list", remedy)
    found: list[str] = []
    for item in value:
        name = item.strip() if isinstance(item, str) else ""
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise refuse(f"{shown(item)} is no name", f"Write names on one line, {LONGEST_NAME} characters at most.")
        if name.casefold() in map(str.casefold, found):
            raise refuse(f"{shown(item)} stands there twice", "Name each once.")
        found.append(name)
    if len(found) > MOST_ALIASES:
        raise refuse(f"there are {len(found)} names", remedy)
    return tuple(found)


def _recordings(value: object) -> Mapping[str, Path]:
    """A table of language → file; one file alone speaks for every language."""
    remedy = 'Write the files\' names: { en = "line-en.ogg", it = "line-it.ogg" }.'
    table = dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value
    if not isinstance(table, Mapping) or not all(isinstance(item, str | Path) for item in table.values()):
        raise refuse(f"{shown(value)} names no recordings", remedy)
    for language, name in table.items():
        if language not in LANGUAGES:
            raise refuse(f"{shown(language)} is no language that the bot speaks", remedy)
        if not str(name).strip():
            raise refuse(f"the name for {language} is empty", remedy)
    return {language: Path(str(name).strip()) for language, name in table.items()}


Timezone = Annotated[str, BeforeValidator(_timezone)]
Weekdays = Annotated[tuple[int, ...], BeforeValidator(_weekdays)]
Languages = Annotated[tuple[str, ...], BeforeValidator(_languages)]
Cents = Annotated[int, BeforeValidator(_cents)]
Currency = Annotated[str, BeforeValidator(_currency)]
Aliases = Annotated[tuple[str, ...], BeforeValidator(_aliases)]
Description = Annotated[Mapping[str, str], BeforeValidator(_description)]
Recordings = Annotated[Mapping[str, Path], BeforeValidator(_recordings)]
