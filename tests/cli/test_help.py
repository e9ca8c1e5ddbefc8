"""`--help` answers at once, because commands are imported only when they are called."""

import subprocess
import sys

import pytest

from bot.cli import COMMANDS, SUMMARIES
from tests.cli.command import say
from tests.process import ROOT

HEAVY = ("telegram", "aiohttp", "pydantic", "structlog", "apscheduler", "aiosqlite", "babel", "alembic")


def heavy_modules_after(arguments: list[str]) -> list[str]:
    """What of the heavy libraries is loaded after a command."""
    code = f"""
import sys
from bot.cli import backdoor43
try:
    backdoor43({arguments!r})
except SystemExit:
    pass
print("loaded:", *({{*{HEAVY!r}}} & {{*sys.modules}}))
"""
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return told.splitlines()[-1].split()[1:]


def test_help_loads_nothing_heavy() -> None:
    assert heavy_modules_after(["--help"]) == []


def test_a_command_loads_what_it_needs() -> None:
    assert "telegram" in heavy_modules_after(["run", "--help"])


def test_help_names_every_command() -> None:
    told = say("--help")
    assert SUMMARIES.keys() == COMMANDS.keys()
    assert all(f"\n  {name} " in told.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_of_its_own(name: str) -> None:
    told = say(name, "--help")
    assert told.out.startswith(f"Usage: backdoor43 {name} ")
    assert told.err == ""


def test_a_command_that_is_not_there_is_told() -> None:
    told = say("rehears")
    assert told.code == 2
    assert "No such command 'rehears'" in told.err
