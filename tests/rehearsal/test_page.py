"""The chat page over real HTTP beside the real Bot API, and in a browser, with a small bot behind it."""

from __future__ import annotations

import asyncio
import json
import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp import ClientSession, ClientTimeout, FormData, web
from playwright.async_api import Page, async_playwright, expect

from bot.rehearsal.api.server import BotApi
from bot.rehearsal.api.world import World
from bot.rehearsal.page import ChatPage, Jump, Phone
from bot.rehearsal.page import server as page_server

TOKEN = "4343:rehearsal"
ANNA, MARCO, VITO, MARTA = 101, 102, 201, 202
STAFF, CHANNEL = -1_000_000_000_043, -1_000_000_000_044
PHONES = [
    Phone("anna", "Anna", "with BackDoor43", "private", ANNA, (ANNA,)),
    Phone("marco", "Marco", "with BackDoor43", "private", MARCO, (MARCO,)),
    Phone("staff", "Staff", "behind the door", "group", STAFF, (VITO, MARTA)),
    Phone("owner", "Vito", "the owner", "private", VITO, (VITO,), is_owner=True),
    Phone("channel", "BackDoor43", "the channel", "channel", CHANNEL),
]
Json = dict[str, Any]


class BarClock:
    """Stands still until it is moved."""

    timezone = ZoneInfo("Europe/Rome")

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 28, 20, 4, tzinfo=UTC)
        self.has_tonight = True

    def now(self) -> datetime:
        return self.at

    def jumps(self) -> list[Jump]:
        return [Jump("hour", "+1 h"), Jump("day", "+1 day"), Jump("tonight", "to 19:00", self.has_tonight)]

    async def jump(self, kind: str) -> None:
        self.at += timedelta(hours={"hour": 1, "day": 24}[kind])


@dataclass
class Place:
    """One rehearsal: what is behind the address, and a browser-like client for it."""

    world: World
    clock: BarClock
    client: ClientSession
    updates: list[Json] = field(default_factory=list)
    url: str = ""

    async def start(self, port: int = 0) -> None:
        self.api, self.page = BotApi(self.world, token=TOKEN), ChatPage(self.world, PHONES, self.clock)
        app = web.Application()
        app.add_routes([*self.api.routes(), *self.page.routes()])
        self.runner = web.AppRunner(app, access_log=None)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{self.runner.addresses[0][1]}"

    async def stop(self) -> None:
        await self.page.close()
        self.api.close()
        await self.runner.cleanup()

    async def call(self, method: str, **params: Any) -> Any:
        """Call the Bot API as the bot does."""
        async with self.client.post(f"{self.url}/bot{TOKEN}/{method}", json=params) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def post(self, path: str, body: Json, **headers: str) -> tuple[int, Json]:
        async with self.client.post(self.url + path, json=body, headers=headers) as response:
            return response.status, await response.json()

    @asynccontextmanager
    async def events(self) -> AsyncIterator[Callable[[], Awaitable[Json]]]:
        """Open the stream; what comes out of it returns the next state."""
        async with self.client.get(f"{self.url}/events") as response:
            assert response.content_type == "text/event-stream"

            async def state() -> Json:
                async with asyncio.timeout(5):
                    line = await response.content.readuntil(b"\n\n")
                parsed: Json = json.loads(line.removeprefix(b"data: "))
                return parsed

            yield state

    async def state(self) -> Json:
        async with self.events() as next_state:
            return await next_state()


def phone(state: Json, phone_id: str) -> Json:
    found: Json = next(phone for phone in state["phones"] if phone["id"] == phone_id)
    return found


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    clock = BarClock()
    world = World(clock)
    for person, name in ((ANNA, "Anna"), (MARCO, "Marco"), (VITO, "Vito"), (MARTA, "Marta")):
        world.add_person(person, name)
    world.add_group(STAFF, "Staff", (VITO, MARTA))
    world.add_channel(CHANNEL, "BackDoor43", "backdoor43")
    async with ClientSession(timeout=ClientTimeout(20)) as client:
        place = Place(world, clock, client)
        await place.start()
        yield place
        await place.stop()


@pytest.fixture
async def bot(place: Place) -> AsyncIterator[Place]:
    """A bot that answers presses: "alert" by an alert, "silent" never, anything else by editing the card."""

    async def answer(update: Json) -> None:
        place.updates.append(update)
        query = update.get("callback_query")
        if query is None or query["data"] == "silent":
            return
        alert = query["data"] == "alert"
        text = f"{query['from']['first_name']} pressed {query['data']}"
        await place.call("answerCallbackQuery", callback_query_id=query["id"], text=text, show_alert=alert)
        if not alert:
            card = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
            await place.call("editMessageText", text=text, reply_markup=keyboard([("Ready", "ready")]), **card)

    async def poll() -> None:
        offset = 0
        while True:
            for update in await place.call("getUpdates", offset=offset, timeout=10):
                offset = update["update_id"] + 1
                await answer(update)

    polling = asyncio.create_task(poll())
    yield place
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)


def keyboard(*rows: list[tuple[str, str]]) -> Json:
    return {"inline_keyboard": [[{"text": text, "callback_data": data} for text, data in row] for row in rows]}


def a_picture(width: int = 40, height: int = 30) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


async def send_file(place: Place, method: str, kind: str, content: bytes, name: str) -> None:
    form = FormData(quote_fields=False)
    form.add_field("chat_id", str(CHANNEL))
    form.add_field(kind, content, filename=name)
    async with place.client.post(f"{place.url}/bot{TOKEN}/{method}", data=form) as response:
        answer = await response.json()
    assert answer["ok"], answer


# The page itself


async def test_the_page_loads_nothing_from_elsewhere_and_says_so_to_the_browser(place: Place) -> None:
    async with place.client.get(place.url + "/") as response:
        text, headers = await response.text(), response.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "http://" not in text
    assert "https://" not in text


async def test_every_file_that_the_page_names_is_served(place: Place) -> None:
    static = Path(page_server.__file__).parent / "static"
    for file in static.iterdir():
        async with place.client.get(f"{place.url}/static/{file.name}") as response:
            assert response.status == 200, file.name
            assert response.headers["X-Content-Type-Options"] == "nosniff"
    async with place.client.get(f"{place.url}/static/..%2fserver.py") as response:
        assert response.status == 404


# The state


async def test_the_state_shows_clock_jumps_phones_and_messages(place: Place) -> None:
    place.world.write(ANNA, "Good evening <Vito>")
    await place.call(
        "sendMessage",
        chat_id=ANNA,
        text="<b>Which</b> night?",
        parse_mode="HTML",
        reply_markup={
            "inline_keyboard": [
                [{"text": "Tonight", "callback_data": "n0", "style": "success"}],
                [
                    {"text": "Where", "url": "https://example.org/"},
                    {"text": "Copy", "copy_text": {"text": "K7"}},
                ],
            ]
        },
    )
    state = await place.state()
    assert state["clock"] == {
        "iso": "2026-03-28T21:04:00.000+01:00",
        "text": "Sat 28 Mar 2026, 21:04",
        "timezone": "Europe/Rome",
    }
    assert state["jumps"][0] == {"id": "hour", "label": "+1 h", "enabled": True}
    assert [shown["id"] for shown in state["phones"]] == ["anna", "marco", "staff", "owner", "channel"]
    assert [shown["is_owner"] for shown in state["phones"]] == [False, False, False, True, False]
    assert phone(state, "staff")["people"] == [{"id": VITO, "name": "Vito"}, {"id": MARTA, "name": "Marta"}]
    asked, answered = phone(state, "anna")["messages"]
    assert asked["sender"] == {"name": "Anna", "kind": "person", "id": ANNA}
    assert (asked["html"], asked["time"]) == ("Good evening &lt;Vito&gt;", "21:04")
    assert answered["sender"]["kind"] == "bot"
    assert answered["html"] == "<b>Which</b> night?"
    assert answered["keyboard"][0][0] == {
        "text": "Tonight",
        "style": "success",
        "kind": "callback",
        "url": None,
        "copy": None,
    }
    assert [button["kind"] for button in answered["keyboard"][1]] == ["url", "copy"]


async def test_a_post_in_the_channel_carries_the_channels_name(place: Place) -> None:
    await place.call("sendMessage", chat_id=CHANNEL, text="Clue 1")
    (post,) = phone(await place.state(), "channel")["messages"]
    assert post["sender"] == {"name": "BackDoor43", "kind": "channel", "id": CHANNEL}


async def test_a_poll_and_where_a_forward_comes_from_are_part_of_the_state(place: Place) -> None:
    options = [{"text": "Alzaia"}, {"text": "Ripa"}]
    sent = await place.call(
        "sendPoll", chat_id=CHANNEL, question="Which <bank>?", options=options, description="Two banks."
    )
    place.world.write(VITO, "/start")
    for chat_id, message_id in ((CHANNEL, sent["message_id"]), (VITO, place.world.messages(VITO)[0].message_id)):
        await place.call("forwardMessage", chat_id=VITO, from_chat_id=chat_id, message_id=message_id)
    state = await place.state()
    (post,) = phone(state, "channel")["messages"]
    assert (post["html"], post["forwarded"]) == ("Two banks.", None)
    assert post["poll"] == {"question": "Which <bank>?", "options": ["Alzaia", "Ripa"]}
    _, from_channel, from_vito = phone(state, "owner")["messages"]
    assert (from_channel["poll"], from_channel["forwarded"]) == (post["poll"], "BackDoor43")
    assert (from_vito["poll"], from_vito["forwarded"]) == (None, "Vito")


async def test_the_stream_speaks_after_each_change_and_gathers_those_that_come_together(place: Place) -> None:
    async with place.events() as next_state:
        await next_state()
        for number in range(50):
            place.world.write(MARCO, f"knock {number}")
        states = [await next_state()]
        while len(phone(states[-1], "marco")["messages"]) < 50:
            states.append(await next_state())
        assert len(states) <= 2


async def test_the_stream_ends_at_once_when_the_page_closes(place: Place) -> None:
    async with place.client.get(f"{place.url}/events") as response:
        await response.content.readuntil(b"\n\n")
        async with asyncio.timeout(0.5):
            await place.page.close()
            assert await response.content.read() == b""


# What people do


async def test_what_is_written_reaches_the_bot_as_a_command(bot: Place) -> None:
    status, _ = await bot.post("/write", {"person": ANNA, "chat_id": ANNA, "text": "/book"})
    assert status == 200
    async with asyncio.timeout(5):
        while not bot.updates:
            await bot.world.changed(bot.world.revision, timeout=0.02)
    message = bot.updates[0]["message"]
    assert (message["from"]["id"], message["text"]) == (ANNA, "/book")
    assert message["entities"][0]["type"] == "bot_command"


@pytest.mark.parametrize(
    ("person", "chat_id"), [(ANNA, MARCO), (ANNA, STAFF), (VITO, CHANNEL), (999, ANNA), (ANNA, 999)]
)
async def test_nobody_writes_where_they_have_no_phone(place: Place, person: int, chat_id: int) -> None:
    status, answer = await place.post("/write", {"person": person, "chat_id": chat_id, "text": "hello"})
    assert status == 403
    assert answer["error"]


async def press(place: Place, message_id: int, **more: Any) -> tuple[int, Json]:
    where = {"person": MARTA, "chat_id": STAFF, "message_id": message_id, "row": 0, "column": 0}
    return await place.post("/press", where | more)


async def test_a_press_returns_what_the_bot_answers_to_the_one_who_pressed(bot: Place) -> None:
    card = await bot.call(
        "sendMessage",
        chat_id=STAFF,
        text="Order 12",
        reply_markup=keyboard([("Accept", "accept"), ("No-show", "alert")]),
    )
    status, answer = await press(bot, card["message_id"], column=1)
    assert (status, answer["answer"]["text"], answer["answer"]["alert"]) == (200, "Marta pressed alert", True)
    status, answer = await press(bot, card["message_id"])
    assert (status, answer["answer"]["text"], answer["answer"]["alert"]) == (
        200,
        "Marta pressed accept",
        False,
    )


async def test_a_press_on_a_button_that_has_just_become_another_one_is_not_made(place: Place) -> None:
    card = await place.call("sendMessage", chat_id=STAFF, text="Order 12", reply_markup=keyboard([("Ready", "ready")]))
    status, _ = await press(place, card["message_id"], text="Accept")
    assert status == 409
    status, _ = await press(place, card["message_id"], column=4)
    assert status == 409
    assert not place.world.callbacks


async def test_a_press_that_the_bot_leaves_unanswered_ends_without_an_answer(
    bot: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_server, "ANSWER_WAIT", 0.1)
    card = await bot.call("sendMessage", chat_id=STAFF, text="Order 12", reply_markup=keyboard([("Accept", "silent")]))
    assert await press(bot, card["message_id"]) == (200, {"answer": None})


async def test_a_waiting_press_does_not_hold_up_the_closing_of_the_page(place: Place) -> None:
    card = await place.call(
        "sendMessage", chat_id=STAFF, text="Order 12", reply_markup=keyboard([("Accept", "accept")])
    )
    pressing = asyncio.create_task(press(place, card["message_id"]))
    while not place.world.callbacks:
        await place.world.changed(place.world.revision)
    async with asyncio.timeout(0.5):
        await place.page.close()
        assert await pressing == (200, {"answer": None})


async def test_a_jump_moves_the_clock_for_everyone_who_watches(place: Place) -> None:
    async with place.events() as next_state:
        await next_state()
        status, answer = await place.post("/clock", {"jump": "day"})
        assert status == 200
        shown = (await next_state())["clock"]
    # the night between them is the one that loses an hour
    assert shown == answer["clock"]
    assert shown["text"] == "Sun 29 Mar 2026, 22:04"


async def test_a_jump_that_is_not_on_offer_is_refused(place: Place) -> None:
    before = place.clock.at
    place.clock.has_tonight = False
    assert (await place.post("/clock", {"jump": "tonight"}))[0] == 409
    assert (await place.post("/clock", {"jump": "yesterday"}))[0] == 400
    assert place.clock.at == before


@pytest.mark.parametrize("path", ["/write", "/press", "/clock"])
@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1:1"])
async def test_other_web_pages_can_press_nothing(place: Place, path: str, origin: str) -> None:
    body = {
        "person": ANNA,
        "chat_id": ANNA,
        "text": "/book",
        "jump": "day",
        "message_id": 1,
        "row": 0,
        "column": 0,
    }
    status, _ = await place.post(path, body, Origin=origin)
    assert status == 403
    assert not place.world.messages(ANNA)
    assert (await place.post("/write", body, Origin=place.url))[0] == 200


async def test_a_name_that_only_points_to_this_machine_is_refused(place: Place) -> None:
    port = place.url.rpartition(":")[2]
    for path in ("/", "/events"):
        async with place.client.get(place.url + path, headers={"Host": f"elsewhere.example:{port}"}) as response:
            assert response.status == 403


@pytest.mark.parametrize(
    "body",
    [b"", b"not json", b"[]", b"{}", b'{"person":true,"chat_id":101,"text":"a"}',
     b'{"person":101,"chat_id":101,"text":" "}', b'{"person":101,"chat_id":101,"text":"\\ud83d"}'],
)  # fmt: skip
async def test_what_is_not_a_message_is_refused_in_a_sentence(place: Place, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    async with place.client.post(f"{place.url}/write", data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["error"]


async def test_a_form_is_refused_because_a_foreign_page_could_send_it(place: Place) -> None:
    async with place.client.post(f"{place.url}/clock", data={"jump": "day"}) as response:
        assert response.status == 415


# Files


async def test_a_picture_is_shown_and_a_document_is_handed_over_with_its_name(place: Place) -> None:
    await send_file(place, "sendPhoto", "photo", a_picture(), "board.png")
    await send_file(place, "sendDocument", "document", b"<script>alert(1)</script>", "notte è.html")
    photo, document = (message["media"] for message in phone(await place.state(), "channel")["messages"])
    assert (photo["kind"], photo["width"], photo["height"]) == ("photo", 40, 30)
    async with place.client.get(place.url + photo["url"]) as response:
        assert response.content_type.startswith("image/")
        assert await response.read() == a_picture()
    assert (document["name"], document["size"]) == ("notte è.html", 25)
    async with place.client.get(place.url + document["url"]) as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"] == "attachment; filename*=UTF-8''notte%20%C3%A8.html"
    async with place.client.get(f"{place.url}/file/unknown") as response:
        assert response.status == 404


@pytest.mark.parametrize(
    ("asked", "status", "content", "said"),
    [
        ("bytes=0-3", 206, b"OggS", "bytes 0-3/24"),
        ("bytes=20-", 206, b"tttt", "bytes 20-23/24"),
        ("bytes=-2", 206, b"tt", "bytes 22-23/24"),
        ("bytes=24-", 416, None, None),
    ],
)
async def test_a_player_can_ask_for_a_part_of_a_recording(
    place: Place, asked: str, status: int, content: bytes | None, said: str | None
) -> None:
    await send_file(place, "sendVoice", "voice", b"OggS" + b"t" * 20, "clue.ogg")
    (message,) = phone(await place.state(), "channel")["messages"]
    async with place.client.get(place.url + message["media"]["url"], headers={"Range": asked}) as response:
        assert response.status == status
        assert response.headers.get("Content-Range") == said
        if content is not None:
            assert response.content_type == "audio/ogg"
            assert await response.read() == content


# In a browser


CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed")


@asynccontextmanager
async def browser_page(
    place: Place, width: int = 1366, height: int = 768, expected: str | None = None
) -> AsyncIterator[Page]:
    """Open the page in a headless browser; errors on its console, but for an expected one, fail the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        page = await browser.new_page(viewport={"width": width, "height": height})
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(place.url)
        await page.locator("body[data-connection=open]").wait_for()
        yield page
        await browser.close()
    assert [complaint for complaint in complaints if not expected or expected not in complaint] == []


async def order_card(place: Place) -> int:
    buttons = keyboard([("Accept", "accept"), ("No-show", "alert")])
    card = await place.call("sendMessage", chat_id=STAFF, text="Order 12", reply_markup=buttons)
    message_id: int = card["message_id"]
    return message_id


@needs_chromium
async def test_a_press_edits_the_card_in_place_and_keeps_the_focus(bot: Place) -> None:
    message_id = await order_card(bot)
    async with browser_page(bot) as page:
        staff = page.locator("section[data-phone=staff]")
        card = staff.locator(f"article[data-message='{message_id}']")
        element = await card.element_handle()
        await staff.get_by_label("Acting as").select_option(label="Marta")
        await card.get_by_role("button", name="Accept", exact=True).focus()
        await page.keyboard.press("Enter")
        await expect(card).to_contain_text("Marta pressed accept")
        await expect(card.get_by_role("button", name="Ready", exact=True)).to_be_focused()
        await expect(staff.locator(".toast")).to_have_text("Marta pressed accept")
        await expect(card.get_by_role("button")).to_have_count(1)
        assert element is not None
        assert await element.evaluate(
            "(old, id) => old === document.querySelector(`article[data-message='${id}']`)", message_id
        )


@needs_chromium
async def test_an_alert_is_a_dialog_that_the_keyboard_closes(bot: Place) -> None:
    await order_card(bot)
    async with browser_page(bot) as page:
        button = page.get_by_role("button", name="No-show", exact=True)
        await button.click()
        dialog = page.get_by_role("dialog")
        await expect(dialog).to_contain_text("Vito pressed alert")
        await page.keyboard.press("Enter")
        await expect(dialog).to_be_hidden()
        await expect(button).to_be_focused()


@needs_chromium
async def test_a_guest_types_and_sends_with_enter_and_the_clock_moves(bot: Place) -> None:
    async with browser_page(bot) as page:
        anna = page.locator("section[data-phone=anna]")
        await anna.get_by_label("Message").fill("two stools <b>tonight</b>")
        await page.keyboard.press("Enter")
        await expect(anna.get_by_role("article")).to_contain_text("two stools <b>tonight</b>")
        await expect(anna.get_by_label("Message")).to_have_value("")
        await anna.get_by_role("button", name="Show commands").click()
        await anna.get_by_role("button", name="/book", exact=True).first.click()
        await expect(anna.get_by_role("article").last).to_contain_text("/book")
        await page.locator("button[data-jump=day]").click()
        await expect(page.locator("#clock-day")).to_have_text("Sunday, 29 March 2026")


@needs_chromium
async def test_a_place_is_shown_on_a_map_and_a_calendar_file_can_be_downloaded(place: Place) -> None:
    content = "BEGIN:VCALENDAR\r\nSUMMARY:Cò\r\nEND:VCALENDAR\r\n".encode()
    where = {"title": "BackDoor43", "address": "Ripa di Porta <Ticinese> 43", "latitude": 45.4508, "longitude": 9.1717}
    await place.call("sendVenue", chat_id=CHANNEL, reply_markup=keyboard([("Cancel", "x")]), **where)
    await send_file(place, "sendDocument", "document", content, "BackDoor43.ics")
    async with browser_page(place, 390, 844) as page:
        await page.get_by_role("tab", name="BackDoor43").click()
        venue, document = await page.locator("section[data-phone=channel] article").all()
        await expect(venue.locator(".map")).to_be_visible()
        await expect(venue).to_contain_text("BackDoor43")
        await expect(venue).to_contain_text("Ripa di Porta <Ticinese> 43")
        await expect(venue).to_contain_text("45.45080, 9.17170")
        await expect(venue.get_by_role("button", name="Cancel", exact=True)).to_be_visible()
        async with page.expect_download() as downloading:
            await document.get_by_role("link", name="BackDoor43.ics").click()
        download = await downloading.value
        assert download.suggested_filename == "BackDoor43.ics"
        assert (await download.path()).read_bytes() == content
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390


@needs_chromium
async def test_a_spoiler_hides_until_it_is_pressed_and_a_link_cannot_reach_back(place: Place) -> None:
    text = "The answer: <tg-spoiler>seven rings</tg-spoiler>, <a href='https://example.org/'>the library</a>"
    await place.call("sendMessage", chat_id=CHANNEL, text=text, parse_mode="HTML")
    async with browser_page(place) as page:
        channel = page.locator("section[data-phone=channel]")
        hidden = channel.locator(".spoiler-text")
        await expect(hidden).to_have_css("opacity", "0")
        await channel.get_by_role("button", name="Hidden text").press("Enter")
        await expect(hidden).to_have_css("opacity", "1")
        link = channel.get_by_role("link", name="the library")
        await expect(link).to_have_attribute("target", "_blank")
        await expect(link).to_have_attribute("rel", "noopener noreferrer")


@needs_chromium
async def test_a_link_to_the_bot_opens_on_a_guests_phone(place: Place) -> None:
    button = {"text": "Follow", "url": "https://t.me/BackDoor43Bot?start=clue_1"}
    await place.call("sendMessage", chat_id=CHANNEL, text="Clue 1", reply_markup={"inline_keyboard": [[button]]})
    async with browser_page(place) as page:
        await page.get_by_role("button", name="Follow", exact=True).click()
        await expect(page.locator("section[data-phone=anna] article")).to_contain_text("/start clue_1")


@needs_chromium
async def test_a_link_in_the_channel_never_opens_on_the_owners_phone(place: Place) -> None:
    button = {"text": "Follow", "url": "https://t.me/BackDoor43Bot?start=clue_1"}
    await place.call("sendMessage", chat_id=CHANNEL, text="Clue 1", reply_markup={"inline_keyboard": [[button]]})
    async with browser_page(place) as page:
        owner = page.locator("section[data-phone=owner]")
        await owner.get_by_role("button", name="/campaign", exact=True).click()
        await expect(owner.get_by_role("article")).to_contain_text("/campaign")
        await page.get_by_role("button", name="Follow", exact=True).click()
        await expect(page.locator("section[data-phone=anna] article")).to_contain_text("/start clue_1")
        await expect(owner.get_by_role("article")).to_have_count(1)


@needs_chromium
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
async def test_a_poll_is_shown_with_its_question_and_options(place: Place, width: int, height: int) -> None:
    options = [{"text": "Alzaia <b>&</b>"}, {"text": "x" * 100}]
    sent = await place.call(
        "sendPoll",
        chat_id=CHANNEL,
        question="Which bank?",
        options=options,
        description="Two <b>banks</b>.",
        description_parse_mode="HTML",
    )
    place.world.people[VITO].started = True
    await place.call("forwardMessage", chat_id=VITO, from_chat_id=CHANNEL, message_id=sent["message_id"])
    async with browser_page(place, width, height) as page:
        for name, forwarded in (("channel", False), ("owner", True)):
            if width < 720:
                await page.get_by_role("tab", name="BackDoor43" if name == "channel" else "Vito").click()
            post = page.locator(f"section[data-phone={name}] article")
            await expect(post.get_by_text("Which bank?")).to_be_visible()
            await expect(post.locator(".text b")).to_have_text("banks")
            await expect(post.get_by_role("listitem")).to_have_text([option["text"] for option in options])
            assert await post.get_by_text("Forwarded from BackDoor43").is_visible() == forwarded
            box, last = await post.bounding_box(), await post.get_by_role("listitem").last.bounding_box()
            assert box and last and last["x"] + last["width"] <= box["x"] + box["width"], "it stays in its bubble"


@needs_chromium
async def test_a_conversation_stays_at_its_end_unless_the_reader_scrolled_up(place: Place) -> None:
    for number in range(60):
        place.world.write(MARCO, f"knock {number}")
    async with browser_page(place) as page:
        marco = page.locator("section[data-phone=marco]")
        log = marco.get_by_role("log")
        await expect(marco.get_by_text("knock 59")).to_be_in_viewport()
        place.world.write(MARCO, "knock 60")
        await expect(marco.get_by_text("knock 60")).to_be_in_viewport()
        await log.evaluate("log => { log.scrollTop = 0; }")
        await expect(marco.get_by_text("knock 0", exact=True)).to_be_in_viewport()
        place.world.write(MARCO, "knock 61")
        down = marco.get_by_role("button", name="go to the end")
        await expect(down).to_be_visible()
        await expect(marco.get_by_text("knock 0", exact=True)).to_be_in_viewport()
        await down.click()
        await expect(marco.get_by_text("knock 61")).to_be_in_viewport()


@needs_chromium
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (1180, 820), (390, 844), (820, 1180)])
async def test_no_screen_scrolls_sideways(place: Place, width: int, height: int) -> None:
    buttons = keyboard([(f"A long label {number}", "x") for number in range(4)])
    await place.call("sendMessage", chat_id=STAFF, text="long" * 200, reply_markup=buttons)
    async with browser_page(place, width, height) as page:
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        shown = await page.locator("section[data-phone]:visible").count()
        assert shown == (1 if width < 720 else 5)


@needs_chromium
async def test_a_small_screen_shows_one_phone_and_counts_what_is_new_on_the_others(place: Place) -> None:
    async with browser_page(place, 390, 844) as page:
        place.world.write(MARCO, "knock")
        tab = page.get_by_role("tab", name="Marco")
        await expect(tab.get_by_label("1 new")).to_be_visible()
        await page.get_by_role("tab", name="Anna").press("ArrowRight")
        await expect(page.locator("section[data-phone=marco]")).to_be_visible()
        await expect(page.locator("section[data-phone=anna]")).to_be_hidden()
        await expect(tab.get_by_label("1 new")).to_be_hidden()


@needs_chromium
async def test_the_page_says_that_the_connection_is_lost_and_comes_back_by_itself(place: Place) -> None:
    async with browser_page(place, expected="Failed to load resource") as page:
        notice = page.get_by_text("The rehearsal has gone quiet")
        await place.stop()
        await expect(notice).to_be_visible()
        place.world.write(ANNA, "/start")
        await place.start(int(place.url.rpartition(":")[2]))
        await expect(page.locator("section[data-phone=anna] article")).to_contain_text("/start")
        await expect(notice).to_be_hidden()
