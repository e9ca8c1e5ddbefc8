"""The settings as an operator meets them: one file, the environment over it, every mistake named at once."""

import calendar
import re
import shutil
import subprocess
import sys
import tomllib
import traceback
from collections.abc import Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bot import redaction
from bot.config import ConfigError, Problem, Settings, known_keys, load
from bot.config.telegram_values import PLACEHOLDER

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "config.example.toml"
REHEARSAL = ROOT / "bot" / "rehearsal" / "bar.toml"
TOKEN = "7654321098:AAGq3xk-Zt0Vw_9sLmN4pQrStUvWxYzAbCd"
BAR = f"""\
[telegram]
token = "{TOKEN}"

[venue]
name = "The Hidden Door"
timezone = "Europe/Rome"

[[takeout.menu]]
name = "Negroni"
price = 10

[staff]
chat_id = -1001234567890
members = [2001, 2002]
owner = 2001
"""
OPUS = b"OggS" + bytes(24) + b"OpusHead" + bytes(40)
CAMPAIGN = """
[campaign]
starts_on = 2026-12-01
days = 2
channel = "@hidden_door"
clues = "clues.toml"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bar.toml").write_text(BAR)
    return tmp_path


def bar(folder: Path, text: str) -> Path:
    path = folder / "bar.toml"
    path.write_text(text)
    return path


def settings_with(folder: Path, overrides: Mapping[str, object]) -> Settings:
    return load(folder / "bar.toml", {}, overrides)


def problems_of(path: Path, environ: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        load(path, environ or {})
    return caught.value.problems


def problems_with(folder: Path, overrides: Mapping[str, object]) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        settings_with(folder, overrides)
    return caught.value.problems


def uncommented(text: str) -> str:
    """The example with its optional keys and sections in force."""
    return re.sub(r"(?m)^# (?=\[|[a-z_]+ = )", "", text)


def written_keys(document: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in document.items():
        key = f"{prefix}{name}"
        if key in known_keys():
            yield key
        elif isinstance(value, dict):
            yield from written_keys(value, f"{key}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield from (inner for each in value for inner in written_keys(each, f"{key}[]."))
        else:
            yield key


# ── the example ──


def test_every_key_of_the_settings_stands_in_the_example_and_the_other_way_round() -> None:
    document = tomllib.loads(uncommented(EXAMPLE.read_text()))
    assert list(dict.fromkeys(written_keys(document))) == list(known_keys())


def test_the_example_lacks_only_what_the_operator_has_to_fill_in() -> None:
    problems = problems_of(EXAMPLE)
    assert [each.key for each in problems] == [
        "telegram.token",
        "staff.chat_id",
        "staff.members",
        "staff.owner",
    ]
    assert all("placeholder" in each.wrong for each in problems)
    lines = EXAMPLE.read_text().splitlines()
    assert all(lines[(each.line or 0) - 1].startswith(each.key.split(".")[1]) for each in problems)


def filled_example(folder: Path, text: str) -> Path:
    for placeholder, value in (
        ("0000000000:PASTE-THE-TOKEN-FROM-BOTFATHER", TOKEN),
        ("chat_id = 0", "chat_id = -5"),
    ):
        assert placeholder in text
        text = text.replace(placeholder, value)
    return bar(folder, text.replace("members = [0]", "members = [2001]").replace("owner = 0", "owner = 2001"))


def test_the_example_shows_the_defaults(folder: Path) -> None:
    plain = load(folder / "bar.toml", {})
    example = load(filled_example(folder, EXAMPLE.read_text()), {})
    assert example.telegram == plain.telegram
    assert example.reservations == plain.reservations
    assert (example.ops, example.storage, example.payments) == (plain.ops, plain.storage, plain.payments)
    own = {"name", "address", "latitude", "longitude"}
    assert example.venue.model_dump(exclude=own) == plain.venue.model_dump(exclude=own)
    assert example.takeout.model_dump(exclude={"menu"}) == plain.takeout.model_dump(exclude={"menu"})
    assert plain.campaign is None


def test_the_example_with_everything_in_force_is_sound(folder: Path) -> None:
    shutil.copy(ROOT / "bot" / "rehearsal" / "clues.toml", folder)
    (folder / "negroni.jpg").write_bytes(b"a picture")
    for name in ("line-en.ogg", "line-it.ogg"):
        (folder / name).write_bytes(OPUS)
    settings = load(filled_example(folder, uncommented(EXAMPLE.read_text())), {})
    assert settings.campaign and len(settings.campaign.clues) == 43
    assert ", ".join(drink.name for drink in settings.takeout.menu) == (
        "Negroni, Americano, Boulevardier, Daiquiri, Dry Martini, Manhattan, Old Fashioned, Margarita"
    )
    assert settings.takeout.curfew[0].closes == time(0)


def test_the_rehearsals_bar_is_sound() -> None:
    settings = load(
        REHEARSAL, {}, {"telegram.api_base_url": "http://127.0.0.1:4343", "storage.url": "sqlite:////tmp/x"}
    )
    assert settings.telegram.api_base_url == "http://127.0.0.1:4343"
    assert settings.database == Path("/tmp/x")
    assert settings.campaign and settings.campaign.clues_path == REHEARSAL.parent / "clues.toml"
    assert [clue.day for clue in settings.campaign.clues] == list(range(1, 44))


# ── what is read ──


def test_a_short_file_is_enough(folder: Path) -> None:
    settings = load(folder / "bar.toml", {})
    assert settings.telegram.token.get_secret_value() == TOKEN
    assert (settings.venue.opens, settings.venue.closes, settings.venue.seats) == (time(19), time(3), 4)
    assert settings.venue.zone.key == "Europe/Rome"
    assert settings.staff.members == (2001, 2002)
    assert settings.database == folder / "bar.sqlite3"
    assert settings.folder == folder


def test_settings_cannot_be_changed(folder: Path) -> None:
    settings = load(folder / "bar.toml", {})
    with pytest.raises(ValueError, match="frozen"):
        settings.venue.seats = 5


def test_the_window_keeps_the_venues_hours_unless_it_has_its_own(folder: Path) -> None:
    kept = settings_with(folder, {"venue.opens": "18:30", "venue.closes": time(2)})
    assert (kept.takeout.opens, kept.takeout.closes) == (time(18, 30), time(2))
    own = settings_with(folder, {"venue.opens": "18:30", "takeout.opens": "20:00"})
    assert (own.takeout.opens, own.takeout.closes) == (time(20), time(3))


@pytest.mark.parametrize(
    ("written", "cents"),
    [("9", 900), ("9.5", 950), ("0.07", 7), ('"10.10"', 1010), ("19.99", 1999), ("1.10", 110)],
)
def test_prices_are_exact(folder: Path, written: str, cents: int) -> None:
    settings = load(bar(folder, BAR.replace("price = 10", f"price = {written}")), {})
    assert settings.takeout.menu[0].price_cents == cents


@pytest.mark.parametrize(
    ("key", "written", "read"),
    [
        ("venue.closed_weekdays", ["Sun", "monday", "TUE"], (0, 1, 6)),
        ("venue.languages", ["it", "EN"], ("it", "en")),
        ("venue.opens", "9:05", time(9, 5)),
        ("venue.latitude", 45, None),
        ("takeout.currency", "chf", "CHF"),
        ("telegram.api_base_url", "http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
        ("telegram.pacing.per_chat_second", 0.5, 0.5),
        ("staff.members", [7, 7, 8], (7, 8)),
    ],
)
def test_values_are_normalised(folder: Path, key: str, written: object, read: object) -> None:
    if key == "venue.latitude":
        settings = settings_with(folder, {key: written, "venue.longitude": 9.17})
        assert (settings.venue.latitude, settings.venue.longitude) == (45.0, 9.17)
        return
    value: object = settings_with(folder, {key: written})
    for name in key.split("."):
        value = getattr(value, name)
    assert value == read


def test_a_description_is_for_all_languages_or_for_each(folder: Path) -> None:
    one = settings_with(folder, {"takeout.menu": [{"name": "A", "price": 1, "description": "Gin."}]})
    assert one.takeout.menu[0].description == {"en": "Gin.", "it": "Gin."}
    each = {"en": "Gin.", "it": "Ginepro."}
    two = settings_with(folder, {"takeout.menu": [{"name": "A", "price": 1, "description": each}]})
    assert two.takeout.menu[0].description == each


def test_the_largest_values_are_taken(folder: Path) -> None:
    """A guest's list, and the menu, have to fit into one message each."""
    longest = {"name": "N" * 40, "price": "99999.99", "description": f"  {'x' * 49}\n{'y' * 50}  "}
    settings = settings_with(folder, {"reservations.max_active": 20, "takeout.menu": [longest]})
    assert settings.reservations.max_active == 20
    assert settings.takeout.menu[0].description == dict.fromkeys(("en", "it"), f"{'x' * 49} {'y' * 50}")


def test_paths_begin_at_the_files_folder(folder: Path) -> None:
    assert settings_with(folder, {"storage.url": "sqlite:///data/b.db"}).database == folder / "data" / "b.db"
    assert settings_with(folder, {"storage.url": "sqlite:////var/b.db"}).database == Path("/var/b.db")


def test_a_file_saved_by_a_windows_editor_is_read(folder: Path) -> None:
    (folder / "bar.toml").write_bytes(b"\xef\xbb\xbf" + BAR.replace("\n", "\r\n").encode())
    assert load(folder / "bar.toml", {}).venue.name == "The Hidden Door"


# ── the environment ──


def test_the_environment_wins_over_the_file(folder: Path) -> None:
    environ = {
        "BACKDOOR43_TELEGRAM__TOKEN": TOKEN[:-1] + "Z",
        "BACKDOOR43_VENUE__SEATS": "6",
        "BACKDOOR43_VENUE__NAME": "43",
        "BACKDOOR43_VENUE__OPENS": "18:00",
        "BACKDOOR43_VENUE__LANGUAGES": '["it"]',
        "BACKDOOR43_STAFF__MEMBERS": "[5, 6,]",
        "BACKDOOR43_TELEGRAM__PACING__PER_SECOND": "12.5",
        "BACKDOOR43_TAKEOUT__MENU": '[{"name": "Daiquiri", "price": 9.90}]',
        "BACKDOOR43_TAKEOUT__CURFEW": '[{from = 2026-06-01, until = 2026-06-30, closes = "00:00"}]',
        "BACKDOOR43_DATA": "not a setting",
        "PATH": "/bin",
    }
    settings = load(folder / "bar.toml", environ)
    assert settings.telegram.token.get_secret_value().endswith("Z")
    assert (settings.venue.seats, settings.venue.name, settings.venue.opens) == (6, "43", time(18))
    assert settings.venue.languages == ("it",)
    assert settings.staff.members == (5, 6)
    assert settings.telegram.pacing.per_second == 12.5
    assert [(drink.name, drink.price_cents) for drink in settings.takeout.menu] == [("Daiquiri", 990)]
    assert settings.takeout.curfew[0].from_on == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("written", "read"), [("true", True), ("True", True), (" TRUE ", True), ("false", False), ("FALSE", False)]
)
def test_the_environment_says_true_and_false_in_words(folder: Path, written: str, read: bool) -> None:
    environ = {"BACKDOOR43_RESERVATIONS__PRIVATE_ROOM": written}
    overridden = {"reservations.private_room": not read}
    assert settings_with(folder, overridden).reservations.private_room is not read
    assert load(folder / "bar.toml", environ).reservations.private_room is read


def test_a_truth_that_the_environment_cannot_mean_names_its_variable(folder: Path) -> None:
    [problem] = problems_of(folder / "bar.toml", {"BACKDOOR43_RESERVATIONS__PRIVATE_ROOM": "on"})
    assert "neither true nor false" in str(problem) and "BACKDOOR43_RESERVATIONS__PRIVATE_ROOM" in str(problem)


def test_the_programs_overrides_win_over_the_environment(folder: Path) -> None:
    settings = load(folder / "bar.toml", {"BACKDOOR43_VENUE__SEATS": "6"}, {"venue.seats": 7})
    assert settings.venue.seats == 7
    with pytest.raises(ValueError, match=r"venue\.stools"):
        settings_with(folder, {"venue.stools": 7})


def test_a_campaign_can_come_from_the_environment_alone(folder: Path) -> None:
    environ = {"BACKDOOR43_CAMPAIGN__STARTS_ON": "2026-12-01", "BACKDOOR43_CAMPAIGN__CHANNEL": "-1009"}
    campaign = load(folder / "bar.toml", environ).campaign
    assert campaign and (campaign.starts_on, campaign.channel) == (date(2026, 12, 1), -1009)
    assert len(campaign.clues) == campaign.days == 43


def test_a_mistyped_variable_is_an_error_and_names_the_nearest(folder: Path) -> None:
    [problem] = problems_of(folder / "bar.toml", {"BACKDOOR43_TELEGRAM__TOKN": TOKEN})
    assert problem.key == "BACKDOOR43_TELEGRAM__TOKN"
    assert problem.remedy == "Did you mean BACKDOOR43_TELEGRAM__TOKEN?"


def test_a_wrong_value_from_the_environment_names_its_variable_and_no_line(folder: Path) -> None:
    [problem] = problems_of(folder / "bar.toml", {"BACKDOOR43_VENUE__TIMEZONE": "Europe/Roma"})
    assert str(problem) == (
        "venue.timezone: 'Europe/Roma' is no time zone (from BACKDOOR43_VENUE__TIMEZONE). "
        "Write an IANA name such as Europe/Rome."
    )


# ── what is wrong ──


def test_a_problem_reads_as_a_sentence(folder: Path) -> None:
    [problem] = problems_of(bar(folder, BAR.replace("Europe/Rome", "Europe/Roma")))
    assert str(problem) == (
        "line 6 · venue.timezone: 'Europe/Roma' is no time zone. Write an IANA name such as Europe/Rome."
    )


def test_every_problem_is_told_at_once_with_its_line(folder: Path) -> None:
    text = (
        BAR.replace("price = 10", "price = 9.999\ncolour = 3")
        .replace("owner = 2001", 'owner = "me"')
        .replace('name = "The', 'seats = 41\nstools = 4\nlatitude = 45.0\nname = "The')
        + '[reservations]\nslot_minutes = 120\n[telegram.webhook]\nport = 0\n[storage]\nurl = "postgresql://u:pw@h/d"\n'
    )
    path = bar(folder, text)
    problems = problems_of(path, {"BACKDOOR43_OPS__LISTEN": "nine", "BACKDOOR43_OPS__X": ""})
    assert {each.key for each in problems} == {
        "venue.seats",
        "venue.stools",
        "venue.latitude",  # a clash, told although other values are wrong
        "takeout.menu[1].price",
        "takeout.menu[1].colour",
        "staff.owner",
        "reservations.slot_minutes",
        "telegram.webhook.port",
        "storage.url",
        "ops.listen",
        "BACKDOOR43_OPS__X",
    }
    lines = text.splitlines()
    for each in problems:
        if each.line is not None:
            assert lines[each.line - 1].startswith(each.key.rpartition(".")[2] + " =")
    assert sum(each.line is None for each in problems) == 2
    assert [each.line for each in problems if each.line] == sorted(each.line for each in problems if each.line)


def test_an_empty_file_lacks_exactly_the_keys_without_a_default(folder: Path) -> None:
    problems = problems_of(bar(folder, ""))
    assert {each.key for each in problems} == {
        "telegram.token",
        "venue.name",
        "venue.timezone",
        "takeout.menu",
        "staff.chat_id",
        "staff.members",
        "staff.owner",
    }
    assert all(each.wrong == "is missing" and each.line is None for each in problems)
    assert 'Write timezone = "Europe/Rome".' in {each.remedy for each in problems}


@pytest.mark.parametrize(
    ("before", "after", "key", "remedy"),
    [
        ("timezone =", "tiemzone =", "venue.tiemzone", "Did you mean venue.timezone?"),
        ("[staff]", "[staf]", "staf", "Did you mean staff?"),
        ("owner =", "seats = 4\nowner =", "staff.seats", "Did you mean venue.seats?"),
        ("price =", "prize =", "takeout.menu[1].prize", "Did you mean takeout.menu[].price?"),
        ("[telegram]", "folder = 3\n[telegram]", "folder", "Take it out."),
    ],
)
def test_an_unknown_key_is_an_error_that_names_the_nearest(
    folder: Path, before: str, after: str, key: str, remedy: str
) -> None:
    problems = {each.key: each for each in problems_of(bar(folder, BAR.replace(before, after)))}
    assert problems[key].wrong == "there is no such key"
    assert problems[key].remedy == remedy
    assert problems[key].line


MENU = {"name": "Negroni", "price": 10}


@pytest.mark.parametrize(
    ("key", "value", "wrong", "remedy"),
    [
        ("telegram.token", "123", "not the shape", "@BotFather"),
        ("telegram.token", "", "is empty", "@BotFather"),
        ("telegram.token", "0000000000:PASTE-THE-TOKEN-FROM-BOTFATHER", "placeholder", "@BotFather"),
        ("telegram.token", "123456:ABC DEF", "not the shape", "@BotFather"),
        ("telegram.token", "123456:", "not the shape", "@BotFather"),
        ("telegram.token", "bot123456:ABC", "not the shape", "@BotFather"),
        ("telegram.token", "١٢٣:ABC", "not the shape", "@BotFather"),
        ("telegram.mode", "webhook", "not in this version yet", 'mode = "polling"'),
        ("telegram.mode", "pulling", "'pulling' is no mode", 'mode = "polling"'),
        ("telegram.api_base_url", "api.telegram.org", "no http address", "https://"),
        ("telegram.api_base_url", "https://api.telegram.org/bot", "before /bot", "without /bot"),
        ("telegram.webhook.secret", "ä", "webhook's secret", "letters"),
        ("telegram.webhook", 3, "not a table", "[telegram.webhook]"),
        ("telegram.pacing.per_second", float("nan"), "nan is not a number", "from 0.1"),
        ("telegram.pacing.per_second", 0, "0 is out of range", "from 0.1"),
        ("venue.name", " ", "is empty", "the bar's name"),
        ("venue.name", 43, "43 is not text", "quotes"),
        ("venue.timezone", "Mars/Olympus", "no time zone", "IANA"),
        ("venue.timezone", "../etc/passwd", "no time zone", "IANA"),
        ("venue.seats", 0, "0 is out of range", "from 1 to 40"),
        ("venue.seats", True, "true is not a whole number", "from 1 to 40"),
        ("venue.seats", "four", "'four' is not a whole number", "from 1 to 40"),
        ("venue.opens", "25:00", "'25:00' is no time of day", "HH:MM"),
        ("venue.opens", "19:03", "not on the grid", "multiple of 5"),
        ("venue.opens", time(19, 0, 30), "no time of day", "HH:MM"),
        ("venue.closed_weekdays", ["Moonday"], "'Moonday' is no weekday", "Did you mean monday?"),
        ("venue.closed_weekdays", ["Mon", "monday"], "twice", "once"),
        ("venue.closed_weekdays", [*calendar.day_name], "closed on every day", "opens"),
        ("venue.closed_weekdays", "Monday", "not a list", "Monday"),
        ("venue.languages", [], "empty", '["en", "it"]'),
        ("venue.languages", ["de"], "'de' is no language", '["en", "it"]'),
        ("reservations.seating_minutes", 93, "not a multiple of 5", "steps of 5"),
        ("reservations.horizon_days", 366, "out of range", "from 1 to 365"),
        ("reservations.max_active", 21, "21 is out of range", "from 1 to 20"),
        ("reservations.max_active", 0, "0 is out of range", "from 1 to 20"),
        ("reservations.no_show_limit", 0, "0 is out of range", "from 1 to 20"),
        ("reservations.no_show_limit", 21, "21 is out of range", "from 1 to 20"),
        ("reservations.offer_minutes", 0, "0 is out of range", "from 1 to 240"),
        ("reservations.late_minutes", 241, "241 is out of range", "from 0 to 240"),
        ("reservations.private_room", 1, "1 is neither true nor false", "true or false"),
        ("reservations.private_room", "yes", "'yes' is neither true nor false", "whether a party may take the whole"),
        ("takeout.menu", [], "0 drinks", "1 to 24"),
        ("takeout.menu", [MENU | {"description": "x" * 101}], "too long", "up to 100 characters"),
        ("takeout.menu", [MENU | {"description": {"en": "x", "it": "è" * 101}}], "too long", "up to 100 characters"),
        ("takeout.menu", [MENU | {"name": f"Drink {n}"} for n in range(25)], "25 drinks", "1 to 24"),
        ("takeout.menu", "Negroni", "not a list", "[[takeout.menu]]"),
        ("takeout.currency", "EURO", "'EURO' is no currency", "ISO 4217"),
        ("takeout.curfew", {"from": "x"}, "not a list of tables", "[[takeout.curfew]]"),
        ("payments.provider_token", "284685063 TEST abc", "not the shape of a payment", "leave it empty"),
        ("staff.chat_id", 12, "12 is no group's id", "negative"),
        ("staff.chat_id", "-100", "'-100' is no group's id", "negative"),
        ("staff.members", [], "names nobody", "[123, 456]"),
        ("staff.members", [2001, -5], "-5 is no person's id", "web.telegram.org"),
        ("staff.owner", 1087968824, "shares between many", "web.telegram.org"),
        ("ops.listen", "9143", "no address to listen on", "127.0.0.1:9143"),
        ("storage.url", "postgresql://user:pw@host/db", "PostgreSQL is not in this version yet", "sqlite:///"),
        ("storage.url", "sqlite:///:memory:", "no database", "sqlite:///"),
        ("campaign", {"starts_on": "soon", "channel": "@door"}, "'soon' is no date", "2026-03-01"),
        ("campaign", {"starts_on": date(2026, 3, 1), "channel": "door"}, "'door' is no channel", '"@name"'),
        ("campaign", {"channel": "@door"}, "is missing", "starts_on = 2026-03-01"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_with_what_would_be_right(
    folder: Path, key: str, value: object, wrong: str, remedy: str
) -> None:
    [problem] = problems_with(folder, {key: value})
    assert problem.key.startswith(key)
    assert wrong in problem.wrong
    assert remedy in problem.remedy


@pytest.mark.parametrize("price", [0, -1, 9.999, "9,50", "ten", True, "NaN", "Infinity", [9]])
def test_a_price_has_two_decimals_at_most_and_is_above_zero(folder: Path, price: object) -> None:
    [problem] = problems_with(folder, {"takeout.menu": [{"name": "Negroni", "price": price}]})
    assert problem.key == "takeout.menu[1].price"
    assert "is no price" in problem.wrong


@pytest.mark.parametrize(
    ("overrides", "key", "wrong"),
    [
        ({"venue.latitude": 45.4}, "venue.latitude", "without longitude"),
        ({"venue.longitude": 9.1}, "venue.longitude", "without latitude"),
        ({"venue.closes": "19:00"}, "venue.closes", "opens and closes at 19:00"),
        (
            {"takeout.opens": "20:00", "takeout.closes": "20:00"},
            "takeout.closes",
            "opens and closes at 20:00",
        ),
        (
            {"venue.closes": "20:00"},
            "reservations.seating_minutes",
            "90 minutes does not fit into an opening of 60",
        ),
        ({"reservations.slot_minutes": 95}, "reservations.slot_minutes", "more than the 90"),
        ({"takeout.closes": "19:05"}, "takeout.slot_minutes", "does not fit"),
        ({"takeout.menu": [MENU, {"name": "NEGRONI", "price": 9}]}, "takeout.menu[2].name", "drink number 1"),
        ({"takeout.menu": [MENU | {"description": {"en": "Gin."}}]}, "takeout.menu[1].description", "in it"),
        (
            {"takeout.curfew": [{"from": "2026-07-01", "until": "2026-06-01", "closes": "00:00"}]},
            "takeout.curfew[1].until",
            "before 2026-07-01",
        ),
        (
            {"takeout.curfew": [{"from": "2026-06-01", "until": "2026-06-01", "closes": "18:00"}]},
            "takeout.curfew[1].closes",
            "not between 19:00 and 03:00",
        ),
    ],
)
def test_keys_have_to_fit_one_another(folder: Path, overrides: dict[str, object], key: str, wrong: str) -> None:
    [problem] = problems_with(folder, overrides)
    assert problem.key == key
    assert wrong in problem.wrong


def test_a_clash_with_a_wrong_value_is_not_guessed_at(folder: Path) -> None:
    # The seating would not fit into 19:00 to 20:00, but when the bar opens is unknown.
    [problem] = problems_with(folder, {"venue.opens": "seven", "venue.closes": "20:00"})
    assert problem.key == "venue.opens"


def test_a_section_that_is_no_table_hides_no_other_problem(folder: Path) -> None:
    text = "venue = 3\n" + BAR.replace("[venue]\n", "[ops]\n").replace("price = 10", "price = 0")
    assert {each.key for each in problems_of(bar(folder, text))} == {
        "venue",
        "ops.name",
        "ops.timezone",
        "takeout.menu[1].price",
    }


# ── secrets ──


def test_no_error_holds_a_secret(folder: Path) -> None:
    secrets = {
        "telegram.token": "1234:Sesame open",
        "telegram.webhook.secret": "knock knock knock",
        "payments.provider_token": "284685063:TEST:Sesame open",
        "storage.url": "postgresql://barman:Sesame@host/db",
        "venue.timezone": TOKEN,  # pasted into the wrong line
        "telegram.tokn": None,
    }
    text = BAR.replace(TOKEN, secrets["telegram.token"] or "").replace("Europe/Rome", TOKEN)
    text = text.replace("[venue]", f'tokn = "{TOKEN}"\n[venue]')
    text += f'[storage]\nurl = "{secrets["storage.url"]}"\n[telegram.webhook]\nsecret = "knock knock knock"\n'
    text += f'[payments]\nprovider_token = "{secrets["payments.provider_token"]}"\n'
    environ = {"BACKDOOR43_TELEGRAM__TOEKN": TOKEN}
    with pytest.raises(ConfigError) as caught:
        load(bar(folder, text), environ)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(caught.value.problems)
    assert {each.key for each in caught.value.problems} == {*secrets, "BACKDOOR43_TELEGRAM__TOEKN"}
    for secret in ("Sesame", "knock", TOKEN, TOKEN.partition(":")[2]):
        assert secret not in told


@pytest.mark.parametrize(
    "token",
    [
        "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11",
        "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "42:TEST",
        "123456:TEST-TOKEN",
        "7654321098:example-your-token",
    ],
)
def test_a_token_of_a_bench_or_of_a_server_of_ones_own_is_taken(folder: Path, token: str) -> None:
    settings = load(bar(folder, BAR.replace(TOKEN, token)), {})
    assert settings.telegram.token.get_secret_value() == token


def test_the_placeholder_is_what_the_example_says() -> None:
    assert f'\ntoken = "{PLACEHOLDER}"\n' in EXAMPLE.read_text(encoding="utf-8")


@pytest.mark.parametrize("source", ["file", "environment"])
def test_a_short_token_in_the_wrong_line_is_not_shown_either(
    folder: Path, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redaction, "_known", set())
    text = BAR.replace("Europe/Rome", "at 42:SESAME")
    # The control: as long as nobody has said that this is the token, it is a word like any other.
    assert "'at 42:SESAME'" in str(problems_of(bar(folder, text))[0])
    in_file = text.replace(TOKEN, "42:SESAME") if source == "file" else text
    environ = {"BACKDOOR43_TELEGRAM__TOKEN": "42:SESAME"} if source == "environment" else {}
    with pytest.raises(ConfigError) as caught:
        load(bar(folder, in_file), environ)
    assert "'at (a token)'" in str(caught.value)
    assert "SESAME" not in str(caught.value)


def test_what_only_begins_like_a_short_token_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction, "_known", set())
    redaction.hide("12345:67")
    redaction.hide("43")
    for word in ("12345:678", "912345:67", "12345:67-a", "line 43", "11:43:00"):
        assert redaction.redacted(word) == word
    assert redaction.redacted("https://host/bot12345:67/getMe, 12345:67.") == "https://host/bot[token]/getMe, [token]."


def test_settings_do_not_show_the_token(folder: Path) -> None:
    settings = load(folder / "bar.toml", {})
    assert TOKEN not in f"{settings!r} {settings} {settings.telegram!r} {settings.model_dump()}"
    assert TOKEN not in settings.model_dump_json()


# ── the file itself ──


@pytest.mark.parametrize(
    ("before", "after", "line", "wrong"),
    [
        ('"Europe/Rome"', "Europe/Rome", 6, "cannot be read as TOML"),
        ("owner = 2001", "owner 2001", 15, "cannot be read as TOML"),
        ("owner = 2001", "owner = 2001\nowner = 2002", None, "second time"),
        ("owner = 2001", "owner = 2001\n[venue]", 16, "second time"),
        ("owner = 2001", 'note = """', None, "to its end"),
    ],
)
def test_broken_toml_is_told_with_its_line(folder: Path, before: str, after: str, line: int | None, wrong: str) -> None:
    [problem] = problems_of(bar(folder, BAR.replace(before, after)))
    assert problem.key == "bar.toml"
    assert wrong in problem.wrong
    if line:
        assert problem.line == line


def test_a_missing_file_says_what_to_copy(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path / "config.toml")
    assert "there is no file" in problem.wrong
    assert "config.example.toml" in problem.remedy


def test_a_folder_or_a_picture_is_no_settings_file(tmp_path: Path) -> None:
    assert "cannot be read" in problems_of(tmp_path)[0].wrong
    (tmp_path / "picture.toml").write_bytes(b"\x89PNG\xff\xfe")
    assert "not UTF-8" in problems_of(tmp_path / "picture.toml")[0].wrong


def test_lines_are_right_behind_texts_of_several_lines(folder: Path) -> None:
    text = BAR.replace('name = "Negroni"', 'name = "Negroni"\ndescription = """\n[staff]\nowner = 1\n"""')
    [problem] = problems_of(bar(folder, text.replace("owner = 2001", "owner = -1")))
    assert problem.line == text.splitlines().index("owner = 2001") + 1


# ── the campaign ──


def test_the_clues_problems_are_told_with_the_others(folder: Path) -> None:
    (folder / "clues.toml").write_text('[[clue]]\ntext.en = "North."\n')
    problems = problems_of(bar(folder, BAR.replace("owner = 2001", "owner = -1") + CAMPAIGN))
    assert [(each.file, each.key) for each in problems] == [
        ("", "staff.owner"),
        ("clues.toml", "clue"),
        ("clues.toml", "clue[1].text.it"),
    ]
    assert str(problems[2]).startswith("clues.toml, line 1 · clue[1].text.it: is missing.")


def test_a_missing_clues_file_is_told_at_its_key(folder: Path) -> None:
    [problem] = problems_of(bar(folder, BAR + CAMPAIGN))
    assert problem.key == "campaign.clues"
    assert problem.line == (BAR + CAMPAIGN).splitlines().index('clues = "clues.toml"') + 1
    assert str(folder / "clues.toml") in problem.wrong


def test_the_campaign_holds_its_clues(folder: Path) -> None:
    (folder / "clues.toml").write_text(
        '[[clue]]\ntext.en = "North."\ntext.it = "Nord."\n[[clue]]\ntext.en = "South."\ntext.it = "Sud."\n'
    )
    campaign = load(bar(folder, BAR + CAMPAIGN), {}).campaign
    assert campaign and campaign.clues_path == folder / "clues.toml"
    assert [(clue.day, clue.text["it"]) for clue in campaign.clues] == [(1, "Nord."), (2, "Sud.")]
    assert (campaign.post_at, campaign.name) == (time(11, 43), "launch")


def test_a_campaign_of_other_length_than_its_clues_is_refused(folder: Path) -> None:
    [problem] = problems_of(bar(folder, BAR + CAMPAIGN.replace('clues = "clues.toml"', "")))
    assert problem.wrong == "there are 43 clues for 2 days"
    assert "days = 43" in problem.remedy


def test_a_wrong_number_of_days_is_told_once(folder: Path) -> None:
    [problem] = problems_of(bar(folder, BAR + CAMPAIGN.replace("days = 2", "days = 0").replace("clues =", "# ")))
    assert problem.key == "campaign.days"


# ── cost ──


def test_importing_the_settings_brings_neither_telegram_nor_babel() -> None:
    program = "import sys, bot.config; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not {"telegram", "babel", "aiohttp", "sqlite3", "asyncio"} & set(done.stdout.split())
