"""Rounds: an order told in words. What was said goes into the cart, and the cart says what is to be asked next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Literal

from bot.cards.presses import Choices
from bot.clock import SMALL_HOURS
from bot.domain.carts import LONGEST_NOTE, Cart, on_one_line
from bot.domain.pacing import Slot
from bot.domain.people import Caller
from bot.domain.rounds import Near, near
from bot.errors import Refusal
from bot.services.carts import Carts
from bot.services.conversation import ASKED_FOR
from bot.services.desk import Desk
from bot.services.pace import Pace
from bot.storage import carts, conversation
from bot.storage.tx import Tx
from bot.understanding.drinks import Wanted
from bot.understanding.reading import Reading


@dataclass(frozen=True, slots=True)
class Told:
    """What has come of what was told: the names of what is ``missing`` tonight, and whether anything was taken.

    ``soonest``: it is wanted as soon as possible, as said now or chosen before.
    """

    missing: tuple[str, ...] = ()
    took: bool = False
    soonest: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """What a cart lacks, or that it lacks nothing.

    "choose" drinks; "when" of the ``free`` slots; "soonest": nothing, the first of them; "near": the time that was
    wanted is promised, or is not; "which" of two times was meant.
    """

    step: Literal["choose", "when", "soonest", "near", "which"]
    cart: Cart
    night: date
    free: tuple[Slot, ...] = ()
    near: tuple[Near, ...] = ()


class Rounds:
    """Whoever says it all at once is asked only for the rest."""

    def __init__(self, desk: Desk, pace: Pace, carts: Carts) -> None:
        self._desk = desk
        self._pace = pace
        self._carts = carts

    async def take(self, caller: Caller, said: Reading) -> Told:
        """Put what was said into the cart, and keep the note and when it is wanted.

        A cart that the guest has not had before them tonight begins anew.

        Raises:
            Refusal: more cups than one slot of the window ever takes, or too long a note. Nothing changes then.
        """
        return await self._desk.effect(caller, partial(self._take, caller, said))

    async def look(self, caller: Caller, *, soonest: bool = False, moments: Sequence[datetime] = ()) -> Next:
        """What is to be asked or shown next; ``moments`` may all be meant. Where none is, what was kept holds.

        Raises:
            Refusal: there is no time left tonight.
        """
        return await self._desk.read(lambda tx: self._next(tx, caller, moments, soonest=soonest))

    def moments(self, said: Reading) -> tuple[datetime, ...]:
        """The instants on the window's night that may be meant; where some are ahead and in its hours, those alone."""
        night, hours = self._pace.night, self._desk.settings.venue.hours
        found = [
            hours.moment(when.night or night, when.at.time())
            for when in said.whens
            if when.at is not None and (when.night == night or not said.says_night)
        ]
        opens_at, closes_at = self._pace.rules.opens_at(night), self._pace.rules.closes_at(night)
        likely = [at for at in found if max(self._desk.now, opens_at) <= at < closes_at]
        return tuple(dict.fromkeys(likely or found[:1]))

    def is_for_another_night(self, said: Reading) -> bool:
        """Whether a night was named, and it is not the one that the window takes orders for."""
        nights = {when.night for when in said.whens}
        return said.says_night and bool(nights) and self._pace.night not in nights

    def _take(self, caller: Caller, said: Reading, tx: Tx) -> Told:
        at, chosen = self._chosen(tx, caller)
        if not carts.was_shown(tx, caller.guest_id, self._pace.since):
            carts.empty_cart(tx, caller.guest_id, self._desk.now)
        cart = self._carts.get(tx, caller.guest_id)
        missing, took = self._put(tx, caller, cart, said)
        self._note(tx, caller, cart, said.note)
        moments, soonest = self.moments(said), said.soonest
        if moments or soonest or self.is_for_another_night(said):
            at = moments[0] if len(moments) == 1 and not soonest else None
            carts.set_wanted(tx, caller.guest_id, at, self._desk.now)
        elif at is not None:
            soonest = chosen
            carts.set_wanted(tx, caller.guest_id, None if soonest else at, self._desk.now)
        return Told(missing, took, soonest)

    def _chosen(self, tx: Tx, caller: Caller) -> tuple[datetime | None, bool]:
        """The time for which the guest has the question before them that places the order; is it the soonest?"""
        asked = conversation.get_asked(tx, caller.chat_id, self._desk.now - ASKED_FOR)
        for _, data in asked.buttons if asked is not None else ():
            if data.startswith(("place:", "adult-place:")):
                return Choices(data).instant(1), Choices(data).number(2) == 1
        return None, False

    def _put(self, tx: Tx, caller: Caller, cart: Cart, said: Reading) -> tuple[tuple[str, ...], bool]:
        """The names of what cannot be had, and whether anything has changed."""
        there = {drink.name: drink.id for drink in cart.menu if not drink.sold_out}
        missing = dict.fromkeys(each.name for each in said.drinks if not each.less and each.name not in there)
        quantities = changes(cart, said, [each for each in said.drinks if each.name not in missing])
        if quantities:
            ids = {drink.name: drink.id for drink in (*cart.gone, *cart.menu)}
            by_id = {ids[name]: quantity for name, quantity in quantities.items() if name in ids}
            carts.set_quantities(tx, caller.guest_id, by_id, self._desk.now)
            cups, most = self._carts.get(tx, caller.guest_id).cups, self._pace.rules.cups_per_slot
            # Taking out is always possible: the limit may have been lowered since.
            if cups > max(most, cart.cups):
                raise Refusal("refuse-too-many-cups", cups=most)
        return tuple(missing), bool(quantities)

    def _note(self, tx: Tx, caller: Caller, cart: Cart, said: str) -> None:
        note = noted(cart.note or "", on_one_line(said))
        if len(note) > LONGEST_NOTE:
            raise Refusal("refuse-note-too-long", longest=LONGEST_NOTE)
        if note != (cart.note or ""):
            carts.set_note(tx, caller.guest_id, note, self._desk.now)

    def _next(self, tx: Tx, caller: Caller, moments: Sequence[datetime], *, soonest: bool) -> Next:
        cart, night = self._carts.get(tx, caller.guest_id), self._pace.night
        if not cart.lines:
            return Next("choose", cart, night)
        times = [] if soonest else list(moments) or self._kept(cart)
        if not times:
            return Next("soonest" if soonest else "when", cart, night, tuple(self._pace.free(tx, cart.cups)))
        found = tuple(self._near(tx, cart.cups, at) for at in times)
        return Next("near" if len(found) == 1 else "which", cart, night, near=found)

    def _kept(self, cart: Cart) -> list[datetime]:
        """When it is wanted, as said or chosen for this very night."""
        at = cart.wanted_at
        ends_at = self._pace.rules.ends_at(self._pace.night) + SMALL_HOURS
        return [at] if at is not None and self._pace.since <= at < ends_at else []

    def _near(self, tx: Tx, cups: int, at: datetime) -> Near:
        try:
            return Near(at, None, (self._pace.promised(tx, cups, at, soonest=False),))
        except Refusal as refusal:
            if refusal.key != "refuse-slot-taken":
                raise
        free, every = self._pace.free(tx, cups), self._pace.free(tx, 0)
        rules = self._pace.rules
        return near(at, self._desk.now, rules.opens_at(self._pace.night), rules.step, every, free)


def changes(cart: Cart, said: Reading, drinks: Sequence[Wanted]) -> Mapping[str, int]:
    """How many of which drink the cart is to hold; what is not named stays as it is. ``drinks`` can be had.

    A number alone means the only line there is. A correction with another drink takes that line's place.
    """
    lines = {line.name: line.quantity for line in cart.lines}
    only = next(iter(lines)) if len(lines) == 1 else None
    if not said.drinks and only is not None and said.count:
        return {only: said.count}
    found: dict[str, int] = {}
    for each in drinks:
        found[each.name] = _quantity(each, lines, found, corrects=said.corrects)
    plain = not any(each.more or each.less for each in drinks)
    if said.corrects and plain and found and only is not None and only not in found:
        found[only] = 0
    return found


def _quantity(wanted: Wanted, lines: Mapping[str, int], found: Mapping[str, int], *, corrects: bool) -> int:
    before = found.get(wanted.name, lines.get(wanted.name, 0))
    if wanted.less:
        return max(0, before - wanted.quantity) if wanted.quantity else 0
    if wanted.more or (wanted.name in found and not corrects):
        # Named twice in one breath, "a negroni with ice and a negroni without" are two.
        return before + wanted.quantity
    return wanted.quantity


def noted(note: str, said: str) -> str:
    """A note with what was said besides, unless that stands there."""
    if not said or f", {said}, ".casefold() in f", {note}, ".casefold():
        return note
    return f"{note}, {said}" if note else said
