"""What the house says to typed text that is no command: whiskies, what it keeps of a guest, and never mind."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.drafts import Draft, Moment
from tests.evening import Evening
from tests.journeys.masked import MASK
from tests.journeys.speech import WORDS, asks_time, fills_cart, opens
from tests.people import Person

SAYS = {
    "en": {
        "whiskies": "all of them inside",
        "book": "Book a stool",
        "keeps": "What I keep of you",
        "no_phone": "no phone number, and nothing about your health",
        "ask": "Ask Mr. V",
        "not_booked": "Nothing was booked.",
        "not_ordered": "What you chose stays chosen.",
        "as_you_wish": "As you wish.",
    },
    "it": {
        "whiskies": "tutti dentro",
        "book": "Prenota uno sgabello",
        "keeps": "Che cosa conservo di Lei",
        "no_phone": "Non chiedo numeri di telefono, né nulla sulla Sua salute",
        "ask": "Chiedo a Mr. V",
        "not_booked": "Non ho prenotato nulla.",
        "not_ordered": "Quello che ha scelto resta scelto.",
        "as_you_wish": "Come vuole.",
    },
}


@pytest.mark.parametrize(
    ("language", "whiskies", "privacy"),
    [
        ("en", "whiskies?", "privacy"),
        ("en", "do you have any scotch?", "what do you know about me?"),
        ("it", "whisky?", "privacy"),
        ("it", "che whisky avete?", "cosa sapete di me?"),
    ],
)
async def test_whiskies_lead_to_a_stool_and_privacy_to_the_mask(
    tmp_path: Path, language: str, whiskies: str, privacy: str
) -> None:
    says = SAYS[language]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        card = await opens(guest, whiskies)
        assert says["whiskies"] in card.text
        assert not any(sign.isdigit() for sign in card.text), "another bar has another number of them"
        await guest.presses(says["book"], card)
        await guest.sees(WORDS[language]["how_many"])
        card = await opens(guest, privacy)
        assert says["keeps"] in card.text and says["no_phone"] in card.text
        await guest.presses(says["ask"], card)
        await guest.sees(MASK[language]["write"])
        assert await evening.failed_updates() == []


NEVER_MIND = [("en", "never mind"), ("en", "forget it"), ("it", "lascia stare"), ("it", "niente, ho cambiato idea")]


@pytest.mark.parametrize(("language", "said"), NEVER_MIND)
async def test_never_mind_on_the_way_to_a_booking_ends_what_was_talked_about(
    tmp_path: Path, language: str, said: str
) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        await asks_time_in(guest, language)
        await evening.settles()
        assert SAYS[language]["not_booked"] in (await opens(guest, said)).text
        await evening.settles()
        assert await evening.rows("SELECT chat_id FROM asked") == []
        # The control is what is asked anew.
        await opens(guest, "/book")
        await evening.settles()
        assert len(await evening.rows("SELECT chat_id FROM asked")) == 1


async def asks_time_in(guest: Person, language: str) -> None:
    words = WORDS[language]
    if language == "en":
        await asks_time(guest)
        return
    await guest.presses("2", await opens(guest, "/book"))
    await guest.presses(words["tomorrow"])
    await guest.sees(words["what_time"])


@pytest.mark.parametrize(("language", "said"), NEVER_MIND)
async def test_never_mind_at_the_window_leaves_the_cart_as_it_is(tmp_path: Path, language: str, said: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        await fills_cart(guest, language=language)
        await evening.settles()
        assert SAYS[language]["not_ordered"] in (await opens(guest, said)).text
        assert words["total_10"] in (await opens(guest, "/order")).text


@pytest.mark.parametrize(("language", "said"), NEVER_MIND)
async def test_where_nothing_is_talked_about_never_mind_changes_nothing(
    tmp_path: Path, language: str, said: str
) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        assert SAYS[language]["as_you_wish"] in (await opens(guest, said)).text
        assert evening.world.callbacks == {}


async def test_a_booking_that_is_talked_about_outlasts_a_riddle_and_goes_with_the_next_question(
    tmp_path: Path,
) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()

        async def kept() -> list[tuple[str | None, str | None]]:
            await evening.settles()
            return [(row["draft"], row["said"]) for row in await evening.rows("SELECT draft, said FROM asked")]

        draft = str(Draft(moments=(Moment(date(2026, 11, 28)),)))
        assert "How many" in (await opens(guest, "a table tomorrow please")).text
        assert await kept() == [(draft, None)]
        await opens(guest, "Pst, Chartreuse?")
        assert await kept() == [(draft, "Pst, Chartreuse?")]
        # What has no buttons asks nothing.
        await opens(guest, "hours")
        assert await kept() == [(draft, "Pst, Chartreuse?")]
        await opens(guest, "two negronis")
        assert await kept() == [(None, None)]
