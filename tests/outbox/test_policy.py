"""What each error of the Bot API means for a promise."""

from datetime import timedelta

import pytest
import telegram.error
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    PassportDecryptionError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.outbox.policy import (
    LONGEST_BACKOFF_S,
    LONGEST_IN_THE_DARK,
    Verdict,
    backoff,
    is_gone,
    is_unchanged,
    judge,
    seconds_to_wait,
)
from bot.outbox.request import NotSentError

NOT_DONE: list[TelegramError] = [NotSentError("no connection"), Conflict("409"), InvalidToken("401")]
PERHAPS_DONE: list[TelegramError] = [
    NetworkError("Bad Gateway"),
    TimedOut(),
    TelegramError("Invalid server response"),
    EndPointNotFound("404"),
    PassportDecryptionError("no"),
]
CERTAIN: list[tuple[TelegramError, str]] = [
    (BadRequest("chat not found"), "failed"),
    (Forbidden("bot was blocked by the user"), "unreachable"),
    (ChatMigrated(-77), "moved"),
    (RetryAfter(7), "again"),
]
FOR_EVER = timedelta(days=43)


def test_the_tables_name_every_error_of_the_library() -> None:
    ours = {type(error) for error in [*NOT_DONE, *PERHAPS_DONE, *(error for error, _ in CERTAIN)]}
    theirs = {getattr(telegram.error, name) for name in telegram.error.__all__}
    assert theirs - ours == set()


@pytest.mark.parametrize("once", [False, True])
@pytest.mark.parametrize("attempts", [0, 1, 5, 50])
@pytest.mark.parametrize("error", NOT_DONE, ids=lambda error: type(error).__name__)
def test_what_was_not_done_is_tried_again_for_ever(error: TelegramError, attempts: int, once: bool) -> None:
    verdict = judge(error, once=once, edit=False, attempts=attempts, in_the_dark=FOR_EVER)
    assert (verdict.outcome, verdict.wait_s, verdict.in_the_dark) == ("again", backoff(attempts), False)


@pytest.mark.parametrize("error", PERHAPS_DONE, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("attempts", [0, 3, 50])
def test_what_may_have_arrived_is_sent_again_for_half_an_hour_however_often_it_was_tried(
    error: TelegramError, attempts: int
) -> None:
    verdicts = [
        judge(error, once=False, edit=False, attempts=attempts, in_the_dark=in_the_dark)
        for in_the_dark in (timedelta(0), LONGEST_IN_THE_DARK - timedelta(microseconds=1), LONGEST_IN_THE_DARK)
    ]
    assert [verdict.outcome for verdict in verdicts] == ["again", "again", "uncertain"]
    assert [verdict.wait_s for verdict in verdicts] == [backoff(attempts), backoff(attempts), 0]
    assert all(verdict.in_the_dark for verdict in verdicts)


@pytest.mark.parametrize("error", PERHAPS_DONE, ids=lambda error: type(error).__name__)
def test_what_goes_out_once_is_uncertain_at_once(error: TelegramError) -> None:
    assert judge(error, once=True, edit=False, attempts=0, in_the_dark=timedelta(0)).outcome == "uncertain"


@pytest.mark.parametrize("error", PERHAPS_DONE, ids=lambda error: type(error).__name__)
def test_an_edit_is_never_given_up_for_what_nobody_knows(error: TelegramError) -> None:
    verdict = judge(error, once=False, edit=True, attempts=5_000, in_the_dark=FOR_EVER)
    assert (verdict.outcome, verdict.wait_s) == ("again", LONGEST_BACKOFF_S)


@pytest.mark.parametrize(("once", "edit"), [(False, False), (False, True), (True, False)])
@pytest.mark.parametrize("attempts", [0, 2, 50])
@pytest.mark.parametrize(("error", "outcome"), CERTAIN, ids=lambda value: str(value)[:12])
def test_what_telegram_says_plainly_is_taken_at_its_word(
    error: TelegramError, outcome: str, attempts: int, once: bool, edit: bool
) -> None:
    verdict = judge(error, once=once, edit=edit, attempts=attempts, in_the_dark=FOR_EVER)
    assert (verdict.outcome, verdict.in_the_dark) == (outcome, False)
    assert verdict.wait_s == (7.0 if outcome == "again" else 0.0)
    assert verdict.new_chat_id == (-77 if outcome == "moved" else None)


def test_a_reason_names_the_error_and_what_was_said() -> None:
    error = BadRequest("Bad Request: chat not found")
    verdict = judge(error, once=False, edit=False, attempts=0, in_the_dark=timedelta(0))
    assert verdict == Verdict("failed", "BadRequest: Chat not found")


def test_backoff_doubles_up_to_a_minute() -> None:
    assert [backoff(attempts) for attempts in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert backoff(10**6) == LONGEST_BACKOFF_S


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
@pytest.mark.parametrize(
    ("told", "wait"),
    [(1, 1.0), (43, 43.0), (timedelta(seconds=7), 7.0), (timedelta(seconds=7, microseconds=1), 8.0)],
)
def test_a_pause_is_rounded_up(told: int | timedelta, wait: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", str(int(isinstance(told, timedelta))))
    error = RetryAfter(told)
    assert isinstance(error.retry_after, type(told))
    assert seconds_to_wait(error) == wait


@pytest.mark.parametrize(
    ("told", "unchanged", "gone"),
    [
        ("Message is not modified: specified new message content and reply markup are exactly the same", True, False),
        ("Message to edit not found", False, True),
        ("Message can't be edited", False, True),
        ("MESSAGE_ID_INVALID", False, True),
        ("Can't parse entities: unsupported start tag", False, False),
    ],
)
def test_what_a_refused_edit_says_about_the_card(told: str, unchanged: bool, gone: bool) -> None:
    assert (is_unchanged(BadRequest(told)), is_gone(BadRequest(told))) == (unchanged, gone)
