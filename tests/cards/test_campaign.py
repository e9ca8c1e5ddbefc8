"""What the owner reads of the campaign: a bar that tells the truth, days in order, questions with their buttons."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.cards import campaign, mailings, releases
from bot.cards.mailings import WIDTH
from bot.cards.releases import DAYS_A_CARD
from bot.config import load
from bot.outbox.messages import Button, Message
from bot.rehearsal.play import BAR
from bot.storage.mailings import Progress
from bot.telegram_html import visible
from bot.texts.words import Words
from tests.cards.bars import NOON
from tests.cards.campaign_cards import BEGUN, doubt, missing
from tests.cards.clue_cards import DAYS, LONGEST, SHORT
from tests.evening import rome

HOURS = load(BAR, {}).venue.hours
EN, IT = Words("en", HOURS), Words("it", HOURS)
MINUTE = timedelta(minutes=1)
OF_TEN = replace(BEGUN, name="launch:12", size=10)


def lines(words: Words, progress: Progress, after: timedelta = MINUTE) -> list[str]:
    return visible(mailings.progress(words, progress, NOON + after).html).split("\n")


def keys(card: Message) -> list[tuple[str, str]]:
    return [(button.text, button.data) for row in card.buttons for button in row]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (EN, ["Clue 12, to 10 people", "▰▰▰▰▰▰▱▱▱▱▱▱", "4 sent · 1 failed · 5 left", "About 12:02 it will be done."]),
        (IT, ["Indizio 12, a 10 persone", "▰▰▰▰▰▰▱▱▱▱▱▱", "4 inviati · 1 falliti · 5 da inviare"]),
    ],
)
def test_a_mailing_half_way_says_when_it_will_be_done(words: Words, told: list[str]) -> None:
    assert lines(words, replace(OF_TEN, sent=4, failed=1, waiting=2))[: len(told)] == told


@pytest.mark.parametrize(("words", "begins"), [(EN, "It begins."), (IT, "Comincia.")])
def test_a_mailing_that_has_reached_nobody_yet_only_begins(words: Words, begins: str) -> None:
    assert lines(words, OF_TEN, timedelta(0))[1:] == ["▱" * WIDTH, lines(words, OF_TEN)[2], begins]


@pytest.mark.parametrize(("words", "done"), [(EN, "Done at 12:05."), (IT, "Finito alle 12:05.")])
def test_a_mailing_at_its_end_leaves_nobody_even_where_some_have_left_meanwhile(words: Words, done: str) -> None:
    ended = replace(OF_TEN, sent=7, failed=1, ended_at=NOON + 5 * MINUTE)
    assert lines(words, ended)[1:] == ["▰" * WIDTH, lines(words, ended)[2], done]
    assert " 0 " in lines(words, ended)[2]


@pytest.mark.parametrize(
    ("name", "title"),
    [("launch:call-back", "The phone line calls back"), ("launch:let-in", "The door is ajar"), ("a:b:7", "Clue 7")],
)
def test_a_mailing_is_known_by_what_it_says(name: str, title: str) -> None:
    assert lines(EN, replace(OF_TEN, name=name, size=1))[0] == f"{title}, to one person"


@given(
    some.integers(1, 100_000),
    some.integers(0, 120_000),
    some.integers(0, 120_000),
    some.integers(0, 25),
    some.booleans(),
)
def test_the_bar_is_full_when_nobody_is_left_and_never_before(
    size: int, sent: int, failed: int, waiting: int, ended: bool
) -> None:
    progress = replace(OF_TEN, size=size, sent=sent, failed=failed, waiting=waiting)
    if ended:
        progress = replace(progress, waiting=0, ended_at=NOON + MINUTE)
    _, bar, counts, _ = lines(EN, progress)
    nobody_left = counts.endswith(" 0 left")
    assert len(bar) == WIDTH and set(bar) <= set("▰▱")
    assert (bar == "▰" * WIDTH) == nobody_left
    assert nobody_left == (ended or (sent + failed >= size and not waiting))
    assert "-" not in counts


def test_the_bar_only_ever_grows() -> None:
    bars = [lines(EN, replace(OF_TEN, size=1_000, sent=sent))[1].count("▰") for sent in range(1_001)]
    assert all(before <= after for before, after in pairwise(bars))
    assert {*bars} == {*range(WIDTH + 1)}


def gaps(words: Words, count: int, *, last: int = DAYS + 1, asked_first: bool = False) -> Message:
    return releases.gaps(words, missing(count), last=last, asked_first=asked_first)


def test_missing_days_stand_in_their_order_with_both_their_buttons() -> None:
    card = releases.gaps(EN, dict(reversed(missing(3).items())), last=DAYS + 1, asked_first=False)
    assert visible(card.html).split("\n") == [
        "These clues never went out. The oldest comes first.",
        "",
        "· clue 364, Wed 30 Dec",
        "· clue 365, Thu 31 Dec",
        "· clue 366, Fri 1 Jan",
    ]
    assert [[button.data for button in row] for row in card.buttons] == [
        [f"post-now:{day}", f"skip-day:{day}"] for day in (364, 365, 366)
    ]
    assert "Look into the channel" in gaps(EN, 1, asked_first=True).html
    assert gaps(EN, 0, asked_first=True) == Message("No clue is missing.")


@pytest.mark.parametrize(("words", "label"), [(EN, "Post now · 366"), (IT, "Pubblica ora · 366")], ids=["en", "it"])
def test_the_last_day_opens_the_bar_and_can_only_be_posted(words: Words, label: str) -> None:
    before, last = gaps(words, 2, last=DAYS).buttons
    assert [button.data for button in before] == ["post-now:365", "skip-day:365"]
    assert last == (Button(label, "post-now:366"),)


@pytest.mark.parametrize(
    ("words", "more"), [(EN, "358 more after these."), (IT, "Altri 358 dopo questi.")], ids=["en", "it"]
)
def test_a_whole_year_of_missing_days_is_told_by_its_oldest(words: Words, more: str) -> None:
    card = gaps(words, DAYS)
    assert len(card.buttons) == DAYS_A_CARD
    assert keys(card)[0][1] == "post-now:1"
    assert visible(card.html).split("\n")[-1] == more
    assert keys(gaps(words, DAYS_A_CARD))[-1][1] == "skip-day:366"
    assert len(visible(gaps(words, DAYS_A_CARD).html).split("\n")) == 2 + DAYS_A_CARD, "and nothing after these"


@pytest.mark.parametrize(
    ("verdict", "offered"),
    [(None, ["Looks right", "Hold"]), ("right", ["Hold"]), ("held", ["Looks right"])],
)
def test_what_the_owner_has_not_said_of_a_clue_can_still_be_said(verdict: str | None, offered: list[str]) -> None:
    card = releases.preview(EN, 7, 43, rome("2026-03-07 11:43"), verdict)  # type: ignore[arg-type]
    assert [label for label, _ in keys(card)] == offered
    assert visible(card.html).startswith("Clue 7 of 43, Sat 7 Mar, 11:43. ")
    assert releases.preview(EN, 7, 43, NOON, verdict, given_out=True).buttons == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(("words", "labels"), [(EN, ["There", "Not there"]), (IT, ["C'è", "Non c'è"])])
def test_a_doubt_asks_until_it_is_settled_and_then_says_what_came_of_it(words: Words, labels: list[str]) -> None:
    assert [label for label, _ in keys(releases.doubt(words, doubt(None), NOON))] == labels
    settled = [releases.doubt(words, doubt(outcome), NOON) for outcome in ("seen", "there", "not-there", "resent")]
    assert all(card.buttons == () for card in settled)
    assert len({card.html for card in (*settled, releases.doubt(words, doubt(None), NOON))}) == 5


@pytest.mark.parametrize(("words", "label"), [(EN, "Book a stool"), (IT, "Prenota uno sgabello")], ids=["en", "it"])
def test_with_the_last_clue_comes_the_button_and_with_no_other(words: Words, label: str) -> None:
    assert campaign.direct(SHORT, words, late=False, opens=False).buttons == ()
    ((button,),) = campaign.direct(SHORT, words, late=False, opens=True).buttons
    assert button == Button(label, "book-below", "primary")


@pytest.mark.parametrize(
    ("words", "line"),
    [(EN, "The clue was intercepted. Here it is."), (IT, "L'indizio era stato intercettato. Eccolo.")],
    ids=["en", "it"],
)
def test_a_late_clue_says_that_it_was_intercepted_unless_there_is_no_room_for_it(words: Words, line: str) -> None:
    late = visible(campaign.direct(SHORT, words, late=True, opens=False).html)
    assert late.startswith(f"{line}\n\n")
    assert line not in visible(campaign.direct(SHORT, words, late=False, opens=False).html)
    assert line in visible(campaign.post(SHORT, [EN, IT], late=True).html), "in every language of the channel"
    assert campaign.direct(LONGEST, words, late=True, opens=False).html == LONGEST.text[words.language]
