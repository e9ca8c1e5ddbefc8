"""Guests: recognising them, their language, their age."""

from functools import partial

from bot.domain.people import Caller, Guest
from bot.errors import Refusal
from bot.services.age import keep_adult, keep_minor
from bot.services.desk import Desk
from bot.storage import guests
from bot.storage.tx import Tx


class Guests:
    """Who is speaking, and what the bar may remember of them from the start."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def recognise(self, seen: Guest) -> Guest:
        """The guest as the bar knows them; ``seen`` is what Telegram tells. A new face or name is remembered."""
        known = await self._desk.read(lambda tx: guests.get_guest(tx, seen.id))
        if known is not None and _same_face(known, seen):
            return known
        return await self._desk.commit(partial(self._remember, seen))

    def language_of(self, guest: Guest) -> str:
        """The language to speak with a guest."""
        return self._desk.language_of(guest)

    async def language_by_id(self, guest_id: int) -> str:
        """The language to speak with whoever has this id, known or not."""
        known = await self._desk.read(lambda tx: guests.get_guest(tx, guest_id))
        return self._desk.language_of(known or Guest(guest_id, "", None))

    async def choose_language(self, caller: Caller, language: str) -> None:
        """Speak ``language`` with this guest from now on.

        Raises:
            Refusal: it is not spoken here, or not any more ("stale-card").
        """
        if language not in self._desk.settings.venue.languages:
            raise Refusal("stale-card")
        await self._desk.effect(caller, lambda tx: guests.set_language(tx, caller.guest_id, language))

    async def say_adult(self, caller: Caller) -> None:
        """A guest says to be of age."""
        await keep_adult(self._desk, caller.guest_id)

    async def say_minor(self, caller: Caller) -> None:
        """A guest says to be younger."""
        await keep_minor(self._desk, caller.guest_id)

    def _remember(self, seen: Guest, tx: Tx) -> Guest:
        guests.upsert_guest(tx, seen, self._desk.now)
        return guests.get_guest(tx, seen.id) or seen


def _same_face(known: Guest, seen: Guest) -> bool:
    return (
        known.first_name == seen.first_name
        and known.telegram_language == seen.telegram_language
        and known.unreachable_at is None
    )
