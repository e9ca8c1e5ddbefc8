"""The owner's cards of the campaign and what followers and callers read, for the longest campaign and many people."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.cards import campaign, followers, mailings, phone_line, releases
from bot.clock import ONE_DAY
from bot.config import Settings
from bot.outbox.messages import Message
from bot.storage.doubts import Doubt
from bot.storage.mailings import Progress
from bot.texts.words import Words
from tests.cards.bars import BIG_ID, NOON
from tests.cards.clue_cards import DAYS, LONGEST, SHORT, WITH_MORE

FIRST_DAY = date(2026, 1, 1)
OUTCOMES = (None, "seen", "there", "not-there", "resent")
FOLLOWED = ("follows", "followed-before", "first-to-come", "over", "no-campaign")
MOST = 100_000_000
MINUTE = timedelta(minutes=1)
BEGUN = Progress(BIG_ID, "launch:366", NOON, None, MOST, 0, 0, 0)


def missing(count: int) -> dict[int, date]:
    """So many days without their clue; the longest numbers where there is a choice."""
    return {day: FIRST_DAY + (day - 1) * ONE_DAY for day in range(DAYS, DAYS - count, -1)}


def doubt(outcome: str | None) -> Doubt:
    """The second about the last day's post, settled or open."""
    settled_at = None if outcome is None else NOON
    return Doubt(BIG_ID, "launch", DAYS, NOON, None, True, NOON, settled_at, outcome)


def states_of_a_mailing() -> Iterator[tuple[str, Progress]]:
    """From its beginning to its end, and what the counts may come to on the way."""
    yield "begins", BEGUN
    yield "half", replace(BEGUN, sent=MOST // 2, failed=7, waiting=25)
    yield "more than there were", replace(BEGUN, size=3, sent=3, failed=1, waiting=1)
    yield "all but one", replace(BEGUN, sent=MOST - 1)
    yield "done", replace(BEGUN, sent=MOST - 1, failed=1, ended_at=NOON + MINUTE)
    yield "done, some left", replace(BEGUN, sent=1, ended_at=NOON + MINUTE)
    yield "one", replace(BEGUN, size=1)
    yield "passed over", replace(BEGUN, size=0, ended_at=NOON)


def campaign_cards(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    """Each with a name that says which it is."""
    for verdict in (None, "right", "held"):
        for given_out in (False, True):
            card = releases.preview(words, DAYS, DAYS, NOON, verdict, given_out=given_out)  # type: ignore[arg-type]
            yield f"preview, {verdict}, {given_out}", card
    for count in (0, 1, releases.DAYS_A_CARD, releases.DAYS_A_CARD + 1, DAYS):
        for asked_first in (False, True):
            card = releases.gaps(words, missing(count), last=DAYS, asked_first=asked_first)
            yield f"gaps, {count}, {asked_first}", card
    for outcome in OUTCOMES:
        yield f"doubt, {outcome}", releases.doubt(words, doubt(outcome), NOON)
    for state, progress in states_of_a_mailing():
        for name in ("launch:366", "launch:call-back", "launch:let-in"):
            card = mailings.progress(words, replace(progress, name=name), NOON + MINUTE)
            yield f"mailing {name}, {state}", card
    for outcome in FOLLOWED:
        for plan in (settings.campaign, None):
            yield f"followed, {outcome}, {plan is None}", followers.followed(words, outcome, plan)
    yield "let in", followers.let_in(words)
    yield "phone line", phone_line.answer(words, None)
    yield "phone line calls back", phone_line.call_back(words)
    voices = [Words(each, settings.venue.hours) for each in settings.venue.languages]
    for name, clue in {"short": SHORT, "longest": LONGEST, **WITH_MORE}.items():
        for late in (False, True):
            yield f"post {name}, {late}", campaign.post(clue, voices, late=late)
            for opens in (False, True):
                yield f"direct {name}, {late}, {opens}", campaign.direct(clue, words, late=late, opens=opens)
