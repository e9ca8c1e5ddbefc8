"""answerCallbackQuery: once, and soon."""

from datetime import timedelta

from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.formatting import utf16_length
from bot.rehearsal.api.model import CallbackAnswer, Json
from bot.rehearsal.api.world import World

ANSWERABLE_FOR = timedelta(seconds=15)
"""Measured, not documented: later answers fail."""
ANSWER_LIMIT = 200


def answer_callback_query(world: World, arguments: Json) -> bool:
    """As documented: https://core.telegram.org/bots/api#answercallbackquery."""
    text, url = arguments.get("text"), arguments.get("url")
    if text is not None and utf16_length(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    if url is not None and not _opens_this_bot(url, world.bot.username):
        raise bad_request("URL_INVALID")
    query = world.callbacks.get(arguments["callback_query_id"])
    if query is None or query.answer or world.now() - query.at > ANSWERABLE_FOR:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    query.answer = CallbackAnswer(text, bool(arguments.get("show_alert")), url)
    world.touch()
    return True


def _opens_this_bot(url: str, username: str) -> bool:
    address = url.lower().removeprefix("https://").removeprefix("http://")
    return address.startswith(f"t.me/{username.lower()}?start=")
