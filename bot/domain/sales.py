"""What the window sold on a night or on several: cups and takings by drink and by payment, and what came to nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.clock import ONE_DAY
from bot.domain.orders import GIVEN_UP, UNPAID

#: Cents by their currency (ISO 4217). There is one, unless the bar has changed it in between.
Cents = Mapping[str, int]

#: How an order is paid, in the order in which it is told.
PAYS = ("window", "online")
#: For how many of the last nights a sum that nobody has told is still of use.
SUMMED_WITHIN = 7


@dataclass(frozen=True, slots=True)
class Span:
    """The nights from ``first`` to ``last``, both included."""

    first: date
    last: date

    @classmethod
    def week(cls, tonight: date) -> "Span":
        """The last seven nights, ``tonight`` included."""
        return cls(tonight - 6 * ONE_DAY, tonight)

    @property
    def nights(self) -> tuple[date, ...]:
        """Each night of it."""
        return tuple(self.first + n * ONE_DAY for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What decides whether an order has brought money. ``kept``: a payment made in the chat has not to go back."""

    status: str
    pays: str
    kept: bool

    @property
    def brings_money(self) -> bool:
        """Paid at the window when it was fetched, or paid in the chat and not given back, fetched or not."""
        if self.pays == "online":
            return self.kept and self.status not in (*GIVEN_UP, *UNPAID)
        return self.status == "collected"


@dataclass(frozen=True, slots=True)
class Orders:
    """So many orders of one night that went alike."""

    night_on: date
    outcome: Outcome
    currency: str
    orders: int
    cups: int
    cents: int


@dataclass(frozen=True, slots=True)
class Poured:
    """So many cups of one drink, ordered in orders that went alike."""

    name: str
    outcome: Outcome
    currency: str
    cups: int
    cents: int


@dataclass(frozen=True, slots=True)
class Refunds:
    """So many payments that have to go back, or that have been ``made`` to go back."""

    made: bool
    currency: str
    payments: int
    cents: int


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An order that is still to be made or fetched, or that nobody has marked as fetched."""

    night_on: date
    number: int
    codename: str | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is written down about the orders of a span; ``waits`` are those of orders for as soon as possible."""

    orders: Sequence[Orders]
    poured: Sequence[Poured]
    refunds: Sequence[Refunds]
    unsettled: Sequence[Unsettled]
    waits: Sequence[timedelta]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of what was ordered; ``orders`` is 0 where orders are not what is counted."""

    orders: int
    cups: int
    cents: Cents


@dataclass(frozen=True, slots=True)
class Sum:
    """What it all comes to. ``total``, ``drinks``, ``paid`` and ``nights`` are of what has brought money, and agree.

    ``drinks`` begins with what sold best; ``paid`` is by the kind of payment; ``nights`` has every night of the span.
    ``ended`` has all orders by their status, whether they have brought money or not. ``wait`` is from placing to ready,
    on average, None where nobody waited. ``due`` and ``made`` are the refunds, with the payments counted as orders.
    """

    span: Span
    total: Share
    drinks: Mapping[str, Share]
    paid: Mapping[str, Share]
    nights: Mapping[date, Share]
    ended: Mapping[str, Share]
    unsettled: tuple[Unsettled, ...]
    wait: timedelta | None
    due: Share
    made: Share


def sum_up(span: Span, ledger: Ledger) -> Sum:
    """The sum of a span."""
    sold = [each for each in ledger.orders if each.outcome.brings_money]
    poured = [each for each in ledger.poured if each.outcome.brings_money]
    drinks = {name: _drinks(each for each in poured if each.name == name) for name in {each.name for each in poured}}
    statuses = sorted({each.outcome.status for each in ledger.orders})
    return Sum(
        span=span,
        total=_share(sold),
        drinks=dict(sorted(drinks.items(), key=lambda item: (-item[1].cups, item[0]))),
        paid={pays: _share(each for each in sold if each.outcome.pays == pays) for pays in PAYS},
        nights={night: _share(each for each in sold if each.night_on == night) for night in span.nights},
        ended={status: _share(each for each in ledger.orders if each.outcome.status == status) for status in statuses},
        unsettled=tuple(ledger.unsettled),
        wait=sum(ledger.waits, timedelta()) / len(ledger.waits) if ledger.waits else None,
        due=_refunds(each for each in ledger.refunds if not each.made),
        made=_refunds(each for each in ledger.refunds if each.made),
    )


def _share(groups: Iterable[Orders]) -> Share:
    groups = list(groups)
    cents = _cents((each.currency, each.cents) for each in groups)
    return Share(sum(each.orders for each in groups), sum(each.cups for each in groups), cents)


def _drinks(groups: Iterable[Poured]) -> Share:
    groups = list(groups)
    return Share(0, sum(each.cups for each in groups), _cents((each.currency, each.cents) for each in groups))


def _refunds(groups: Iterable[Refunds]) -> Share:
    groups = list(groups)
    return Share(sum(each.payments for each in groups), 0, _cents((each.currency, each.cents) for each in groups))


def _cents(amounts: Iterable[tuple[str, int]]) -> Cents:
    summed: dict[str, int] = {}
    for currency, cents in amounts:
        summed[currency] = summed.get(currency, 0) + cents
    return dict(sorted(summed.items()))
