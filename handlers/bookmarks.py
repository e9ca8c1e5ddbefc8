"""Bookmarks: a printed code comes with the link of its bookmark, or is typed."""

from bot.domain.bookmarks import read_code
from handlers.visit import Visit


async def find(visit: Visit, code_text: str) -> bool:
    """Answer what may be a bookmark's code, right or wrong; False for what does not look like one.

    Raises:
        AlreadyHandledError: a redelivered update.
    """
    code = read_code(code_text)
    if code is None:
        return False
    is_open = await visit.bar.launch.opening.is_open_for(visit.caller.guest_id)
    typed = not visit.text.startswith("/start")
    await visit.bar.launch.bookmarks.find(visit.caller, code, typed=typed, is_open=is_open)
    return True
