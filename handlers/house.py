"""What a guest may ask of the house at any time: greeting, help, menu, hours, address, language, open bookings."""

import asyncio
from contextlib import suppress

from bot.cards import house as cards
from bot.cards import mine
from bot.cards.presses import press
from bot.errors import AlreadyHandledError
from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way in; the last one takes every press that nobody else took."""
    return [
        door.command("help", help_guest),
        door.command("mine", show_mine),
        door.command("cancel", show_mine),
        door.command("language", ask_language),
        door.press("take-language", take_language),
        door.press("not-adult", send_home),
        door.press("adult-slip", ask_age_again),
        door.press("adult-said", keep_adult),
        door.staff_command("help", help_staff),
        door.staff_command("start", help_staff),
        door.any_staff_command(unknown_command),
        door.any_press(stale),
    ]


async def greet(visit: Visit) -> None:
    """Good evening."""
    await visit.show(cards.sentence(visit.words, "greeting", name=visit.caller.first_name))


async def help_guest(visit: Visit) -> None:
    """What the bar can do."""
    await visit.show(cards.help_guest(visit.words))


async def help_staff(visit: Visit) -> None:
    """What happens in the staff group."""
    await visit.show(cards.sentence(visit.bar.desk.staff_words, "staff-welcome"))


async def show_mine(visit: Visit) -> None:
    """Reservations, places in line and orders that are still open."""
    reserved, in_line, ordered = await asyncio.gather(
        visit.bar.reservations.mine(visit.caller),
        visit.bar.waitlist.mine(visit.caller),
        visit.bar.orders.mine(visit.caller),
    )
    await visit.show(mine.mine(visit.words, reserved, in_line, ordered))


async def show_hours(visit: Visit) -> None:
    """When we are open."""
    pace = visit.bar.pace
    await visit.show(cards.hours(visit.words, visit.bar.desk.settings, pace.rules.closes_at(pace.night)))


async def show_where(visit: Visit) -> None:
    """Where we are."""
    await visit.show(cards.where(visit.words, visit.bar.desk.settings))


async def show_whiskies(visit: Visit) -> None:
    """Inside."""
    await visit.show(cards.whiskies(visit.words))


async def show_privacy(visit: Visit) -> None:
    """What we keep."""
    await visit.show(cards.privacy(visit.words))


async def nothing_booked(visit: Visit) -> None:
    """Never mind, on the way to a booking."""
    await visit.show(cards.sentence(visit.words, "nothing-booked"))


async def nothing_moved(visit: Visit) -> None:
    """Never mind, on the way to another time for one."""
    await visit.show(cards.sentence(visit.words, "nothing-moved"))


async def nothing_ordered(visit: Visit) -> None:
    """Never mind, at the window: the cart is as it was."""
    await visit.show(cards.sentence(visit.words, "nothing-ordered"))


async def nod(visit: Visit) -> None:
    """Thanks, or a yes to nothing."""
    await visit.show(cards.sentence(visit.words, "nod"))


async def as_you_wish(visit: Visit) -> None:
    """A no, or never mind, to nothing in particular."""
    await visit.show(cards.sentence(visit.words, "as-you-wish"))


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
    """Too young: kindly, and not asked again."""
    await visit.bar.guests.say_minor(visit.caller)
    age, wish = visit.bar.desk.settings.venue.minimum_age, visit.data.partition(":")[2]
    await visit.show(cards.too_young(visit.words, age, "adult-refused", wish))


async def ask_age_again(visit: Visit) -> None:
    """Whoever has pressed the wrong button is asked once more, because they want to be."""
    age, wish = visit.bar.desk.settings.venue.minimum_age, visit.data.partition(":")[2]
    await visit.show(cards.ask_adult(visit.words, age, wish or press("adult-said")))


async def keep_adult(visit: Visit) -> None:
    """Of age after all."""
    await visit.bar.guests.say_adult(visit.caller)
    await visit.show(cards.sentence(visit.words, "adult-noted"))


async def unknown_command(visit: Visit) -> None:
    """Mistyped, in the middle of a night: better said than believed to be done."""
    command = visit.text.split()[0]
    if "@" in command:
        # Said to some bot by its name, most likely to another.
        return
    await visit.show(cards.sentence(visit.bar.desk.staff_words, "staff-unknown-command", command=command))


async def stale(visit: Visit) -> None:
    """A button that this version does not know any more."""
    await visit.show(cards.sentence(visit.words, "help"), visit.words.plain("stale-card"))
