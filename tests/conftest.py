"""What every test may use."""

import structlog

# A traceback as the product logs it. structlog's own default draws every local variable on the way, which costs
# seconds of the event loop for each error that a test provokes.
structlog.configure(
    processors=[
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="%H:%M:%S", utc=True),
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ],
    cache_logger_on_first_use=False,
)
