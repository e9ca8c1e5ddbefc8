"""The channel's discussion group as a witness: what Telegram forwards there was posted, whoever has lost the answer."""

from pathlib import Path

import pytest

from bot.outbox.policy import Verdict
from bot.rehearsal.api.faults import Fault
from bot.rehearsal.api.forwarding import discuss
from bot.services.witnesses import Witnesses
from bot.storage.outbox import Promise
from tests.evening import Evening
from tests.journeys.releases import (
    CHANNEL,
    DISCUSSION,
    EN,
    arrives_after_all,
    at,
    beats,
    campaigning,
    cards_with,
    forwards,
    ledger,
    owner_of,
    standing,
    statuses,
    text_of,
)

OTHER_CHANNEL = -1004300000009
LATER = ("03-02 11:43:02", "03-02 11:46:00", "03-02 11:50", "03-03 00:00")


async def loses(evening: Evening, fault: Fault) -> None:
    """Day 1 went well; the answer to the post of day 2 is lost."""
    await at(evening, "03-01 11:43")
    evening.api.faults.add("sendMessage", fault, chat_id=CHANNEL)
    await at(evening, "03-02 11:43")
    assert evening.api.faults.pending == 0


async def goes_on(evening: Evening, *moments: str) -> None:
    """Let time pass, and everything be done at each of ``moments``."""
    for moment in moments or LATER:
        await at(evening, moment)


@pytest.mark.parametrize("listens", [True, False], ids=["", "an owner who never started"])
@pytest.mark.parametrize("fault", [Fault.done_but_bad_gateway(), Fault.done_but_dropped()], ids=["502", "dropped"])
async def test_what_appears_in_the_discussion_was_posted(tmp_path: Path, fault: Fault, listens: bool) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42", discussion=True, listens=listens) as evening:
        await loses(evening, fault)
        await owner_of(evening).eventually(lambda: len(evening.world.messages(DISCUSSION)) == 2, "both in the group")
        await evening.settles()
        found = (await ledger(evening))[2]
        assert (found.status, found.seen_by) == ("sent", "discussion")
        assert found.message_id == evening.world.messages(CHANNEL)[1].message_id
        await goes_on(evening)
        assert standing(evening) == [1, 2]
        assert forwards(evening) == 0, "nobody had to look"
        assert cards_with(evening.staff(), "does it stand") == []


async def test_its_word_may_come_before_the_doubt(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42", discussion=True, listens=False) as evening:
        await at(evening, "03-01 11:43")
        told = evening.house.sender._undelivered

        async def after_its_word(promise: Promise, verdict: Verdict) -> None:
            while not await evening.rows("SELECT 1 FROM releases WHERE day = 2 AND seen_by = 'discussion'"):
                await evening.world.changed(evening.world.revision, timeout=0.01)
            await told(promise, verdict)

        evening.house.sender._undelivered = after_its_word
        evening.api.faults.add("sendMessage", Fault.done_but_dropped(), chat_id=CHANNEL)
        await at(evening, "03-02 11:43")
        assert (await evening.rows("SELECT outcome FROM doubts"))[0]["outcome"] == "seen"
        await goes_on(evening)
        assert standing(evening) == [1, 2]
        assert await statuses(evening) == {1: "sent", 2: "sent"}


@pytest.mark.parametrize("listens", [True, False], ids=["", "an owner who never started"])
async def test_its_word_may_come_long_after_the_doubt(tmp_path: Path, listens: bool) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42", discussion=True, listens=listens) as evening:
        evening.world.set_bot_status(DISCUSSION, "member")
        evening.world.chats[CHANNEL].protected = True
        await loses(evening, Fault.done_but_dropped())
        await goes_on(evening, "03-02 11:43:02", "03-02 11:45:59")
        assert await statuses(evening) == {1: "sent", 2: "uncertain"}
        assert cards_with(evening.staff(), "does it stand") == cards_with(owner_of(evening), EN["question"]) == []
        evening.world.set_bot_status(DISCUSSION, "administrator")
        discuss(evening.world, evening.world.messages(CHANNEL)[1])
        await evening.settles()
        assert await statuses(evening) == {1: "sent", 2: "sent"}
        await goes_on(evening, *LATER[1:])
        assert standing(evening) == [1, 2]


async def test_what_neither_has_seen_is_sent_again_after_three_minutes(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42", discussion=True) as evening:
        await loses(evening, Fault.dropped())
        await goes_on(evening, "03-02 11:43:02", "03-02 11:45:59")
        assert standing(evening) == [1]
        await goes_on(evening, "03-02 11:46:00", *LATER[2:])
        assert standing(evening) == [1, 2]


async def test_where_nobody_could_look_the_silence_of_the_group_is_not_enough(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42", discussion=True, listens=False) as evening:
        await loses(evening, Fault.dropped())
        await goes_on(evening, "03-02 11:43:02", "03-02 11:46:00")
        assert standing(evening) == [1]
        await evening.staff().sees(EN["unreachable"], "does it stand in the channel?")
        promise = (await evening.rows("SELECT outbox_id FROM doubts"))[0]["outbox_id"]
        evening.world.people[owner_of(evening).id].started = True
        await owner_of(evening).forges(f"post-not-there:{promise}")
        await beats(evening)
        assert standing(evening) == [1, 2]


async def test_a_question_is_answered_by_the_group_where_the_post_shows_up_after_all(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42", discussion=True) as evening:
        evening.world.chats[CHANNEL].protected = True
        await loses(evening, Fault.dropped())
        evening.world.post(CHANNEL, "We are late today.")
        await goes_on(evening, "03-02 11:46:00")
        owner = owner_of(evening)
        card = await owner.sees(EN["question"])
        await arrives_after_all(evening, 2)
        await owner.sees(EN["question"], EN["was_seen"])
        answer = await owner.presses(EN["not_there"], card)
        assert EN["settled"] in answer.text
        await beats(evening)
        assert standing(evening) == [1, 2]


@pytest.mark.parametrize(
    "fault",
    [None, Fault.dropped(), Fault.done_but_dropped(), Fault.error(502, "Bad Gateway")],
    ids=["", "dropped", "done, then dropped", "502"],
)
async def test_a_twin_that_comes_late_is_taken_away(tmp_path: Path, fault: Fault | None) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42", discussion=True) as evening:
        await loses(evening, Fault.dropped())
        await goes_on(evening, "03-02 11:46:00")
        first = evening.world.messages(CHANNEL)[1]
        if fault is not None:
            evening.api.faults.add("deleteMessage", fault, chat_id=CHANNEL)
        await arrives_after_all(evening, 2)
        await owner_of(evening).eventually(lambda: standing(evening) == [1, 2], "one of them to go")
        await evening.settles()
        assert evening.world.messages(CHANNEL)[1].message_id == first.message_id
        assert await evening.failed_updates() == []
        assert cards_with(owner_of(evening), "could not be") == []


@pytest.mark.parametrize("fault", [None, Fault.dropped()], ids=["", "dropped"])
async def test_of_two_posts_the_later_goes_whichever_is_heard_of_first(tmp_path: Path, fault: Fault | None) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42", discussion=True) as evening:
        evening.world.set_bot_status(DISCUSSION, "member")
        evening.world.chats[CHANNEL].protected = True
        await loses(evening, Fault.done_but_dropped())
        first = evening.world.messages(CHANNEL)[1]
        await goes_on(evening, "03-02 11:46:00")
        # The owner has looked at another channel.
        await owner_of(evening).presses(EN["not_there"])
        await beats(evening)
        assert standing(evening) == [1, 2, 2]
        evening.world.set_bot_status(DISCUSSION, "administrator")
        if fault is not None:
            evening.api.faults.add("deleteMessage", fault, chat_id=CHANNEL)
        discuss(evening.world, first)
        await owner_of(evening).eventually(lambda: standing(evening) == [1, 2], "the later one to go")
        assert evening.world.messages(CHANNEL)[1].message_id == first.message_id
        assert (await ledger(evening))[2].message_id == first.message_id


async def test_what_others_say_there_is_no_witness(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42", discussion=True) as evening:
        await loses(evening, Fault.dropped())
        guest = evening.guest()
        evening.world.write(guest.id, text_of(evening, 2), chat_id=DISCUSSION)
        evening.world.post(CHANNEL, "We are late today.")
        await goes_on(evening, "03-02 11:43:02")
        assert (await statuses(evening))[2] == "uncertain"
        assert await evening.failed_updates() == []
        await goes_on(evening, "03-02 11:46:00")
        assert standing(evening) == [1, 2]


@pytest.mark.parametrize("asks", [True, False], ids=["as it is", "control"])
async def test_what_another_channel_posts_is_no_witness(
    tmp_path: Path, asks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not asks:
        told = Witnesses.seen_in_discussion
        monkeypatch.setattr(
            Witnesses, "seen_in_discussion", lambda self, _channel, number, text: told(self, CHANNEL, number, text)
        )
    async with campaigning(tmp_path, "2026-03-01 11:42", discussion=True) as evening:
        evening.world.add_channel(OTHER_CHANNEL, "Another bar")
        evening.world.link_discussion(OTHER_CHANNEL, DISCUSSION)
        await loses(evening, Fault.dropped())
        evening.world.post(OTHER_CHANNEL, text_of(evening, 2))
        await goes_on(evening, "03-02 11:43:02")
        assert (await statuses(evening))[2] == ("uncertain" if asks else "sent")
        await goes_on(evening, "03-02 11:46:00")
        assert standing(evening) == ([1, 2] if asks else [1])
        assert len(evening.world.messages(OTHER_CHANNEL)) == 1


async def test_a_clue_that_somebody_repeats_by_hand_is_left_alone(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42", discussion=True) as evening:
        await at(evening, "03-01 11:43")
        evening.world.post(CHANNEL, text_of(evening, 1))
        await beats(evening)
        assert standing(evening) == [1, 1], "nobody doubted it: whoever posted that meant it"


async def test_without_the_witness_a_late_twin_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(Witnesses, "seen_in_discussion", _deaf)
    async with campaigning(tmp_path, "2026-03-01 11:42", discussion=True) as evening:
        await loses(evening, Fault.dropped())
        await goes_on(evening, "03-02 11:46:00")
        await arrives_after_all(evening, 2)
        await goes_on(evening, *LATER[2:])
        assert standing(evening) == [1, 2, 2]


async def _deaf(*_: object) -> None:
    """Nobody listens in the group."""
