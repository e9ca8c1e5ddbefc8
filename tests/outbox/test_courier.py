"""What people wait for is carried at once, whatever the promises and the pace are doing."""

import asyncio
import time

from bot.outbox.messages import Message
from bot.rehearsal.api import Fault
from tests.outbox.bench import Hand, Post, cancelled


async def test_an_answer_to_a_press_is_never_delayed_by_anything(post: Post, hand: Hand) -> None:
    anna, bruno = post.regular("Anna"), post.regular("Bruno")
    card_id = await post.courier.send(anna, Message("a card"))
    for _ in range(100_000):
        post.pacer.spend(anna, edit=False)
    post.pacer.halt(anna, 3_600)
    post.pacer.halt(bruno, 3_600)
    query = post.world.press(anna, anna, card_id, "x")

    # The control: a prompt to the same person does wait.
    prompt = asyncio.create_task(post.courier.prompt(anna, None, Message("waits")))
    async with asyncio.timeout(5):
        await post.courier.answer(query.id, "at once")
    answer = post.world.callbacks[query.id].answer
    assert answer is not None and answer.text == "at once"
    assert not prompt.done()
    assert post.texts(anna) == ["a card"]
    await cancelled(prompt)


async def test_an_answer_goes_while_every_delivery_hangs(post: Post) -> None:
    chats = [post.regular() for _ in range(40)]
    anna = chats[0]
    card_id = await post.courier.send(anna, Message("a card"))
    post.api.faults.add("sendMessage", Fault.delay(60), times=40)
    for chat_id in chats:
        await post.say(chat_id, "hangs")
    await post.begin()
    await post.until(lambda: post.api.faults.pending <= 8, "thirty-two deliveries under way")
    query = post.world.press(anna, anna, card_id, "x")
    async with asyncio.timeout(5):
        await post.courier.answer(query.id)
    assert post.world.callbacks[query.id].answer is not None
    post.api.faults.clear()
    await post.crash()


async def test_an_answer_that_comes_too_late_is_no_harm(post: Post) -> None:
    await post.courier.answer("1234567890", "nobody asked")
    assert post.world.calls[-1].description is not None
    assert "query is too old" in post.world.calls[-1].description


async def test_a_prompt_overdraws_the_budget_rather_than_wait(post: Post) -> None:
    anna = post.regular()
    for _ in range(100_000):
        post.pacer.spend(anna, edit=False)
    async with asyncio.timeout(5):
        await post.courier.prompt(anna, None, Message("at once"))
    assert post.texts(anna) == ["at once"]


async def test_a_prompt_obeys_a_429_and_goes_once(real: Post) -> None:
    anna = real.regular()
    real.api.faults.add("sendMessage", Fault.too_many_requests(1))
    begun = time.monotonic()
    await real.courier.prompt(anna, None, Message("after the pause"))
    assert time.monotonic() - begun >= 1
    assert real.texts(anna) == ["after the pause"]
    assert [call.error_code for call in real.calls_to(anna)] == [429, None]


async def test_a_prompt_does_not_go_when_its_pause_was_prolonged_meanwhile(real: Post) -> None:
    anna = real.regular()
    begun = time.monotonic()
    real.pacer.halt(anna, 0.05)
    prompt = asyncio.create_task(real.courier.prompt(anna, None, Message("late")))
    await asyncio.sleep(0)
    real.pacer.halt(anna, 0.3)
    await prompt
    assert time.monotonic() - begun >= 0.3


async def test_a_prompt_on_a_card_that_shows_it_already_is_done(post: Post) -> None:
    anna = post.regular()
    card_id = await post.courier.prompt(anna, None, Message("the same"))
    assert await post.courier.prompt(anna, card_id, Message("the same")) == card_id
    assert "message is not modified" in str(post.world.calls[-1].description)
    assert post.world.message(anna, card_id).edits == 0


async def test_a_prompt_on_a_card_that_is_gone_comes_in_a_new_message_that_counts_as_one(post: Post) -> None:
    anna = post.regular()
    card_id = await post.courier.prompt(anna, None, Message("before"))
    post.world.delete(post.world.message(anna, card_id))
    counted = post.pacer._chats[anna].left
    assert await post.courier.prompt(anna, card_id, Message("after")) != card_id
    assert post.texts(anna) == ["after"]
    assert post.pacer._chats[anna].left == counted - 1
