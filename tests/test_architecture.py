"""What the design promises of the code itself, where it is cheap to look. The directions between the rooms are
import-linter's, in pyproject.toml."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

import bot

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("bot", "handlers", "scheduler")
SOURCES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
#: Ways to ask the machine for the time of day; a stopwatch (time.monotonic) is something else.
WALL_CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
}
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40


def wall_clocks(source: str) -> Iterator[str]:
    """Where a source asks the machine for the time, by any of the names that it may have there."""
    tree = ast.parse(source)
    renamed: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            renamed |= {alias.asname: alias.name for alias in node.names if alias.asname}
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (f"from time import {alias.name}" for alias in node.names if ("time", alias.name) in WALL_CLOCKS)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if (renamed.get(owner, owner), node.attr) in WALL_CLOCKS:
                yield f"line {node.lineno}: {ast.unparse(node)}"


def functions(source: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_only_the_clock_asks_the_machine_for_the_time() -> None:
    asking = {str(path.relative_to(ROOT)): list(wall_clocks(path.read_text(encoding="utf-8"))) for path in SOURCES}
    assert {path for path, found in asking.items() if found} == {"bot/clock.py"}


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\nnow = datetime.now(UTC)",
        "import datetime as dt\nnow = dt.datetime.now()",
        "from datetime import datetime as moment\nnow = moment.utcnow()",
        "import time\nnow = time.time()",
        "import time as t\nask = t.time",
        "from time import time",
        "from datetime import date\ntoday = date.today()",
    ],
)
def test_whoever_asks_the_machine_is_found(source: str) -> None:
    assert list(wall_clocks(source))
    assert not list(wall_clocks("import time\nstarted = time.monotonic()\nnow = clock.now()"))


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert len(lengths) > 50
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    too_long = [
        f"{path.relative_to(ROOT)} {name}: {length}"
        for path in SOURCES
        for name, length in functions(path.read_text(encoding="utf-8"))
        if length > LONGEST_FUNCTION
    ]
    assert too_long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert [str(path.relative_to(ROOT)) for path in silent if "migrations/versions" not in str(path)] == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    names = {part for path in SOURCES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert names & {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc", "base"} == set()


def test_only_the_agreed_folders_stand_at_the_top() -> None:
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text().split() if line.endswith("/")]
    folders = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and not any(fnmatch(path.name, each) for each in ignored)
    }
    assert folders == {"bot", "handlers", "scheduler", "docs", "tests"}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_pins_carry_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.split(r"(?<!\\)\n", text.strip())
    assert len(pins) > 20
    for pin in pins:
        assert re.match(r"[A-Za-z0-9][\w.-]*(\[[\w,-]+\])?==[\w.]+", pin), pin[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", pin), pin[:80]
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|--trusted-host|@ ", text)


def test_what_the_bot_needs_is_pinned_alike_for_the_workshop() -> None:
    def versions(name: str) -> set[str]:
        return set(re.findall(r"^([A-Za-z0-9][\w.-]*==[\w.]+)", (ROOT / name).read_text(), re.MULTILINE))

    assert versions("requirements.txt") <= versions("requirements-dev.txt")


def imported(folder: Path, root: Path = ROOT, *names: str) -> dict[str, list[str]]:
    """What each import did besides, in processes that begin in an empty folder."""
    program = ROOT / "tests" / "importing.py"
    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", program, root, *names],
        cwd=folder,
        # The one thing that the transport sets for its library, before it is read.
        env={**os.environ, "PTB_TIMEDELTA": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    told: dict[str, list[str]] = json.loads(done.stdout)
    return told


def test_every_module_can_be_imported_alone_and_does_nothing_else(tmp_path: Path) -> None:
    told = imported(tmp_path)
    assert len(told) > 50
    assert {name: doings for name, doings in told.items() if doings} == {}
    assert list(tmp_path.iterdir()) == []


def test_an_import_that_does_something_is_found(tmp_path: Path) -> None:
    (tmp_path / "writes.py").write_text("open('left-behind', 'w').close()\n")
    (tmp_path / "talks.py").write_text("import os\nos.environ['SAID'] = 'something'\n")
    (tmp_path / "fails.py").write_text("raise RuntimeError('not today')\n")
    told = imported(tmp_path, tmp_path, "writes", "talks", "fails")
    assert "left-behind" in told["writes"][0]
    assert "environment" in told["talks"][0]
    assert "not today" in told["fails"][0]


def test_the_version_stands_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## .*{re.escape(bot.__version__)}", changelog, re.MULTILINE)
