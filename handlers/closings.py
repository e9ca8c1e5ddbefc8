"""What the staff type about a night: its board, closing it, opening it again."""

from bot.cards.house import sentence
from bot.errors import Refusal
from bot.understanding.nights import read_closing, read_night
from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    return [
        door.staff_command("tonight", show_tonight),
        door.staff_command("night", show_night),
        door.staff_command("close", close),
        door.staff_command("reopen", reopen),
    ]


async def show_tonight(visit: Visit) -> None:
    """Tonight's board."""
    await visit.bar.board.bring(visit.caller, visit.bar.desk.tonight)


async def show_night(visit: Visit) -> None:
    """``/night Fri``, ``/night 24 Dec``: that night's board."""
    night, _ = read_night(visit.after_command, visit.bar.desk.tonight)
    await visit.bar.board.bring(visit.caller, night)


async def close(visit: Visit) -> None:
    """``/close 24 Dec [21:00-23:00] [reason]``: the staff's list follows."""
    await visit.bar.closings.close(visit.caller, read_closing(visit.after_command, visit.bar.desk.tonight))


async def reopen(visit: Visit) -> None:
    """``/reopen 24 Dec``."""
    if not visit.after_command:
        raise Refusal("night-not-read")
    night, _ = read_night(visit.after_command, visit.bar.desk.tonight)
    standing = await visit.bar.closings.reopen(visit.caller, night)
    words = visit.bar.desk.staff_words
    await visit.show(sentence(words, "reopened", night=words.day(night), standing=standing))
