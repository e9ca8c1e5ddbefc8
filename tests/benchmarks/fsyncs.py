"""Counting how often this process makes the disk write, where strace is at hand and allowed to look."""

import asyncio
import os
import shutil
from collections.abc import Awaitable
from pathlib import Path

STRACE = ("-f", "-qq", "-e", "trace=fsync,fdatasync", "-e", "signal=none")


async def fsyncs_during(work: Awaitable[object], folder: Path) -> int | None:
    """The fsyncs and fdatasyncs during ``work``; None where they cannot be counted."""
    log = folder / "strace.log"
    log.unlink(missing_ok=True)
    watcher = await _watch(log)
    if watcher is None:
        await work
        return None
    try:
        before = _count(log)
        await work
        return _count(log) - before
    finally:
        watcher.terminate()
        await watcher.wait()


async def _watch(log: Path) -> asyncio.subprocess.Process | None:
    """An strace on this process that has proved to see an fsync, or None."""
    if shutil.which("strace") is None:
        return None
    watcher = await asyncio.create_subprocess_exec(
        *("strace", *STRACE, "-o", str(log), "-p", str(os.getpid())), stderr=asyncio.subprocess.DEVNULL
    )
    with (log.parent / "probe").open("w") as probe:
        for _ in range(100):
            os.fsync(probe.fileno())
            if watcher.returncode is not None:
                return None
            if _count(log):
                return watcher
            await asyncio.sleep(0.02)
    watcher.terminate()
    await watcher.wait()
    return None


def _count(log: Path) -> int:
    """Calls that have ended; one that another thread interrupts is logged in two lines."""
    if not log.exists():
        return 0
    return sum("sync" in line and "unfinished" not in line for line in log.read_text(errors="replace").splitlines())
