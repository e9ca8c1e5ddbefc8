"""A message survives its row in the outbox, also one that an earlier version wrote."""

import json

import pytest

from bot.outbox.messages import Button, Medium, Message, Venue

PLACE = Venue(45.4508, 9.1717, "BackDoor43", "Ripa di Porta Ticinese 43, 20143 Milano")
BUTTONS = ((Button("Cancel", "cancel:1", "danger"), Button("Move", "move:1")), (Button("Running late", "late:1"),))


@pytest.mark.parametrize(
    "message",
    [
        Message("<b>Your stools are kept.</b>"),
        Message("perché – \N{CLINKING BEER MUGS} \u2028", BUTTONS),
        Message("look", medium=Medium("photo", "/clues/door.jpg")),
        Message("For your calendar.", BUTTONS, Medium("document", "bar.ics", "BEGIN:VCALENDAR\r\nSUMMARY:Cò\r\n")),
        Message("", medium=Medium("document", "empty.txt", "")),
        Message("", venue=PLACE),
        Message("", BUTTONS, venue=PLACE),
    ],
)
def test_a_message_comes_out_of_its_row_as_it_went_in(message: Message) -> None:
    assert Message.from_json(message.to_json()) == message


def test_rows_of_an_earlier_version_can_still_be_read() -> None:
    said = '{"html": "hello", "buttons": [[{"text": "Yes", "data": "y", "style": null}]], "medium": null}'
    assert Message.from_json(said) == Message("hello", ((Button("Yes", "y"),),))
    shown = '{"html": "look", "buttons": [], "medium": {"kind": "photo", "path": "/clues/door.jpg"}}'
    assert Message.from_json(shown) == Message("look", medium=Medium("photo", "/clues/door.jpg"))


def test_a_row_that_lacks_what_every_version_wrote_is_an_error() -> None:
    with pytest.raises(KeyError):
        Message.from_json(json.dumps({"html": "hello"}))


@pytest.mark.parametrize("beside", [{"html": "here"}, {"html": "", "medium": Medium("photo", "door.jpg")}])
def test_a_venue_goes_with_buttons_alone(beside: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="a venue goes with buttons alone"):
        Message(**beside, venue=PLACE)


def test_only_text_can_show_in_a_message_that_stands() -> None:
    assert Message("hello", BUTTONS).is_text
    assert not Message("look", medium=Medium("photo", "door.jpg")).is_text
    assert not Message("", BUTTONS, venue=PLACE).is_text
