"""Logging: one line an event, to standard error, and never a token in it."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from bot import redaction

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
    # A traceback for each web page that stands where an answer should; the error that is raised says the same.
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)


def redacted(_logger: object, _name: str, event: Event) -> Event:
    """Cut every token out of every value."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = redaction.redacted(value)
    return event
