"""The settings: a TOML file and the environment in, frozen sections out, or every problem at once."""

from bot.config.checks import minutes_open
from bot.config.keys import known_keys
from bot.config.loading import load
from bot.config.sections import (
    Campaign,
    Curfew,
    Drink,
    Ops,
    Pacing,
    Payments,
    Reservations,
    Settings,
    Staff,
    Storage,
    Takeout,
    Telegram,
    Venue,
    Webhook,
)
from bot.toml_file import ConfigError, Problem

__all__ = [
    "Campaign",
    "ConfigError",
    "Curfew",
    "Drink",
    "Ops",
    "Pacing",
    "Payments",
    "Problem",
    "Reservations",
    "Settings",
    "Staff",
    "Storage",
    "Takeout",
    "Telegram",
    "Venue",
    "Webhook",
    "known_keys",
    "load",
    "minutes_open",
]
