"""The core of BackDoor43: four stools, a takeout window and a masked barman, run from a Telegram chat."""

__version__ = "0.1.0"
