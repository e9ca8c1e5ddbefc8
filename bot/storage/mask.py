"""Questions to the mask, and the lines of them that were passed on. What was said stands in the outbox alone."""

from datetime import datetime

from bot.domain.mask import Question
from bot.storage.tx import Row, Tx

_COLUMNS = "q.id, q.guest_id, q.party, q.asked_at, q.unanswered, q.answered_at, q.answered_by, q.closed_at, q.closed_by"


def insert_question(tx: Tx, guest_id: int, party: int, now: datetime) -> int:
    """Open a question; its id. A unique key lets a guest have one that is not closed."""
    return tx.insert(
        "INSERT INTO questions (guest_id, party, asked_at) VALUES (:guest_id, :party, :now) RETURNING id",
        guest_id=guest_id,
        party=party,
        now=now,
    )


def get_question(tx: Tx, question_id: int) -> Question | None:
    """The question with this id, or None."""
    return _question(tx.one(f"SELECT {_COLUMNS} FROM questions q WHERE q.id = :question_id", question_id=question_id))


def get_open_question(tx: Tx, guest_id: int, since: datetime) -> Question | None:
    """A guest's open question: not closed, the last word in it later than ``since``, and nothing booked after it."""
    return _question(
        tx.one(
            f"""
            SELECT {_COLUMNS} FROM questions q
            WHERE q.guest_id = :guest_id AND q.closed_at IS NULL AND coalesce(q.answered_at, q.asked_at) > :since
              AND NOT EXISTS (
                SELECT 1 FROM reservations r WHERE r.guest_id = q.guest_id
                  AND r.status IN ('requested', 'booked', 'displaced', 'arrived')
                  AND r.booked_at > coalesce(q.answered_at, q.asked_at)
              )
            """,
            guest_id=guest_id,
            since=since,
        )
    )


def get_question_at(tx: Tx, chat_id: int, message_id: int) -> Question | None:
    """The question that the staff read in a message: on its card, or as one of its lines."""
    return _question(
        tx.one(
            f"""
            SELECT {_COLUMNS} FROM cards c
            LEFT JOIN question_lines l ON c.subject = 'question-line' AND l.id = c.subject_id
            JOIN questions q ON q.id = CASE c.subject WHEN 'question' THEN c.subject_id ELSE l.question_id END
            WHERE c.chat_id = :chat_id AND c.message_id = :message_id AND c.audience = 'staff'
            """,
            chat_id=chat_id,
            message_id=message_id,
        )
    )


def get_last_word_at(tx: Tx, question: Question) -> datetime:
    """When the last word of a question was said: the question itself, a line that was passed on, or an answer."""
    row = tx.one(
        "SELECT max(passed_at) AS passed_at FROM question_lines WHERE question_id = :question_id",
        question_id=question.id,
    )
    passed_at = None if row is None else row["passed_at"]
    return max(at for at in (question.asked_at, question.answered_at, passed_at) if at is not None)


def ask_again(tx: Tx, question_id: int, party: int, now: datetime) -> None:
    """Let an open question wait anew, perhaps for another party."""
    tx.run(
        """
        UPDATE questions SET party = :party, asked_at = :now, answered_at = NULL, answered_by = NULL
        WHERE id = :question_id
        """,
        question_id=question_id,
        party=party,
        now=now,
    )


def answer_question(tx: Tx, question_id: int, by: str, now: datetime) -> None:
    """Keep who answered; that opens a closed question again, unless its guest has asked another since."""
    tx.run(
        """
        UPDATE questions SET unanswered = 0, answered_at = :now, answered_by = :by WHERE id = :question_id
        """,
        question_id=question_id,
        by=by,
        now=now,
    )
    tx.run(
        """
        UPDATE questions SET closed_at = NULL, closed_by = NULL
        WHERE id = :question_id AND NOT EXISTS (
          SELECT 1 FROM questions other
          WHERE other.guest_id = questions.guest_id AND other.id <> questions.id AND other.closed_at IS NULL
        )
        """,
        question_id=question_id,
    )


def close_question(tx: Tx, question_id: int, by: str, now: datetime) -> bool:
    """Close a question; False where it was closed already."""
    return bool(
        tx.run(
            "UPDATE questions SET closed_at = :now, closed_by = :by WHERE id = :question_id AND closed_at IS NULL",
            question_id=question_id,
            by=by,
            now=now,
        )
    )


def close_left_open(tx: Tx, guest_id: int, now: datetime) -> int | None:
    """Close what a guest asked before and nobody closed; the question's id, or None."""
    row = tx.one(
        "UPDATE questions SET closed_at = :now WHERE guest_id = :guest_id AND closed_at IS NULL RETURNING id",
        guest_id=guest_id,
        now=now,
    )
    return None if row is None else int(row["id"])


def insert_line(tx: Tx, question_id: int, now: datetime) -> int:
    """Keep that a line of a question is passed on; the line's id."""
    tx.run("UPDATE questions SET unanswered = unanswered + 1 WHERE id = :question_id", question_id=question_id)
    return tx.insert(
        "INSERT INTO question_lines (question_id, passed_at) VALUES (:question_id, :now) RETURNING id",
        question_id=question_id,
        now=now,
    )


def has_lines(tx: Tx, question_id: int) -> bool:
    """Whether anything of a question was passed on."""
    return (
        tx.one(
            "SELECT 1 AS there FROM question_lines WHERE question_id = :question_id LIMIT 1", question_id=question_id
        )
        is not None
    )


def _question(row: Row | None) -> Question | None:
    return None if row is None else Question(**row)
