"""``python -m tests.benchmarks.costs``: where the house's time goes on the whole way, by the standard profiler.

It sees the event loop's thread; the database's threads have no part in it. The report goes to standard error.
"""

import asyncio
import tempfile
from pathlib import Path

from tests.benchmarks.journey import scene


async def main() -> None:
    """A hundred guests press twelve times each, and the profile is printed when the house ends."""
    with tempfile.TemporaryDirectory(prefix="backdoor43-bench-") as folder:
        async with scene("house", Path(folder), "--profile") as (telegram, _bot):
            await telegram.do("press", guests=100, presses=12, think=0)


if __name__ == "__main__":
    asyncio.run(main())
