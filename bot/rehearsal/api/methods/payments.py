"""sendInvoice and answerPreCheckoutQuery: what may be asked of a guest, and whether they may pay it."""

import json
import re
from datetime import timedelta

from bot.rehearsal.api.currencies import CURRENCIES, STARS
from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.formatting import utf16_length
from bot.rehearsal.api.methods.sending import send
from bot.rehearsal.api.model import Invoice, Json, PreCheckoutAnswer
from bot.rehearsal.api.world import World

ANSWERABLE_FOR = timedelta(seconds=10)
"""https://core.telegram.org/bots/api#answerprecheckoutquery."""
PAYLOAD_BYTES = 128
_LONGEST = {"title": 32, "description": 255}
_LARGEST_AMOUNT = 9999_9999_9999
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{0,64}")
_ASKED = {
    "name": ("need_name",),
    "phone_number": ("need_phone_number", "send_phone_number_to_provider"),
    "email": ("need_email", "send_email_to_provider"),
}


def send_invoice(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#sendinvoice."""
    for name, limit in _LONGEST.items():
        if utf16_length(arguments[name]) > limit:
            raise bad_request(f"{name} is longer than {limit} characters")
    if len(arguments["payload"].encode()) > PAYLOAD_BYTES:
        raise bad_request("INVOICE_PAYLOAD_INVALID")
    _check_provider_data(arguments.get("provider_data"))
    invoice = Invoice(
        title=arguments["title"],
        description=arguments["description"],
        start_parameter=_start_parameter(arguments),
        currency=arguments["currency"],
        amount=_total(arguments["prices"]),
        payload=arguments["payload"],
        order_info=tuple(field for field, flags in _ASKED.items() if any(arguments.get(flag) for flag in flags)),
    )
    _check_currency(world, invoice, arguments)
    return send(world, arguments, invoice=invoice)


def answer_pre_checkout_query(world: World, arguments: Json) -> bool:
    """As documented: https://core.telegram.org/bots/api#answerprecheckoutquery."""
    message = arguments.get("error_message")
    if not arguments["ok"] and message is None:
        raise bad_request('parameter "error_message" is required')
    checkout = world.checkouts.get(arguments["pre_checkout_query_id"])
    if checkout is None or checkout.answer or world.now() - checkout.at > ANSWERABLE_FOR:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    checkout.answer = (
        PreCheckoutAnswer(ok=True) if arguments["ok"] else PreCheckoutAnswer(ok=False, error_message=message)
    )
    world.touch()
    return True


def _total(prices: list[Json]) -> int:
    if not prices:
        raise bad_request("there must be at least one price")
    for price in prices:
        if not price["label"]:
            raise bad_request("can't parse labeled price: LabeledPrice label must be non-empty")
        if abs(price["amount"]) > _LARGEST_AMOUNT:
            raise bad_request("too big amount of the currency specified")
    total: int = sum(price["amount"] for price in prices)
    if total <= 0:
        raise bad_request("total price must be positive")
    return total


def _check_currency(world: World, invoice: Invoice, arguments: Json) -> None:
    token = arguments.get("provider_token")
    if invoice.currency == STARS and (token or len(arguments["prices"]) > 1):
        raise bad_request("STARS_INVOICE_INVALID")
    if invoice.currency not in CURRENCIES:
        raise bad_request("CURRENCY_INVALID")
    if invoice.currency != STARS and token != world.provider_token:
        raise bad_request("PAYMENT_PROVIDER_INVALID")
    currency = CURRENCIES[invoice.currency]
    if not currency.least <= invoice.amount <= currency.most:
        raise bad_request("CURRENCY_TOTAL_AMOUNT_INVALID")


def _start_parameter(arguments: Json) -> str:
    parameter: str = arguments.get("start_parameter", "")
    if not _START_PARAMETER.fullmatch(parameter):
        raise bad_request("START_PARAM_INVALID")
    return parameter


def _check_provider_data(data: str | None) -> None:
    try:
        json.loads(data or "{}")
    except ValueError:
        raise bad_request("DATA_JSON_INVALID") from None
