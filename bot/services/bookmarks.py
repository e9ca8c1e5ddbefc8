"""Bookmarks: whoever opens one is counted once, with where it lay; whoever guesses is not listened to for a while."""

from functools import partial

from bot.cards import bookmarks as cards_of_bookmarks
from bot.domain.bookmarks import WITHIN, locked_until
from bot.domain.people import Caller
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import say
from bot.services.desk import Desk
from bot.storage import bookmarks
from bot.storage.tx import Tx


class Bookmarks:
    """What becomes of the codes on the printed slips."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def find(self, caller: Caller, code: str, *, typed: bool, is_open: bool) -> None:
        """Promise the answer to a code as `bot.domain.bookmarks.read_code` reads it: found, wrong, or enough for now.

        The first bookmark that a person finds is where they came from. ``typed``: by hand, and not by opening the
        link. ``is_open``: whether the bar is, for this person.

        Raises:
            AlreadyHandledError: a redelivered update, which counts nothing again.
        """
        await self._desk.effect(caller, partial(self._find, caller, code, typed, is_open))

    def _find(self, caller: Caller, code: str, typed: bool, is_open: bool, tx: Tx) -> None:
        say(tx, caller.chat_id, self._answer(tx, caller, code, typed, is_open), Priority.GUEST, self._desk.now)

    def _answer(self, tx: Tx, caller: Caller, code: str, typed: bool, is_open: bool) -> Message:
        words, now = self._desk.words(caller.language), self._desk.now
        if locked_until(bookmarks.list_wrong_codes(tx, caller.guest_id, now - WITHIN), now):
            return cards_of_bookmarks.locked(words)
        if bookmarks.has_code(tx, code):
            bookmarks.insert_find(tx, caller.guest_id, code, now, typed=typed)
            return cards_of_bookmarks.found(words, is_open=is_open)
        bookmarks.delete_wrong_codes(tx, caller.guest_id, now - WITHIN)
        bookmarks.insert_wrong_code(tx, caller.guest_id, now)
        return cards_of_bookmarks.wrong(words)
