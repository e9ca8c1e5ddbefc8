"""getMe and what the bot says about itself: commands, name, descriptions."""

import re

from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.formatting import utf16_length
from bot.rehearsal.api.methods.access import known_chat
from bot.rehearsal.api.model import Json
from bot.rehearsal.api.profile import scope_key
from bot.rehearsal.api.wire import user_json
from bot.rehearsal.api.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_ABILITIES = (
    "can_read_all_group_messages",
    "supports_guest_queries",
    "supports_inline_queries",
    "can_connect_to_business",
    "has_main_web_app",
    "has_topics_enabled",
    "allows_users_to_create_topics",
    "can_manage_bots",
)


def get_me(world: World, _arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#getme."""
    return user_json(world.bot) | {"can_join_groups": True} | dict.fromkeys(_ABILITIES, False)


def set_my_commands(world: World, arguments: Json) -> bool:
    """As documented: https://core.telegram.org/bots/api#setmycommands."""
    key = _key(world, arguments)
    commands = arguments["commands"]
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= utf16_length(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    if commands:
        world.profile.commands[key] = commands
    else:
        world.profile.commands.pop(key, None)
    return True


def get_my_commands(world: World, arguments: Json) -> list[Json]:
    """As documented: https://core.telegram.org/bots/api#getmycommands."""
    return world.profile.commands.get(_key(world, arguments), [])


def delete_my_commands(world: World, arguments: Json) -> bool:
    """As documented: https://core.telegram.org/bots/api#deletemycommands."""
    world.profile.commands.pop(_key(world, arguments), None)
    return True


def set_my_name(world: World, arguments: Json) -> bool:
    """As documented: https://core.telegram.org/bots/api#setmyname."""
    return _set(world.profile.names, "name", 64, arguments)


def set_my_description(world: World, arguments: Json) -> bool:
    """As documented: https://core.telegram.org/bots/api#setmydescription."""
    return _set(world.profile.descriptions, "description", 512, arguments)


def set_my_short_description(world: World, arguments: Json) -> bool:
    """As documented: https://core.telegram.org/bots/api#setmyshortdescription."""
    return _set(world.profile.short_descriptions, "short_description", 120, arguments)


def _set(texts: dict[str, str], name: str, limit: int, arguments: Json) -> bool:
    text, language = arguments.get(name, ""), _language(arguments)
    if utf16_length(text) > limit:
        raise bad_request(f"{name} is longer than {limit} characters")
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
    return True


def _key(world: World, arguments: Json) -> tuple[str, str]:
    scope = arguments.get("scope")
    if scope and "chat_id" in scope:
        known_chat(world, scope["chat_id"])
    return scope_key(scope, _language(arguments))


def _language(arguments: Json) -> str:
    code: str = arguments.get("language_code", "")
    if code and not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language_code specified")
    return code
