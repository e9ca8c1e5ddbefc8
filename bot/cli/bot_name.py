"""The bot's own name: as the operator gives it, or as Telegram tells."""

import asyncio
import re

from telegram.error import InvalidToken, TelegramError

from bot.config import Settings
from bot.errors import OperatorError
from bot.inbox.receiver import token_refused
from bot.line import Line

ANSWER_S = 15.0
#: Telegram's rule for bots: 5 to 32 letters, figures and underscores (https://core.telegram.org/bots/features#botfather).
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,30}[A-Za-z0-9]")


def bot_name(settings: Settings, given: str | None) -> str:
    """The bot's name without its @; Telegram is asked where none is given.

    Raises:
        OperatorError: it is no name, or Telegram does not tell.
    """
    if given is None:
        return asyncio.run(_asked(settings))
    name = given.removeprefix("https://t.me/").removeprefix("@")
    if not NAME.fullmatch(name):
        raise OperatorError(f"--bot {given} is no name of a bot. It looks like BackDoor43Bot.")
    return name


async def _asked(settings: Settings) -> str:
    address = settings.telegram.api_base_url
    line = Line(settings)
    try:
        async with asyncio.timeout(ANSWER_S):
            # Only the bot: opening the line would also settle how updates arrive, and a bot may be running.
            await line.bot.initialize()
        return str(line.bot.username)
    except InvalidToken as error:
        raise token_refused(error, address) from None
    except (TelegramError, TimeoutError) as error:
        reason = str(error) or "no answer"
        raise OperatorError(
            f"The Bot API at {address} could not be asked for the bot's name ({reason}). "
            "Check the network, or give the name with --bot."
        ) from None
    finally:
        await line.close()
