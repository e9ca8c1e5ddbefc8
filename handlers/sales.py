"""What the staff type to hear what the window sold."""

from bot.understanding.sales import read_span
from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    return [door.staff_command("sales", tell_sales)]


async def tell_sales(visit: Visit) -> None:
    """``/sales``, ``/sales week``, ``/sales 24 Dec``: tonight so far, the last seven nights, that night."""
    sales = visit.bar.sales
    await sales.tell(visit.caller, read_span(visit.after_command, sales.tonight))
