"""Imports every module of the product in a process of its own and prints what an import did besides.

The processes are forks of one interpreter that has read the libraries and nothing of the product, which is as fresh as
a new one for what matters here and much quicker. Run as a program; prints one JSON object: module → what was wrong.
"""

import gc
import json
import logging
import os
import sys
import threading
import traceback
from pathlib import Path

LIBRARIES = (
    *("aiohttp.web", "aiosqlite", "alembic.command", "apscheduler.schedulers.asyncio", "babel.dates", "babel.lists"),
    *("babel.numbers", "click", "fluent.runtime", "pydantic", "sqlalchemy", "structlog", "telegram.ext"),
)
#: Nearly everything stands on it, and reading it takes most of the time: tried alone first, then there for the rest.
GROUND = "bot.config"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
DOINGS = ("socket.bind", "socket.connect", "subprocess.Popen", "os.mkdir", "os.remove", "os.rename", "os.system")


def modules(root: Path) -> list[str]:
    """The product's modules; what Alembic runs by path and what runs on import are no modules to import."""
    found = []
    for package in ("bot", "handlers", "scheduler"):
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if "migrations" not in parts and parts[-1] != "__main__":
                found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def doings_of(name: str) -> list[str]:
    """Import ``name`` and tell what that did to the world."""
    seen: list[str] = []

    def listen(event: str, args: tuple[object, ...]) -> None:
        if event in DOINGS or (event == "open" and isinstance(args[2], int) and args[2] & WRITING):
            seen.append(f"{event} {args[0]}")

    before = (dict(os.environ), threading.active_count(), list(logging.getLogger().handlers))
    sys.addaudithook(listen)
    try:
        __import__(name)
    except BaseException:
        return [traceback.format_exc()]
    after = (dict(os.environ), threading.active_count(), list(logging.getLogger().handlers))
    if before != after:
        seen.append("it changed the environment, the threads or the log")
    return seen


def in_a_fork(name: str) -> list[str]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with os.fdopen(writing, "w") as pipe:
            json.dump(doings_of(name), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return json.loads(told) if told else ["it ended the process"]


def told(names: list[str]) -> dict[str, list[str]]:
    gc.freeze()  # so that the children need not copy what they only look at
    return {name: in_a_fork(name) for name in names}


if __name__ == "__main__":
    root = Path(sys.argv[1])
    sys.path.insert(0, str(root))
    for library in LIBRARIES:
        __import__(library)
    names = sys.argv[2:] or modules(root)
    ground = [name for name in names if name.startswith(GROUND)]
    found = told(ground)
    if ground:
        __import__(GROUND)
    print(json.dumps(found | told([name for name in names if name not in ground])))
