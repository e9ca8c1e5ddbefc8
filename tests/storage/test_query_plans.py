"""What is asked at every tick and every press finds its rows by an index, however long the past is."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.storage import (
    alarms,
    bookmarks,
    calls,
    carts,
    closings,
    conversation,
    doubts,
    followers,
    mailings,
    orders,
    outbox,
    payments,
    reservations,
    waitlist,
)
from bot.storage.claims import Holder, delete_claims, list_seated, pass_claims
from bot.storage.mailings import Outcome
from bot.storage.tx import Tx
from tests.storage.mailed import FIRST, all_sent, follow, mail
from tests.storage.rows import ANNA, EIGHT, NIGHT, NOW

HOUR = timedelta(hours=1)
MAILING = {"id": 1, "audience": "followers", "name": "launch:1", "reached_id": 0}
TO_THOSE_LET_IN = {**MAILING, "audience": "let-in", "name": "launch:let-in"}
#: Each question with the index that it has to go by.
QUESTIONS: dict[str, tuple[Callable[[Tx], object], str]] = {
    "list_seated": (lambda tx: list_seated(tx, EIGHT, EIGHT + 8 * HOUR), "one_claim_per_stool_and_slot (slot_at>"),
    "delete_claims of a reservation": (lambda tx: delete_claims(tx, Holder(1)), "claims_of_reservation"),
    "delete_claims of a hold": (lambda tx: delete_claims(tx, Holder(hold_id=1)), "claims_of_hold"),
    "pass_claims": (lambda tx: pass_claims(tx, 1, 1), "claims_of_hold"),
    "list_coming": (
        lambda tx: reservations.list_coming(tx, ANNA, NOW),
        "reservations_of_guest (guest_id=? AND ends_at>",
    ),
    "list_starting": (
        lambda tx: reservations.list_starting(tx, NOW, NOW + HOUR),
        "reservations_open (starts_at>? AND starts_at<",
    ),
    "list_of_night": (lambda tx: reservations.list_of_night(tx, NIGHT), "reservations_of_night (night_on="),
    "count_strikes": (
        lambda tx: reservations.count_strikes(tx, ANNA, NOW),
        "strikes_of_guest (guest_id=? AND starts_at>",
    ),
    "list_line": (lambda tx: waitlist.list_line(tx, NIGHT), "line_of_night (night_on="),
    "get_waiting_of": (lambda tx: waitlist.get_waiting_of(tx, ANNA, NIGHT), "one_place_in_line (guest_id=? AND night"),
    "list_waiting_of_guest": (lambda tx: waitlist.list_waiting_of_guest(tx, ANNA), "one_place_in_line (guest_id="),
    "get_open_hold": (lambda tx: waitlist.get_open_hold(tx, 1), "one_offer_at_a_time (waiting_id="),
    "list_expired_holds": (lambda tx: waitlist.list_expired_holds(tx, NOW), "holds_by_expiry (until_at<"),
    "list_closings": (lambda tx: closings.list_closings(tx, NIGHT), "closings_of_night (night_on="),
    "list_closings_of": (lambda tx: closings.list_closings_of(tx, 1), "displacements_of_reservation (reservation_id="),
    "list_promised": (lambda tx: conversation.list_promised(tx, ANNA, NOW, 9), "outbox_sent (chat_id="),
    "list_due": (lambda tx: outbox.list_due(tx, NOW, 9), "outbox_open"),
    "count_promised_cups": (
        lambda tx: orders.count_promised_cups(tx, NOW, NOW + HOUR, but=1),
        "orders_by_slot (slot_at>? AND slot_at<",
    ),
    "list_codenames": (lambda tx: orders.list_codenames(tx, NIGHT), "one_codename_at_a_time (night_on="),
    "list_open_orders": (lambda tx: orders.list_open_orders(tx, ANNA, NIGHT), "orders_of_guest (guest_id="),
    "list_unpaid_orders": (lambda tx: orders.list_unpaid_orders(tx, ANNA), "orders_of_guest (guest_id="),
    "list_collected_orders": (lambda tx: orders.list_collected_orders(tx, ANNA, 30), "orders_of_guest (guest_id="),
    "list_expired_orders": (lambda tx: orders.list_expired_orders(tx, NOW), "orders_unpaid"),
    "list_unseen": (lambda tx: alarms.list_unseen(tx, NOW), "orders_unseen (waits_since_at<"),
    "list_payments": (lambda tx: payments.list_payments(tx, 1), "payments_of_order (order_id="),
    "list_refunds_to_ask": (lambda tx: payments.list_refunds_to_ask(tx, NOW), "refunds_due (refund_asked_at<"),
    "list_wrong_codes": (
        lambda tx: bookmarks.list_wrong_codes(tx, ANNA, NOW),
        "wrong_codes_by_guest (guest_id=? AND tried_at>",
    ),
    "list_shown": (lambda tx: carts.list_shown(tx, NOW), "carts_by_showing (shown_at>"),
    "is_any_open": (mailings.is_any_open, "mailings_open"),
    "claim_batch, its mailings": (lambda tx: mailings.claim_batch(tx, 25, NOW), "mailings_open"),
    "claim_batch, who is new": (lambda tx: mailings._claim_new(tx, MAILING, 25), "followings_now (guest_id>"),
    "claim_batch, who waits": (
        lambda tx: mailings._claim_waiting(tx, MAILING, 25, NOW),
        "deliveries_by_status (mailing_id=? AND status=? AND due_at<",
    ),
    "claim_batch, who left": (lambda tx: mailings._claim_waiting(tx, MAILING, 25, NOW), "followings_now (guest_id="),
    "claim_batch, who was let in": (
        lambda tx: mailings._claim_new(tx, TO_THOSE_LET_IN, 25),
        "let_in_by_guest (guest_id=",
    ),
    "claim_batch, its end": (lambda tx: mailings._end(tx, 1, NOW), "deliveries_by_status (mailing_id=? AND status="),
    "list_progress, its counts": (lambda tx: mailings._counts(tx, 1), "deliveries_by_status (mailing_id="),
    "recover": (lambda tx: mailings.recover(tx, NOW), "deliveries_by_status (mailing_id=? AND status="),
    "end_open": (lambda tx: mailings.end_open(tx, NOW), "deliveries_by_status (mailing_id=? AND status="),
    "is_following": (lambda tx: followers.is_following(tx, ANNA), "followings_now (guest_id="),
    "was_answered_since": (
        lambda tx: calls.was_answered_since(tx, ANNA, NOW),
        "calls_by_guest (guest_id=? AND called_at>",
    ),
    "list_open doubts": (lambda tx: doubts.list_open(tx, "launch"), "doubts_open"),
}
#: The same by what is unique anyway: an index that SQLite makes by itself, and nobody can drop.
UNIQUE: dict[str, tuple[Callable[[Tx], object], str]] = {
    "next_number": (lambda tx: orders.next_number(tx, NIGHT), "sqlite_autoindex_orders_1 (night_on="),
    "get_order": (lambda tx: orders.get_order(tx, 1), "PRIMARY KEY (rowid="),
    "list_alarms": (lambda tx: alarms.list_alarms(tx, 1), "sqlite_autoindex_alarms_1 (order_id="),
    "settle_batch": (
        lambda tx: mailings.settle_batch(tx, 1, [Outcome(ANNA, "sent")], NOW),
        "sqlite_autoindex_deliveries_1 (mailing_id=? AND guest_id=",
    ),
    "has_begun": (lambda tx: mailings.has_begun(tx, "launch:1"), "sqlite_autoindex_mailings_1 (name="),
    "list_unseen, its alarms": (lambda tx: alarms.list_unseen(tx, NOW), "sqlite_autoindex_alarms_1 (order_id="),
    "count_promised_cups, its lines": (
        lambda tx: orders.count_promised_cups(tx, NOW, NOW + HOUR),
        "sqlite_autoindex_order_items_1 (order_id=",
    ),
}


def steps(tx: Tx, question: Callable[[Tx], object]) -> list[str]:
    """How SQLite goes about what ``question`` asks, in its own words, for each statement."""
    asked: list[str] = []
    connection = tx._connection
    connection.set_trace_callback(asked.append)
    with suppress(StopIteration):
        question(tx)
    connection.set_trace_callback(None)
    assert asked
    return [row[3] for sql in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]


def whole_tables(plan: list[str]) -> list[str]:
    """The steps that read a whole table. A partial index is as long as what is open, never as long as the past."""
    return [step for step in plan if step.startswith("SCAN") and " INDEX " not in step and "SUBQUERY" not in step]


@pytest.mark.parametrize("question", [*QUESTIONS, *UNIQUE])
def test_no_question_reads_the_whole_past(tx: Tx, question: str) -> None:
    ask, index = (QUESTIONS | UNIQUE)[question]
    plan = steps(tx, ask)
    assert whole_tables(plan) == []
    assert any(index in step for step in plan), plan


@pytest.mark.parametrize("ask", [waitlist.list_nights_with_line, lambda tx: waitlist.list_over(tx, NOW)])
def test_a_walk_through_the_line_reads_those_who_are_in_it(tx: Tx, ask: Callable[[Tx], object]) -> None:
    plan = steps(tx, ask)
    assert whole_tables(plan) == []


def test_without_its_index_the_past_would_be_read(tx: Tx) -> None:
    """The control: for each index that the questions above rely on."""
    for index in {index.split(" ")[0] for _, index in QUESTIONS.values()}:
        tx.run(f"DROP INDEX {index}")
    still = [name for name, (ask, index) in QUESTIONS.items() if any(index in step for step in steps(tx, ask))]
    assert still == []
    bare = ("list_starting", "list_seated", "list_line", "count_promised_cups", "list_unseen", "list_refunds_to_ask")
    assert all(whole_tables(steps(tx, QUESTIONS[name][0])) for name in bare)


def hundreds_of_steps(tx: Tx, work: Callable[[], object]) -> int:
    """How long SQLite works, in hundreds of its virtual machine's instructions: no clock is so just."""
    taken = 0

    def count() -> None:
        nonlocal taken
        taken += 1

    tx._connection.set_progress_handler(count, 100)
    work()
    tx._connection.set_progress_handler(None, 100)
    return taken


def costs(tx: Tx, followers_so_far: int) -> list[int]:
    """What the first, a middle and the last batches cost where so many follow."""
    follow(tx, range(FIRST, FIRST + followers_so_far))
    mailing = mail(tx)

    def batch() -> None:
        claimed = mailings.claim_batch(tx, 25, NOW)
        assert claimed is not None
        all_sent(tx, claimed)

    found = []
    for reached in (FIRST, FIRST + followers_so_far // 2, FIRST + followers_so_far - 50):
        tx.run("UPDATE mailings SET reached_id = :reached - 1 WHERE id = :id", reached=reached, id=mailing)
        found.append(hundreds_of_steps(tx, batch))
    return found


def test_a_batch_costs_the_same_however_many_follow(tx: Tx) -> None:
    assert max(costs(tx, 100_000)) < 60


def test_without_its_index_a_batch_would_cost_as_much_as_there_are_followers(tx: Tx) -> None:
    """The control."""
    follow(tx, range(FIRST, FIRST + 5_000))
    tx.run("DROP INDEX followings_now")
    mail(tx)
    assert hundreds_of_steps(tx, lambda: mailings.claim_batch(tx, 25, NOW)) > 600
