"""What can go wrong, told apart by who has to hear of it: a guest, or the operator."""


class Refusal(Exception):  # noqa: N818 - it is an answer, not an error
    """An expected no. ``key`` names the sentence in texts/ that tells the guest what to do next; ``args`` fill it."""

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key = key
        self.details = details


class AlreadyHandledError(Exception):
    """The update's effect is committed already: a redelivery or a replay. Nothing is left to do."""


class OperatorError(Exception):
    """The house cannot go on, and the operator can mend it. The message says what is wrong and what to do."""


class StorageError(OperatorError):
    """The database did not take a write, or cannot be opened. Nothing of the write is kept."""
