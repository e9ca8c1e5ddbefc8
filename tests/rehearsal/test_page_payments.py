"""Paying on the chat page: the invoice, the bot's yes or no, the card that is none, and what stands there later."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, ClientTimeout, FormData
from playwright.async_api import expect

from bot.rehearsal.api.paying import TEST_PROVIDER
from bot.rehearsal.api.world import World
from bot.rehearsal.page import server as page_server
from tests.rehearsal.test_page import (
    ANNA,
    MARTA,
    STAFF,
    VITO,
    BarClock,
    Json,
    Place,
    a_picture,
    browser_page,
    needs_chromium,
    phone,
)


class Bar:
    """A page beside a Bot API, and a bot that answers checkouts when ``says`` tells it how."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.world = place.world
        self.says: asyncio.Queue[Json] = asyncio.Queue()
        self.paid: list[Json] = []

    async def works(self) -> None:
        offset = 0
        while True:
            for update in await self.place.call("getUpdates", offset=offset, timeout=10):
                offset = update["update_id"] + 1
                if "pre_checkout_query" in update:
                    query_id = update["pre_checkout_query"]["id"]
                    await self.place.call(
                        "answerPreCheckoutQuery", pre_checkout_query_id=query_id, **await self.says.get()
                    )
                elif "successful_payment" in update.get("message", {}):
                    self.paid.append(update["message"]["successful_payment"])

    async def invoices(self, chat_id: int = ANNA) -> int:
        sent = await self.place.call(
            "sendInvoice",
            chat_id=chat_id,
            title="Order 12",
            description="2 Negroni <cold>\nat 21:40",
            payload="order:12",
            provider_token=TEST_PROVIDER,
            currency="EUR",
            prices=[{"label": "2 Negroni", "amount": 2000}],
        )
        message_id: int = sent["message_id"]
        return message_id

    async def checks_out(self, message_id: int, person: int = ANNA, chat_id: int = ANNA) -> tuple[int, Json]:
        body = {"person": person, "chat_id": chat_id, "message_id": message_id}
        return await self.place.post("/checkout", body)


@pytest.fixture
async def bar() -> AsyncIterator[Bar]:
    clock = BarClock()
    world = World(clock)
    for person, name in ((ANNA, "Anna"), (102, "Marco"), (VITO, "Vito"), (MARTA, "Marta")):
        world.add_person(person, name)
    world.add_group(STAFF, "Staff", (VITO, MARTA))
    world.add_channel(-1_000_000_000_044, "BackDoor43", "backdoor43")
    world.people[ANNA].started = True
    async with ClientSession(timeout=ClientTimeout(20)) as client:
        bar = Bar(Place(world, clock, client))
        await bar.place.start()
        working = asyncio.create_task(bar.works())
        yield bar
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        await bar.place.stop()


# Over HTTP


async def test_a_checkout_and_a_charge_go_through_the_page(bar: Bar) -> None:
    message_id = await bar.invoices()
    (shown,) = phone(await bar.place.state(), "anna")["messages"]
    assert shown["invoice"] == {
        "title": "Order 12",
        "description": "2 Negroni <cold>\nat 21:40",
        "total": "€20.00",
    }
    assert (shown["keyboard"][0][0]["text"], shown["keyboard"][0][0]["kind"]) == ("Pay €20.00", "pay")
    bar.says.put_nowait({"ok": True})
    status, asked = await bar.checks_out(message_id)
    assert (status, asked["total"], asked["answer"]) == (200, "€20.00", {"ok": True, "error": None})
    pay = {"person": ANNA, "checkout": asked["checkout"]}
    assert (await bar.place.post("/pay", pay))[0] == 200
    assert (await bar.place.post("/pay", pay))[0] == 409
    assert (await bar.checks_out(message_id))[0] == 409
    invoice, service = phone(await bar.place.state(), "anna")["messages"]
    assert (invoice["keyboard"][0][0]["text"], invoice["keyboard"][0][0]["kind"]) == ("Receipt", "receipt")
    assert (service["service"], service["html"]) == ("You paid €20.00", "")


async def test_in_a_group_the_line_names_who_paid(bar: Bar) -> None:
    message_id = await bar.invoices(STAFF)
    bar.says.put_nowait({"ok": True})
    _, asked = await bar.checks_out(message_id, MARTA, STAFF)
    await bar.place.post("/pay", {"person": MARTA, "checkout": asked["checkout"]})
    invoice, service = phone(await bar.place.state(), "staff")["messages"]
    assert service["service"] == "Marta paid €20.00"
    assert invoice["keyboard"][0][0]["kind"] == "pay"


async def test_nobody_pays_what_is_not_theirs_to_pay(bar: Bar) -> None:
    message_id = await bar.invoices()
    plain = await bar.place.call("sendMessage", chat_id=ANNA, text="x")
    assert (await bar.checks_out(message_id, VITO))[0] == 403
    assert (await bar.checks_out(message_id + 99))[0] == 404
    assert (await bar.checks_out(plain["message_id"]))[0] == 400
    assert not bar.world.checkouts
    bar.says.put_nowait({"ok": False, "error_message": "Sold out."})
    _, asked = await bar.checks_out(message_id)
    assert asked["answer"] == {"ok": False, "error": "Sold out."}
    assert (await bar.place.post("/pay", {"person": ANNA, "checkout": asked["checkout"]}))[0] == 409
    assert (await bar.place.post("/pay", {"person": VITO, "checkout": asked["checkout"]}))[0] == 404
    assert (await bar.place.post("/pay", {"person": ANNA, "checkout": "unknown"}))[0] == 404
    assert len(bar.world.messages(ANNA)) == 2


@pytest.mark.parametrize("path", ["/checkout", "/pay"])
async def test_other_web_pages_cannot_pay(bar: Bar, path: str) -> None:
    body = {"person": ANNA, "chat_id": ANNA, "message_id": await bar.invoices(), "checkout": "x"}
    assert (await bar.place.post(path, body, Origin="https://elsewhere.example"))[0] == 403
    assert not bar.world.checkouts


async def test_a_waiting_checkout_does_not_hold_up_the_closing_of_the_page(bar: Bar) -> None:
    paying = asyncio.create_task(bar.checks_out(await bar.invoices()))
    while not bar.world.checkouts:
        await bar.world.changed(bar.world.revision)
    async with asyncio.timeout(0.5):
        await bar.place.page.close()
        assert (await paying)[1]["answer"] is None


# In a browser


@needs_chromium
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
async def test_a_guest_pays_with_the_rehearsals_card(bar: Bar, width: int, height: int) -> None:
    await bar.invoices()
    async with browser_page(bar.place, width, height) as page:
        anna = page.locator("section[data-phone=anna]")
        await expect(anna.locator(".invoice-title")).to_have_text("Order 12")
        await expect(anna.locator(".invoice-description")).to_contain_text("2 Negroni <cold>")
        await expect(anna.locator(".invoice-total")).to_have_text("€20.00")
        await anna.get_by_role("button", name="Pay €20.00", exact=True).press("Enter")
        await expect(anna.get_by_role("button", name="Paying…", exact=True)).to_be_visible()
        bar.says.put_nowait({"ok": True})
        sheet = page.get_by_role("dialog")
        await expect(sheet).to_contain_text("Pay €20.00 with the rehearsal’s card?")
        await sheet.get_by_role("button", name="Pay", exact=True).click()
        await expect(anna.locator(".service")).to_have_text("You paid €20.00")
        await expect(sheet).to_be_hidden()
        await anna.get_by_role("button", name="Receipt", exact=True).click()
        await expect(sheet).to_contain_text("€20.00, paid.")
        await expect(sheet.get_by_role("button", name="Walk away")).to_be_hidden()
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
    assert [payment["invoice_payload"] for payment in bar.paid] == ["order:12"]


@needs_chromium
async def test_a_refused_guest_reads_why_and_can_try_again(bar: Bar) -> None:
    await bar.invoices()
    async with browser_page(bar.place) as page:
        pay = page.get_by_role("button", name="Pay €20.00", exact=True)
        for words in ("The Negroni has just sold out.", "The window is closed."):
            bar.says.put_nowait({"ok": False, "error_message": words})
            await pay.click()
            alert = page.get_by_role("dialog")
            await expect(alert).to_contain_text(words)
            await expect(alert.get_by_role("button", name="Walk away")).to_be_hidden()
            await page.keyboard.press("Enter")
            await expect(alert).to_be_hidden()
            await expect(pay).to_be_focused()
    assert not bar.paid
    assert all(checkout.charge is None for checkout in bar.world.checkouts.values())


@needs_chromium
@pytest.mark.parametrize("way", ["the button", "Escape"])
async def test_whoever_walks_away_pays_nothing_and_can_come_back(bar: Bar, way: str) -> None:
    await bar.invoices()
    async with browser_page(bar.place) as page:
        pay, sheet = page.get_by_role("button", name="Pay €20.00", exact=True), page.get_by_role("dialog")
        bar.says.put_nowait({"ok": True})
        await pay.click()
        if way == "Escape":
            await expect(sheet).to_be_visible()
            await page.keyboard.press("Escape")
        else:
            await sheet.get_by_role("button", name="Walk away", exact=True).click()
        await expect(sheet).to_be_hidden()
        await expect(pay).to_be_visible()
        assert len(bar.world.messages(ANNA)) == 1
        bar.says.put_nowait({"ok": True})
        await pay.click()
        await sheet.get_by_role("button", name="Pay", exact=True).click()
        await expect(page.locator(".service")).to_have_text("You paid €20.00")
    assert len(bar.world.checkouts) == 2
    assert len([message for message in bar.world.messages(ANNA) if message.payment]) == 1


@needs_chromium
async def test_a_bot_that_says_nothing_leaves_the_guest_with_the_money(
    bar: Bar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_server, "CHECKOUT_WAIT", 0.1)
    await bar.invoices()
    async with browser_page(bar.place) as page:
        await page.get_by_role("button", name="Pay €20.00", exact=True).click()
        await expect(page.get_by_role("dialog")).to_contain_text("did not answer in time. Nothing was paid.")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("button", name="Pay €20.00", exact=True)).to_be_visible()


@needs_chromium
@pytest.mark.parametrize(("width", "height"), [(1000, 420), (1000, 1400)])
async def test_a_picture_is_shown_whole(bar: Bar, width: int, height: int) -> None:
    await send_photo(bar.place, a_picture(width, height))
    async with browser_page(bar.place) as page:
        image = page.locator("section[data-phone=anna] .photo img")
        await expect(image).to_be_visible()
        box: Json = await image.evaluate(
            """async (image) => {
              await image.decode();
              const { width, height } = image.getBoundingClientRect();
              return { fit: getComputedStyle(image).objectFit, ratio: width / height, top: height };
            }"""
        )
        assert box["fit"] == "contain" or abs(box["ratio"] - width / height) < 0.02
        assert box["top"] <= 768
        await image.click()
        await expect(page.get_by_role("dialog", name="Picture")).to_be_visible()


@needs_chromium
async def test_a_picture_that_arrives_late_is_still_seen_to_its_end(bar: Bar) -> None:
    await bar.invoices(STAFF)
    await send_photo(bar.place, a_picture(1080, 1432), STAFF, "The night in one picture")
    async with browser_page(bar.place) as page:
        staff = page.locator("section[data-phone=staff]")
        await staff.locator(".photo img").evaluate("(image) => image.decode()")
        await expect(staff.get_by_text("The night in one picture")).to_be_in_viewport()


async def send_photo(place: Place, content: bytes, chat_id: int = ANNA, caption: str = "") -> None:
    form = FormData({"chat_id": str(chat_id), "caption": caption})
    form.add_field("photo", content, filename="sum.png")
    async with place.client.post(f"{place.url}/bot4343:rehearsal/sendPhoto", data=form) as response:
        assert (await response.json())["ok"]
