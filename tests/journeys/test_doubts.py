"""A post whose answer was lost: looked for in the channel, sent again once where it is not there, else asked about."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.outbox import request
from bot.outbox.policy import judge
from bot.rehearsal.api.faults import Fault
from tests.evening import Evening
from tests.journeys.releases import (
    CHANNEL,
    EN,
    LOST_AND_NOT_POSTED,
    LOST_AND_POSTED,
    READ_TIMEOUT_S,
    WORDS,
    at,
    beats,
    campaigning,
    cards_with,
    forwards,
    ledger,
    owner_of,
    standing,
    statuses,
)

LANGUAGES = tuple(WORDS)
WHOLE_DAY = ("03-02 11:46:00", "03-02 11:50", "03-02 23:59:59", "03-03 00:00")


async def loses(evening: Evening, fault: Fault, *, posted: bool) -> None:
    """Day 1 went well; the answer to the post of day 2 is lost."""
    await at(evening, "03-01 11:43")
    await loses_second(evening, fault, posted=posted)


async def loses_second(evening: Evening, fault: Fault, *, posted: bool = True) -> None:
    """The answer to the post of day 2 is lost; where it was posted all the same, it stands there."""
    evening.api.faults.add("sendMessage", fault, chat_id=CHANNEL)
    with pytest.MonkeyPatch.context() as patch:
        if fault.kind == "delay":
            # Only here: whatever else is slow on a busy machine is waited for.
            patch.setattr(request, "READ_TIMEOUT_S", READ_TIMEOUT_S)
        await at(evening, "03-02 11:43")
    if posted:
        await owner_of(evening).eventually(lambda: standing(evening) == [1, 2], "the post")
    assert evening.api.faults.pending == 0
    assert await statuses(evening) == {1: "sent", 2: "uncertain"}


async def loses_twice(evening: Evening) -> None:
    """Day 2 was lost, sent again after three minutes, and lost again; nothing of it stands in the channel."""
    await loses(evening, Fault.dropped(), posted=False)
    evening.api.faults.add("sendMessage", Fault.dropped(), chat_id=CHANNEL)
    await at(evening, "03-02 11:46:00")
    assert evening.api.faults.pending == 0
    await at(evening, "03-02 11:48:59")
    assert cards_with(owner_of(evening), EN["question"]) == []
    await at(evening, "03-02 11:49:00")


@pytest.mark.parametrize("fault", LOST_AND_POSTED.values(), ids=LOST_AND_POSTED)
async def test_what_is_seen_in_the_channel_is_sent_and_never_again(tmp_path: Path, fault: Fault) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await loses(evening, fault, posted=True)
        await at(evening, "03-02 11:43:01")
        assert await statuses(evening) == {1: "sent", 2: "uncertain"}
        await at(evening, "03-02 11:43:02")
        found = (await ledger(evening))[2]
        assert (found.status, found.seen_by, found.late) == ("sent", "forward", False)
        assert found.message_id == evening.world.messages(CHANNEL)[1].message_id
        looked = forwards(evening)
        for moment in WHOLE_DAY:
            await at(evening, moment)
        await evening.restart_house()
        await beats(evening)
        assert standing(evening) == [1, 2]
        assert forwards(evening) == looked == 1, "nobody looks for what was found"
        owner = owner_of(evening)
        assert [message for message in owner.messages if message.origin] == [], "the copy was taken away"
        assert cards_with(owner, EN["question"]) == []


@pytest.mark.parametrize("fault", LOST_AND_NOT_POSTED.values(), ids=LOST_AND_NOT_POSTED)
async def test_what_is_not_there_is_sent_again_at_180_seconds_and_once(tmp_path: Path, fault: Fault) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await loses(evening, fault, posted=False)
        for moment in ("11:43:02", "11:43:30", "11:44:30", "11:45:59"):
            await at(evening, f"03-02 {moment}")
            assert standing(evening) == [1]
        await at(evening, "03-02 11:46:00")
        assert standing(evening) == [1, 2]
        assert await statuses(evening) == {1: "sent", 2: "sent"}
        await evening.restart_house()
        for moment in WHOLE_DAY:
            await at(evening, moment)
        assert standing(evening) == [1, 2]


async def test_what_shows_up_before_the_last_look_is_not_sent_again(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await at(evening, "03-01 11:43")
        post = evening.world.messages(CHANNEL)[0].message_id + 1
        evening.api.faults.add("forwardMessage", Fault.error(400, "Bad Request: message to forward not found"), 12)
        evening.api.faults.add("sendMessage", Fault.done_but_dropped(), chat_id=CHANNEL)
        await at(evening, "03-02 11:43")
        await at(evening, "03-02 11:43:02")
        assert evening.api.faults.pending == 0
        assert (await ledger(evening))[2].status == "uncertain"
        await at(evening, "03-02 11:43:30")
        assert ((await ledger(evening))[2].status, (await ledger(evening))[2].message_id) == ("sent", post)
        for moment in WHOLE_DAY:
            await at(evening, moment)
        assert standing(evening) == [1, 2]


@pytest.mark.parametrize("typed", [False, True], ids=["pressed", "typed"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_there", [True, False], ids=["there", "not there"])
async def test_where_nothing_may_be_forwarded_the_owner_is_asked(
    tmp_path: Path, language: str, is_there: bool, typed: bool
) -> None:
    words = WORDS[language]
    async with campaigning(tmp_path, "2026-03-01 11:42", language=language) as evening:
        owner = owner_of(evening)
        evening.world.chats[CHANNEL].protected = True
        await loses(evening, Fault.done_but_dropped() if is_there else Fault.dropped(), posted=is_there)
        if not is_there:
            evening.world.post(CHANNEL, "Something else.")
        await at(evening, "03-02 11:43:02")
        await at(evening, "03-02 12:00")
        card = await owner.sees(words["question"])
        assert owner.labels(card) == [words["there"], words["not_there"]]
        assert len(cards_with(owner, words["question"])) == 1

        label = words["there" if is_there else "not_there"]
        await (owner.writes(label) if typed else owner.presses(label))
        await owner.sees(words["question"], words["you_saw" if is_there else "again"])
        await beats(evening)
        assert standing(evening) == [1, 2]
        assert await statuses(evening) == {1: "sent", 2: "sent"}
        for other in (words["there"], words["not_there"]):
            answer = await owner.presses(other, card)
            assert (words["settled"] in answer.text, answer.show_alert) == (True, True)
        await evening.restart_house()
        await beats(evening)
        assert standing(evening) == [1, 2]


async def test_after_a_second_loss_the_owner_has_the_last_word(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        owner = owner_of(evening)
        await loses_twice(evening)
        await evening.restart_house()
        await at(evening, "03-02 15:00")
        assert standing(evening) == [1]
        card = await owner.sees(EN["question"])
        await asyncio.gather(*(owner.presses(EN["not_there"], card) for _ in range(3)))
        await beats(evening)
        assert standing(evening) == [1, 2]
        assert await statuses(evening) == {1: "sent", 2: "sent"}
        assert await evening.failed_updates() == []


async def test_what_the_owner_lets_go_out_and_is_lost_again_is_asked_about_again(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        owner = owner_of(evening)
        await loses_twice(evening)
        evening.api.faults.add("sendMessage", Fault.dropped(), chat_id=CHANNEL)
        await owner.presses(EN["not_there"])
        await evening.settles()
        await at(evening, "03-02 13:00")
        await owner.presses(EN["not_there"])
        await beats(evening)
        assert standing(evening) == [1, 2]
        assert [EN["again"] in card.text for card in cards_with(owner, EN["question"])] == [True, True]


async def test_nobody_but_the_owner_is_believed(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        evening.world.chats[CHANNEL].protected = True
        await loses(evening, Fault.dropped(), posted=False)
        await at(evening, "03-02 11:43:02")
        promise = (await evening.rows("SELECT outbox_id FROM doubts"))[0]["outbox_id"]
        for person in (evening.guest(), evening.staff(2002)):
            for verb in ("post-there", "post-not-there"):
                assert (await person.forges(f"{verb}:{promise}")).show_alert
        for number in (promise + 1000, 0, -1):
            await owner_of(evening).forges(f"post-not-there:{number}")
        await beats(evening)
        assert await statuses(evening) == {1: "sent", 2: "uncertain"}
        assert standing(evening) == [1]
        assert await evening.failed_updates() == []


async def test_the_first_post_of_a_new_channel_is_found_too(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        evening.api.faults.add("sendMessage", Fault.done_but_dropped(), chat_id=CHANNEL)
        await at(evening, "03-01 11:43")
        await at(evening, "03-01 11:43:02")
        assert standing(evening) == [1]
        assert await statuses(evening) == {1: "sent"}


async def test_where_no_post_is_known_yet_nothing_is_repeated_without_the_owner(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        for _ in range(30):
            # An old channel, where the first numbers were deleted long ago.
            evening.world.delete(evening.world.post(CHANNEL, "Long ago."))
        evening.api.faults.add("sendMessage", Fault.done_but_dropped(), chat_id=CHANNEL)
        await at(evening, "03-01 11:43")
        await at(evening, "03-01 11:46")
        assert standing(evening) == [1]
        await owner_of(evening).presses(EN["there"])
        assert await statuses(evening) == {1: "sent"}


async def test_posts_of_others_and_deleted_ones_stand_in_nobodys_way(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await at(evening, "03-01 11:43")
        evening.world.post(CHANNEL, "Who is it?")
        evening.world.delete(evening.world.post(CHANNEL, "A slip."))
        evening.world.post(CHANNEL, "Tomorrow, at 11:43.")
        await loses_second(evening, Fault.done_but_bad_gateway())
        evening.world.post(CHANNEL, "There it is.")
        await at(evening, "03-02 11:43:02")
        assert (await ledger(evening))[2].seen_by == "forward"
        assert standing(evening) == [1, 2]
        assert [message for message in owner_of(evening).messages if message.origin] == []


@pytest.mark.parametrize("fault", [Fault.error(502, "Bad Gateway"), Fault.dropped()], ids=["502", "dropped"])
async def test_a_look_that_meets_trouble_itself_looks_on(tmp_path: Path, fault: Fault) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await loses(evening, Fault.done_but_dropped(), posted=True)
        evening.api.faults.add("forwardMessage", fault)
        evening.api.faults.add("deleteMessage", fault)
        await at(evening, "03-02 11:43:02")
        assert evening.api.faults.pending == 0
        assert await statuses(evening) == {1: "sent", 2: "sent"}


async def test_a_house_that_repeats_blindly_posts_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a clue is sent again like any other message."""
    monkeypatch.setattr("bot.outbox.sender.judge", lambda error, **more: judge(error, **{**more, "once": False}))
    async with campaigning(tmp_path, "2026-03-01 11:43") as evening:
        await evening.eventually_posted(1)
        evening.api.faults.add("sendMessage", Fault.done_but_dropped(), chat_id=CHANNEL)
        await evening.move_clock("2026-03-02 11:43")
        await evening.eventually_posted(2)
        async with asyncio.timeout(20):
            while not await evening.rows("SELECT 1 FROM outbox WHERE once = 1 AND status = 'pending' AND attempts = 1"):
                await evening.world.changed(evening.world.revision, timeout=0.02)
        evening.clock.set(evening.clock.now() + timedelta(seconds=1))
        await evening.eventually_posted(3)
        assert standing(evening) == [1, 2, 2]


async def test_a_house_that_never_looks_misses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr("bot.services.doubts.Doubts.to_look_for", lambda _self, _tx: [])
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await loses(evening, Fault.dropped(), posted=False)
        for moment in WHOLE_DAY:
            await at(evening, moment)
        assert standing(evening) == [1]
