"""A strict Bot API on loopback. Where it differs from Telegram's, it refuses more."""

from bot.rehearsal.api.faults import Fault, Faults
from bot.rehearsal.api.server import BotApi
from bot.rehearsal.api.world import World

__all__ = ["BotApi", "Fault", "Faults", "World"]
