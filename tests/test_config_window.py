"""What an operator writes about the window: pictures of the drinks, hours of the ban, a payment provider's token."""

import traceback
from datetime import time
from pathlib import Path

import pytest
import structlog

from bot import redaction
from bot.config import ConfigError, load
from bot.config.photos import LARGEST
from bot.log import redacted
from tests.test_config import BAR, MENU, bar, problems_of, problems_with, settings_with

PROVIDER = "284685063:TEST:NmJlNTQ4ZTQxZmE5"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bar.toml").write_text(BAR)
    return tmp_path


# ── pictures ──


def pictured(folder: Path, photo: str) -> Path:
    return bar(folder, BAR.replace("price = 10", f'price = 10\nphoto = "{photo}"'))


@pytest.mark.parametrize(
    "name", ["negroni.jpg", "negroni.JPEG", "negroni.png", "negroni.webp", "pictures/il negroni.jpg"]
)
def test_a_picture_is_found_beside_the_file_wherever_the_program_was_started(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    (folder / "pictures").mkdir()
    (folder / name).write_bytes(b"a picture")
    assert load(pictured(folder, name), {}).takeout.menu[0].photo == folder / name
    # The control: there is none by that name where the program was started.
    assert not Path(name).exists()


def test_a_picture_may_be_named_by_its_whole_path(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("pictures") / "negroni.jpg"
    elsewhere.write_bytes(b"a picture")
    assert load(pictured(folder, str(elsewhere)), {}).takeout.menu[0].photo == elsewhere


def test_a_drink_needs_no_picture(folder: Path) -> None:
    assert load(folder / "bar.toml", {}).takeout.menu[0].photo is None


def test_the_largest_picture_is_taken_and_one_byte_more_is_not(folder: Path) -> None:
    with (folder / "negroni.jpg").open("wb") as picture:
        picture.truncate(LARGEST)
        assert load(pictured(folder, "negroni.jpg"), {}).takeout.menu[0].photo
        picture.truncate(LARGEST + 1)
        [problem] = problems_of(pictured(folder, "negroni.jpg"))
    assert problem.wrong == "negroni.jpg is too large"
    assert problem.remedy == "Name a picture of up to 10 MB."


@pytest.mark.parametrize(
    ("photo", "wrong"),
    [
        ("nowhere.jpg", "there is no file {folder}/nowhere.jpg"),
        (".", "there is no file {folder}"),
        ("pictures.jpg", "there is no file {folder}/pictures.jpg"),
        ("x" * 300 + ".jpg", "there is no file {folder}/xxx"),
        ("negroni.gif", "negroni.gif is no picture"),
        ("negroni", "negroni is no picture"),
        ("empty.png", "empty.png is empty"),
        ("", "is empty"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told_with_its_line(folder: Path, photo: str, wrong: str) -> None:
    (folder / "pictures.jpg").mkdir()
    for name, content in (("negroni.gif", b"GIF89a"), ("negroni", b"a picture"), ("empty.png", b"")):
        (folder / name).write_bytes(content)
    path = pictured(folder, photo)
    [problem] = problems_of(path)
    assert problem.key == "takeout.menu[1].photo"
    assert problem.line == path.read_text().splitlines().index(f'photo = "{photo}"') + 1
    assert problem.wrong.startswith(wrong.format(folder=folder))


def test_every_wrong_picture_is_told_at_once_beside_what_else_is_wrong(folder: Path) -> None:
    drinks = [{"name": name, "price": 9, "photo": f"{name}.jpg"} for name in ("A", "B")]
    problems = problems_with(folder, {"takeout.menu": drinks, "venue.seats": 0})
    assert {each.key for each in problems} == {"takeout.menu[1].photo", "takeout.menu[2].photo", "venue.seats"}


def test_a_picture_named_in_the_environment_is_not_blamed_on_a_line_of_the_file(folder: Path) -> None:
    environ = {"BACKDOOR43_TAKEOUT__MENU": '[{"name": "Sour", "price": 9, "photo": "no.jpg"}]'}
    [problem] = problems_of(folder / "bar.toml", environ)
    assert problem.line is None
    assert problem.wrong == f"there is no file {folder}/no.jpg (from BACKDOOR43_TAKEOUT__MENU)"


# ── other names ──


def menu_of(*aliases: object) -> dict[str, object]:
    """Drinks A, B, … with their other names."""
    return {"takeout.menu": [{"name": chr(65 + n), "price": 9, "aliases": each} for n, each in enumerate(aliases)]}


def test_a_drink_goes_by_other_names_too_or_by_none(folder: Path) -> None:
    menu = settings_with(folder, menu_of(["martini", " Vodkatini "], [])).takeout.menu
    assert {drink.name: drink.aliases for drink in menu} == {"A": ("martini", "Vodkatini"), "B": ()}
    assert load(folder / "bar.toml", {}).takeout.menu[0].aliases == ()


@pytest.mark.parametrize(
    ("aliases", "wrong"),
    [
        ("martini", "'martini' is not a list"),
        ([7], "7 is no name"),
        (["  "], "'  ' is no name"),
        (["a\nb"], "'a?b' is no name"),
        (["x" * 41], f"'{'x' * 41}' is no name"),
        (["spritz", "Spritz"], "'Spritz' stands there twice"),
        ([f"name {n}" for n in range(13)], "there are 13 names"),
    ],
)
def test_what_is_no_list_of_names_is_told(folder: Path, aliases: object, wrong: str) -> None:
    [problem] = problems_with(folder, menu_of(aliases))
    assert problem.key.startswith("takeout.menu[1].aliases")
    assert problem.wrong == wrong


@pytest.mark.parametrize(
    ("aliases", "place", "wrong"),
    [
        ((["b"], []), 1, "'b' is drink number 2, B"),
        (([], ["A"]), 2, "'A' is drink number 1, A"),
        ((["sour"], ["SOUR"]), 2, "'SOUR' is drink number 1, A"),
    ],
)
def test_a_name_that_two_drinks_go_by_is_told(
    folder: Path, aliases: tuple[list[str], ...], place: int, wrong: str
) -> None:
    [problem] = problems_with(folder, menu_of(*aliases))
    assert (problem.key, problem.wrong) == (f"takeout.menu[{place}].aliases", wrong)
    # The control: once more the drink's own name does no harm.
    assert settings_with(folder, menu_of(["a"], ["b"])).takeout.menu[0].aliases == ("a",)


# ── the ban ──


def test_italian_law_is_the_default(folder: Path) -> None:
    takeout = load(folder / "bar.toml", {}).takeout
    assert (takeout.banned_from, takeout.banned_until) == (time(3), time(6))


@pytest.mark.parametrize(
    ("opens", "closes", "banned_from", "banned_until"),
    [
        ("03:00", "05:00", "03:00", "03:00"),
        ("19:00", "03:00", "00:00", "00:00"),
        ("19:00", "05:00", "03:00", "06:00"),
        ("02:30", "06:00", "03:00", "06:00"),
        ("03:00", "06:30", "03:00", "06:00"),
        ("19:00", "23:00", "23:00", "19:00"),
        ("19:00", "23:00", "02:13", "05:47"),
    ],
)
def test_a_window_that_can_sell_at_some_time_is_taken_and_the_same_time_twice_is_no_ban(
    folder: Path, opens: str, closes: str, banned_from: str, banned_until: str
) -> None:
    hours = {"opens": opens, "closes": closes, "banned_from": banned_from, "banned_until": banned_until}
    takeout = settings_with(folder, {f"takeout.{key}": value for key, value in hours.items()}).takeout
    assert f"{takeout.banned_from:%H:%M} {takeout.banned_until:%H:%M}" == f"{banned_from} {banned_until}"


@pytest.mark.parametrize(
    ("opens", "closes", "banned_from", "banned_until"),
    [
        ("03:00", "06:00", "03:00", "06:00"),
        ("03:30", "05:00", "03:00", "06:00"),
        ("22:00", "02:00", "21:00", "03:00"),
        ("23:30", "00:30", "23:00", "01:00"),
        ("19:00", "23:00", "19:00", "18:00"),
    ],
)
def test_a_window_open_in_the_hours_of_the_ban_alone_is_told(
    folder: Path, opens: str, closes: str, banned_from: str, banned_until: str
) -> None:
    hours = {"opens": opens, "closes": closes, "banned_from": banned_from, "banned_until": banned_until}
    [problem] = problems_with(folder, {f"takeout.{key}": value for key, value in hours.items()})
    assert problem.key == "takeout.opens"
    assert problem.wrong == f"nothing may be sold from {banned_from} to {banned_until}"
    assert problem.remedy == "Open the window at another time, or correct the two times of the ban."


@pytest.mark.parametrize("key", ["takeout.banned_from", "takeout.banned_until"])
def test_a_ban_is_between_times_of_day_and_a_wrong_one_clashes_with_nothing(folder: Path, key: str) -> None:
    [problem] = problems_with(folder, {key: "24:00", "takeout.opens": "03:00", "takeout.closes": "05:00"})
    assert problem.key == key
    assert "'24:00' is no time of day" in problem.wrong


# ── the payment provider ──


@pytest.mark.parametrize(
    "token",
    [
        PROVIDER,
        "381764678:TEST:54321",
        "350862534:LIVE:MTk5ZGE+/a=",
        "1:abcd",
        f"  {PROVIDER}\n",
        "5322214758:TEST:a1-b2_c3",
    ],
)
def test_a_provider_token_is_taken_as_botfather_gives_it(folder: Path, token: str) -> None:
    payments = settings_with(folder, {"payments.provider_token": token}).payments
    assert payments.taken
    assert payments.provider_token.get_secret_value() == token.strip()


@pytest.mark.parametrize("token", ["", "   "])
def test_without_a_token_guests_pay_at_the_window(folder: Path, token: str) -> None:
    assert not settings_with(folder, {"payments.provider_token": token}).payments.taken
    assert not load(folder / "bar.toml", {}).payments.taken


@pytest.mark.parametrize(
    "token",
    ["284685063", "TEST:284685063:abcd", "284685063:TEST abc", "1:abc", "1:" + "x" * 201, "١٢٣:TEST:abcd", 284685063],
)
def test_what_is_no_provider_token_is_told_and_not_shown(folder: Path, token: object) -> None:
    [problem] = problems_with(folder, {"payments.provider_token": token})
    assert problem.key == "payments.provider_token"
    assert "not the shape of a payment provider's token" in problem.wrong
    assert str(token) not in str(problem)


@pytest.mark.parametrize("source", ["file", "environment", "override"])
def test_a_provider_token_stands_in_no_error_no_log_and_no_settings(
    folder: Path, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redaction, "_known", set())
    text = BAR.replace("Europe/Rome", f"pay by {PROVIDER}")
    # The control: as long as nobody has said what it is, it is a word like any other.
    assert PROVIDER in str(problems_of(bar(folder, text))[0])
    in_file = f'{text}[payments]\nprovider_token = "{PROVIDER}"\n' if source == "file" else text
    environ = {"BACKDOOR43_PAYMENTS__PROVIDER_TOKEN": PROVIDER} if source == "environment" else {}
    overrides = {"payments.provider_token": PROVIDER} if source == "override" else {}
    with pytest.raises(ConfigError) as caught:
        load(bar(folder, in_file), environ, overrides)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value.problems)
    assert PROVIDER not in told
    assert "pay by (a token)" in told
    said = redacted(
        structlog.get_logger(), "info", {"event": f"sendInvoice {PROVIDER}", "reason": str(ValueError(PROVIDER))}
    )
    assert PROVIDER not in f"{said}"
    settings = load(bar(folder, BAR), {}, {"payments.provider_token": PROVIDER})
    assert PROVIDER not in f"{settings!r} {settings} {settings.payments!r} {settings.model_dump()}"
    assert PROVIDER not in settings.model_dump_json()


def test_a_menu_of_drinks_with_pictures_is_still_a_menu(folder: Path) -> None:
    (folder / "a.png").write_bytes(b"a picture")
    drinks = [MENU | {"name": "A", "photo": "a.png"}, MENU]
    menu = settings_with(folder, {"takeout.menu": drinks}).takeout.menu
    assert [drink.photo for drink in menu] == [folder / "a.png", None]
    assert [drink.price_cents for drink in menu] == [1000, 1000]
