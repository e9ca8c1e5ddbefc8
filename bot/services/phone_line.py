"""The phone line: whoever calls before the opening hears one sentence; once, it calls back."""

from datetime import timedelta
from functools import partial
from random import Random, SystemRandom

from bot.cards import phone_line as cards_of_line
from bot.config import Campaign as Plan
from bot.domain.campaign import Calendar
from bot.domain.civil_hours import is_civil
from bot.domain.people import Caller
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import say
from bot.services.desk import Desk
from bot.services.mailings import CALL_BACK, Mailings
from bot.storage import calls, campaign, mailings
from bot.storage.tx import Tx

#: The line answers one person at most so often.
PAUSE = timedelta(minutes=1)


class PhoneLine:
    """Answers, and keeps who called. ``chance`` picks the minute of the one call back."""

    def __init__(self, desk: Desk, post: Mailings, chance: Random | None = None) -> None:
        self._desk = desk
        self._mailings = post
        self._chance = chance or SystemRandom()

    async def answer(self, caller: Caller) -> bool:
        """Promise the sentence to whoever calls; False where they have heard it within the last minute."""
        return await self._desk.effect(caller, partial(self._answer, caller))

    async def pick_its_minute(self) -> None:
        """Pick when the line calls back, once the campaign has begun."""
        plan = self._desk.settings.campaign
        # An earlier version knew of the campaign, but nothing of calling back.
        if plan is not None and await self._desk.read(lambda tx: campaign.call_back_at(tx, plan.name)) is None:
            await self._desk.commit(partial(self._pick, plan))

    async def call_back(self) -> bool:
        """Write first to whoever has called, once its minute has come, at a civil hour; whether that was now."""
        plan = self._desk.settings.campaign
        if plan is None or self._calendar(plan).is_open(self._desk.now):
            return False
        at = await self._desk.read(lambda tx: campaign.call_back_at(tx, plan.name))
        if at is None or self._desk.now < at or not is_civil(self._desk.now, self._desk.settings.venue.hours):
            return False
        name = f"{plan.name}:{CALL_BACK}"
        if await self._desk.read(lambda tx: mailings.has_begun(tx, name)):
            return False
        return await self._desk.commit(partial(self._call_back, name))

    def _answer(self, caller: Caller, tx: Tx) -> bool:
        now = self._desk.now
        if calls.was_answered_since(tx, caller.guest_id, now - PAUSE):
            return False
        calls.insert_call(tx, caller.guest_id, now)
        say(tx, caller.chat_id, self._sentence(caller.language), Priority.GUEST, now)
        return True

    def _pick(self, plan: Plan, tx: Tx) -> None:
        at = self._calendar(plan).call_back_at(self._desk.now, self._chance)
        if at is not None:
            campaign.set_call_back(tx, plan.name, at)

    def _call_back(self, name: str, tx: Tx) -> bool:
        languages = self._desk.settings.venue.languages
        bodies = {language: cards_of_line.call_back(self._desk.words(language)) for language in languages}
        return self._mailings.begin_or_pass(tx, "callers", name, bodies)

    def _sentence(self, language: str) -> Message:
        plan = self._desk.settings.campaign
        voice = None if plan is None else plan.phone_voice.get(language)
        return cards_of_line.answer(self._desk.words(language), voice)

    def _calendar(self, plan: Plan) -> Calendar:
        return Calendar.of(plan, self._desk.settings.venue.zone)
