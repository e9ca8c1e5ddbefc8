"""The cards of the clues in every state, for one that has the longest texts that Telegram takes, too."""

from collections.abc import Iterator
from datetime import timedelta

from bot.campaign_file import LONGEST_TEXT, Clue, CluePoll, Medium
from bot.cards import clues
from bot.config import Settings
from bot.domain.solving import Heard, OpenClue, Out, Tick
from bot.outbox.messages import Message
from bot.rehearsal.play import BAR
from bot.texts.words import Words
from tests.cards.bars import NOON

#: The longest campaign that the config allows, and its last day.
DAYS = 366
LATER = NOON + timedelta(hours=20)
LONGEST = Clue(DAYS, dict.fromkeys(("en", "it"), "&amp;" * LONGEST_TEXT), {"it": "x" * LONGEST_TEXT}, (), None)
POLL = CluePoll({"en": "Which?", "it": "Quale?"}, {"en": ("one", "two"), "it": ("uno", "due")})
SHORT = Clue(12, {"en": "Who was <i>he</i>?", "it": "Chi <i>era</i>?"}, {"en": "Rain.", "it": "Pioggia."}, ("x",), None)
WITH_MORE = {
    "a photo": Clue(12, SHORT.text, SHORT.hint, (), Medium("photo", BAR)),
    "a poll": Clue(12, SHORT.text, SHORT.hint, (), None, POLL),
}


def clue_cards(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    """Each with a name that says which it is."""
    for count in (1, 7, 43, DAYS):
        for solved in (0, 1, 2):
            ticks = tuple(Tick(day, solved > 0 and day % solved == 0) for day in range(1, count + 1))
            for page in (None, 0, 1, 99):
                day = None if solved else count
                yield f"clues, {count} out, {solved}, {page}", clues.board(words, Out(ticks, day, DAYS, None), page)
    yield "clues, none yet", clues.board(words, Out((), None, 43, NOON), None)
    yield "clues, no campaign", clues.board(words, Out((), None, 0, None), None)
    for name, clue in {"short": SHORT, "longest": LONGEST, **WITH_MORE}.items():
        for hint_at in (None, NOON, LATER):
            for solved in (0, 1):
                shown = OpenClue(clue, bool(solved), hint_at)
                for channel in ("@backdoor43", -1004300000002):
                    card = clues.clue(words, shown, channel, NOON)
                    yield f"clue, {name}, {hint_at}, {solved}, {channel}", card
        yield f"hint, {name}", clues.hint(words, OpenClue(clue, False, NOON))
    for clue in settings.campaign.clues if settings.campaign else ():
        yield f"clue {clue.day} again", clues.clue(words, OpenClue(clue, True, LATER), "@backdoor43", NOON)
    for newest in (12, DAYS):
        yield f"solved, {newest}", clues.solved(words, Heard("solved", DAYS), newest, 1, DAYS)
        yield f"solved before, {newest}", clues.solved(words, Heard("solved-before", DAYS), newest, DAYS, DAYS)
    for at in (NOON, LATER):
        yield f"secret, {at}", clues.secret(words, at, NOON)
