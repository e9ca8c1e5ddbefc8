"""What goes wrong where two rules meet: each of these was once seen to go wrong."""

from pathlib import Path

from tests.evening import Evening
from tests.journeys.full_house import EN, lets_go, now_reads, reserves, statuses, waits
from tests.journeys.speech import EN as SPEECH
from tests.journeys.speech import books, opens

NINE = "2026-11-27 21:00"


async def test_a_closing_in_the_evening_hits_who_is_late_too(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 18:00", stands=True) as evening:
        anna, vera = evening.guest("Anna"), evening.staff()
        ticket = await reserves(anna, NINE)
        await evening.move_clock("2026-11-27 21:05")
        await vera.writes("/close tonight burst pipe")
        await vera.sees("Closed: Fri 27 Nov", "Anna", "One answer is missing.")
        await anna.sees("I'm sorry: we have to close", "burst pipe")
        await evening.move_clock("2026-11-27 21:20")
        await evening.settles()
        assert not any("Still coming?" in text for text in (message.text for message in anna.messages))
        await anna.presses("Sat 28 Nov, 21:00")
        await anna.presses(SPEECH["confirm"])
        await anna.sees("Moved.")
        await anna.eventually(lambda: "Sat 28 Nov, 21:00" in now_reads(anna, ticket), "the moved ticket")


async def test_a_booking_that_could_not_be_made_any_more_does_not_keep_a_night_from_closing(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 18:00") as evening:
        anna, vera = evening.guest("Anna"), evening.staff()
        await reserves(anna, "2026-11-28 21:00", 4)
        await evening.restart_house(venue__seats=3)
        await vera.writes("/close 28 Nov")
        await vera.sees("Closed: Sat 28 Nov", "One answer is missing.")
        assert "Other nights" in anna.labels(await anna.sees("I'm sorry: we have to close"))


async def test_hours_from_before_the_opening_close_from_the_opening(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        vera = evening.staff()
        await vera.writes("/close 28 Nov 17:00-21:00 plumber")
        await vera.sees("Closed: Sat 28 Nov, 19:00 to 21:00", "plumber")
        await vera.writes("/close 29 Nov 23:00-05:00")
        await vera.sees("Closed: Sun 29 Nov, 23:00 to 03:00 (Mon)")


async def test_some_hours_are_told_as_hours_and_the_rest_of_the_night_is_offered(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        anna, bruno, vera = evening.guest("Anna"), evening.guest("Bruno"), evening.staff()
        await reserves(anna, "2026-11-28 21:00", 4)
        await waits(bruno, "2026-11-28 21:00")
        await vera.writes("/close 28 Nov 20:30-23:00")
        sorry = await anna.sees("I'm sorry: we have to close then. Sat 28 Nov, 21:00")
        assert {"Sat 28 Nov, 19:00", "Sat 28 Nov, 23:00"} <= set(anna.labels(sorry))
        told = await bruno.sees("nothing to wait for then. Sat 28 Nov, 20:30 to 21:30")
        await bruno.presses("Other nights", told)
        await bruno.finds("Tomorrow · 4 free")


async def test_what_was_asked_stays_asked_whatever_is_said_between(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        anna = evening.guest("Anna")
        await opens(anna, "/book")
        await opens(anna, "something else")
        await anna.sees(SPEECH["not_understood"])
        await opens(anna, "hours")
        await opens(anna, "for two")
        await anna.sees(SPEECH["which_night"])
        await opens(anna, "/book")
        await opens(anna, "five")
        await anna.sees("We have 4 stools, and that is the whole room.")
        await anna.finds("Ask Mr. V")


async def test_running_late_is_for_tonight_and_what_two_cards_offer_is_asked(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        anna, vera = evening.guest("Anna"), evening.staff()
        await reserves(anna, "2026-11-27 21:00")
        await reserves(anna, "2026-11-28 21:00")
        await anna.writes("running late")
        await anna.sees("Noted. The door knows.")
        await vera.sees("Anna runs late: Fri 27 Nov, 21:00")
        await anna.writes("a wish")
        await anna.sees("Which one? Reply to that message")


async def test_the_whole_room_for_more_of_us_moves_what_is_being_moved(tmp_path: Path) -> None:
    async with Evening(tmp_path, reservations__private_room=True) as evening:
        anna = evening.guest("Anna")
        await books(anna, "21:00")
        for label in ("Move", "‹ Another number", "More of us", "The whole room", "Sun 29 Nov", "21:00", "Confirm"):
            await anna.presses(label)
        await anna.sees("Moved. Sun 29 Nov, 21:00")
        await evening.settles()
        assert await statuses(evening) == ["booked"]


async def test_the_words_on_an_old_card_are_found_by_the_reply(tmp_path: Path) -> None:
    async with Evening(tmp_path, reservations__max_active=20, venue__seats=40) as evening:
        anna, vera = evening.guest("Anna"), evening.staff()
        await reserves(anna, "2026-11-27 21:00", 1)
        card, _ = await vera.finds("Arrived")
        bruno = evening.guest("Bruno")
        await reserves(bruno, "2026-11-28 21:00", 1)
        # So many changes of other cards that this one is none of the newest.
        for number in range(25):
            await bruno.forges(f"take-wish:2:{('song', 'birthday')[number % 2]}")
        await evening.settles()
        evening.world.write(vera.id, "Arrived", chat_id=vera.chat_id, reply_to=card.message_id)
        await anna.sees("You are here.")


async def test_nobodys_place_is_lost_while_people_sleep(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 18:00", stands=True) as evening:
        host, anna, bruno = evening.guest("Host"), evening.guest("Anna"), evening.guest("Bruno")
        ticket = await reserves(host, "2026-11-28 21:00", 4)
        for guest in (anna, bruno):
            await waits(guest, "2026-11-28 21:00", 4)
        await evening.move_clock("2026-11-28 03:30")
        await lets_go(host, ticket)
        await anna.sees(EN["came_free"], "until 09:10")
        await evening.move_clock("2026-11-28 09:05")
        await anna.presses(EN["take"])
        await anna.sees(EN["kept"])


async def test_whoever_sits_there_already_cannot_wait_for_that_time(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        await reserves(anna, "2026-11-28 21:00", 2)
        await reserves(bruno, "2026-11-28 21:00", 2)
        await opens(anna, "/book")
        for label in ("1", "Tomorrow", "21:00"):
            await anna.presses(label)
        assert "You already hold a stool at that time" in ((await anna.presses("Join the waitlist")).text or "")


async def test_a_cancellation_for_tonight_is_said_aloud(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        anna, vera = evening.guest("Anna"), evening.staff()
        await lets_go(anna, await reserves(anna, "2026-11-27 21:00"))
        await vera.sees("Anna cancelled: Fri 27 Nov, 21:00, 2 people.")
