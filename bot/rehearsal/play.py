"""The rehearsal: the unchanged bot, pointed at a Bot API on loopback, with a chat page and a clock to move."""

import asyncio
import errno
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from bot.app import House
from bot.clock import SystemClock, instant
from bot.config import Settings, load
from bot.domain.campaign import Calendar
from bot.errors import OperatorError
from bot.rehearsal.api.paying import TEST_PROVIDER
from bot.rehearsal.api.server import BotApi
from bot.rehearsal.api.world import World
from bot.rehearsal.page import ChatPage, Phone
from bot.rehearsal.venue_clock import RehearsalClock, kept_hour

HOST = "127.0.0.1"
BAR = Path(__file__).parent / "bar.toml"
#: Uploads to the Bot API may have 50 MB, and a form around them.
LARGEST_REQUEST = 60_000_000

ANNA, BRUNO = 1001, 1002
STAFF_NAMES = {2001: "Vera", 2002: "Luca"}


class Rehearsal:
    """Everything, with no token. `open` it, `run` it, `close` it."""

    def __init__(self, folder: Path, *, port: int, at: datetime | None = None) -> None:
        self.url = f"http://{HOST}:{port}"
        self._port = port
        self.settings = _settings(folder, self.url)
        self.clock = RehearsalClock(self.settings, folder, at or kept_hour(folder) or _opening_minute(self.settings))
        self.world = World(self.clock, first_message_id=_unused_message_id())
        self.api = BotApi(self.world, token=self.settings.telegram.token.get_secret_value())
        self.page = ChatPage(self.world, _phones(self.settings, self.world), self.clock)
        self._house: House | None = None
        self._stopped = False
        self._closing = AsyncExitStack()

    async def open(self) -> None:
        """Serve the Bot API and the page, and open the house.

        Raises:
            OperatorError: the port is taken, or the folder cannot be written.
        """
        await self._serve()
        house = House(self.settings, self.clock)
        try:
            await house.open()
        except BaseException:
            await self.close()
            raise
        self._closing.push_async_callback(house.close)
        self.clock.arrived = house.ticks.beat
        self._house = house

    async def run(self) -> None:
        """Play until `stop`; return at once if that was called before."""
        if self._house is None or self._stopped:
            return
        saving = asyncio.create_task(self.clock.keep_saving())
        try:
            await self._house.run()
        finally:
            saving.cancel()
            self.clock.save()

    def stop(self) -> None:
        """Ask `run` to return."""
        self._stopped = True
        if self._house is not None:
            self._house.stop()

    async def close(self) -> None:
        """Close the house, then Telegram."""
        await self._closing.aclose()

    async def _serve(self) -> None:
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.add_routes([*self.api.routes(), *self.page.routes()])
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.25)
        await runner.setup()
        self._closing.push_async_callback(runner.cleanup)
        self._closing.push_async_callback(self.page.close)
        self._closing.callback(self.api.close)
        try:
            await web.TCPSite(runner, HOST, self._port, backlog=1024).start()
        except OSError as error:
            await self.close()
            raise OperatorError(_port_trouble(self._port, error)) from error


def _unused_message_id() -> int:
    """A number above those of earlier rehearsals: the chats begin anew, but a kept database remembers their cards."""
    return int((SystemClock().now() - datetime(2026, 1, 1, tzinfo=UTC)).total_seconds())


def rehearsal_instant(wall: datetime) -> datetime:
    """A wall time at the rehearsal's venue as an instant."""
    zone = load(BAR, {}).venue.zone
    return instant(wall.date(), wall.time(), zone)


def _settings(folder: Path, url: str) -> Settings:
    database = (folder / "bar.sqlite3").resolve()
    of_the_rehearsal = {
        "telegram.api_base_url": url,
        "storage.url": f"sqlite:///{database}",
        "payments.provider_token": TEST_PROVIDER,
    }
    return load(BAR, {}, of_the_rehearsal)


def _opening_minute(settings: Settings) -> datetime:
    """The minute of the last clue: it goes out at once, and with it the bar opens."""
    campaign = settings.campaign
    if campaign is None:
        raise ValueError("the rehearsal plays a campaign")
    return Calendar.of(campaign, settings.venue.zone).opens_at


def _phones(settings: Settings, world: World) -> list[Phone]:
    """Two guests, the staff group, the owner in private and the channel, in the world and on the page."""
    world.add_person(ANNA, "Anna", "en")
    world.add_person(BRUNO, "Bruno", "it")
    for person, name in STAFF_NAMES.items():
        world.add_person(person, name, settings.venue.languages[0])
    staff, owner = settings.staff.chat_id, settings.staff.owner
    # The owner is told things from the first minute on, and the bot cannot write first. In a kept folder everybody has
    # been here before, though the chats begin anew.
    for known in world.people.values():
        known.started = known.id == owner or settings.database.exists()
    world.add_group(staff, f"{settings.venue.name} · staff", tuple(STAFF_NAMES))
    phones = [
        Phone("anna", "Anna", "a guest, in English", "private", ANNA, (ANNA,)),
        Phone("bruno", "Bruno", "a guest, in Italian", "private", BRUNO, (BRUNO,)),
        Phone("staff", "Staff", "the group behind the bar", "group", staff, tuple(STAFF_NAMES)),
        Phone("owner", STAFF_NAMES[owner], "the owner, in private", "private", owner, (owner,), is_owner=True),
    ]
    if settings.campaign is not None and isinstance(settings.campaign.channel, int):
        channel = settings.campaign.channel
        world.add_channel(channel, settings.venue.name, "backdoor43")
        phones.append(Phone("channel", settings.venue.name, "the channel, a clue every day", "channel", channel))
    return phones


def _port_trouble(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Choose another: rehearse --port {port + 1}"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} may not be used by this user. Choose one above 1023: rehearse --port 4343"
    return f"Port {port} cannot be opened: {error.strerror}."
