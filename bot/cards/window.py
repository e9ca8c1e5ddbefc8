"""The staff's card of the window tonight: what is sold out, a rush, a pause."""

from collections.abc import Sequence
from datetime import date

from bot.cards.layout import rows
from bot.cards.presses import press
from bot.domain.carts import Drink, WindowNight
from bot.outbox.messages import Button, Message
from bot.texts.words import Words

DRINKS_A_ROW = 2


def menu(words: Words, night: date, drinks: Sequence[Drink], window: WindowNight) -> Message:
    """Every drink with the button that changes it."""
    sold_out = [drink.name for drink in drinks if drink.sold_out]
    told = [words.html("window-menu")]
    if window.pause is not None:
        told.append(words.html("window-menu-paused", until=words.time_of(night, window.pause.until_at)))
    if window.rush_minutes:
        told.append(words.html("window-menu-rush", rush=window.rush_minutes))
    told.append(
        words.html("window-menu-sold-out", names=words.list(sold_out)) if sold_out else words.html("window-menu-all")
    )
    buttons = [
        Button(
            words.plain("mark-available" if drink.sold_out else "mark-sold-out", name=drink.name),
            press("available" if drink.sold_out else "sold-out", drink.id),
            "success" if drink.sold_out else None,
        )
        for drink in drinks
    ]
    return Message("\n".join([*told, "", words.html("window-menu-how")]), rows(buttons, DRINKS_A_ROW))
