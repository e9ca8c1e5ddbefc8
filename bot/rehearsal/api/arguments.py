"""Reads the parameters of a call by the contract: known names only, right types only, Telegram's words."""

import json
import re
from typing import Any

from bot.rehearsal.api.contract import NOT_PLAYED, OBJECTS, Field, Fields
from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.model import Json, Upload

_INTEGER = re.compile(r"-?\d{1,19}")
_FLOAT = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_UPLOADS = ("file", "upload")
_MAY_BE_EMPTY = ("url",)

_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "voice": "there is no voice in the request",
    "audio": "there is no audio in the request",
    "question": "poll question must be non-empty",
    "options": "poll must have at least 1 option",
    "from_chat_id": "chat_id is empty",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
    "message_id": "message identifier is not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "pre_checkout_query_id": "query is too old and response timeout expired or query ID is invalid",
    "action": "wrong parameter action in request",
}
_JSON_NAMES = {
    "reply_markup": ("reply keyboard markup", "object expected as reply markup"),
    "reply_parameters": ("reply parameters", "object expected as reply parameters"),
    "link_preview_options": ("link preview options", "object expected as link preview options"),
    "prices": ("prices", "expected an Array of labeled prices"),
    "options": ("options", "expected an Array of poll options"),
    "commands": ("commands", "expected an Array of BotCommand"),
    "scope": ("BotCommandScope", "can't parse BotCommandScope: BotCommandScope must be an Object"),
}
_MARKUPS = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}
_SCOPES = {
    "default": "BotCommandScopeDefault",
    "all_private_chats": "BotCommandScopeAllPrivateChats",
    "all_group_chats": "BotCommandScopeAllGroupChats",
    "all_chat_administrators": "BotCommandScopeAllChatAdministrators",
    "chat": "BotCommandScopeChat",
    "chat_administrators": "BotCommandScopeChatAdministrators",
    "chat_member": "BotCommandScopeChatMember",
}


def read_arguments(fields: Fields, raw: Json, files: dict[str, Upload]) -> Json:
    """The parameters in their documented types, empty ones left out as Telegram does; uploads as ``Upload``.

    Raises ApiError (400) for unknown, missing, mistyped and unplayed parameters and for uploads that nothing
    refers to.
    """
    arguments: Json = {}
    unused = dict(files)
    for name, value in raw.items():
        if name not in fields:
            raise bad_request(f'unknown parameter "{name}"')
        if value is not None and value != "":
            arguments[name] = _attached(value, unused) if fields[name].kind in _UPLOADS else value
    for name in list(unused):
        if name in fields and fields[name].kind in _UPLOADS:
            arguments[name] = unused.pop(name)
    if unused:
        raise bad_request(f'unknown parameter "{next(iter(unused))}"')
    for name, field in fields.items():
        if name in arguments:
            arguments[name] = _read(name, field, arguments[name])
        elif name in _MAY_BE_EMPTY and raw.get(name) == "":
            arguments[name] = ""
        elif field.required:
            raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
    return arguments


def decoded(fields: Fields, raw: Json) -> Json:
    """The parameters for the record: in their documented types where that is possible, else as received."""
    values: Json = {}
    for name, value in raw.items():
        try:
            values[name] = _scalar_or_json(name, fields[name].kind, value) if name in fields else value
        except Exception:  # a record of a wrong call must not fail on it
            values[name] = value
    return values


def _attached(value: Any, unused: dict[str, Upload]) -> Any:
    if isinstance(value, str) and value.startswith("attach://"):
        name = value.removeprefix("attach://")
        if name not in unused:
            raise bad_request("there is no file in the request by the name of the attachment")
        return unused.pop(name)
    return value


def _read(name: str, field: Field, value: Any) -> Any:
    if name in NOT_PLAYED:
        raise bad_request(f'parameter "{name}" is not played in the rehearsal')
    value = _scalar_or_json(name, field.kind, value)
    _check(name, field.kind, value)
    return value


def _scalar_or_json(name: str, kind: str, value: Any) -> Any:
    match kind:
        case "str":
            return _text(name, value)
        case "int":
            return _integer(name, value)
        case "bool":
            return _truth(name, value)
        case "float":
            return _number(name, value)
        case "chat":
            return value if isinstance(value, str) and value.startswith("@") else _chat_id(value)
        case "file" | "upload":
            return value
        case _:
            return _decode(name, value) if isinstance(value, str) else value


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise _mistyped(name, "String")
    text = str(value)
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise bad_request("strings must be encoded in UTF-8")
    return text


def _integer(name: str, value: Any) -> int:
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _mistyped(name, "Integer")
    return value


def _chat_id(value: Any) -> int:
    try:
        return _integer("chat_id", value)
    except Exception:
        raise bad_request("chat not found") from None


def _number(name: str, value: Any) -> float:
    if isinstance(value, str) and _FLOAT.fullmatch(value):
        return float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _mistyped(name, "Float")
    return float(value)


def _truth(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _TRUTHS:
        return _TRUTHS[value.lower()]
    raise _mistyped(name, "Boolean")


def _decode(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {_JSON_NAMES.get(name, (name, ''))[0]} JSON object") from None


def _check(name: str, kind: str, value: Any) -> None:
    """Checks what came out of JSON; scalars have been checked while they were read."""
    if kind.endswith("*"):
        if not isinstance(value, list):
            raise bad_request(_JSON_NAMES.get(name, ("", f'field "{name}" must be an Array'))[1])
        for item in value:
            _check(name, kind[:-1], item)
    elif kind == "str":
        if not isinstance(value, str):
            raise bad_request(f'field "{name}" must be of type String')
        _text(name, value)
    elif kind[0].isupper() or kind == "markup":
        if not isinstance(value, dict):
            raise bad_request(_JSON_NAMES.get(name, ("", f'field "{name}" must be of type Object'))[1])
        _check_object(_object_kind(kind, value), value)


def _object_kind(kind: str, value: Json) -> str:
    if kind == "markup":
        return next((name for key, name in _MARKUPS.items() if key in value), "InlineKeyboardMarkup")
    if kind == "BotCommandScope":
        if value.get("type") not in _SCOPES:
            raise bad_request("can't parse BotCommandScope: unsupported type specified")
        return _SCOPES[value["type"]]
    return kind


def _check_object(kind: str, value: Json) -> None:
    fields = OBJECTS[kind]
    for name, item in value.items():
        if name not in fields:
            raise bad_request(f'unknown field "{name}" in {kind}')
        if name in NOT_PLAYED:
            raise bad_request(f'field "{name}" of {kind} is not played in the rehearsal')
        _check_field(name, fields[name].kind, item)
    for name, field in fields.items():
        if field.required and name not in value:
            raise bad_request(f'can\'t find field "{name}"')


def _check_field(name: str, kind: str, value: Any) -> None:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    match kind:
        case "int" if not is_whole:
            raise bad_request(f'field "{name}" must be of type Number')
        case "bool" if not isinstance(value, bool):
            raise bad_request(f'field "{name}" must be of type Boolean')
        case "chat" if not is_whole and not isinstance(value, str):
            raise bad_request(f'field "{name}" must be of type Integer or String')
        case _:
            _check(name, kind, value)


def _mistyped(name: str, kind: str) -> Exception:
    return bad_request(f'parameter "{name}" must be of type {kind}')
