"""Replying on the chat page: what reaches the bot, what the page shows of it, and that the house understands it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout, web
from playwright.async_api import Locator, Page, async_playwright, expect

from bot.clock import MovableClock
from bot.rehearsal.api.server import BotApi
from bot.rehearsal.api.world import World
from bot.rehearsal.page import ChatPage, Jump, Phone
from tests.evening import ROME, Evening, rome
from tests.journeys.full_house import reserves, statuses

TOKEN = "4343:rehearsal"
ANNA, VITO, MARTA = 101, 201, 202
STAFF, CHANNEL = -1_000_000_000_043, -1_000_000_000_044
PHONES = [
    Phone("anna", "Anna", "with BackDoor43", "private", ANNA, (ANNA,)),
    Phone("staff", "Staff", "behind the door", "group", STAFF, (VITO, MARTA)),
    Phone("channel", "BackDoor43", "the channel", "channel", CHANNEL),
]
CARD = "<b>Booked</b>\nAnna, 2 people, 21:00"
BUTTONS = {"inline_keyboard": [[{"text": "Arrived", "callback_data": "arrived:1"}]]}
CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed")


class WallClock(MovableClock):
    """The venue's clock on a page that has no jumps."""

    timezone = ROME

    def jumps(self) -> list[Jump]:
        return []

    async def jump(self, kind: str) -> None:
        raise AssertionError(kind)


class Place:
    """A page beside a Bot API, and the bot as who calls that."""

    def __init__(self, world: World, clock: WallClock, phones: list[Phone], client: ClientSession) -> None:
        self.world = world
        self._client = client
        self._api, self._page = BotApi(world, token=TOKEN), ChatPage(world, phones, clock)

    async def start(self) -> None:
        app = web.Application()
        app.add_routes([*self._api.routes(), *self._page.routes()])
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        await self._page.close()
        self._api.close()
        await self._runner.cleanup()

    async def call(self, method: str, **params: Any) -> Any:
        async with self._client.post(f"{self.url}/bot{TOKEN}/{method}", json=params) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def sends(self, chat_id: int, text: str, **more: Any) -> int:
        message_id: int = (await self.call("sendMessage", chat_id=chat_id, text=text, parse_mode="HTML", **more))[
            "message_id"
        ]
        return message_id

    async def writes(self, chat_id: int, person: int, text: str, reply_to: object) -> tuple[int, Any]:
        body = {"person": person, "chat_id": chat_id, "text": text, "reply_to": reply_to}
        async with self._client.post(f"{self.url}/write", json=body) as response:
            return response.status, await response.json()

    async def hears(self) -> list[Any]:
        return [update["message"] for update in await self.call("getUpdates", timeout=5)]


@asynccontextmanager
async def page_of(world: World, clock: WallClock, phones: list[Phone]) -> AsyncIterator[Place]:
    async with ClientSession(timeout=ClientTimeout(20)) as client:
        place = Place(world, clock, phones, client)
        await place.start()
        yield place
        await place.stop()


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    clock = WallClock(rome("2026-11-28 20:55"))
    world = World(clock)
    for person, name in ((ANNA, "Anna"), (VITO, "Vito"), (MARTA, "Marta")):
        world.add_person(person, name)
    world.people[ANNA].started = True
    world.add_group(STAFF, "Staff", (VITO, MARTA))
    world.add_channel(CHANNEL, "BackDoor43", "backdoor43")
    async with page_of(world, clock, PHONES) as place:
        yield place


@asynccontextmanager
async def browser_page(
    place: Place, width: int = 1366, height: int = 768, *, touch: bool = False, expected: str | None = None
) -> AsyncIterator[Page]:
    """The page in a headless browser; complaints on its console, but for an expected one, fail the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        context = await browser.new_context(
            viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch
        )
        page = await context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(place.url)
        await page.locator("body[data-connection=open]").wait_for()
        yield page
        await browser.close()
    assert [complaint for complaint in complaints if not expected or expected not in complaint] == []


def phone(page: Page, name: str) -> Locator:
    return page.locator(f"section[data-phone={name}]")


def message(screen: Locator, message_id: int) -> Locator:
    """A message with what the page adds beside it."""
    return screen.locator(".message").filter(has=screen.page.locator(f"[data-message='{message_id}']"))


def reply_button(screen: Locator, message_id: int) -> Locator:
    return message(screen, message_id).get_by_role("button", name="Reply", exact=True)


# What reaches the bot


@pytest.mark.parametrize(("chat_id", "person"), [(STAFF, MARTA), (ANNA, ANNA)])
async def test_a_reply_carries_the_whole_message_as_the_bot_had_sent_it(
    place: Place, chat_id: int, person: int
) -> None:
    question = await place.sends(chat_id, "What now?")
    sent = await place.call(
        "sendMessage",
        chat_id=chat_id,
        text=CARD,
        parse_mode="HTML",
        reply_markup=BUTTONS,
        reply_parameters={"message_id": question},
    )
    assert (await place.writes(chat_id, person, "Arrived", sent["message_id"]))[0] == 200
    (heard,) = await place.hears()
    assert (heard["text"], heard["from"]["id"]) == ("Arrived", person)
    assert heard["reply_to_message"]["reply_markup"] == BUTTONS
    assert heard["reply_to_message"]["entities"] == [{"type": "bold", "offset": 0, "length": 6}]
    # One level deep, as Telegram does it.
    assert heard["reply_to_message"] == {key: value for key, value in sent.items() if key != "reply_to_message"}
    assert "reply_to_message" in sent


async def test_what_replies_to_nothing_says_so(place: Place) -> None:
    await place.sends(STAFF, CARD)
    assert (await place.writes(STAFF, VITO, "Arrived", None))[0] == 200
    (heard,) = await place.hears()
    assert "reply_to_message" not in heard


@pytest.mark.parametrize(("reply_to", "status"), [(999, 404), ("1", 400), (True, 400), (False, 400), (1.5, 400)])
async def test_a_reply_to_what_is_not_there_is_not_sent(place: Place, reply_to: object, status: int) -> None:
    await place.sends(STAFF, CARD)
    before = len(place.world.messages(STAFF))
    refused, answer = await place.writes(STAFF, VITO, "Arrived", reply_to)
    assert refused == status
    assert answer["error"]
    assert len(place.world.messages(STAFF)) == before


async def test_nobody_replies_to_what_stands_in_another_chat(place: Place) -> None:
    await place.sends(STAFF, "first")
    elsewhere = await place.sends(STAFF, "second")
    assert elsewhere not in {message.message_id for message in place.world.messages(ANNA)}
    assert (await place.writes(ANNA, ANNA, "Arrived", elsewhere))[0] == 404
    assert (await place.writes(STAFF, VITO, "Arrived", elsewhere))[0] == 200


# In a browser


@needs_chromium
async def test_a_reply_says_what_it_answers_before_and_after_it_is_sent(place: Place) -> None:
    other, card = await place.sends(STAFF, "Another card"), await place.sends(STAFF, CARD, reply_markup=BUTTONS)
    async with browser_page(place) as page:
        staff = phone(page, "staff")
        await staff.get_by_label("Acting as").select_option(label="Marta")
        await message(staff, card).hover()
        await reply_button(staff, card).click()
        field = staff.get_by_label("Message", exact=True)
        await expect(field).to_be_focused()
        await expect(staff.locator(".replying")).to_have_text("Replying to: Booked Anna, 2 people, 21:00×")
        await page.keyboard.type("Arrived")
        await page.keyboard.press("Enter")
        sent = staff.locator(".message").last
        await expect(sent.locator(".reply")).to_have_text("BackDoor43: Booked Anna, 2 people, 21:00")
        await expect(sent.locator(".text")).to_have_text("Arrived")
        await expect(staff.locator(".replying")).to_be_hidden()
        # The next one is a message of its own.
        await field.fill("Good evening")
        await field.press("Enter")
        await expect(staff.locator(".message").last.locator(".text")).to_have_text("Good evening")
        await expect(staff.locator(".message").last.locator(".reply")).to_be_hidden()
    assert [heard.get("reply_to_message", {}).get("message_id") for heard in await place.hears()] == [card, None]
    assert other != card


@needs_chromium
async def test_a_reply_is_made_and_dropped_by_keyboard_alone(place: Place) -> None:
    card = await place.sends(STAFF, CARD, reply_markup=BUTTONS)
    async with browser_page(place) as page:
        staff = phone(page, "staff")
        button, bar = reply_button(staff, card), staff.locator(".replying")
        await expect(button).to_have_css("opacity", "0")
        await message(staff, card).get_by_role("button", name="Arrived", exact=True).focus()
        await page.keyboard.press("Tab")
        await expect(button).to_be_focused()
        await expect(button).to_have_css("opacity", "1")
        field = staff.get_by_label("Message", exact=True)
        for drop in ("Escape", "Shift+Tab Enter"):
            await button.focus()
            await page.keyboard.press("Enter")
            await expect(bar).to_be_visible()
            await expect(field).to_be_focused()
            await expect(field).to_have_attribute(
                "aria-description", "to Staff, replying to: Booked Anna, 2 people, 21:00"
            )
            for key in drop.split():
                await page.keyboard.press(key)
            await expect(bar).to_be_hidden()
            await expect(field).to_be_focused()
            await expect(field).to_have_attribute("aria-description", "to Staff")
        await page.keyboard.type("Arrived")
        await page.keyboard.press("Enter")
        await expect(staff.locator(".message").last.locator(".text")).to_have_text("Arrived")
    (heard,) = await place.hears()
    assert "reply_to_message" not in heard


@needs_chromium
async def test_only_the_bots_messages_can_be_replied_to_and_only_where_somebody_writes(place: Place) -> None:
    asked, post = await place.sends(ANNA, "Which night?"), await place.sends(CHANNEL, "Clue 1")
    own = place.world.write(ANNA, "Tonight").message_id
    async with browser_page(place) as page:
        anna, channel = phone(page, "anna"), phone(page, "channel")
        await expect(message(anna, own)).to_be_visible()
        await expect(reply_button(anna, asked)).to_have_count(1)
        await expect(reply_button(anna, own)).to_have_count(0)
        await expect(message(channel, post)).to_be_visible()
        await expect(reply_button(channel, post)).to_have_count(0)


@needs_chromium
async def test_under_a_finger_every_reply_button_is_seen_and_large_enough(place: Place) -> None:
    text = "A word that is long enough to need more than one line on a small phone, " * 2
    cards = [await place.sends(STAFF, text, reply_markup=BUTTONS), await place.sends(STAFF, "Passed on.")]
    async with browser_page(place, 390, 844, touch=True) as page:
        await page.get_by_role("tab", name="Staff").tap()
        staff = phone(page, "staff")
        for card in cards:
            await expect(reply_button(staff, card)).to_have_css("opacity", "1")
            box = await reply_button(staff, card).bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 32
            assert not await covers_words(page, card)
        short = await message(staff, cards[1]).locator(".text").bounding_box()
        assert short is not None
        assert short["height"] < 30, "a word or two stay on one line"
        await reply_button(staff, cards[0]).tap()
        await expect(staff.locator(".replying")).to_contain_text("Replying to: A word that is long enough")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390
        await staff.get_by_role("button", name="Do not reply to it").tap()
        await expect(staff.locator(".replying")).to_be_hidden()


async def covers_words(page: Page, message_id: int) -> bool:
    """Whether the button lies on a line of the message's text or on its time."""
    covered: bool = await page.evaluate(
        """(id) => {
          const message = document.querySelector(`[data-message="${id}"]`).parentElement;
          const button = message.querySelector(".reply-button").getBoundingClientRect();
          const words = document.createRange();
          words.selectNodeContents(message.querySelector(".text"));
          return [...words.getClientRects(), message.querySelector(".time").getBoundingClientRect()].some(
            (line) => line.right > button.left + 1 && line.left < button.right - 1
              && line.bottom > button.top + 1 && line.top < button.bottom - 1);
        }""",
        message_id,
    )
    return covered


@needs_chromium
async def test_a_reply_follows_its_card_and_goes_with_it(place: Place) -> None:
    card = await place.sends(STAFF, CARD, reply_markup=BUTTONS)
    async with browser_page(place) as page:
        staff = phone(page, "staff")
        await reply_button(staff, card).press("Enter")
        bar = staff.locator(".replying")
        await expect(bar).to_contain_text("Booked Anna")
        await place.call("editMessageText", chat_id=STAFF, message_id=card, text="No-show: Anna")
        await expect(bar).to_contain_text("No-show: Anna")
        await place.call("deleteMessage", chat_id=STAFF, message_id=card)
        await expect(bar).to_be_hidden()
        await expect(staff.locator(".toast")).to_contain_text("is gone")


@needs_chromium
async def test_an_unsent_reply_comes_back_with_what_it_replies_to(place: Place) -> None:
    card = await place.sends(STAFF, CARD, reply_markup=BUTTONS)
    async with browser_page(place, expected="Failed to load resource") as page:
        staff = phone(page, "staff")
        field, bar = staff.get_by_label("Message", exact=True), staff.locator(".replying")
        await reply_button(staff, card).press("Enter")
        await page.route("**/write", lambda route: route.abort())
        await page.keyboard.type("Arrived")
        await page.keyboard.press("Enter")
        await expect(staff.locator(".toast")).to_contain_text("Not sent.")
        await expect(field).to_have_value("Arrived")
        await expect(bar).to_contain_text("Booked Anna")
        await page.unroute("**/write")
        await field.press("Enter")
        await expect(staff.locator(".message").last.locator(".reply")).to_contain_text("Booked Anna")
    (heard,) = await place.hears()
    assert heard["reply_to_message"]["message_id"] == card


# With the house behind it


@needs_chromium
@pytest.mark.parametrize("way", ["the button", "a reply", "words alone"])
async def test_a_reply_with_the_words_of_a_button_does_what_the_button_does(tmp_path: Path, way: str) -> None:
    async with Evening(tmp_path, "2026-11-28 18:00", stands=True) as evening:
        # Two cards, so that it matters which one is replied to.
        await reserves(evening.guest("Anna"), "2026-11-28 21:00", 2)
        await reserves(evening.guest("Bruno"), "2026-11-28 21:00", 2)
        vera = evening.staff()
        card = await vera.sees("Booked", "Anna, 2 people")
        await vera.sees("Booked", "Bruno, 2 people")
        await evening.move_clock("2026-11-28 20:55")
        group = Phone("staff", "Staff", "behind the bar", "group", vera.chat_id, (2001, 2002))
        clock = WallClock(rome("2026-11-28 20:55"))
        async with page_of(evening.world, clock, [group]) as place, browser_page(place) as page:
            staff = phone(page, "staff")
            on = message(staff, card.message_id)
            if way == "the button":
                await on.get_by_role("button", name="Arrived", exact=True).click()
            else:
                if way == "a reply":
                    await reply_button(staff, card.message_id).press("Enter")
                await staff.get_by_label("Message", exact=True).fill("Arrived")
                await staff.get_by_label("Message", exact=True).press("Enter")
                await expect(staff.locator(".message[data-from=me]")).to_contain_text("Arrived")
            if way != "words alone":
                await expect(on.get_by_role("button", name="Finished", exact=True)).to_be_visible()
        await evening.settles()
        assert await statuses(evening) == ["booked" if way == "words alone" else "arrived", "booked"]
        assert await evening.failed_updates() == []
