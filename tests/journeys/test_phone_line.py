"""The phone line: who calls hears one sentence, at most once a minute; one day it calls back, once."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.campaign import Calendar
from tests.evening import ROME, Evening, rome
from tests.journeys.launching import LAUNCH, LINE, STICKER, heard, mailed, owner_of, recording
from tests.journeys.speech import LANGUAGES, opens
from tests.people import PATIENCE_S, Person

CALL_BACK = "launch:call-back"
#: How the owner and the staff are answered before the opening, in the bar's own language.
KNOWN = {
    "en": {"owner": "Noted: what only you should know", "staff": "Noted: alarms reach you here."},
    "it": {"owner": "Annotato: quel che devi sapere solo tu", "staff": "Annotato: gli allarmi ti arrivano qui."},
}
#: A moment that chance could pick, put in its place where a test has to know it.
MINUTE = "2026-03-04 10:17"


async def calls(evening: Evening) -> list[int]:
    return [row["guest_id"] for row in await evening.rows("SELECT guest_id FROM calls ORDER BY called_at, guest_id")]


async def picked(evening: Evening) -> datetime:
    """When the line will call back."""
    async with asyncio.timeout(PATIENCE_S):
        while not (rows := await evening.rows("SELECT call_back_at FROM campaigns WHERE call_back_at IS NOT NULL")):
            await asyncio.sleep(0.01)
    at = rows[0]["call_back_at"]
    assert isinstance(at, datetime)
    return at


async def picks(evening: Evening, at: str = MINUTE) -> None:
    """Chance has picked ``at``."""
    await picked(evening)
    await evening.house.database.write(lambda tx: tx.run("UPDATE campaigns SET call_back_at = :at", at=rome(at)))


def called_back(*people: Person) -> list[int]:
    """How often each has been called."""
    return [sum(len(heard(person, words["calls_back"])) for words in LAUNCH.values()) for person in people]


@pytest.mark.parametrize("language", ["en", "it", "en-GB", "fr", "pt-br", None])
async def test_whatever_is_sent_at_whatever_hour_gets_the_sentence_in_the_callers_language(
    tmp_path: Path, language: str | None
) -> None:
    line = LAUNCH["en" if (language or "").startswith("en") else "it"]["line"]
    async with Evening(tmp_path, "2026-02-10 00:00", stands=True) as evening:
        guest = evening.guest("Anna", language)
        for hour, said in enumerate(("hello", "🍸", "/start", "/book@BackDoor43Bot", "x" * 4096, "<b>&", "43"), 1):
            evening.clock.set(rome(f"2026-02-10 {hour * 3:02}:07"))
            answer = await opens(guest, said)
            assert (answer.text, answer.keyboard) == (line, [])
        contents = (
            {"sticker": STICKER},
            {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}},
            {"contact": {"phone_number": "43", "first_name": "V"}},
            {"dice": {"emoji": "🎲", "value": 4}},
            {"location": {"longitude": 9.17, "latitude": 45.45}},
        )
        for hour, content in enumerate(contents, 1):
            evening.clock.set(rome(f"2026-02-11 {hour * 4:02}:07"))
            await guest.sends(**content)
            await guest.eventually(lambda hour=hour: len(guest.messages) == 7 + hour, "an answer")  # type: ignore[misc]
        assert {message.text for message in guest.messages} == {line}
        assert await evening.failed_updates() == []


async def test_one_person_is_answered_once_a_minute_and_the_others_all_the_same(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-10 03:12:00", stands=True) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        await opens(anna, "hello")
        for at in ("03:12:00", "03:12:31", "03:12:59.999999"):
            evening.clock.set(rome(f"2026-03-10 {at}"))
            await anna.writes("hello?")
            await anna.sends(sticker=STICKER)
            await evening.settles()
        assert len(anna.messages) == 1
        assert (await opens(bruno, "hello")).text == LINE
        # What was met with silence has not begun another minute.
        evening.clock.set(rome("2026-03-10 03:13:00"))
        assert (await opens(anna, "hello")).text == LINE
        await bruno.writes("hello")
        await evening.settles()
        assert (len(anna.messages), len(bruno.messages)) == (2, 1)
        assert await calls(evening) == [anna.id, bruno.id, anna.id]


async def test_without_the_pause_every_word_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr("bot.services.phone_line.PAUSE", timedelta(0))
    async with Evening(tmp_path, "2026-03-10 03:12:00", stands=True) as evening:
        anna = evening.guest("Anna")
        for number in range(1, 4):
            await opens(anna, "hello?")
            assert len(anna.messages) == number


async def test_an_update_that_comes_again_is_no_second_call(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-10 03:12", stands=True) as evening:
        anna, updates = evening.guest("Anna"), evening.world.updates
        await opens(anna, "hello")
        await evening.settles()
        said = evening.world.messages(anna.id)[0]
        evening.clock.set(rome("2026-03-10 04:12"))
        updates._next_id -= 1
        evening.world.redelivers(said)
        await evening.settles()
        assert (len(anna.messages), await calls(evening)) == (1, [anna.id])
        # The control: the same words as another update.
        evening.world.redelivers(said)
        await anna.eventually(lambda: len(anna.messages) == 2, "another answer")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_press_meets_an_alert_each_time_and_is_no_call(tmp_path: Path, language: str) -> None:
    async with Evening(tmp_path, "2026-03-10 03:12", stands=True) as evening:
        guest = evening.guest("Anna", language)
        for data in ("book", "book-below", "order", "no such button", "post-now:1", "clue-right:1"):
            answer = await guest.forges(data)
            if data.split(":")[0] not in ("post-now", "clue-right"):
                assert (answer.text, answer.show_alert) == (LAUNCH[language]["line"], True)
            else:
                assert answer.show_alert
        assert (guest.messages, await calls(evening)) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_owner_and_the_staff_who_send_a_command_hear_that_they_are_known(
    tmp_path: Path, language: str
) -> None:
    others = [other for other in LANGUAGES if other != language]
    async with Evening(tmp_path, "2026-03-10 03:12", stands=True, venue__languages=[language, *others]) as evening:
        owner, anna = owner_of(evening), evening.guest("Anna", language)
        luca = Person(evening.world, 2002, 2002)
        for said in ("/start", "/help", "/tonight", "/start"):
            assert (await opens(owner, said)).text.startswith(KNOWN[language]["owner"])
            assert (await opens(luca, said)).text.startswith(KNOWN[language]["staff"])
        # What is no command is a call like any other, and whoever is a stranger always calls.
        assert (await opens(luca, "hello")).text == LAUNCH["en"]["line"]
        assert (await opens(anna, "/help")).text == LAUNCH[language]["line"]
        assert await calls(evening) == [luca.id, anna.id]


async def test_a_recorded_line_is_heard_and_nothing_is_written_beside_it(tmp_path: Path) -> None:
    voice = {"en": recording(tmp_path)}
    async with Evening(tmp_path, "2026-03-10 03:12", stands=True, campaign__phone_voice=voice) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno", "it")
        await anna.writes("hello")
        await anna.eventually(lambda: anna.messages, "a voice")
        await anna.writes("hello")
        assert (await opens(bruno, "ciao")).text == LAUNCH["it"]["line"], "nobody has recorded it in Italian"
        await evening.settles()
        assert (anna.enclosed, [message.text for message in anna.messages], bruno.enclosed) == (["voice"], [""], [])
        answer = await anna.forges("book")
        assert (answer.text, answer.show_alert) == (LINE, True), "an alert has no voice"


async def test_the_minute_of_the_call_back_is_civil_within_the_campaign_and_kept(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-02-10 12:00", stands=True) as evening:
        at = (await picked(evening)).astimezone(ROME)
        assert rome("2026-03-02 00:00") <= at < rome("2026-04-12 00:00")
        assert (9 <= at.hour < 22, at.second, at.microsecond) == (True, 0, 0)
        await evening.restart_house()
        assert await picked(evening) == at
        await evening.restart_house(campaign=None)
        assert await picked(evening) == at


async def test_it_calls_back_at_its_minute_once_and_only_who_has_called(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-04 10:00", stands=True) as evening:
        await picks(evening)
        anna, bruno, carla = evening.guest("Anna"), evening.guest("Bruno", "it"), evening.guest("Carla")
        await opens(anna, "hello")
        await opens(bruno, "ciao")
        # Whoever follows or looks at the clues has not called.
        await opens(carla, "/clues")
        await evening.move_clock("2026-03-04 10:16:59")
        await evening.settles()
        assert await evening.rows("SELECT * FROM mailings") == []
        await evening.move_clock(MINUTE)
        await mailed(evening, CALL_BACK)
        assert bruno.messages[-1].text == LAUNCH["it"]["calls_back"]
        await opens(carla, "hello")
        for at in ("2026-03-04 10:18", "2026-03-05 10:17"):
            await evening.move_clock(at)
        await evening.restart_house()
        await evening.house.ticks.beat()
        await evening.settles()
        assert called_back(anna, bruno, carla) == [1, 1, 0]
        assert len(await evening.rows("SELECT 1 FROM mailings")) == 1


@pytest.mark.parametrize("asks", [True, False], ids=["as it is", "control"])
async def test_a_house_that_was_shut_calls_back_later_at_a_civil_hour(
    tmp_path: Path, asks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Evening(tmp_path, "2026-03-04 10:00", stands=True) as evening:
        await picks(evening)
        anna = evening.guest("Anna")
        await opens(anna, "hello")
        await evening.close_house()
        if not asks:
            monkeypatch.setattr("bot.services.phone_line.is_civil", lambda _now, _hours: True)
        evening.clock.set(rome("2026-03-04 22:00"))
        await evening.open_house()
        for at in ("2026-03-04 22:00", "2026-03-05 03:00", "2026-03-05 08:59:59"):
            await evening.move_clock(at)
            assert len(await evening.rows("SELECT 1 FROM mailings")) == (0 if asks else 1)
        await evening.move_clock("2026-03-05 09:00")
        await mailed(evening, CALL_BACK)
        assert called_back(anna) == [1]


@pytest.mark.parametrize("asks", [True, False], ids=["as it is", "control"])
async def test_after_the_opening_nobody_is_called_back(
    tmp_path: Path, asks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Evening(tmp_path, "2026-03-04 10:00", stands=True) as evening:
        await picks(evening)
        anna = evening.guest("Anna")
        await opens(anna, "hello")
        await evening.close_house()
        if not asks:
            monkeypatch.setattr(Calendar, "is_open", lambda _calendar, _now: False)
        evening.clock.set(rome("2026-04-12 11:43"))
        await evening.open_house()
        await evening.move_clock("2026-04-12 11:43")
        await evening.settles()
        if not asks:
            await mailed(evening, CALL_BACK)
        assert called_back(anna) == [0 if asks else 1]


@pytest.mark.parametrize("passes", [True, False], ids=["as it is", "control"])
async def test_where_nobody_had_called_by_its_minute_nobody_is_called_back(
    tmp_path: Path, passes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the first to call would be called back within the second."""
    if not passes:
        monkeypatch.setattr("bot.services.mailings.mailings.pass_over", lambda *_: None)
    async with Evening(tmp_path, "2026-03-04 10:00", stands=True) as evening:
        await picks(evening)
        owner = owner_of(evening)
        await evening.move_clock(MINUTE)
        anna = evening.guest("Anna")
        await opens(anna, "hello")
        await evening.house.ticks.beat()
        await evening.settles()
        if not passes:
            await mailed(evening, CALL_BACK)
        assert called_back(anna) == [0 if passes else 1]
        assert len(heard(owner, "The phone line calls back")) == (0 if passes else 1)
