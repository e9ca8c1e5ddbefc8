"""The commands that Telegram shows beside the text field: none before the opening, then those that work."""

import asyncio
from pathlib import Path

from tests.evening import Evening

SHOWN = ["start", "book", "order", "drinks", "mine", "language", "help"]
FOR_STAFF = [
    *("tonight", "night", "walkin", "close", "reopen"),
    *("orders", "soldout", "available", "pause", "resume", "rush", "sales", "help"),
]


def sign(evening: Evening) -> dict[str, dict[str, str]]:
    """By language ("" is everybody else's): each command with its description, in private chats."""
    return {
        language: {command["command"]: command["description"] for command in commands}
        for (scope, language), commands in evening.world.profile.commands.items()
        if "all_private_chats" in scope
    }


def staff_sign(evening: Evening) -> dict[str, str]:
    """What is shown in the staff group, in its one language."""
    [commands] = [
        commands
        for (scope, _), commands in evening.world.profile.commands.items()
        if str(evening.settings.staff.chat_id) in scope
    ]
    return {command["command"]: command["description"] for command in commands}


def calls(evening: Evening, method: str, scope: str = "all_private_chats") -> list[str | None]:
    """The languages of the calls so far, for guests or for the staff's "chat"; None is everybody else's."""
    return [
        call.params.get("language_code")
        for call in evening.world.calls
        if call.method == method and call.params["scope"]["type"] == scope
    ]


async def test_no_command_is_shown_before_the_opening_day(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-04-11 23:59", stands=True) as evening:
        # What an earlier version may have left there is taken in.
        evening.world.profile.commands[('{"type": "all_private_chats"}', "en")] = [{"command": "x", "description": "x"}]
        await evening.house.ticks.beat()
        assert sign(evening) == {}
        assert calls(evening, "deleteMyCommands") == ["en", "it", None]
        assert calls(evening, "setMyCommands") == []
        # The staff get ready before that.
        assert list(staff_sign(evening)) == FOR_STAFF

        await evening.move_clock("2026-04-12 00:00")
        shown = sign(evening)
        assert list(shown) == ["en", "it", ""]
        assert all(list(commands) == SHOWN for commands in shown.values())
        assert shown["en"]["book"] == "Book a stool"
        assert shown["it"]["book"] == "Prenotare uno sgabello"
        # Whoever speaks neither reads what the bot speaks with them.
        assert shown[""] == shown["it"]
        assert calls(evening, "deleteMyCommands") == ["en", "it", None]


async def test_every_command_on_the_sign_is_one_that_the_bot_knows(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        await evening.house.ticks.beat()
        guest = evening.guest()
        for command in sign(evening)["en"]:
            await guest.writes(f"/{command}")
        await evening.settles()
        assert len(guest.messages) == len(SHOWN)
        assert not any("didn't follow" in message.text for message in guest.messages)


async def test_every_command_on_the_staffs_sign_is_one_that_the_bot_knows(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        await evening.house.ticks.beat()
        vera = evening.staff()
        for number, command in enumerate(staff_sign(evening), 1):
            await vera.writes(f"/{command}")
            await vera.eventually(lambda number=number: len(vera.messages) == number, f"an answer to /{command}")
        assert staff_sign(evening)["tonight"] == "The board of tonight"


async def test_the_sign_is_set_when_it_changes_and_not_every_minute(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        await asyncio.gather(*(evening.house.ticks.beat() for _ in range(3)))
        for _ in range(5):
            await evening.house.ticks.beat()
        assert calls(evening, "setMyCommands") == ["en", "it", None]
        assert calls(evening, "setMyCommands", "chat") == [None]


async def test_a_house_without_italian_shows_strangers_its_first_language(tmp_path: Path) -> None:
    async with Evening(tmp_path, venue__languages=["en"]) as evening:
        await evening.house.ticks.beat()
        shown = sign(evening)
        assert list(shown) == ["en", ""]
        assert shown[""] == shown["en"]
