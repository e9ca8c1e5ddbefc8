"""The channel does not take the clue, or cannot be found: tried again until midnight, and never in the way of a bar."""

from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.rehearsal.api.faults import Fault
from tests.evening import Evening
from tests.people import Person

CHANNEL = -1004300000002
REFUSED = Fault.error(403, "Forbidden: bot is not a member of the channel chat")


async def standing(evening: Evening) -> list[tuple[int, bool, str]]:
    """The ledger: day, late or not, what became of it."""
    return [(release.day, release.late, release.status) for release in await evening.house.bar.launch.campaign.ledger()]


def owner_of(evening: Evening) -> Person:
    """The owner in a private chat that is open."""
    owner = evening.world.people[evening.settings.staff.owner]
    owner.started = True
    return Person(evening.world, owner.id, owner.id)


def tries(evening: Evening) -> int:
    """How often the channel was written to."""
    return sum(
        call.method.startswith("send") and str(call.params["chat_id"]) == str(CHANNEL) for call in evening.world.calls
    )


async def move(evening: Evening, at: str) -> None:
    await evening.move_clock(at)
    await evening.settles()


async def test_a_clue_that_the_channel_refused_goes_out_as_soon_as_the_bot_is_let_in(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-01 11:42", stands=True) as evening:
        owner = owner_of(evening)
        evening.world.set_bot_status(CHANNEL, "left")
        await move(evening, "2026-03-01 11:43")
        assert await standing(evening) == [(1, False, "failed")]

        for at in ("11:44", "11:47:59"):
            await move(evening, f"2026-03-01 {at}")
        assert tries(evening) == 1
        await move(evening, "2026-03-01 11:48")
        assert tries(evening) == 2
        assert await standing(evening) == [(1, True, "failed")]

        evening.world.set_bot_status(CHANNEL, "administrator")
        await evening.restart_house()
        await move(evening, "2026-03-01 11:53")
        assert len(evening.channel) == 1
        assert await standing(evening) == [(1, True, "sent")]
        for at in ("11:58", "12:43", "23:59"):
            await move(evening, f"2026-03-01 {at}")
        assert len(evening.channel) == 1
        # Once is enough.
        assert len(owner.messages) == 1


async def test_a_refused_clue_is_given_up_at_midnight_and_the_next_is_told_of_anew(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-01 23:50", stands=True) as evening:
        owner = owner_of(evening)
        evening.api.faults.add("*", REFUSED, times=4, chat_id=CHANNEL)
        await owner.eventually(lambda: tries(evening) == 1, "the first try")
        for at in ("01 23:54", "01 23:59", "02 00:04", "02 11:42"):
            await move(evening, f"2026-03-{at}")
        assert tries(evening) == 2

        def told() -> int:
            return sum("Forbidden" in message.text for message in owner.messages)

        assert told() == 1
        await move(evening, "2026-03-02 11:43")
        await move(evening, "2026-03-02 11:48")
        assert told() == 2
        await move(evening, "2026-03-02 11:53")
        assert await standing(evening) == [(1, True, "failed"), (2, True, "sent")]
        assert len(evening.channel) == 1


async def test_once_nobody_knows_a_clue_is_not_tried_again_and_the_owner_hears_of_it(tmp_path: Path) -> None:
    """The control for both: only what certainly failed goes out again, and only that is passed over in silence."""
    async with Evening(tmp_path, "2026-03-01 11:42", stands=True) as evening:
        owner = owner_of(evening)
        evening.api.faults.add("*", REFUSED, chat_id=CHANNEL)
        evening.api.faults.add("*", Fault.dropped(), chat_id=CHANNEL)
        for at in ("11:43", "11:48", "11:53", "12:43"):
            await move(evening, f"2026-03-01 {at}")
        assert tries(evening) <= 2
        assert await standing(evening) == [(1, True, "uncertain")]
        assert len(owner.messages) == 2
        assert "does it stand in the channel?" in owner.messages[-1].text


async def test_a_channel_that_was_renamed_since_does_not_keep_the_bar_shut(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-12-12 20:00", campaign__channel="@renamed") as evening:
        guest = evening.guest()
        await guest.writes("/book")
        await guest.sees("How many")
        asked = [call.params["chat_id"] for call in evening.world.calls if call.method == "getChat"]
        assert asked == ["@renamed"], "it may be needed still, for a clue that is held or missing"
        assert evening.channel == []


async def test_while_clues_are_due_a_channel_that_is_not_there_is_told(tmp_path: Path) -> None:
    """The control: on the last day, until midnight, the name matters."""
    late = Evening(tmp_path, "2026-04-12 23:59", stands=True, campaign__channel="@renamed")
    with pytest.raises(OperatorError, match=r"The channel @renamed \(campaign.channel\) cannot be found"):
        async with late:
            pass
    await late.stop()


@pytest.mark.parametrize(
    "fault", [Fault.error(429, retry_after=1), Fault.error(502, "Bad Gateway"), Fault.dropped()], ids=str
)
async def test_a_hitch_in_looking_up_the_channel_is_waited_out(tmp_path: Path, fault: Fault) -> None:
    evening = Evening(tmp_path, "2026-03-01 11:43", campaign__channel="@backdoor43")
    evening.api.faults.add("getChat", fault)
    async with evening:
        await evening.eventually_posted(1)
        assert evening.api.faults.pending == 0


async def test_telegram_that_stays_away_is_not_told_as_a_channel_that_is_not_there(tmp_path: Path) -> None:
    evening = Evening(tmp_path, "2026-03-01 11:43", campaign__channel="@backdoor43")
    evening.api.faults.add("getChat", Fault.dropped(), times=3)
    with pytest.raises(OperatorError, match=r"The Bot API at .* cannot be reached"):
        async with evening:
            pass
    await evening.stop()
