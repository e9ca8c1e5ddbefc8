"""Values that Telegram gives or wants: tokens, ids, addresses. No error repeats a secret."""

import re
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, SecretStr

from bot.config.values import is_whole, refuse, shown
from bot.redaction import TOKEN

# Telegram's own: the anonymous admin, service notifications, posts of a linked channel.
_NOBODY: Final = frozenset({1087968824, 777000, 136817688})
PLACEHOLDER: Final = "0000000000:PASTE-THE-TOKEN-FROM-BOTFATHER"
"""What stands in config.example.toml. Whatever else has a token's shape may be one on somebody's own server."""


def _token(value: object) -> str:
    remedy = "Ask @BotFather for the bot's token with /mybots and paste it whole."
    if not isinstance(value, str) or not value.strip():
        raise refuse("is empty", remedy)
    token = value.strip()
    if token == PLACEHOLDER:
        raise refuse("this is the example's placeholder, not a bot's token", remedy)
    if not TOKEN.fullmatch(token):
        raise refuse("this is not the shape of a bot's token (digits, a colon, letters without spaces)", remedy)
    return token


def _mode(value: object) -> str:
    if value == "polling":
        return "polling"
    wrong = "webhooks are not in this version yet" if value == "webhook" else f"{shown(value)} is no mode"
    raise refuse(wrong, 'Write mode = "polling".')


def _provider_token(value: object) -> str:
    token = value.strip() if isinstance(value, str) else None
    if token == "" or (token is not None and re.fullmatch(r"\d+:[\w:+/=-]{4,200}", token, re.ASCII)):
        return token
    remedy = "Paste it whole as @BotFather gave it under Payments, or leave it empty: guests pay at the window."
    raise refuse("this is not the shape of a payment provider's token", remedy)


def _api_base_url(value: object) -> str:
    remedy = 'Write "https://api.telegram.org", or the address of your own Bot API server, without /bot and token.'
    if not isinstance(value, str) or not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#@]*)?", value.strip()):
        raise refuse("this is no http address", remedy)
    address = value.strip().rstrip("/")
    if re.search(r"/bot(\d+:.*)?$", address):
        raise refuse("the address must end before /bot", remedy)
    return address


def _webhook_url(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"(https://[^\s/?#@]+(/[^\s?#]*)?)?", value.strip()):
        return value.strip()
    raise refuse("this is no https address", 'Write the public address, such as "https://bar.example/telegram".')


def _webhook_secret(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value):
        return value
    raise refuse("this cannot be a webhook's secret", "Write up to 256 letters, digits, _ and -.")


def person(value: object) -> int:
    """A person's numeric Telegram id; raises `refuse`'s error for anything else."""
    remedy = "Write the person's numeric id: it ends the address of their chat on web.telegram.org."
    if value == 0 and is_whole(value):
        raise refuse("0 is the example's placeholder", remedy)
    if not is_whole(value) or not 0 < value < 2**52:
        raise refuse(f"{shown(value)} is no person's id", remedy)
    if value in _NOBODY:
        raise refuse(f"{value} is an id that Telegram shares between many", remedy)
    return value


def _people(value: object) -> tuple[int, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise refuse(f"{shown(value) if value else 'the list'} names nobody", "Write a list of ids, [123, 456].")
    return tuple(dict.fromkeys(person(item) for item in value))


def _group(value: object) -> int:
    remedy = "Write the group's numeric id, a negative number: it ends the group's address on web.telegram.org."
    if value == 0 and is_whole(value):
        raise refuse("0 is the example's placeholder", remedy)
    if not is_whole(value) or value > 0:
        raise refuse(f"{shown(value)} is no group's id", remedy)
    return value


def _channel(value: object) -> int | str:
    if is_whole(value) and value < 0:
        return value
    if isinstance(value, str) and re.fullmatch(r"@[A-Za-z]\w{3,31}", value, re.ASCII):
        return value
    remedy = 'Write its public name as "@name", or its numeric id, a negative number, without quotes.'
    raise refuse(f"{shown(value)} is no channel", remedy)


Token = Annotated[SecretStr, BeforeValidator(_token)]
Mode = Annotated[Literal["polling", "webhook"], BeforeValidator(_mode)]
ProviderToken = Annotated[SecretStr, BeforeValidator(_provider_token)]
ApiBaseUrl = Annotated[str, BeforeValidator(_api_base_url)]
WebhookUrl = Annotated[str, BeforeValidator(_webhook_url)]
WebhookSecret = Annotated[SecretStr, BeforeValidator(_webhook_secret)]
Person = Annotated[int, BeforeValidator(person)]
People = Annotated[tuple[int, ...], BeforeValidator(_people)]
Group = Annotated[int, BeforeValidator(_group)]
Channel = Annotated[int | str, BeforeValidator(_channel)]
Discussion = Annotated[int | None, BeforeValidator(_group)]
