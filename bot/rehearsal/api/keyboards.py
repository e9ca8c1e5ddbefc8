"""Checks reply markup as the server does and turns inline keyboards into buttons and back."""

from urllib.parse import urlsplit

from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.formatting import utf16_length
from bot.rehearsal.api.links import checked_link
from bot.rehearsal.api.model import Button, Invoice, Json, Keyboard

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
CALLBACK_DATA_BYTES = 64
COPIED_TEXT_LENGTH = 256
_STYLES = ("danger", "success", "primary")
_ACTIONS = ("callback_data", "url", "copy_text", "pay")


def read_markup(
    markup: Json | None, *, inline_only: bool = False, invoice: Invoice | None = None
) -> tuple[Keyboard, Json | None]:
    """The inline keyboard, or the other markup as it stands. Expects what the contract has let through.

    An empty inline keyboard is none; under an ``invoice`` it is one Pay button. Raises ApiError (400).
    """
    if not markup:
        return _with_pay_button([], invoice), None
    if "inline_keyboard" in markup:
        return _with_pay_button(_read_keyboard(markup["inline_keyboard"]), invoice), None
    if inline_only:
        raise bad_request("inline keyboard expected")
    for row in markup.get("keyboard", []):
        for button in row:
            _check_label(button["text"], "keyboard button")
    return [], markup


def keyboard_json(keyboard: Keyboard) -> Json:
    """An InlineKeyboardMarkup."""
    return {"inline_keyboard": [[_button_json(button) for button in row] for row in keyboard]}


def _read_keyboard(rows: list[list[Json]]) -> Keyboard:
    keyboard = [[_read_button(button) for button in row] for row in rows if row]
    if any(len(row) > MOST_IN_A_ROW for row in keyboard):
        raise bad_request(f"reply markup is too long: more than {MOST_IN_A_ROW} buttons in a row")
    if sum(map(len, keyboard)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return keyboard


def _with_pay_button(keyboard: Keyboard, invoice: Invoice | None) -> Keyboard:
    """Pay comes first, once, under invoices only: https://core.telegram.org/bots/api#inlinekeyboardbutton."""
    buttons = [button for row in keyboard for button in row]
    if invoice is None and any(button.pay for button in buttons):
        raise bad_request("BUTTON_TYPE_INVALID")
    if any(button.pay for button in buttons[1:]):
        raise bad_request("BUTTON_POS_INVALID")
    if invoice is not None and not buttons:
        return [[Button(f"Pay {invoice.total}", pay=True)]]
    if invoice is not None and not buttons[0].pay:
        raise bad_request("REPLY_MARKUP_BUY_EMPTY")
    return keyboard


def _read_button(button: Json) -> Button:
    _check_label(button["text"], "inline keyboard button")
    actions = [name for name in _ACTIONS if button.get(name, False) is not False]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"can't parse inline keyboard button: exactly one of {' and '.join(actions)} can be used")
    data, url = button.get("callback_data"), button.get("url")
    if data is not None and not 1 <= len(data.encode()) <= CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    copied = button.get("copy_text", {}).get("text")
    if copied is not None and not 1 <= utf16_length(copied) <= COPIED_TEXT_LENGTH:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    style = button.get("style")
    if style is not None and style not in _STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    address = _checked_url(url) if url is not None else None
    return Button(button["text"], data, address, copied, style, pay="pay" in actions)


def _check_label(text: str, what: str) -> None:
    if not text.strip():
        raise bad_request(f"{what} text must be non-empty")


def _checked_url(address: str) -> str:
    url = checked_link(address)
    if url is None or urlsplit(url).scheme not in ("http", "https", "tg"):
        raise bad_request(f"inline keyboard button URL '{address}' is invalid: Wrong HTTP URL")
    return url


def _button_json(button: Button) -> Json:
    shown: Json = {"text": button.text}
    if button.style:
        shown["style"] = button.style
    if button.data is not None:
        shown["callback_data"] = button.data
    if button.url is not None:
        shown["url"] = button.url
    if button.copy_text is not None:
        shown["copy_text"] = {"text": button.copy_text}
    if button.pay:
        shown["pay"] = True
    return shown
