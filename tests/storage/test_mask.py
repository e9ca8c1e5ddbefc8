"""Questions to the mask: one open for each guest, found again from whatever the staff reply to."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.mask import OPEN_FOR, Question
from bot.domain.people import Guest
from bot.storage import cards, guests, mask
from bot.storage.tx import Tx

NOW = datetime(2026, 11, 27, 18, tzinfo=UTC)
ANNA, BRUNO, GROUP = 5001, 5002, -1004300000001


@pytest.fixture(autouse=True)
def acquainted(tx: Tx) -> None:
    for guest_id in (ANNA, BRUNO):
        guests.upsert_guest(tx, Guest(guest_id, "Guest", "en"), NOW)


def booked(tx: Tx, guest_id: int, at: datetime) -> None:
    tx.run(
        """
        INSERT INTO reservations (code, guest_id, night_on, starts_at, ends_at, party, stools, booked_at, changed_at)
        VALUES ('AAAA2', :guest_id, '2026-11-28', :at, :at, 2, '', :at, :at)
        """,
        guest_id=guest_id,
        at=at,
    )


def is_open(tx: Tx, at: datetime, guest_id: int = ANNA) -> bool:
    return mask.get_open_question(tx, guest_id, at - OPEN_FOR) is not None


def test_a_guest_has_one_open_question_at_most(tx: Tx) -> None:
    question = mask.insert_question(tx, ANNA, 6, NOW)
    mask.insert_question(tx, BRUNO, 6, NOW)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        mask.insert_question(tx, ANNA, 7, NOW)
    assert mask.close_left_open(tx, ANNA, NOW) == question
    assert mask.close_left_open(tx, ANNA, NOW) is None
    mask.insert_question(tx, ANNA, 7, NOW)


def test_a_question_is_open_for_a_day_since_it_was_asked_or_answered(tx: Tx) -> None:
    question = mask.insert_question(tx, ANNA, 6, NOW)
    just = timedelta(milliseconds=1)
    assert is_open(tx, NOW + OPEN_FOR - just)
    assert not is_open(tx, NOW + OPEN_FOR)
    assert not is_open(tx, NOW, BRUNO)
    answered = NOW + timedelta(hours=30)
    mask.answer_question(tx, question, "Vera", answered)
    assert is_open(tx, answered + OPEN_FOR - just)
    assert not is_open(tx, answered + OPEN_FOR)


def test_a_booking_after_the_last_word_ends_a_question(tx: Tx) -> None:
    booked(tx, ANNA, NOW)
    question = mask.insert_question(tx, ANNA, 6, NOW + timedelta(minutes=1))
    assert is_open(tx, NOW + timedelta(minutes=2))
    tx.run("UPDATE reservations SET booked_at = :at", at=NOW + timedelta(minutes=3))
    assert not is_open(tx, NOW + timedelta(minutes=4))
    mask.answer_question(tx, question, "Vera", NOW + timedelta(minutes=5))
    assert is_open(tx, NOW + timedelta(minutes=6))


def test_looking_for_an_open_question_reads_no_table_through(tx: Tx, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many reservations there are. Every text that nobody understands asks for it."""
    plans = []
    one = Tx.one

    def explained(self: Tx, sql: str, **values: object) -> object:
        plans.extend(row["detail"] for row in self.all(f"EXPLAIN QUERY PLAN {sql}", **values))
        return one(self, sql, **values)

    monkeypatch.setattr(Tx, "one", explained)
    mask.get_open_question(tx, ANNA, NOW)
    mask.get_question_at(tx, GROUP, 7)
    mask.get_last_word_at(tx, Question(1, ANNA, 0, NOW))
    assert any("SEARCH r " in plan for plan in plans)
    assert [plan for plan in plans if plan.startswith("SCAN")] == []


def test_a_question_is_found_from_its_card_and_from_each_of_its_lines(tx: Tx) -> None:
    first, second = mask.insert_question(tx, ANNA, 6, NOW), mask.insert_question(tx, BRUNO, 0, NOW)
    cards.insert_card(tx, "question", first, "staff", GROUP, 101)
    # Ids that are alike must not be taken for each other.
    lines = [mask.insert_line(tx, question, NOW) for question in (second, first, second)]
    for number, line in enumerate(lines):
        cards.insert_card(tx, "question-line", line, "staff", GROUP, 201 + number)
    cards.insert_card(tx, "reservation", first, "staff", GROUP, 301)
    cards.insert_card(tx, "question", second, "guest", BRUNO, 401)
    places = [(GROUP, 101), (GROUP, 201), (GROUP, 202), (GROUP, 203), (GROUP, 301), (BRUNO, 401), (GROUP, 999)]
    found = [mask.get_question_at(tx, *place) for place in places]
    assert [question and question.id for question in found] == [first, second, first, second, None, None, None]
    assert mask.get_question_at(tx, GROUP - 1, 101) is None


def test_lines_are_counted_until_somebody_answers(tx: Tx) -> None:
    question = mask.insert_question(tx, ANNA, 6, NOW)
    assert not mask.has_lines(tx, question)
    mask.insert_line(tx, question, NOW)
    mask.insert_line(tx, question, NOW)
    counted = mask.get_question(tx, question)
    assert counted is not None and counted.unanswered == 2
    mask.answer_question(tx, question, "Vera", NOW)
    answered = mask.get_question(tx, question)
    assert answered is not None
    assert (answered.unanswered, answered.status, answered.answered_by) == (0, "answered", "Vera")
    assert mask.has_lines(tx, question)


def test_the_last_word_is_the_question_a_line_or_an_answer_whichever_came_last(tx: Tx) -> None:
    question_id = mask.insert_question(tx, ANNA, 0, NOW)
    others = mask.insert_question(tx, BRUNO, 0, NOW)

    def last_word_after() -> timedelta:
        question = mask.get_question(tx, question_id)
        assert question is not None
        return mask.get_last_word_at(tx, question) - NOW

    minute = timedelta(minutes=1)
    assert last_word_after() == 0 * minute
    mask.insert_line(tx, question_id, NOW + minute)
    mask.insert_line(tx, others, NOW + 9 * minute)
    assert last_word_after() == minute
    mask.answer_question(tx, question_id, "Vera", NOW + 2 * minute)
    assert last_word_after() == 2 * minute
    mask.insert_line(tx, question_id, NOW + 3 * minute)
    assert last_word_after() == 3 * minute
    mask.ask_again(tx, question_id, 0, NOW + 4 * minute)
    assert last_word_after() == 4 * minute


def test_an_answer_opens_a_closed_question_unless_its_guest_has_asked_another(tx: Tx) -> None:
    first = mask.insert_question(tx, ANNA, 6, NOW)
    assert mask.close_question(tx, first, "Luca", NOW)
    assert not mask.close_question(tx, first, "Vera", NOW)
    mask.answer_question(tx, first, "Vera", NOW)
    assert is_open(tx, NOW)
    mask.close_question(tx, first, "Luca", NOW)
    second = mask.insert_question(tx, ANNA, 7, NOW)
    mask.answer_question(tx, first, "Vera", NOW)
    closed, asked = mask.get_question(tx, first), mask.get_open_question(tx, ANNA, NOW - OPEN_FOR)
    assert closed is not None and (closed.status, closed.closed_by) == ("done", "Luca")
    assert asked is not None and asked.id == second


def test_asking_again_lets_an_answered_question_wait_anew(tx: Tx) -> None:
    question = mask.insert_question(tx, ANNA, 6, NOW)
    mask.answer_question(tx, question, "Vera", NOW)
    later = NOW + timedelta(hours=20)
    mask.ask_again(tx, question, 8, later)
    asked = mask.get_question(tx, question)
    assert asked is not None
    assert (asked.party, asked.asked_at, asked.status) == (8, later, "waiting")


def test_a_question_of_nobody_and_one_for_less_than_nobody_cannot_be_written(tx: Tx) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        mask.insert_question(tx, 404, 6, NOW)
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        mask.insert_question(tx, ANNA, -1, NOW)
