"""What the house would be with the library's stock updater: `python -m tests.stock_process TOKEN URL FILE`.

Each update takes a moment, as a real handler's network does, and leaves its id and its text in an SQLite file.
"""

import asyncio
import sqlite3
import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, TypeHandler

#: A round trip to Telegram and a commit.
HANDLING_S = 0.05


def run(token: str, url: str, file: str) -> None:
    """Handle updates until killed."""
    effects = sqlite3.connect(file)
    effects.execute("CREATE TABLE IF NOT EXISTS effects (update_id INTEGER, text TEXT)")
    effects.commit()

    async def handle(update: Update, _context: Any) -> None:
        await asyncio.sleep(HANDLING_S)
        effects.execute("INSERT INTO effects VALUES (?, ?)", (update.update_id, update.effective_message.text))
        effects.commit()

    async def ready(_application: Any) -> None:
        print("polling", flush=True)

    application = Application.builder().token(token).base_url(f"{url}/bot").post_init(ready).build()
    application.add_handler(TypeHandler(Update, handle))
    application.run_polling(poll_interval=0, drop_pending_updates=False)


if __name__ == "__main__":
    run(*sys.argv[1:])
