"""The settings as typed, frozen sections; field names and aliases are the keys of the file, in its order."""

import re
from datetime import date, time
from pathlib import Path
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, SecretStr

from bot.campaign_file import Clue, ClueFile
from bot.clock import Hours
from bot.config.bar_values import (
    LANGUAGES,
    LONGEST_NAME,
    Aliases,
    Cents,
    Currency,
    Description,
    Languages,
    Recordings,
    Timezone,
    Weekdays,
)
from bot.config.telegram_values import (
    ApiBaseUrl,
    Channel,
    Discussion,
    Group,
    Mode,
    People,
    Person,
    ProviderToken,
    Token,
    WebhookSecret,
    WebhookUrl,
)
from bot.config.values import CELL_MINUTES, day, number, refuse, text, wall_time, whole, yes_or_no

PACKAGED_CLUES: Final = Path(__file__).resolve().parents[1] / "rehearsal" / "clues.toml"
"""The example campaign that ships with the bot, 43 days long."""


def _listen(value: object) -> str:
    if isinstance(value, str) and (value == "" or re.fullmatch(r"(\[[0-9a-fA-F:]+\]|[^\s:/]+):\d{1,5}", value)):
        return value
    raise refuse("this is no address to listen on", 'Write "127.0.0.1:9143", or "" for none.')


def _database_url(value: object) -> str:
    remedy = 'Write url = "sqlite:///bar.sqlite3"; an absolute path takes four slashes.'
    if isinstance(value, str) and re.match(r"postgres(ql)?(\+\w+)?://", value):
        raise refuse("PostgreSQL is not in this version yet", remedy)
    if not isinstance(value, str) or not re.fullmatch(r"sqlite:///[^?#:\0]*[^?#:/\0]", value):
        raise refuse("this is no database that the bot knows", remedy)
    return value


def _list_of_tables(value: object) -> object:
    if isinstance(value, list | tuple) and 1 <= len(value) <= 24:
        return value
    wrong = f"there are {len(value)} drinks" if isinstance(value, list | tuple) else "this is not a list"
    raise refuse(wrong, "Write 1 to 24 sections [[takeout.menu]], each with a name and a price.")


class Section(BaseModel):
    """One table of the file. Its errors never show what was written, because that may be a secret."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Webhook(Section):
    url: WebhookUrl = ""
    listen: Annotated[str, text("the address to listen on", longest=253)] = "127.0.0.1"
    port: Annotated[int, whole(1, 65535, "a port")] = 8443
    secret: WebhookSecret = SecretStr("")


class Pacing(Section):
    per_second: Annotated[float, number(0.1, 10_000, "messages a second")] = 30.0
    per_chat_second: Annotated[float, number(0.1, 10_000, "messages a second")] = 1.0
    per_group_minute: Annotated[float, number(1, 600_000, "messages a minute")] = 20.0


class Telegram(Section):
    token: Token = Field(examples=["54321:abcdefghijklmnopqrstuvwxyz"])
    api_base_url: ApiBaseUrl = "https://api.telegram.org"
    mode: Mode = "polling"
    webhook: Webhook = Webhook()
    pacing: Pacing = Pacing()


class Venue(Section):
    name: Annotated[str, text("the bar's name", longest=64)] = Field(examples=["BackDoor43"])
    timezone: Timezone = Field(examples=["Europe/Rome"])
    address: Annotated[str, text("the address", longest=200, empty=True)] = ""
    latitude: Annotated[float | None, number(-90, 90, "degrees north")] = None
    longitude: Annotated[float | None, number(-180, 180, "degrees east")] = None
    seats: Annotated[int, whole(1, 40, "the number of stools")] = 4
    opens: Annotated[time, wall_time("the opening time", step=CELL_MINUTES)] = time(19)
    closes: Annotated[time, wall_time("the closing time", step=CELL_MINUTES)] = time(3)
    closed_weekdays: Weekdays = ()
    languages: Languages = LANGUAGES
    minimum_age: Annotated[int, whole(1, 99, "the age in years")] = 18

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def hours(self) -> Hours:
        return Hours(self.opens, self.closes, self.zone)


class Reservations(Section):
    seating_minutes: Annotated[int, whole(15, 720, "minutes", step=CELL_MINUTES)] = 90
    slot_minutes: Annotated[int, whole(5, 720, "minutes", step=CELL_MINUTES)] = 30
    horizon_days: Annotated[int, whole(1, 365, "days")] = 14
    lead_minutes: Annotated[int, whole(0, 10_080, "minutes")] = 30
    max_active: Annotated[int, whole(1, 20, "a number of reservations")] = 2
    late_minutes: Annotated[int, whole(0, 240, "minutes")] = 15
    offer_minutes: Annotated[int, whole(1, 240, "minutes")] = 10
    no_show_limit: Annotated[int, whole(1, 20, "a number of no-shows")] = 2
    private_room: Annotated[bool, yes_or_no("a party may take the whole room")] = False


class Drink(Section):
    """One cocktail at the window; `price_cents` is the key `price`, `description` maps languages to texts.

    `photo` is absolute once loaded; `aliases` are other names that people use for it.
    """

    name: Annotated[str, text("the drink's name", longest=LONGEST_NAME)] = Field(examples=["Negroni"])
    price_cents: Cents = Field(alias="price", examples=[10])
    description: Description = Field(default_factory=dict)
    photo: Annotated[Path | None, text("the picture's file", longest=400)] = None
    aliases: Aliases = ()


class Curfew(Section):
    """Nights from `from_on` to `until_on`, both included, on which the window closes at `closes`."""

    from_on: Annotated[date, day("the first night")] = Field(alias="from", examples=["2026-06-01"])
    until_on: Annotated[date, day("the last night")] = Field(alias="until", examples=["2026-08-31"])
    closes: Annotated[time, wall_time("the closing time", step=CELL_MINUTES)] = Field(examples=["00:00"])


class Takeout(Section):
    """The window; `opens` and `closes` are the venue's where the file names none (see `load`).

    From `banned_from` to `banned_until` nothing is sold, whatever the hours say; the same time twice is no ban.
    """

    opens: Annotated[time, wall_time("the opening time", step=CELL_MINUTES)] = time(19)
    closes: Annotated[time, wall_time("the closing time", step=CELL_MINUTES)] = time(3)
    cups_per_slot: Annotated[int, whole(1, 100, "a number of cups")] = 6
    slot_minutes: Annotated[int, whole(5, 240, "minutes", step=CELL_MINUTES)] = 10
    currency: Currency = "EUR"
    banned_from: Annotated[time, wall_time("the time from which nothing may be sold")] = time(3)
    banned_until: Annotated[time, wall_time("the time until which nothing may be sold")] = time(6)
    menu: Annotated[tuple[Drink, ...], BeforeValidator(_list_of_tables)] = Field(
        examples=[[{"name": "Negroni", "price": 10}]]
    )
    curfew: tuple[Curfew, ...] = ()


class Payments(Section):
    provider_token: ProviderToken = SecretStr("")

    @property
    def taken(self) -> bool:
        return bool(self.provider_token.get_secret_value())


class Staff(Section):
    chat_id: Group = Field(examples=[-1001234567890])
    members: People = Field(examples=[[2001, 2002]])
    owner: Person = Field(examples=[2001])


class Campaign(Section):
    """The launch; `clues_path` is the key `clues`, `clues` and `secret` are what that file holds.

    `phone_voice` maps languages to recordings, `discussion` is the channel's linked group. Paths are absolute once
    loaded.
    """

    starts_on: Annotated[date, day("the first day")] = Field(examples=["2026-03-01"])
    days: Annotated[int, whole(1, 366, "days")] = 43
    post_at: Annotated[time, wall_time("the time of posting")] = time(11, 43)
    channel: Channel = Field(examples=["@backdoor43"])
    clues_path: Annotated[Path, text("the clues' file", longest=400)] = Field(alias="clues", default=PACKAGED_CLUES)
    name: Annotated[str, text("the campaign's name", longest=64)] = "launch"
    phone_voice: Recordings = Field(default_factory=dict)
    discussion: Discussion = None

    _file: ClueFile = PrivateAttr(default=ClueFile((), ()))

    @property
    def clues(self) -> tuple[Clue, ...]:
        return self._file.clues

    @property
    def secret(self) -> tuple[str, ...]:
        return self._file.secret

    def with_clues(self, path: Path, file: ClueFile) -> "Campaign":
        """The same campaign with the file at `path` read into it."""
        campaign = self.model_copy(update={"clues_path": path})
        campaign._file = file
        return campaign


class Ops(Section):
    listen: Annotated[str, BeforeValidator(_listen)] = "127.0.0.1:9143"


class Storage(Section):
    url: Annotated[str, BeforeValidator(_database_url)] = "sqlite:///bar.sqlite3"


class Document(Section):
    """Everything that the file may say."""

    telegram: Telegram
    venue: Venue
    reservations: Reservations = Reservations()
    takeout: Takeout
    payments: Payments = Payments()
    staff: Staff
    campaign: Campaign | None = None
    ops: Ops = Ops()
    storage: Storage = Storage()


class Settings(Document):
    """The settings in force; `folder` is where the file stands, and relative paths begin."""

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite file: three slashes begin in the folder, four at the root."""
        return self.folder / self.storage.url.removeprefix("sqlite:///")
