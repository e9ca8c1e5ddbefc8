"""What whoever found a bookmark reads: in the chat, and on the slip itself."""

from typing import TYPE_CHECKING

from bot.cards.presses import press
from bot.outbox.messages import Button, Message
from bot.texts.words import Words

if TYPE_CHECKING:
    from bot.pictures.bookmarks import Wording


def found(words: Words, *, is_open: bool) -> Message:
    """The first clue, and the way to the next; where the bar is open, the way in."""
    clue = _first_clue(words)
    if is_open:
        button = Button(words.plain("bookmark-book"), press("book-below"))
        return Message(words.html("bookmark-found-open", clue=clue), ((button,),))
    button = Button(words.plain("bookmark-follow"), press("follow"))
    return Message(words.html("bookmark-found", clue=clue), ((button,),))


def wrong(words: Words) -> Message:
    """No bookmark bears that."""
    return Message(words.html("bookmark-wrong"))


def locked(words: Words) -> Message:
    """Enough guesses."""
    return Message(words.html("bookmark-locked"))


def slip(words: Words, other: Words | None, venue: str, bot: str) -> "Wording":
    """What is printed, in one language and small in another; ``bot`` is the bot's name without its @."""
    from bot.pictures.bookmarks import Wording  # reportlab is slow to load, and needed at the command line alone

    return Wording(
        title=venue,
        clue=_in_print(words.plain("bookmark-clue")),
        door=_in_print(words.plain("bookmark-door")),
        other=_in_print(_first_clue(other)) if other else "",
        how=_in_print(words.plain("bookmark-how", bot=f"@{bot}")),
    )


def _first_clue(words: Words) -> str:
    return f"{words.plain('bookmark-clue')} {words.plain('bookmark-door')}"


def _in_print(text: str) -> str:
    """With the apostrophe of printed books, where a chat has the typewriter's."""
    return text.replace("'", "’")
