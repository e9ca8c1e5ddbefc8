"""Everything that leaves the house: messages, the queue of promises, pacing, retries, and the way to Telegram."""
