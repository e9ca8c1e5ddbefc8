"""The rehearsal as somebody sees it who has just cloned the project: a real process, a real browser, real clicks."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

CHROMIUM = Path("/usr/bin/chromium")
#: A browser of Debian's, kept from talking to anybody but the page.
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
ON = "The rehearsal is on at "

pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed (Debian: apt install chromium)"
)


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """Where ``backdoor43 rehearse`` says that the page is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    rehearsal = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "rehearse", "--port", str(port), "--no-browser", "--data", str(tmp_path)),
        stdout=asyncio.subprocess.PIPE,
    )
    assert rehearsal.stdout is not None
    async with asyncio.timeout(30):
        line = (await rehearsal.stdout.readline()).decode()
    assert line.startswith(ON)
    yield line.removeprefix(ON).strip()
    rehearsal.terminate()
    assert await rehearsal.wait() == 0


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        await browser.close()


class Phone:
    """One phone on the page, used with the mouse and the keyboard."""

    def __init__(self, page: Page, name: str) -> None:
        self.screen: Locator = page.locator(f"section[data-phone={name}]")

    async def writes(self, text: str) -> None:
        field = self.screen.get_by_label("Message", exact=True)
        await field.fill(text)
        await field.press("Enter")

    async def presses(self, label: str) -> None:
        await self.screen.locator("article").get_by_role("button", name=label).last.click()

    async def shows(self, *texts: str) -> None:
        for text in texts:
            await expect(self.screen.locator("article").filter(has_text=text).last).to_be_visible(timeout=15_000)


async def test_a_newcomer_books_orders_and_sees_the_clue(address: str, browser: Browser, tmp_path: Path) -> None:
    page = await browser.new_page(viewport={"width": 1366, "height": 768})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    await page.goto(address)
    anna, bruno, staff, channel = (Phone(page, name) for name in ("anna", "bruno", "staff", "channel"))

    await anna.writes("/book")
    await anna.presses("2")
    await anna.presses("Tonight")
    await anna.presses("21:00")
    await anna.presses("Confirm")
    await anna.presses("I am 18 or older")
    await anna.shows("Your stools are kept.")
    await staff.shows("Booked")

    await bruno.writes("/order")
    await bruno.presses("+ Negroni")
    await bruno.presses("Quando?")
    await bruno.presses("Appena possibile")
    await bruno.presses("Ordina")
    await bruno.presses("Ho almeno 18 anni")
    await bruno.shows("Ordine n. 1", "Ricevuto")
    await staff.presses("Accept")
    await bruno.shows("Accettato")

    await expect(page.locator("#clock-time")).to_contain_text("11:4")
    await channel.shows("Tonight. Four stools")
    await channel.shows("Stasera. Quattro sgabelli")
    await page.get_by_role("button", name="to tonight 19:00").click()
    await expect(page.locator("#clock-time")).to_contain_text("19:00")

    pictures = Path(os.environ.get("PICTURES") or tmp_path)
    await page.mouse.move(0, 0)
    await page.screenshot(path=pictures / "rehearsal.png", animations="disabled")
    await anna.screen.screenshot(path=pictures / "conversation.png", animations="disabled")
    assert (pictures / "rehearsal.png").stat().st_size > 10_000
    assert wrong == []


async def test_the_page_is_used_on_a_phone_by_keyboard_alone(address: str, browser: Browser) -> None:
    page = await browser.new_page(viewport={"width": 390, "height": 844})
    await page.goto(address)
    field = page.locator("section[data-phone=anna]").get_by_label("Message", exact=True)
    await field.focus()
    await page.keyboard.type("/mine")
    await page.keyboard.press("Enter")
    await Phone(page, "anna").shows("You have nothing with us")
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
