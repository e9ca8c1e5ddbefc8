"""An order told in words: it is taken, and the card shows what is still to be said, up to "Place order"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.cards import carts as cards_of_carts
from bot.cards import rounds as cards
from bot.errors import AlreadyHandledError, Refusal
from bot.outbox.messages import Message
from bot.services.carts import Pickup
from bot.services.rounds import Next, Told
from bot.texts.catalogue import Html
from bot.understanding.reading import Reading
from handlers import carts
from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """The one button that takes up what was said."""
    return [door.press("when", go_on)]


async def tell(visit: Visit, said: Reading) -> None:
    """Take what was said, and show what comes next. Nothing is placed by it. Whoever says nothing sees the cart."""
    if not (said.drinks or said.whens or said.count or said.note or said.soonest):
        await carts.show_cart(visit)
        return
    rounds = visit.bar.rounds
    try:
        told = await rounds.take(visit.caller, said)
    except AlreadyHandledError:
        told = Told(soonest=said.soonest)
    except Refusal as refusal:
        await carts.show_cart_after(visit, refusal)
        return
    await _show_next(visit, _remarks(visit, said, told), rounds.moments(said), soonest=told.soonest)


async def go_on(visit: Visit) -> None:
    """When? Whoever has said it already is not asked again."""
    await _show_next(visit)


async def _show_next(
    visit: Visit, remarks: Sequence[Refusal] = (), moments: Sequence[datetime] = (), *, soonest: bool = False
) -> None:
    try:
        found = await visit.bar.rounds.look(visit.caller, soonest=soonest, moments=moments)
    except Refusal as nothing_left:
        # The rest of what there is to say matters less.
        await carts.show_cart_after(visit, nothing_left)
        return
    if found.step == "choose":
        view = await visit.bar.carts.look(visit.caller)
        card = visit.bar.carts.card(visit.words.language, view)
    else:
        card = _card(visit, found)
    await carts.show(visit, _below(visit, remarks, card))


def _card(visit: Visit, found: Next) -> Message:
    words, currency = visit.words, visit.bar.desk.settings.takeout.currency
    if found.step == "when":
        return cards_of_carts.ask_pickup(words, found.cart, currency, found.night, found.free, 0)
    if found.step == "soonest":
        return carts.ask_place(visit, Pickup(found.cart, found.night, found.free), soonest=True)
    near = found.near[0]
    slots = tuple(
        dict.fromkeys(min(each.slots, key=lambda slot: abs(slot.promise_at - each.at)) for each in found.near)
    )
    if found.step == "which" and len(slots) > 1:
        return cards.ask_which(words, found.cart, currency, found.night, slots)
    if near.why is None:
        return carts.ask_place(visit, Pickup(found.cart, found.night, near.slots), soonest=False)
    return cards.offer_near(words, found.cart, currency, found.night, near)


def _remarks(visit: Visit, said: Reading, told: Told) -> list[Refusal]:
    """What is to be said above the card: drinks that cannot be had, a night that is not this one."""
    remarks = []
    if said.absent:
        remarks.append(Refusal("not-at-window", names=visit.words.list(said.absent)))
    if len(told.missing) == 1 and not told.took:
        remarks.append(Refusal("refuse-sold-out", name=told.missing[0]))
    elif told.missing:
        names = visit.words.list(told.missing)
        remarks.append(Refusal("not-tonight", names=names) if told.took else Refusal("refuse-nothing-left"))
    if visit.bar.rounds.is_for_another_night(said):
        remarks.append(Refusal("refuse-other-night", night=visit.words.day(visit.bar.pace.night)))
    return remarks


def _below(visit: Visit, remarks: Sequence[Refusal], card: Message) -> Message:
    said = [visit.words.html(remark.key, **remark.details) for remark in remarks]
    return replace(card, html=Html("\n\n".join([*said, card.html])))
