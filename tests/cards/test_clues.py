"""What a solver sees: the days with their own ticks, page by page, one clue, its hint, and a line for being right."""

from bot.cards import clues
from bot.config import load
from bot.domain.solving import Heard, OpenClue, Out, Tick
from bot.outbox.messages import Message
from bot.rehearsal.play import BAR
from bot.telegram_html import visible
from bot.texts.words import Words
from tests.cards.bars import NOON
from tests.cards.clue_cards import LATER, LONGEST, SHORT, WITH_MORE
from tests.evening import rome

HOURS = load(BAR, {}).venue.hours
EN, IT = Words("en", HOURS), Words("it", HOURS)


def rows(card: Message) -> list[list[str]]:
    return [[button.text for button in row] for row in card.buttons]


def out(count: int, *solved: int, day: int | None = None) -> Out:
    return Out(tuple(Tick(n, n in solved) for n in range(1, count + 1)), day, 43, None)


def test_the_days_stand_in_weeks_and_solved_ones_have_a_tick() -> None:
    card = clues.board(EN, out(12, 3, 12, day=12), None)
    assert visible(card.html).startswith("Day 12 of 43\n12 out, 2 solved by you.")
    assert rows(card) == [["1", "2", "3 ✓", "4", "5", "6", "7"], ["8", "9", "10", "11", "12 ✓"]]
    assert [button.data for row in card.buttons for button in row][-1] == "clue:12"
    assert visible(clues.board(IT, out(12, 3, 12, day=12), None).html).startswith("Giorno 12 di 43\nUsciti: 12.")
    assert "none of them solved yet" in clues.board(EN, out(12, day=12), None).html


def test_a_long_list_opens_at_its_newest_page() -> None:
    newest = clues.board(EN, out(43), None)
    assert visible(newest.html).startswith("The clues\n43 out")
    assert rows(newest)[0][0] == "29" and rows(newest)[-2][-1] == "43"
    assert rows(newest)[-1] == ["‹ Earlier"]
    first = clues.board(EN, out(43), 0)
    assert [len(row) for row in rows(first)] == [7, 7, 7, 7, 1]
    assert rows(first)[-1] == ["Later ›"]


def test_before_the_first_clue_there_is_a_date() -> None:
    card = clues.board(EN, Out((), None, 43, rome("2026-03-01 11:43")), None)
    assert card == Message("Nothing yet. The first clue comes out on Sun 1 Mar, 11:43.")


def test_a_clue_says_what_is_only_in_the_channel_and_when_its_hint_may_be_asked_for() -> None:
    card = clues.clue(EN, OpenClue(SHORT, False, LATER), "@backdoor43", NOON)
    assert card.html.startswith(
        "<b>Day 12</b>\nWho was <i>he</i>?\n\n<i>A hint, if you ask for it, from Sat 28 Nov, 08:00."
    )
    assert rows(card) == [["‹ Back"]]
    asked = clues.clue(IT, OpenClue(SHORT, True, NOON), "@backdoor43", NOON)
    assert asked.html == "<b>Giorno 12</b> · risolto ✓\nChi <i>era</i>?"
    assert rows(asked) == [["Suggerimento", "‹ Indietro"]]
    for clue in WITH_MORE.values():
        assert "it stands in @backdoor43." in clues.clue(EN, OpenClue(clue, False, None), "@backdoor43", NOON).html
        assert "it stands in the channel." in clues.clue(EN, OpenClue(clue, False, None), -1004300000002, NOON).html


def test_a_clue_as_long_as_telegram_takes_stands_alone() -> None:
    card = clues.clue(EN, OpenClue(LONGEST, True, LATER), "@backdoor43", NOON)
    assert card.html == LONGEST.text["en"]
    assert clues.hint(EN, OpenClue(LONGEST, True, NOON)).html == LONGEST.hint["it"], "the hint that there is"


def test_who_is_right_hears_so_and_how_many_they_have() -> None:
    def heard(kind: str, day: int, newest: int) -> str:
        return clues.solved(EN, Heard(kind, day), newest, 3, 10).html  # type: ignore[arg-type]

    assert heard("solved", 12, 12) == "Right, and it is the newest.\n3 of 10 so far."
    assert heard("solved", 7, 12) == "Right. Day 7 is solved.\n3 of 10 so far."
    assert heard("solved-before", 12, 12) == "Right, as before: day 12 is solved already.\n3 of 10 so far."


def test_the_secret_word_opens_the_door_a_day_before_or_has_opened_it() -> None:
    lets_in_at = rome("2026-04-11 11:43")
    before = clues.secret(EN, lets_in_at, rome("2026-04-11 11:42")).html
    assert "a day before the others: Sat 11 Apr, 11:43." in before
    assert "the door is open to you" in clues.secret(EN, lets_in_at, lets_in_at).html
