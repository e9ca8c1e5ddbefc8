"""The commands beside the text field and the bot's description: the campaign's before the opening, then the bar's."""

import asyncio
from pathlib import Path

import pytest

from bot.rehearsal.api.faults import Fault
from tests.evening import Evening
from tests.journeys.launching import LAUNCH, owner_of

EARLY = ["follow", "clues", "unfollow"]
SHOWN = ["start", "book", "order", "drinks", "mine", "language", "help"]
LINES = {"en": LAUNCH["en"]["line"], "it": LAUNCH["it"]["line"], "": LAUNCH["it"]["line"]}
FOR_STAFF = [
    *("tonight", "night", "walkin", "close", "reopen"),
    *("orders", "soldout", "available", "pause", "resume", "rush", "sales", "campaign", "help"),
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


async def test_before_the_opening_the_sign_shows_the_campaign_and_from_its_minute_on_the_bar(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-04-12 11:42:59", stands=True) as evening:
        profile = evening.world.profile
        # What an earlier version may have left there is taken in.
        profile.commands[('{"type": "all_private_chats"}', "en")] = [{"command": "x", "description": "x"}]
        await evening.house.ticks.beat()
        shown = sign(evening)
        assert list(shown) == ["en", "it", ""]
        assert all(list(commands) == EARLY for commands in shown.values())
        assert (shown["en"]["follow"], shown["it"]["follow"]) == ("Get the clues here", "Ricevere qui gli indizi")
        # Whoever speaks neither reads what the bot speaks with them.
        assert shown[""] == shown["it"]
        assert (profile.descriptions, profile.short_descriptions) == (LINES, LINES)
        # The staff get ready before that.
        assert list(staff_sign(evening)) == FOR_STAFF

        await evening.move_clock("2026-04-12 11:43:00")
        shown = sign(evening)
        assert all(list(commands) == SHOWN for commands in shown.values())
        assert (shown["en"]["book"], shown["it"]["book"]) == ("Book a stool", "Prenotare uno sgabello")
        assert shown[""] == shown["it"]
        assert profile.descriptions["en"] == ("BackDoor43. A few stools, a takeout window, no menu inside: we talk.")
        assert profile.descriptions["it"].startswith("BackDoor43. Pochi sgabelli, una finestra da asporto")
        assert profile.descriptions[""] == profile.descriptions["it"]
        assert profile.short_descriptions == profile.descriptions
        assert calls(evening, "setMyCommands") == ["en", "it", None] * 2


async def test_a_held_opening_changes_no_sign_before_the_owner_lets_it_go(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-04-11 20:43", stands=True) as evening:
        owner = owner_of(evening)
        await evening.house.ticks.beat()
        await owner.presses("Hold")
        await evening.move_clock("2026-04-12 11:43")
        assert list(sign(evening)["en"]) == EARLY
        assert evening.world.profile.descriptions == LINES
        await owner.presses("Looks right")
        await evening.house.ticks.beat()
        assert list(sign(evening)["en"]) == SHOWN


@pytest.mark.parametrize("method", ["setMyCommands", "setMyDescription", "setMyShortDescription"])
async def test_a_sign_that_telegram_did_not_take_is_hung_out_again(tmp_path: Path, method: str) -> None:
    async with Evening(tmp_path, "2026-04-12 11:42:59", stands=True) as evening:
        await evening.house.ticks.beat()
        evening.api.faults.add(method, Fault.error(502, "Bad Gateway"))
        await evening.move_clock("2026-04-12 11:43")
        await evening.house.ticks.beat()
        assert evening.api.faults.pending == 0
        assert all(list(commands) == SHOWN for commands in sign(evening).values())
        assert {text.split(".")[0] for text in evening.world.profile.short_descriptions.values()} == {"BackDoor43"}


async def test_without_a_campaign_the_sign_is_the_bars(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-10 12:00", stands=True) as evening:
        await evening.house.ticks.beat()
        assert list(sign(evening)["it"]) == EARLY
        await evening.restart_house(campaign=None)
        await evening.house.ticks.beat()
        assert list(sign(evening)["it"]) == SHOWN
        assert evening.world.profile.descriptions["en"].startswith("BackDoor43.")


async def test_every_command_on_the_early_sign_is_one_that_the_bot_knows(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-10 12:00", stands=True) as evening:
        await evening.house.ticks.beat()
        guest = evening.guest()
        for number, command in enumerate(sign(evening)["en"], 1):
            await guest.writes(f"/{command}")
            await guest.eventually(lambda number=number: len(guest.messages) == number, f"an answer to /{command}")
        assert not any(message.text == LINES["en"] for message in guest.messages)


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
