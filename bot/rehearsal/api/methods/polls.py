"""sendPoll: a question with options. Quizzes, media and votes are not played."""

from random import SystemRandom
from typing import Final

from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.formatting import utf16_length
from bot.rehearsal.api.message_text import read_caption
from bot.rehearsal.api.methods.access import writable_chat
from bot.rehearsal.api.methods.sending import send
from bot.rehearsal.api.model import Json, Poll
from bot.rehearsal.api.world import World

QUESTION_LIMIT: Final = 300
OPTION_LIMIT: Final = 100
MOST_OPTIONS: Final = 12
_RANDOM = SystemRandom()


def send_poll(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#sendpoll."""
    if arguments.get("type", "regular") != "regular":
        raise bad_request(f"a poll of type {arguments['type']} is not played in the rehearsal")
    chat = writable_chat(world, arguments["chat_id"])
    if chat.kind == "channel" and not arguments.get("is_anonymous", True):
        raise bad_request("non-anonymous polls can't be sent to channel chats")
    text, entities = read_caption(
        arguments.get("description"), arguments.get("description_parse_mode"), world.find_user
    )
    poll = Poll(
        id=str(_RANDOM.getrandbits(62)),
        question=_words(arguments["question"], "poll question", QUESTION_LIMIT),
        options=_options(arguments["options"]),
        is_anonymous=arguments.get("is_anonymous", True),
        allows_multiple_answers=arguments.get("allows_multiple_answers", False),
        allows_revoting=arguments.get("allows_revoting", True),
        is_closed=arguments.get("is_closed", False),
    )
    return send(world, arguments, text=text, entities=entities, poll=poll)


def _options(options: list[Json]) -> tuple[str, ...]:
    if not options:
        raise bad_request("poll must have at least 1 option")
    if len(options) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    texts = tuple(_words(option["text"], "poll options", OPTION_LIMIT) for option in options)
    if len(set(texts)) < len(texts):
        raise bad_request("POLL_OPTION_DUPLICATE")
    return texts


def _words(text: str, what: str, limit: int) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise bad_request(f"{what} must be non-empty")
    if utf16_length(plain) > limit:
        raise bad_request(f"{what} length must not exceed {limit}")
    return plain
