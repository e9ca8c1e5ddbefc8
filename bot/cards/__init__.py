"""What stands on each card: pure functions from facts and words to a message with its buttons."""
