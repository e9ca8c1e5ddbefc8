"""``python -m bot`` is the same as ``backdoor43``."""

from bot.cli import main

main()
