"""A random campaign: three hundred promises to forty chats while three calls of ten go wrong in every way there is."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from bot.rehearsal.api import Fault
from tests.outbox.bench import Post, SwiftClock

PROMISES, CHATS = 300, 40
SEED = 37
FAULTS = (
    Fault.too_many_requests(2),
    Fault.error(500, "Internal Server Error"),
    Fault.done_but_bad_gateway(),
    Fault.done_but_dropped(),
    Fault.dropped(),
    Fault.delay(0.02),
)
#: Each is met by chance, and a call meets one of them three times in ten.
EACH = 1 - 0.7 ** (1 / len(FAULTS))


@dataclass(frozen=True)
class Wish:
    chat_id: int
    text: str
    once: bool


async def play(path: Path, seed: int, *, honour_once: bool = True) -> tuple[Post, list[Wish], list[str]]:
    """Make all promises while the sender works; what there was in the end, and the status of each."""
    random = Random(seed)
    clock = SwiftClock()
    async with Post(path, clock=clock, hand=clock.seconds) as post:
        chats = [post.regular() for _ in range(CHATS)]
        for chat_id in chats:
            for fault in FAULTS:
                post.api.faults.rate("sendMessage", EACH, fault, random.randrange(2**32), chat_id=chat_id)
        wishes = [Wish(random.choice(chats), f"no. {number}", random.random() < 0.3) for number in range(PROMISES)]
        await post.begin()
        promises = []
        for wish in wishes:
            promises += await post.say(wish.chat_id, wish.text, once=wish.once and honour_once)
        await post.until_all_settled()
        statuses = [(await post.promise(promise_id))["status"] for promise_id in promises]
        return post, wishes, statuses


def copies(post: Post, wish: Wish) -> int:
    return post.texts(wish.chat_id).count(wish.text)


def check(post: Post, wishes: list[Wish], statuses: list[str]) -> None:
    """No ordinary promise is lost, none for once is doubled, none is out of order, and what is open is told."""
    told = post.texts(post.owner.id)
    for wish, status in zip(wishes, statuses, strict=True):
        if wish.once:
            assert copies(post, wish) <= 1
        assert status == "sent" or (wish.once and status == "uncertain")
        if status == "sent":
            assert copies(post, wish) >= 1
    assert len(told) == statuses.count("uncertain")
    for chat_id in {wish.chat_id for wish in wishes}:
        first_seen = list(dict.fromkeys(post.texts(chat_id)))
        promised = [wish.text for wish in wishes if wish.chat_id == chat_id]
        assert first_seen == [text for text in promised if text in set(first_seen)]


def told(post: Post, wishes: list[Wish], statuses: list[str]) -> str:
    failed = sum(1 for call in post.world.calls if not call.ok)
    ordinary = [status for wish, status in zip(wishes, statuses, strict=True) if not wish.once]
    doubled = sum(1 for wish in wishes if copies(post, wish) > 1)
    return (
        f"{len(post.world.calls)} calls, {failed} failed; of {len(ordinary)} ordinary promises "
        f"{ordinary.count('sent')} sent, {doubled} of them more than once; of {len(wishes) - len(ordinary)} for once "
        f"{statuses.count('uncertain') - ordinary.count('uncertain')} uncertain, none twice"
    )


async def test_three_calls_of_ten_go_wrong_and_nothing_is_lost_or_out_of_order(path: Path) -> None:
    post, wishes, statuses = await play(path, seed=SEED)
    print(told(post, wishes, statuses))
    check(post, wishes, statuses)
    assert sum(1 for call in post.world.calls if not call.ok) > 60


async def test_the_same_campaign_doubles_what_goes_out_once_when_it_is_sent_again_blindly(path: Path) -> None:
    post, wishes, _ = await play(path, seed=SEED, honour_once=False)
    assert sum(1 for wish in wishes if wish.once and copies(post, wish) > 1) > 0


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1_000, 1_020))
async def test_many_campaigns(path: Path, seed: int) -> None:
    post, wishes, statuses = await play(path, seed)
    print(told(post, wishes, statuses))
    check(post, wishes, statuses)
