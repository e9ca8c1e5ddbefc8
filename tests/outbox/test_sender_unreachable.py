"""Nobody there: an API that cannot be reached, and a guest who has blocked the bot."""

import socket
from contextlib import closing
from pathlib import Path

from tests.evening import Evening, Person
from tests.journeys.speech import books, orders
from tests.outbox.bench import Post, SwiftClock


async def test_an_api_that_cannot_be_reached_loses_nothing(path: Path) -> None:
    """Nobody listens at first: each connection is refused, for clues that go out once as well."""
    with closing(socket.socket()) as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
    clock = SwiftClock()
    post = Post(path, clock=clock, hand=clock.seconds)
    post.url = f"http://127.0.0.1:{port}"
    await post.prepare()
    chats = [post.regular() for _ in range(8)]
    promises = [
        promise for chat_id in chats for promise in await post.say(chat_id, "1", "2", "3", once=chat_id == chats[0])
    ]
    await post.begin()
    for chat_id in chats:
        first = promises[chats.index(chat_id) * 3]
        while (await post.promise(first))["attempts"] < 4:
            post.bell.set()
            await post.world.changed(post.world.revision, timeout=0.01)
        assert (await post.promise(first))["reason"].startswith("NotSentError: no connection")
    assert {row["status"] for row in await post.rows("SELECT status FROM outbox")} <= {"pending", "sending"}

    await post.api.start(port)
    await post.until_all_settled()
    assert [post.texts(chat_id) for chat_id in chats] == [["1", "2", "3"]] * 8
    assert {row["status"] for row in await post.rows("SELECT status FROM outbox")} == {"sent"}
    await post.__aexit__()


async def test_a_guest_who_blocked_the_bot_is_marked_the_booking_stays_and_the_staff_hear_once(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 20:00") as evening:
        guest, staff = evening.guest("Anna"), evening.staff()
        await books(guest)
        await orders(guest, asked=False)
        await evening.settles()
        evening.world.block(guest.id)
        await staff.presses("Accept")
        await staff.sees("Anna can't be reached", "booking stands")
        await staff.presses("Ready")
        await staff.presses("Collected")
        await evening.settles()
        assert len([message for message in staff.messages if "can't be reached" in message.text]) == 1
        assert await marked(evening, guest) is not None
        assert [row["status"] for row in await evening.rows("SELECT status FROM reservations")] == ["booked"]
        assert [row["status"] for row in await evening.rows("SELECT status FROM orders")] == ["collected"]

        evening.world.unblock(guest.id)
        await guest.writes("/mine")
        await guest.sees("Sat 28 Nov")
        await evening.settles()
        assert await marked(evening, guest) is None


async def marked(evening: Evening, guest: Person) -> object:
    return (await evening.rows("SELECT unreachable_at FROM guests WHERE id = :id", id=guest.id))[0]["unreachable_at"]
