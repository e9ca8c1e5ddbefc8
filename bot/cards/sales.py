"""The sum of a night at the window, or of a week, for the staff: as a text, and as a picture with its caption."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from bot.domain.sales import Cents, Share, Sum, Unsettled
from bot.outbox.messages import Medium, Message
from bot.telegram_html import utf16_units, visible
from bot.texts.words import Words

#: Characters of a text for its drinks and for its unsettled orders; a message holds 4096 (Bot API).
DRINKS_ROOM, UNSETTLED_ROOM = 2_200, 600
#: How an order may have come to nothing, in the order in which it is told.
IN_VAIN = ("declined", "cancelled", "lapsed")
MINUTE_S = 60


def text(words: Words, told: Sum, *, over: bool) -> Message:
    """The whole sum; ``over`` where the night, or the last of several, is."""
    drinks = [_drink(words, name, share) for name, share in told.drinks.items()]
    nights = [_fact(words, words.day(night), _cups(words, share)) for night, share in told.nights.items()]
    blocks = [
        [_title(words, told, over=over), _total(words, told)],
        _as_many(words, drinks, DRINKS_ROOM),
        nights if _is_long(told) and told.total.cups else [],
        [_fact(words, label, value) for label, value in _facts(words, told)],
        [_unsettled(words, told, over=over)] if told.unsettled else [],
    ]
    return Message("\n\n".join("\n".join(block) for block in blocks if block))


def picture(words: Words, told: Sum, *, over: bool) -> Message:
    """The sum drawn: a bar for each drink, or of a week for each night. This takes its time: not for the event loop."""
    from bot.pictures.sales import Bar, Sheet, draw_sales  # Pillow is slow to load, and needed once a night

    shares = {words.day(night): share for night, share in told.nights.items()} if _is_long(told) else told.drinks
    total = (words.plain("sales-label", what="total"), _cups(words, told.total))
    sheet = Sheet(
        title=words.plain("sales-picture", over="yes" if over else "no"),
        subtitle=_span(words, told),
        rows=tuple(
            Bar(label, share.cups, words.plain("sales-cups", cups=share.cups), _money(words, share.cents))
            for label, share in shares.items()
            if told.total.cups
        ),
        totals=(total, *_facts(words, told)),
        empty=words.plain("sales-nothing"),
    )
    name = f"sales-{told.span.first.isoformat()}-{len(told.span.nights)}.png"
    return Message(_title(words, told, over=over), medium=Medium.picture(name, draw_sales(sheet)))


def _title(words: Words, told: Sum, *, over: bool) -> str:
    return words.html("sales-title", span=_span(words, told), over="yes" if over else "no")


def _span(words: Words, told: Sum) -> str:
    first, last = words.day(told.span.first), words.day(told.span.last)
    return words.plain("sales-nights", first=first, last=last) if _is_long(told) else first


def _is_long(told: Sum) -> bool:
    return told.span.first != told.span.last


def _total(words: Words, told: Sum) -> str:
    if not told.total.cups:
        return words.html("sales-nothing")
    return words.html("sales-total", sum=_cups(words, told.total))


def _drink(words: Words, name: str, share: Share) -> str:
    return words.html("sales-drink", cups=share.cups, name=name, amount=_money(words, share.cents))


def _fact(words: Words, label: str, value: str) -> str:
    return words.html("sales-fact", label=label, value=value)


def _facts(words: Words, told: Sum) -> Iterator[tuple[str, str]]:
    """What else there is to tell, each with its name: how it was paid, what became of the orders, the wait, refunds."""

    def named(what: str, *values: str) -> tuple[str, str]:
        return words.plain("sales-label", what=what), ", ".join(filter(None, values))

    for pays, share in told.paid.items():
        if share.orders:
            yield named(pays, _orders(words, share), _money(words, share.cents))
    for status in ("collected", "unclaimed", *IN_VAIN):
        if status in told.ended:
            share = told.ended[status]
            cups = words.plain("sales-cups", cups=share.cups) if status == "unclaimed" else ""
            yield named(status, _orders(words, share), cups)
    if told.wait is not None:
        yield named("wait", words.plain("sales-minutes", minutes=round(told.wait.total_seconds() / MINUTE_S)))
    for what, share in (("due", told.due), ("made", told.made)):
        if share.orders:
            yield named(what, words.plain("sales-payments", payments=share.orders), _money(words, share.cents))


def _unsettled(words: Words, told: Sum, *, over: bool) -> str:
    """By number and codename, in a week by the night too."""
    lines = [_order(words, each, with_night=_is_long(told)) for each in told.unsettled]
    title = words.html("sales-unsettled", over="yes" if over else "no")
    return "\n".join([title, *_as_many(words, lines, UNSETTLED_ROOM)])


def _order(words: Words, order: Unsettled, *, with_night: bool) -> str:
    called = words.html("order-called", number=str(order.number), codename=order.codename or "none")
    return f"{words.day(order.night_on)}, {called}" if with_night else called


def _cups(words: Words, share: Share) -> str:
    """ "6 cups, €72.00"."""
    return ", ".join(filter(None, (words.plain("sales-cups", cups=share.cups), _money(words, share.cents))))


def _orders(words: Words, share: Share) -> str:
    return words.plain("sales-orders", orders=share.orders)


def _money(words: Words, cents: Cents) -> str:
    return words.list(words.money(amount, currency) for currency, amount in cents.items())


def _as_many(words: Words, lines: Sequence[str], room: int) -> list[str]:
    """As many lines as there is room for, and how many more there are."""
    ends = accumulate(utf16_units(visible(line)) + 1 for line in lines)
    count = sum(end <= room for end in ends)
    more = [words.html("board-more", count=len(lines) - count)] if count < len(lines) else []
    return [*lines[:count], *more]
