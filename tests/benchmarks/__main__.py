"""``python -m tests.benchmarks``: what the house is quick at and what not, as ratios measured in one run."""

import argparse
import asyncio
import importlib
import os
import platform
import tempfile
import time
from pathlib import Path

from bot.cli.loop import new_event_loop
from tests.benchmarks.rounds import Size

#: In the order in which they run; each module has ``measure(size, folder)``, which gives reports.
SUBJECTS = (
    "texts",
    "understanding",
    "storage",
    "availability",
    "inbox",
    "startup",
    "journey",
    "sender",
    "clues",
    "followers",
)


def main() -> None:
    """Measure the subjects that were asked for, one after the other."""
    arguments = _arguments()
    print(_machine(), flush=True)
    began = time.perf_counter()
    for subject in arguments.subjects or SUBJECTS:
        with asyncio.Runner(loop_factory=new_event_loop) as runner:
            runner.run(_measure(subject, Size(arguments.size), arguments.folder))
    print(f"\n{time.perf_counter() - began:.0f} s in all")


async def _measure(subject: str, size: Size, parent: Path | None) -> None:
    module = importlib.import_module(f"tests.benchmarks.{subject}")
    with tempfile.TemporaryDirectory(prefix="backdoor43-bench-", dir=parent) as folder:
        for report in await module.measure(size, Path(folder)):
            print(report, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="subject", help=f"of: {', '.join(SUBJECTS)} (all)")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", dest="size", action="store_const", const="quick", help="only that it works")
    size.add_argument("--full", dest="size", action="store_const", const="full", help="for the record; takes long")
    parser.add_argument("--folder", type=Path, help="where databases are made: the disk that is measured")
    parser.set_defaults(size="usual")
    arguments = parser.parse_args()
    if unknown := set(arguments.subjects) - set(SUBJECTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}; the subjects are {', '.join(SUBJECTS)}")
    return arguments


def _machine() -> str:
    loop = new_event_loop.__module__.partition(".")[0]
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {loop}, one fsync {_fsync_us():.0f} µs"


def _fsync_us() -> float:
    """Microseconds for one fsync where temporary files are; the shortest of many, because that is the disk's own."""
    with tempfile.TemporaryFile() as file:
        took = []
        for _ in range(50):
            file.write(b"4" * 4096)
            file.flush()
            began = time.perf_counter()
            os.fsync(file.fileno())
            took.append(time.perf_counter() - began)
    return min(took) * 1e6


if __name__ == "__main__":
    main()
