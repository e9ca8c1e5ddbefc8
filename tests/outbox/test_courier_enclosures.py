"""What a ticket sends along arrives over real HTTP: a file made on the spot, and the bar on the map."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from telegram import MessageOriginChannel
from telegram.error import BadRequest, RetryAfter

from bot.cards import calendar
from bot.domain.reservations import Reservation
from bot.outbox.messages import Button, Medium, Message, Poll, Priority, Venue
from bot.outbox.queue import say, show
from bot.rehearsal.api import Fault
from bot.rehearsal.api.model import Media
from bot.storage import cards
from bot.storage.tx import Tx
from bot.texts.words import Words
from tests.evening import rome
from tests.outbox.bench import Hand, Post

PLACE = Venue(45.4508, 9.1717, 'Il "Buco" & Figli', "Alzaia <43>, Milano")
BUTTONS = ((Button("Running late", "late:1"), Button("Cancel", "cancel:1", "danger")),)
TYPED = Message("<b>typed</b>", medium=Medium("document", "note.txt", "perché no?\r\n"))


BANKS = Poll("Which <bank>? · Quale riva?", ("Alzaia & co.", "Ripa"))
CHANNEL = -1004300000002


def media_of(post: Post, chat_id: int, message_id: int) -> Media:
    media = post.world.message(chat_id, message_id).media
    assert media is not None
    return media


def content_of(post: Post, media: Media) -> bytes:
    assert media.file_id is not None
    return post.world.files[media.file_id]


def booked(guest_id: int) -> Reservation:
    starts_at = rome("2026-11-28 01:00").astimezone(UTC)
    night = rome("2026-11-27 19:00").date()
    return Reservation(7, "ABCDE", guest_id, night, starts_at, starts_at + timedelta(minutes=90), 2, (1, 2), "booked")


@pytest.mark.parametrize("language", ["en", "it"])
async def test_the_calendar_file_arrives_and_can_be_read(post: Post, language: str) -> None:
    anna = post.regular()
    words, reservation = Words(language, post.settings.venue.hours), booked(anna)
    message = calendar.invitation(words, post.settings, reservation, post.clock.now())
    promise = await post.commit(lambda tx: say(tx, anna, message, Priority.GUEST, post.clock.now()))
    await post.begin()
    row = await post.until_status(promise, "sent")
    media = media_of(post, anna, row["message_id"])
    assert (media.kind, media.file_name) == ("document", "BackDoor43.ics")
    assert post.texts(anna) == [words.plain("calendar-booked")]
    (event,) = Calendar.from_ical(content_of(post, media)).events
    starts, ends = (event[name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND"))
    assert (starts, ends) == (reservation.starts_at, reservation.ends_at)
    assert event["DTSTAMP"].dt == post.clock.now()


async def test_a_file_made_on_the_spot_arrives_to_the_letter_and_needs_no_disk(post: Post) -> None:
    anna = post.regular()
    media = media_of(post, anna, await post.courier.send(anna, TYPED))
    assert (media.file_name, content_of(post, media)) == ("note.txt", "perché no?\r\n".encode())
    assert post.texts(anna) == ["typed"]
    # The control: without its content it would be a file on the disk, and there is none.
    with pytest.raises(FileNotFoundError):
        await post.courier.send(anna, Message("typed", medium=Medium("document", "note.txt")))


async def test_a_venue_arrives_as_a_place_on_the_map_with_its_buttons(post: Post) -> None:
    anna = post.regular()
    message_id = await post.courier.send(anna, Message("", BUTTONS, venue=PLACE))
    media = media_of(post, anna, message_id)
    assert (media.kind, media.latitude, media.longitude) == ("venue", 45.4508, 9.1717)
    assert (media.title, media.address) == (PLACE.title, PLACE.address), "as written: a venue knows no HTML"
    (row,) = post.world.message(anna, message_id).keyboard
    assert [(button.text, button.data) for button in row] == [("Running late", "late:1"), ("Cancel", "cancel:1")]
    call = post.world.calls[-1]
    assert (call.method, "parse_mode" in call.params, "text" in call.params) == ("sendVenue", False, False)


async def test_a_poll_arrives_with_its_description_and_nobody_sees_who_chose_what(post: Post) -> None:
    follow = (Button("Follow the clues", url="https://t.me/BackDoor43Bot?start=follow"), Button("Hint", "hint:35"))
    message_id = await post.courier.send(CHANNEL, Message("<b>Every</b> canal has two banks.", (follow,), poll=BANKS))
    shown = post.world.message(CHANNEL, message_id)
    assert shown.poll is not None
    assert (shown.poll.question, shown.poll.options) == (BANKS.question, BANKS.options), "as written: it knows no HTML"
    assert (shown.poll.is_anonymous, shown.html) == (True, "<b>Every</b> canal has two banks.")
    (row,) = shown.keyboard
    assert [(button.url, button.data) for button in row] == [
        ("https://t.me/BackDoor43Bot?start=follow", None),
        (None, "hint:35"),
    ]


async def test_a_poll_goes_through_the_outbox_like_any_promise(post: Post) -> None:
    message = Message("Two banks.", poll=BANKS)
    promise = await post.commit(lambda tx: say(tx, CHANNEL, message, Priority.GUEST, post.clock.now(), once=True))
    await post.begin()
    row = await post.until_status(promise, "sent")
    assert post.world.message(CHANNEL, row["message_id"]).poll is not None


async def test_a_post_is_forwarded_without_a_sound_and_taken_away_again(post: Post) -> None:
    clue = await post.courier.send(CHANNEL, Message("Look <b>up</b>."))
    forwarded = await post.courier.forward(post.owner.id, CHANNEL, clue)
    origin = forwarded.forward_origin
    assert isinstance(origin, MessageOriginChannel)
    assert (origin.chat.id, origin.message_id, forwarded.text) == (CHANNEL, clue, "Look up.")
    assert post.world.message(post.owner.id, forwarded.message_id).silent
    await post.courier.delete(post.owner.id, forwarded.message_id)
    assert post.world.messages(post.owner.id) == []
    with pytest.raises(BadRequest, match="Message to forward not found"):
        await post.courier.forward(post.owner.id, CHANNEL, clue + 1)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await post.courier.delete(post.owner.id, forwarded.message_id)


@pytest.mark.parametrize("method", ["forwardMessage", "deleteMessage"])
async def test_forwarding_and_deleting_wait_where_telegram_says_so(post: Post, method: str) -> None:
    clue = await post.courier.send(CHANNEL, Message("Look up."))
    forwarded = await post.courier.forward(post.owner.id, CHANNEL, clue)
    post.api.faults.add(method, Fault.too_many_requests(7))
    with pytest.raises(RetryAfter):
        if method == "forwardMessage":
            await post.courier.forward(post.owner.id, CHANNEL, clue)
        else:
            await post.courier.delete(post.owner.id, forwarded.message_id)
    assert post.pacer.halted(post.owner.id) >= 7


async def test_the_pin_of_a_bar_is_what_telegram_takes(post: Post) -> None:
    anna = post.regular()
    pin = calendar.pin(Words("en", post.settings.venue.hours), post.settings)
    assert pin is not None
    media = media_of(post, anna, await post.courier.send(anna, pin))
    assert (media.title, media.latitude) == (post.settings.venue.name, post.settings.venue.latitude)


async def test_a_ticket_its_pin_and_its_file_arrive_in_this_order_also_after_a_fault(post: Post, hand: Hand) -> None:
    anna = post.regular()
    post.api.faults.add("sendVenue", Fault.too_many_requests(1))
    messages = [Message("the ticket"), Message("", venue=PLACE), TYPED]

    def promise(tx: Tx) -> list[int]:
        return [say(tx, anna, message, Priority.GUEST, post.clock.now()) for message in messages]

    *_, last = await post.commit(promise)
    await post.begin()
    await post.until(lambda: post.calls_to(anna, "sendVenue"), "the 429")
    post.clock.set(post.clock.now() + timedelta(seconds=2))
    hand.seconds += 2
    await post.until_status(last, "sent")
    kinds = [message.media.kind if message.media else "text" for message in post.world.messages(anna)]
    assert kinds == ["text", "venue", "document"]


@pytest.mark.parametrize("message", [TYPED, Message("", venue=PLACE), Message("Two banks.", poll=BANKS)])
async def test_what_is_no_text_is_never_edited_into_a_message_but_comes_in_a_new_one(
    post: Post, message: Message
) -> None:
    anna = post.regular()
    card_id = await post.courier.send(anna, Message("a card"))
    assert not await post.courier.edit(anna, card_id, message)
    assert await post.courier.prompt(anna, card_id, message) != card_id
    assert post.world.message(anna, card_id).edits == 0
    assert not post.calls_to(anna, "edit")


async def test_a_card_that_shall_show_a_venue_gets_a_message_of_its_own(post: Post) -> None:
    anna = post.regular()
    card = await post.card(anna, "a card")
    await post.begin()
    await post.until(lambda: post.texts(anna) == ["a card"], "the card")

    def reshow(tx: Tx) -> None:
        standing = cards.get_card(tx, card.subject, card.subject_id, card.audience)
        assert standing is not None
        show(tx, standing, Message("", venue=PLACE), Priority.GUEST, datetime.now(UTC))

    await post.commit(reshow)
    await post.until(lambda: post.calls_to(anna, "sendVenue"), "the venue")
    assert not post.calls_to(anna, "edit")
