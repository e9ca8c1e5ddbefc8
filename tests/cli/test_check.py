"""A configuration that cannot be used: every problem at once, no traceback, no token.

For `check` problems are what was asked for, and stand on standard output; elsewhere they are in the way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.rehearsal.play import BAR
from tests.cli.command import say
from tests.process import config

TOKEN = "4343434343:REHEARSAL-rehearsal-rehearsal-43"
COMMANDS = pytest.mark.parametrize("command", ["check", "run"])


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Path]:
    """The rehearsal's configuration with some of its words replaced."""

    def changed(**replacements: str) -> Path:
        path = config(tmp_path, "http://127.0.0.1:1")
        text = path.read_text()
        for name, instead in replacements.items():
            line = next(line for line in text.splitlines() if line.startswith(f"{name} = "))
            text = text.replace(f"{line}\n", f"{instead}\n", 1)
        path.write_text(text)
        return path

    return changed


def test_a_good_configuration_is_told_in_one_line() -> None:
    told = say("check", "--config", str(BAR))
    assert (told.code, told.err) == (0, "")
    assert told.out.endswith("no problems. BackDoor43, 4 stools, 8 drinks, 43 clues.\n")


@COMMANDS
def test_every_problem_is_told_at_once(changed: Callable[..., Path], command: str, tmp_path: Path) -> None:
    path = changed(
        seats="seats = -4",
        opens='opens = "seven"',
        timezone='timezone = "Europe/Navigli"',
        slot_minutes="slot_minuts = 10",
    )
    told = say(command, "--config", str(path))
    assert told.code == 1
    said, silent = (told.out, told.err) if command == "check" else (told.err, told.out)
    assert silent == ""
    *problems, count = said.splitlines()
    assert [problem.split(" · ")[1].split(":")[0] for problem in problems] == [
        "venue.timezone",
        "venue.seats",
        "venue.opens",
        "takeout.slot_minuts",
    ]
    assert all(problem.startswith("line ") for problem in problems)
    assert "slot_minutes?" in problems[-1]
    assert count == f"{path}: 4 problems."
    assert not (tmp_path / "bar.sqlite3").exists()


@COMMANDS
def test_a_missing_file_is_told_with_its_remedy(tmp_path: Path, command: str) -> None:
    told = say(command, "--config", str(tmp_path / "nowhere.toml"))
    assert told.code == 1
    said = told.out + told.err
    assert f"there is no file {tmp_path / 'nowhere.toml'}. Copy config.example.toml there" in said
    assert "Traceback" not in said


@COMMANDS
def test_a_file_that_is_no_toml_is_told_with_its_line(changed: Callable[..., Path], command: str) -> None:
    path = changed(name='name = "BackDoor43')
    told = say(command, "--config", str(path))
    assert told.code == 1
    line = path.read_text().splitlines().index('name = "BackDoor43') + 1
    assert (told.out + told.err).startswith(f"line {line} · ")
    assert "cannot be read as TOML" in told.out + told.err


def test_the_environment_stands_over_the_file(changed: Callable[..., Path]) -> None:
    path = changed(token='token = "0000000000:PASTE-THE-TOKEN-FROM-BOTFATHER"')
    alone = say("check", "--config", str(path))
    assert alone.code == 1
    assert "telegram.token" in alone.out
    helped = say("check", "--config", str(path), env={"BACKDOOR43_TELEGRAM__TOKEN": TOKEN}, secret=TOKEN)
    assert (helped.code, helped.err) == (0, "")


def test_a_problem_in_the_environment_is_told_by_its_variable(changed: Callable[..., Path]) -> None:
    wrong = {"BACKDOOR43_VENUE__SEATS": "many", "BACKDOOR43_VENUE__SEETS": "4"}
    told = say("check", "--config", str(changed()), env=wrong)
    assert told.code == 1
    assert "(from BACKDOOR43_VENUE__SEATS)" in told.out
    assert "BACKDOOR43_VENUE__SEETS: this variable of the environment names no setting. Did you mean" in told.out


@COMMANDS
def test_a_token_in_the_wrong_place_is_not_shown(changed: Callable[..., Path], command: str) -> None:
    path = changed(name=f'name = 43\n"{TOKEN}" = "{TOKEN}"', timezone=f'timezone = "{TOKEN}"')
    told = say(command, "--config", str(path), secret=TOKEN)
    assert told.code == 1
    assert "(a token)" in told.out + told.err
