"""How long after its minute a clue stands in the channel: by the bot's own ticks, with a clock that goes by itself."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from bot.domain.campaign import Calendar
from bot.log import set_up
from tests.benchmarks.rounds import Report, Size, percentile
from tests.evening import ROME, Evening

#: The clock is set so long before the minute, by chance, so that no tick is favoured.
BEFORE_S = (0.1, 1.1)


async def measure(size: Size, folder: Path) -> Iterator[Report]:
    """Forty-three mornings, the last of which opens the bar."""
    set_up(logging.ERROR)
    chance, late = Random(43), list[float]()
    async with Evening(Path(mkdtemp(dir=folder)), "2026-03-01 00:00") as evening:
        settings = evening.settings.campaign
        assert settings is not None
        calendar = Calendar.of(settings, ROME)
        for day in range(1, size.pick(5, 43, 43) + 1):
            at = calendar.instant_of(day)
            evening.clock.set(at - timedelta(seconds=chance.uniform(*BEFORE_S)))
            await evening.eventually_posted(day)
            late.append((evening.clock.now() - at).total_seconds())
    row = (percentile(late, 50) * 1e3, percentile(late, 99) * 1e3)
    title = f"A clue in the channel after 11:43:00, {len(late)} days"
    return iter([Report(title, ("p50 ms", "p99 ms"), {"the house": row}, "the house")])
