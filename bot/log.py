"""Logging: one line an event, to standard error, and never a token in it."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

#: A bot token as it stands in URLs and reprs; "bot" right before it is no word boundary.
_TOKEN = re.compile(r"(?<!\d)\d{5,}:[\w-]{20,}")
_HIDDEN = "[token]"

Event = MutableMapping[str, Any]


def set_up(level: int = logging.INFO) -> None:
    """Send structlog's and the libraries' records through the same renderer and the same redaction."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redacted,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                redacted,
                structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
            ],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # These tell of every call, every tick and every table.
    for chatty in ("httpx", "apscheduler", "aiosqlite", "aiohttp.access", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def redacted(_logger: object, _name: str, event: Event) -> Event:
    """Cut every token out of every value."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = without_token(value)
    return event


def without_token(text: str) -> str:
    """``text`` with every bot token cut out."""
    return _TOKEN.sub(_HIDDEN, text)
