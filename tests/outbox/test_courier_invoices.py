"""A bill, and a picture that was drawn on the spot, on their way out over real HTTP."""

import json
from io import BytesIO

import pytest
from PIL import Image
from telegram.error import BadRequest

from bot.outbox.messages import Button, Invoice, Medium, Message, Priority
from bot.outbox.queue import say
from bot.rehearsal.api import Fault
from bot.rehearsal.api.paying import TEST_PROVIDER
from tests.outbox.bench import A_WHILE, Hand, Post

PRICES = (("2 × Negroni", 2000), ("Gimlet", 1100))
BILL = Message(
    "", invoice=Invoice("The window at <Il Buco>", "2 × Negroni & 1 × Gimlet", "order:7", "EUR", PRICES, "order")
)


def drawn() -> bytes:
    """A picture that Telegram could show."""
    sheet = BytesIO()
    Image.new("RGB", (64, 64), "navy").save(sheet, "PNG")
    return sheet.getvalue()


DRAWN = Message("<b>Sum</b>", ((Button("Week", "week"),),), Medium.picture("sales.png", drawn()))


async def test_a_bill_arrives_as_it_was_made_out(post: Post) -> None:
    anna = post.regular()
    message = post.world.message(anna, await post.courier.send(anna, BILL))
    bill = message.invoice
    assert bill is not None and BILL.invoice is not None
    assert (bill.title, bill.description) == (BILL.invoice.title, BILL.invoice.description), "a bill knows no HTML"
    assert (bill.amount, bill.currency, bill.payload, bill.start_parameter) == (3100, "EUR", "order:7", "order")
    call = post.world.calls[-1]
    assert call.method == "sendInvoice"
    assert [(each["label"], each["amount"]) for each in call.params["prices"]] == [
        ("2 × Negroni", 2000),
        ("Gimlet", 1100),
    ]
    assert not {"text", "parse_mode", "caption", "reply_markup"} & call.params.keys()


async def test_the_providers_token_goes_with_the_bill_and_never_into_the_outbox(post: Post) -> None:
    anna = post.regular()
    promise = await post.commit(lambda tx: say(tx, anna, BILL, Priority.GUEST, post.clock.now()))
    await post.begin()
    row = await post.until_status(promise, "sent")
    assert post.world.message(anna, row["message_id"]).invoice is not None
    assert post.world.calls[-1].params["provider_token"] == TEST_PROVIDER
    assert TEST_PROVIDER not in json.dumps([{key: str(value) for key, value in row.items()}])


async def test_a_bill_that_was_put_off_goes_once(post: Post, hand: Hand) -> None:
    anna = post.regular()
    post.api.faults.add("sendInvoice", Fault.too_many_requests(1))
    promise = await post.commit(lambda tx: say(tx, anna, BILL, Priority.GUEST, post.clock.now()))
    await post.begin()
    await post.until(lambda: post.calls_to(anna, "sendInvoice"), "the 429")
    post.clock.set(post.clock.now() + A_WHILE)
    hand.seconds += A_WHILE.total_seconds()
    await post.until_status(promise, "sent")
    assert [message.invoice is not None for message in post.world.messages(anna)] == [True]


async def test_a_bill_that_the_provider_refuses_is_an_error_that_names_no_token(post: Post) -> None:
    anna = post.regular()
    post.world.provider_token = "1:OTHER:bar"
    with pytest.raises(BadRequest, match="(?i)payment_provider_invalid") as refused:
        await post.courier.send(anna, BILL)
    assert TEST_PROVIDER not in str(refused.value)
    assert post.world.messages(anna) == []


@pytest.mark.parametrize("message", [BILL, DRAWN])
async def test_neither_is_edited_into_a_message_that_stands(post: Post, message: Message) -> None:
    anna = post.regular()
    card_id = await post.courier.send(anna, Message("a card"))
    assert not await post.courier.edit(anna, card_id, message)
    assert await post.courier.show(anna, card_id, message) != card_id
    assert not post.calls_to(anna, "edit")


async def test_a_picture_drawn_on_the_spot_survives_its_row_and_needs_no_disk(post: Post) -> None:
    anna = post.regular()
    promise = await post.commit(lambda tx: say(tx, anna, DRAWN, Priority.STAFF, post.clock.now()))
    await post.begin()
    row = await post.until_status(promise, "sent")
    message = post.world.message(anna, row["message_id"])
    assert message.media is not None and message.media.file_id is not None and DRAWN.medium is not None
    assert post.world.files[message.media.file_id] == DRAWN.medium.made
    assert (message.media.kind, message.text) == ("photo", "Sum")
    assert [[button.text for button in line] for line in message.keyboard] == [["Week"]]
    # The control: without what was drawn it would be a file on the disk, and there is none.
    with pytest.raises(FileNotFoundError):
        await post.courier.send(anna, Message("Sum", medium=Medium("photo", "sales.png")))


@pytest.mark.parametrize("refusal", [None, "That time is gone."])
async def test_the_last_look_before_a_payment_is_answered_whatever_the_pace_is(post: Post, refusal: str | None) -> None:
    anna = post.regular()
    bill = post.world.message(anna, await post.courier.send(anna, BILL))
    for _ in range(1_000):
        post.pacer.spend(anna, edit=False)
    post.pacer.halt(anna, 3_600)
    query = post.world.checks_out(anna, anna, bill.message_id)
    await post.courier.check_out(query.id, refusal)
    answered = post.world.calls[-1]
    assert (answered.method, answered.params["ok"]) == ("answerPreCheckoutQuery", refusal is None)
    assert answered.params.get("error_message") == refusal
    # Asked too late it is no harm.
    await post.courier.check_out("1234567890", refusal)
    assert post.world.calls[-1].description is not None
