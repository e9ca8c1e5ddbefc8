"""A message survives its row in the outbox, also one that an earlier version wrote."""

import json

import pytest

from bot.outbox.messages import Button, Invoice, Medium, Message, Poll, Venue

PLACE = Venue(45.4508, 9.1717, "BackDoor43", "Ripa di Porta Ticinese 43, 20143 Milano")
BILL = Invoice("The window", "2 × Negroni", "order:7", "EUR", (("2 × Negroni", 2000), ("Gimlet", 1100)), "order")
BANKS = Poll("Which bank? · Quale riva?", ("Alzaia", "Ripa"))
LINKS = (Button("The channel", url="https://t.me/backdoor43"), Button("Follow the clues", "follow", "primary"))
BUTTONS = ((Button("Cancel", "cancel:1", "danger"), Button("Move", "move:1")), (Button("Running late", "late:1"),))


@pytest.mark.parametrize(
    "message",
    [
        Message("<b>Your stools are kept.</b>"),
        Message("perché – \N{CLINKING BEER MUGS} \u2028", BUTTONS),
        Message("look", medium=Medium("photo", "/clues/door.jpg")),
        Message("For your calendar.", BUTTONS, Medium("document", "bar.ics", "BEGIN:VCALENDAR\r\nSUMMARY:Cò\r\n")),
        Message("", medium=Medium("document", "empty.txt", "")),
        Message("look", BUTTONS, Medium.picture("sales.png", bytes(range(256)))),
        Message("", medium=Medium.picture("empty.png", b"")),
        Message("", venue=PLACE),
        Message("", BUTTONS, venue=PLACE),
        Message("", invoice=BILL),
        Message("<b>Two</b> banks.", poll=BANKS),
        Message("", (LINKS,), poll=BANKS),
    ],
)
def test_a_message_comes_out_of_its_row_as_it_went_in(message: Message) -> None:
    assert Message.from_json(message.to_json()) == message


def test_rows_of_an_earlier_version_can_still_be_read() -> None:
    said = '{"html": "hello", "buttons": [[{"text": "Yes", "data": "y", "style": null}]], "medium": null}'
    assert Message.from_json(said) == Message("hello", ((Button("Yes", "y"),),))
    shown = '{"html": "look", "buttons": [], "medium": {"kind": "photo", "path": "/clues/door.jpg"}}'
    assert Message.from_json(shown) == Message("look", medium=Medium("photo", "/clues/door.jpg"))
    typed = {"kind": "document", "path": "bar.ics", "content": "BEGIN:VCALENDAR"}
    enclosed = json.dumps({"html": "", "buttons": [], "medium": typed, "venue": None})
    assert Message.from_json(enclosed) == Message("", medium=Medium("document", "bar.ics", "BEGIN:VCALENDAR"))


def test_a_row_that_lacks_what_every_version_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        Message.from_json(json.dumps({"html": "hello"}))


@pytest.mark.parametrize("beside", [{"html": "here"}, {"html": "", "medium": Medium("photo", "door.jpg")}])
def test_a_venue_goes_with_buttons_alone(beside: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="a venue goes with buttons alone"):
        Message(**beside, venue=PLACE)


@pytest.mark.parametrize(
    "beside",
    [
        {"html": "here"},
        {"html": "", "buttons": BUTTONS},
        {"html": "", "medium": Medium("photo", "door.jpg")},
        {"html": "", "venue": PLACE},
    ],
)
def test_a_bill_stands_alone(beside: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="an invoice stands alone|a venue goes with buttons alone"):
        Message(**beside, invoice=BILL)  # type: ignore[arg-type]


def test_what_was_made_on_the_spot_is_told_from_a_file() -> None:
    assert Medium.picture("a.png", b"\x89PNG\xff").made == b"\x89PNG\xff"
    assert Medium("document", "a.txt", "perché").made == "perché".encode()
    assert Medium("document", "a.txt", "").made == b"", "and an empty one from none"
    assert Medium("photo", "a.png").made is None


def test_only_text_can_show_in_a_message_that_stands() -> None:
    assert Message("hello", BUTTONS).is_text
    assert not Message("look", medium=Medium("photo", "door.jpg")).is_text
    assert not Message("", BUTTONS, venue=PLACE).is_text
    assert not Message("", invoice=BILL).is_text
    assert not Message("Two banks.", poll=BANKS).is_text


@pytest.mark.parametrize("beside", [{"medium": Medium("photo", "door.jpg")}, {"venue": PLACE}, {"invoice": BILL}])
def test_a_poll_goes_with_text_and_buttons_alone(beside: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a poll goes with text and buttons alone"):
        Message("", poll=BANKS, **beside)  # type: ignore[arg-type]


@pytest.mark.parametrize("does", [{}, {"data": "follow", "url": "https://t.me/backdoor43"}, {"data": "", "url": ""}])
def test_a_button_does_one_thing(does: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="a button brings something back, or opens an address"):
        Button("Follow", **does)  # type: ignore[arg-type]
