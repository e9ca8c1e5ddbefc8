"""What a guest may ask of the house at any time: greeting, help, menu, hours, address, language, open bookings."""

import asyncio
from contextlib import suppress

from bot.cards import house as cards
from bot.errors import AlreadyHandledError
from bot.understanding.reading import read
from handlers import orders, reservations
from handlers.door import Door, Handler, Step
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way in; the last one takes whatever nobody else took."""
    return [
        door.command("start", greet),
        door.command("help", help_guest),
        door.command("mine", show_mine),
        door.command("cancel", show_mine),
        door.command("language", ask_language),
        door.press("take-language", take_language),
        door.press("not-adult", send_home),
        door.staff_command("help", help_staff),
        door.staff_command("start", help_staff),
        door.any_press(stale),
        door.text(listen),
    ]


async def greet(visit: Visit) -> None:
    """Good evening."""
    await visit.show(cards.sentence(visit.words, "greeting", name=visit.caller.first_name))


async def help_guest(visit: Visit) -> None:
    """What the bar can do."""
    await visit.show(cards.sentence(visit.words, "help"))


async def help_staff(visit: Visit) -> None:
    """What happens in the staff group."""
    await visit.show(cards.sentence(visit.bar.desk.staff_words, "staff-welcome"))


async def show_mine(visit: Visit) -> None:
    """Reservations and orders that are still open."""
    reserved, ordered = await asyncio.gather(
        visit.bar.reservations.mine(visit.caller), visit.bar.orders.mine(visit.caller)
    )
    await visit.show(cards.mine(visit.words, reserved, ordered))


async def show_menu(visit: Visit) -> None:
    """The window's cocktails."""
    await visit.show(cards.menu(visit.words, visit.bar.desk.settings))


async def show_hours(visit: Visit) -> None:
    """When we are open."""
    await visit.show(cards.hours(visit.words, visit.bar.desk.settings))


async def show_where(visit: Visit) -> None:
    """Where we are."""
    await visit.show(cards.where(visit.words, visit.bar.desk.settings))


async def ask_language(visit: Visit) -> None:
    """Which language?"""
    await visit.show(cards.ask_language(visit.words, visit.bar.desk.settings.venue.languages))


async def take_language(visit: Visit) -> None:
    """Speak that one from now on."""
    language = visit.choices.word(0)
    with suppress(AlreadyHandledError):
        await visit.bar.guests.choose_language(visit.caller, language)
    await visit.show(cards.sentence(visit.bar.desk.words(language), "language-kept"))


async def send_home(visit: Visit) -> None:
    """Too young: kindly, and without keeping anything."""
    age = visit.bar.desk.settings.venue.minimum_age
    await visit.show(cards.sentence(visit.words, "adult-refused", age=age))


async def stale(visit: Visit) -> None:
    """A button that this version does not know any more."""
    await visit.show(cards.sentence(visit.words, "help"), visit.words.plain("stale-card"))


async def listen(visit: Visit) -> None:
    """Typed text that stands for a button; everything else gets the way to the buttons."""
    await _STEPS.get(read(visit.text).intent, _not_understood)(visit)


async def _not_understood(visit: Visit) -> None:
    await visit.show(cards.sentence(visit.words, "not-understood"))


_STEPS: dict[str, Step] = {
    "greet": greet,
    "book": reservations.ask_party,
    "order": orders.show_cart,
    "menu": show_menu,
    "mine": show_mine,
    "cancel": show_mine,
    "hours": show_hours,
    "where": show_where,
}
