"""What the owner reads of the campaign's posts: tomorrow's clue, days that are missing, a post that nobody has seen."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.cards.presses import press
from bot.outbox.messages import Button, Message
from bot.storage.doubts import Doubt
from bot.storage.previews import Verdict
from bot.texts.words import Words

#: So many days have their buttons on one card; the rest come after those.
DAYS_A_CARD = 8


def preview(
    words: Words, day: int, days: int, at: datetime, verdict: Verdict | None, *, given_out: bool = False
) -> Message:
    """What the owner has said of a day's clue, with the buttons to say it until it is given out."""
    state = "out" if given_out else verdict or "asked"
    html = words.html("preview", day=day, days=days, when=words.when(words.hours.wall(at).date(), at), state=state)
    if given_out:
        return Message(html)
    right = Button(words.plain("looks-right"), press("clue-right", day), "success")
    hold = Button(words.plain("hold"), press("clue-hold", day), "danger")
    buttons = [button for button, said in ((right, "right"), (hold, "held")) if verdict != said]
    return Message(html, (tuple(buttons),))


def gaps(words: Words, missing: Mapping[int, date], *, last: int, asked_first: bool) -> Message:
    """The days without their clue, in order, each to be posted now or left out; the ``last`` opens the bar."""
    if not missing:
        return Message(words.html("gaps-none"))
    shown = dict(sorted(missing.items())[:DAYS_A_CARD])
    lines = "\n".join(words.html("gaps-day", day=day, date=words.day(on)) for day, on in shown.items())
    more = words.html("gaps-more", number=len(missing) - len(shown)) if len(missing) > len(shown) else ""
    head = words.html("gaps-asked-first" if asked_first else "gaps")
    buttons = tuple(_of_gap(words, day, last) for day in shown)
    return Message("\n\n".join(part for part in (head, lines, more) if part), buttons)


def _of_gap(words: Words, day: int, last: int) -> tuple[Button, ...]:
    post = Button(words.plain("post-now", day=day), press("post-now", day))
    skip = Button(words.plain("skip-day", day=day), press("skip-day", day))
    return (post,) if day == last else (post, skip)


def doubt(words: Words, found: Doubt, now: datetime) -> Message:
    """A post of which nobody knows whether it stands: the question, or what came of it."""
    html = words.html("doubt", day=found.day, outcome=found.outcome or "open")
    if found.settled_at is not None:
        return Message(html)
    there = Button(words.plain("there"), press("post-there", found.outbox_id))
    not_there = Button(words.plain("not-there"), press("post-not-there", found.outbox_id))
    return Message(html, ((there, not_there),))
