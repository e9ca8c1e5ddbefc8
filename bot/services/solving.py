"""Solving: what is out, what it says, a hint for who has waited, and who was right."""

from collections.abc import Set
from functools import partial

from bot.campaign_file import Clue
from bot.cards import clues as cards
from bot.config import Campaign
from bot.domain.campaign import Calendar
from bot.domain.people import Caller
from bot.domain.solving import Answers, Heard, OpenClue, Out, Tick, hint_from
from bot.errors import Refusal
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import say
from bot.services.desk import Desk
from bot.storage import solves
from bot.storage.tx import Tx


class Solving:
    """The game that strangers play with the clues. Anybody may play; without a campaign nobody does."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        campaign = desk.settings.campaign
        self._game = None if campaign is None else _Game(desk, campaign)

    async def hear(self, caller: Caller, text: str) -> Heard | None:
        """Take a text for the secret word, or else for the answer of a clue that is out, and promise the reply.

        Of several clues that it answers, it is the newest that they have not solved. None where it is neither: nothing
        is written then, and nothing said.
        """
        if self._game is None:
            return None
        knows, days = self._game.understand(text)
        if not knows and not await self._desk.read(partial(self._game.out_of, days)):
            return None
        return await self._desk.effect(caller, partial(self._game.take, caller, days, knows=knows))

    async def out(self, caller: Caller) -> Out:
        """The clues that are out, with the caller's ticks."""
        if self._game is None:
            return Out((), None, 0, None)
        return await self._desk.read(partial(self._game.out, caller))

    async def clue(self, caller: Caller, day: int) -> OpenClue:
        """A clue to read again.

        Raises:
            Refusal: it is not out.
        """
        if self._game is None:
            raise Refusal("refuse-clue-not-out")
        return await self._desk.read(partial(self._game.open, caller, day))

    async def hint(self, caller: Caller, day: int | None) -> OpenClue:
        """A clue whose hint may be given; the newest for None.

        Raises:
            Refusal: it is not out, has no hint, or is not a day old.
        """
        if self._game is None:
            raise Refusal("refuse-clue-not-out")
        shown = await self._desk.read(partial(self._game.open, caller, day))
        if shown.hint_at is None:
            raise Refusal("refuse-hint-none", day=shown.clue.day)
        if shown.hint_at > self._desk.now:
            words = self._desk.words(caller.language)
            raise Refusal("refuse-hint-early", when=cards.on_the_clock(words, shown.hint_at))
        return shown


class _Game:
    """A campaign's clues and secret word, inside the transactions of `Solving`."""

    def __init__(self, desk: Desk, campaign: Campaign) -> None:
        self._desk = desk
        self._campaign = campaign
        self._calendar = Calendar.of(campaign, desk.settings.venue.zone)
        self._answers = Answers({clue.day: clue.answers for clue in campaign.clues})
        self._secret = Answers({0: campaign.secret})

    def understand(self, text: str) -> tuple[bool, Set[int]]:
        """Whether a text is the secret word, which nobody may get by a typo, and the days that it answers."""
        return self._secret.says(text), self._answers.days(text)

    def out_of(self, days: Set[int], tx: Tx) -> list[int]:
        """Those of ``days`` whose clue is out."""
        return sorted(days & self._clues(tx).keys()) if days else []

    def out(self, caller: Caller, tx: Tx) -> Out:
        """What a guest sees of the clues."""
        now, calendar = self._desk.now, self._calendar
        had = set(self._solved(tx, caller))
        ticks = tuple(Tick(day, day in had) for day in self._clues(tx))
        coming = (at for at in map(calendar.instant_of, range(1, calendar.days + 1)) if at > now)
        return Out(ticks, calendar.day_on(now), calendar.days, next(coming, None))

    def open(self, caller: Caller, day: int | None, tx: Tx) -> OpenClue:
        """One clue as a guest sees it; the newest for None."""
        clues = self._clues(tx)
        wanted = max(clues, default=0) if day is None else day
        if wanted not in clues:
            raise Refusal("refuse-clue-not-out")
        late_at = solves.list_out(tx, self._campaign.name)[wanted]
        given_at = late_at or self._calendar.instant_of(wanted)
        hint_at = hint_from(given_at, self._calendar.zone) if clues[wanted].hint else None
        return OpenClue(clues[wanted], wanted in self._solved(tx, caller), hint_at)

    def take(self, caller: Caller, days: Set[int], tx: Tx, *, knows: bool) -> Heard:
        """Tick what was answered, let in whoever knows the word, and promise what they hear."""
        now, name = self._desk.now, self._campaign.name
        out, had = self.out_of(days, tx), self._solved(tx, caller)
        if not knows and not out:
            # Passed over since somebody looked.
            raise Refusal("refuse-clue-not-out")
        new = [day for day in out if day not in had]
        day = max(new or out, default=None)
        if day is not None:
            solves.insert_solve(tx, name, day, caller.guest_id, now)
        if knows:
            solves.insert_let_in(tx, name, caller.guest_id, now)
        heard = Heard("secret" if knows else "solved" if new else "solved-before", day)
        say(tx, caller.chat_id, self._reply(tx, caller, heard), Priority.GUEST, now)
        return heard

    def _reply(self, tx: Tx, caller: Caller, heard: Heard) -> Message:
        words = self._desk.words(caller.language)
        if heard.kind == "secret":
            return cards.secret(words, self._calendar.lets_in_at, self._desk.now)
        clues = self._clues(tx)
        solvable = sum(bool(clue.answers) for clue in clues.values())
        return cards.solved(words, heard, max(clues), len(self._solved(tx, caller)), solvable)

    def _clues(self, tx: Tx) -> dict[int, Clue]:
        """The clues that are out, in order: given out by the ledger, and by the calendar, should it have changed."""
        now, clues = self._desk.now, self._campaign.clues
        return {
            day: clues[day - 1]
            for day in solves.list_out(tx, self._campaign.name)
            if day <= len(clues) and self._calendar.instant_of(day) <= now
        }

    def _solved(self, tx: Tx, caller: Caller) -> list[int]:
        return solves.list_solved(tx, self._campaign.name, caller.guest_id)
