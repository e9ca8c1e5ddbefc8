"""What the staff decide about the window: sold out and available, pause and resume, a rush."""

from contextlib import suppress

from bot.cards import window as cards
from bot.cards.house import sentence
from bot.errors import AlreadyHandledError, Refusal
from bot.services.window import Tonight
from bot.understanding.drinks import named_drink
from bot.understanding.durations import read_pause, read_rush
from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    return [
        door.staff_command("soldout", sold_out_by_name),
        door.staff_command("available", available_by_name),
        door.staff_command("pause", pause),
        door.staff_command("resume", resume),
        door.staff_command("rush", rush),
        door.staff_press("sold-out", sold_out),
        door.staff_press("available", available),
    ]


async def sold_out_by_name(visit: Visit) -> None:
    """``/soldout negroni``; without a name, the menu to press on."""
    await _mark_by_name(visit, sold_out=True)


async def available_by_name(visit: Visit) -> None:
    """``/available negroni``; without a name, the menu to press on."""
    await _mark_by_name(visit, sold_out=False)


async def sold_out(visit: Visit) -> None:
    """Pressed on the menu."""
    await _mark(visit, sold_out=True)


async def available(visit: Visit) -> None:
    """Pressed on the menu."""
    await _mark(visit, sold_out=False)


async def pause(visit: Visit) -> None:
    """``/pause 20m [reason]``."""
    minutes, reason = read_pause(visit.after_command)
    paused = await visit.bar.window.pause(visit.caller, minutes, reason)
    words = visit.bar.desk.staff_words
    await visit.show(sentence(words, "paused", until=words.time(paused.until_at)))


async def resume(visit: Visit) -> None:
    """``/resume``."""
    await visit.bar.window.resume(visit.caller)
    await visit.show(sentence(visit.bar.desk.staff_words, "resumed"))


async def rush(visit: Visit) -> None:
    """``/rush 15``; ``/rush 0`` ends it."""
    minutes = await visit.bar.window.rush(visit.caller, read_rush(visit.after_command))
    words = visit.bar.desk.staff_words
    await visit.show(sentence(words, "rush", minutes=minutes) if minutes else sentence(words, "rush-over"))


async def _mark_by_name(visit: Visit, *, sold_out: bool) -> None:
    tonight = await visit.bar.window.tonight()
    words = visit.bar.desk.staff_words
    if not visit.after_command:
        await _show(visit, tonight)
        return
    names = {drink.name: drink for drink in tonight.menu}
    name = named_drink(visit.after_command, list(names))
    if name is None:
        raise Refusal("drink-not-read", names=words.list(names))
    await visit.bar.window.sold_out(visit.caller, names[name].id, sold_out=sold_out)
    await visit.show(sentence(words, "sold-out-noted" if sold_out else "available-noted", name=name))


async def _mark(visit: Visit, *, sold_out: bool) -> None:
    with suppress(AlreadyHandledError):
        await visit.bar.window.sold_out(visit.caller, visit.choices.number(0), sold_out=sold_out)
    await _show(visit, await visit.bar.window.tonight())


async def _show(visit: Visit, tonight: Tonight) -> None:
    words = visit.bar.desk.staff_words
    await visit.show(cards.menu(words, visit.bar.pace.night, tonight.menu, tonight.window))
