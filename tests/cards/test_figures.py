"""What is told about the campaign: within Telegram's limits for the longest campaign, and a word for every kind."""

from datetime import UTC, date, time

import pytest

from bot.campaign_file import LONGEST_CAPTION, LONGEST_TEXT
from bot.cards.figures import _day_ticks, leaderboard, picture, text
from bot.clock import Hours
from bot.domain.campaign import Calendar
from bot.domain.figures import LEADERS, SOURCES, TROUBLES, Booked, Leader, Place, Tally, tally_up
from bot.outbox.messages import Message
from bot.telegram_html import faults, utf16_units, visible
from bot.texts.words import Words
from tests.domain.test_figures import counts
from tests.evening import ROME, rome
from tests.texts.sentences import needs

HOURS = Hours(time(19), time(3), ROME)
VENUE = "The Bar Behind the Bookshop & the Second Door <to the left> " * 2
NAME = "<b>&" + "N" * 60
YEAR = Calendar(date(2026, 1, 1), 366, time(11, 43), ROME)


def problems(message: Message) -> list[str]:
    """What Telegram would not take."""
    longest = LONGEST_CAPTION if message.medium else LONGEST_TEXT
    length = utf16_units(visible(message.html))
    return [*([] if length <= longest else [f"{length} characters"]), *(wrong for wrong, _ in faults(message.html))]


def worst() -> Tally:
    """A year of which every third day is uncertain, failed or missed, and as many places and sources as one likes."""
    releases = {day: ("uncertain", "failed", "sent", "skipped", "")[day % 5] for day in range(1, 367)}
    return tally_up(
        YEAR,
        rome("2026-12-31 12:00").astimezone(UTC),
        counts(
            begun_at=rome("2025-12-31 12:00"),
            followers=10**9,
            callers=10**9,
            releases={day: status for day, status in releases.items() if status},
            held=frozenset(range(4, 367, 10)),
            places=[Place(NAME * 4, 10**6, n) for n in range(99)],
            booked=[Booked("bookmark", f"{n}{NAME}", 10**4, 10**4) for n in range(99)],
            solves=dict.fromkeys(range(1, 367), 10**6),
        ),
    )


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_caption_and_the_leaderboard_are_what_telegram_takes(language: str) -> None:
    words = Words(language, HOURS)
    told = picture(words, VENUE, worst())
    assert problems(told) == []
    assert visible(told.html).count("…") == len(TROUBLES), "each kind of trouble, shortened"
    leaders = [Leader(NAME, 366, rome("2026-12-31 12:00"))] * LEADERS
    assert problems(leaderboard(words, leaders)) == []


def test_without_a_limit_the_caption_would_not_be_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr("bot.cards.figures.MOST_RUNS", 999)
    assert problems(picture(Words("en", HOURS), VENUE, worst()))


def test_days_in_a_row_are_told_as_one() -> None:
    releases = dict.fromkeys(range(1, 13), "sent") | dict.fromkeys((2, 4, 5, 6), "skipped") | {9: "failed"}
    calendar = Calendar(date(2026, 3, 1), 43, time(11, 43), ROME)
    told = tally_up(calendar, rome("2026-03-12 12:00").astimezone(UTC), counts(releases=releases))
    lines = text(Words("en", HOURS), "BackDoor43", told).html.split("\n")
    assert lines[-2:] == ["The channel did not take it: day 9.", "Skipped: days 2 and 4–6."]


@pytest.mark.parametrize(
    ("key", "name", "kinds"),
    [("figures-trouble", "what", TROUBLES), ("figures-source", "source", SOURCES)],
)
def test_every_kind_has_its_own_words(key: str, name: str, kinds: tuple[str, ...]) -> None:
    assert set(needs("en", key).variants[name]) == set(kinds)


@pytest.mark.parametrize(
    ("days", "named"),
    [
        (1, [1]),
        (2, [1, 2]),
        (7, [1, 2, 4, 6, 7]),
        (10, [1, 2, 4, 6, 8, 10]),
        (43, [1, 10, 20, 30, 43]),
        (366, [1, 100, 200, 300, 366]),
    ],
)
def test_round_days_are_named_below_the_columns_with_the_first_and_the_last(days: int, named: list[int]) -> None:
    assert _day_ticks(days) == tuple((day - 1, str(day)) for day in named)
