"""The inbox's table: what is known is not stored again, and what is handled is handled once."""

from datetime import UTC, datetime, timedelta

from bot.storage import inbox
from bot.storage.inbox import Received
from bot.storage.tx import Tx

NOW = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)


def received(*ids: int) -> list[Received]:
    return [Received(update_id, 5001, "{}") for update_id in ids]


def test_only_what_is_new_is_stored_whatever_its_number(tx: Tx) -> None:
    assert inbox.insert_updates(tx, received(900, 901), NOW) == received(900, 901)
    assert inbox.insert_updates(tx, received(900, 901, 902), NOW) == received(902)
    assert inbox.insert_updates(tx, received(7, 8, 901), NOW) == received(7, 8), "numbers may restart lower"
    assert inbox.list_unhandled(tx) == received(900, 901, 902, 7, 8), "in the order of their coming"


def test_an_update_is_handled_or_failed_once(tx: Tx) -> None:
    inbox.insert_updates(tx, received(1, 2, 3), NOW)
    assert inbox.mark_handled(tx, 1, NOW)
    assert not inbox.mark_handled(tx, 1, NOW)
    inbox.mark_failed(tx, 2, "KeyError: 'x'", NOW)
    inbox.mark_failed(tx, 1, "too late", NOW)
    assert not inbox.mark_handled(tx, 2, NOW)
    assert inbox.list_unhandled(tx) == received(3)
    assert tx.all("SELECT status, reason FROM inbox ORDER BY id") == [
        {"status": "handled", "reason": None},
        {"status": "failed", "reason": "KeyError: 'x'"},
        {"status": "received", "reason": None},
    ]
    assert not inbox.mark_handled(tx, 404, NOW)


def test_only_what_was_handled_long_ago_is_forgotten(tx: Tx) -> None:
    inbox.insert_updates(tx, received(1, 2, 3, 4), NOW)
    inbox.mark_handled(tx, 1, NOW)
    inbox.mark_handled(tx, 2, NOW + timedelta(hours=2))
    inbox.mark_failed(tx, 3, "KeyError: 'x'", NOW)
    assert inbox.delete_handled(tx, NOW + timedelta(hours=1)) == 1
    assert [row["update_id"] for row in tx.all("SELECT update_id FROM inbox ORDER BY id")] == [2, 3, 4]
