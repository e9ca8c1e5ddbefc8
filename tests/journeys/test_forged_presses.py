"""Anybody can send anything as a press: it gets a polite answer, changes nothing, and is never an error."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, WORDS, books, opens, orders

AT = int(datetime(2026, 11, 28, 20, tzinfo=UTC).timestamp()) // 60
GLASSES = "🍸" * 16

JUNK = [
    *("x", ":", "::::", "no-such-verb", "no-such-verb:1:2", "BOOK", "book\n", "'; DROP TABLE reservations; --"),
    *(GLASSES, "x" * 64, "take-party:" + "9" * 53, "\x00\x01\x02", "‮book", "take-party:\x00"),
    *("book:1:2:3", "order:order", "start", "/book", "take-language:xx", "take-language", "take-language:en:it"),
    *("take-party", "take-party:", "take-party:x", "take-party:-1", "take-party:0", "take-party:5", "take-party:1e3"),
    *("take-party:999999999", "take-party:-999999999", "take-party:1.5", "take-party: 2", "take-party:٢٢"),
    *("nights", "nights:2", "nights:2:-1", "nights:2:999999999", "nights:2:-999999999", "nights:-1:0", "nights:0:0"),
    *(
        "take-night:2",
        "take-night:2:20261301:0",
        "take-night:2:00010101:0",
        "take-night:2:99991231:0",
        "take-night:-1:20261128:0",
    ),
    *(
        "take-night:2:20261199:0",
        "take-night:999999999:20261128:0",
        "take-night:2:2026112:0",
        "take-night:2:20261128:x",
    ),
    *("take-night:2:20261128:", "take-night:2:20261128:999999999", "take-night:2:20261128:-999999999"),
    *("take-time", "take-time:2", f"take-time:2:{AT + 1}", "take-time:2:999999999"),
    *("take-time:2:-999999999", f"take-time:-1:{AT}", f"take-time:0:{AT}"),
    *(f"take-time:5:{AT}", "take-night:2:99991231:0", "take-time:2:99999999999"),
    *("book-now", "book-now:2", f"book-now:-1:{AT}", f"book-now:0:{AT}", f"book-now:5:{AT}", "book-now:2:0"),
    *(f"book-now:999999999:{AT}", "book-now:2:999999999", "book-now:2:-999999999", f"book-now:2:{AT + 7}"),
    *(f"adult-book-now:-1:{AT}", f"adult-book-now:2:{AT + 1}", "adult-book-now:2:1", "adult-book-now", "not-adult:1"),
    *("cancel", "cancel:0", "cancel:-1", "cancel:999999999", "cancel:x", "cancel-now:999999999", "keep:999999999"),
    *("add", "add:0", "add:-1", "add:999999999", "remove:1", "remove:999999999", "ask-pickup:-1", "ask-pickup", "when"),
    *("ask-pickup:999999999", "take-pickup:0", f"take-pickup:0:{AT}", "take-pickup:999999999:-999999999", "place"),
    *("place:0", "place:0:0", "place:-1:-1", f"place:999999999:{AT}", "adult-place:0:0", "adult-place:1:999999999"),
    *(f"place:0:{AT}", f"place:0:{AT}:x", f"place:999999999:{AT}:1", f"adult-place:0:{AT}:2", f"take-pickup:0:{AT}:x"),
    *(
        "pay",
        "pay:0:0",
        f"pay:0:{AT}:1",
        f"pay:999999999:{AT}:0",
        f"adult-pay:0:{AT}",
        "adult-pay:0:-1:-1",
        "refunded:0",
    ),
    *(
        "note",
        "note:1",
        "the-usual",
        "same-again",
        "same-again:0",
        "same-again:999999999",
        "show-drink",
        "show-drink:x",
    ),
    *("show-drink:1", "show-drink:999999999", "take-drink", "take-drink:0", "take-drink:-1", "take-drink:999999999"),
    *(
        "sold-out",
        "sold-out:0",
        "sold-out:999999999",
        "available:x",
        "available:-1",
        "put-off:1",
        "put-off:1:0",
        "put-off",
    ),
    *("decline", "decline:0", "decline-for:1", "decline-for:1:x", "decline-for:1:too_late", "keep-making:999999999"),
    *("refunded", "refunded:999999999", "adult-slip:x", f"put-off:1:{AT + 1}", f"put-off:999999999:{AT}"),
    *("cancel-order:999999999", "cancel-order-now:-1", "keep-order:0", "step:1:accepted", "step", "step:1", "step:1:x"),
    *("more-of-us:1", "ask-party", "ask-party:x", "ask-party:999999999", "take-party:4r", "take-party:2m999999999"),
    *("take-party:2rm", "take-party:2m1m1", f"book-now:4r:{AT}", f"book-now:2m1:{AT}", f"adult-book-now:5r:{AT}"),
    *("move", "move:0", "move:999999999", "move-now", f"move-now:2:{AT}", f"move-now:2m999999999:{AT}", "move-now:2m1"),
    *("a-wish:0", "take-wish", "take-wish:1", "take-wish:999999999:song", "take-wish:1:a-yacht", "running-late:x"),
    *(
        "running-late:999999999",
        "coming:0",
        "on-my-way:-1",
        "not-coming:999999999",
        "join",
        "join:2",
        "join:2:20261128",
    ),
    *("join:0:20261128:0:0", "join:5:20261128:0:0", "join:2:99991231:0:0", "join:-1:20261128:0:0", "join:2:x:0:0"),
    *(f"join:2:20261128:{AT}:{AT - 60}", "join:2:20261128:1:2", "adult-join:0:20261128:0:0", "adult-join:2:20261128"),
    *("wait-for:999999999:0:0", "wait-for:1", "leave-line:0", "take-offer:999999999", "decline-offer:-1", "pick:x"),
    *("pick:999999999", "approve:0", "refuse:x", "arrived:999999999", "no-show:-1", "finished", "pardon:999999999"),
    *("question-done:999999999", "question-done", "ask-mask:x", "ask-mask"),
]


async def state(evening: Evening) -> list[Any]:
    """All that a press could have changed."""
    return [
        await evening.rows(f"SELECT * FROM {table}")
        for table in (
            *("reservations", "claims", "waiting", "holds", "closings", "displacements", "questions"),
            *("orders", "order_items", "cart_items", "drinks", "window_nights", "payments"),
        )
    ]


async def test_junk_in_a_press_is_answered_and_changes_nothing(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await opens(guest, "/start")
        before = await state(evening)
        for data in JUNK:
            assert len(data.encode()) <= 64, data
            await guest.forges(data)
        await evening.settles()
        assert await evening.failed_updates() == []
        assert await state(evening) == before
        # What is taken from a picture shows the cart below, though it be nothing.
        carts = [data for data in JUNK if data.startswith("take-drink:")]
        assert len(guest.messages) == 1 + len(carts)


async def test_junk_in_a_press_of_the_staff_is_answered_and_changes_nothing(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest(), evening.staff()
        await orders(guest)
        await vera.finds("Accept")
        before = await state(evening)
        for data in [*JUNK, "step:1:unclaimed", "step:1:placed", "step:1:cancelled", "step:999999999:accepted"]:
            if data != "step:1:accepted":
                await vera.forges(data)
        await evening.settles()
        assert await evening.failed_updates() == []
        assert await state(evening) == before


async def test_a_party_that_no_button_has_is_told_how_many_stools_there_are(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await opens(guest, "/start")
        for press in ("take-party:{}", "nights:{}:0", "take-night:{}:20261128:0", f"take-time:{{}}:{AT}"):
            for party in (0, 5, 999):
                answer = await guest.forges(press.format(party))
                assert "We have 4 stools" in (answer.text or ""), (press, party)
            for party in (-1, 999_999_999):
                answer = await guest.forges(press.format(party))
                assert EN["stale"] in (answer.text or ""), (press, party)
        assert "We have 4 stools" in (await guest.forges(f"book-now:5:{AT}")).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_unknown_button_is_told_to_be_old(tmp_path: Path, language: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        await opens(guest, "/start")
        answer = await guest.forges("a-verb-of-last-year:1")
        assert WORDS[language]["stale"] in answer.text


async def test_what_belongs_to_another_guest_cannot_be_touched_or_read(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        anna, mallory = evening.guest("Anna"), evening.guest("Mallory")
        ticket = await books(anna, "21:00")
        await orders(anna, asked=False)
        reservation = (await evening.rows("SELECT id, code FROM reservations"))[0]
        order = (await evening.rows("SELECT id FROM orders"))[0]
        await opens(mallory, "/start")
        before = await state(evening)
        for verb in ("cancel", "cancel-now", "keep"):
            answer = await mallory.forges(f"{verb}:{reservation['id']}")
            assert "can no longer be cancelled" in answer.text
        for verb in ("move", "a-wish", "running-late", "coming", "on-my-way", "not-coming"):
            answer = await mallory.forges(f"{verb}:{reservation['id']}")
            assert answer.show_alert, verb
        for press in (f"take-wish:{reservation['id']}:song", f"move-now:1m{reservation['id']}:{AT + 60}"):
            await mallory.forges(press)
        for verb in ("arrived", "no-show", "finished", "pardon", "approve", "refuse", "pick", "sold-out", "available"):
            answer = await mallory.forges(f"{verb}:{reservation['id']}")
            assert "for the staff" in answer.text, verb
        for press in ("step:{}:accepted", "decline:{}", "decline-for:{}:busy", "put-off:{}:{}", "keep-making:{}"):
            answer = await mallory.forges(press.format(order["id"], AT))
            assert "for the staff" in answer.text, press
        for verb in ("cancel-order", "cancel-order-now", "keep-order", "same-again"):
            answer = await mallory.forges(f"{verb}:{order['id']}")
            assert answer.show_alert, verb
        await mallory.writes("/mine")
        await mallory.sees("You have nothing with us")
        assert await state(evening) == before
        assert not any(reservation["code"] in message.text for message in mallory.messages)
        assert evening.world.message(anna.chat_id, ticket.message_id).text == ticket.text
        assert await evening.failed_updates() == []


async def test_a_press_on_a_message_that_is_gone_is_answered_all_the_same(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        card = await opens(guest, "/book")
        evening.world.delete(card)
        await guest.forges("take-party:2", card.message_id)
        nights = await guest.sees(EN["which_night"])
        assert nights.message_id != card.message_id
        for label in ("Tomorrow", "21:00", EN["confirm"], EN["adult"]):
            await guest.presses(label)
        ticket = await guest.sees(EN["kept"])
        evening.world.delete(ticket)
        await guest.forges("cancel:1", ticket.message_id)
        await guest.presses(EN["sure"])
        await guest.sees(EN["cancelled"])
        assert await evening.failed_updates() == []


async def test_a_guests_button_in_the_staff_group_does_nothing(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        vera = evening.staff()
        await vera.writes("/help")
        await vera.sees("staff group")
        answer = await vera.forges(f"adult-book-now:2:{AT}")
        assert answer.text
        assert await evening.rows("SELECT id FROM reservations") == []
