"""The bill itself: what fits on it, what never stands anywhere, and what becomes of one that does not arrive."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import structlog

from bot import log
from bot.config import load
from bot.rehearsal.api.faults import Fault
from bot.rehearsal.api.model import Message
from bot.rehearsal.api.paying import TEST_PROVIDER
from bot.rehearsal.play import BAR
from bot.toml_file import ConfigError
from tests.journeys.paying import (
    PAYING,
    asks_to_pay,
    becomes_true,
    bills,
    gets_bill,
    has_paid,
    next_bill,
    order_states,
    paid_rows,
    paying,
)
from tests.journeys.speech import EN, LANGUAGES, WORDS, opens
from tests.people import Person

HERE = PAYING["en"]
LONG_NAMES = ("B" * 64, "🍸" * 16, "È" * 33)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LONG_NAMES, ids=["letters", "pictures", "accents"])
async def test_the_longest_names_fit_on_a_bill(tmp_path: Path, name: str, language: str) -> None:
    menu = [{"name": f"{number:02} {'🍹' * 18}", "price": 10} for number in range(24)]
    words, here = WORDS[language], PAYING[language]
    async with paying(tmp_path, venue__name=name, takeout__menu=menu, takeout__cups_per_slot=24) as evening:
        anna = evening.guest("Anna", language)
        await opens(anna, "/order")
        for number in range(24):
            await anna.presses(f"+ {number:02}")
        for label in (words["when"], "21:30", here["pay"], words["adult"]):
            await anna.presses(label)
        bill = await next_bill(anna)
        assert bill.invoice is not None
        assert bill.invoice.title.endswith("…")
        assert bill.invoice.description.endswith("…")
        assert bill.invoice.amount == 24_000
        assert isinstance(await anna.pays(bill), Message)
        await anna.sees(words["order"] + "1", words["placed"])


async def test_what_has_no_cents_is_billed_and_kept_without_them(tmp_path: Path) -> None:
    menu = [{"name": "Negroni", "price": 1500}]
    async with paying(tmp_path, takeout__menu=menu, takeout__currency="JPY") as evening:
        anna, vera = evening.guest(), evening.staff()
        await opens(anna, "/order")
        for label in ("+ Negroni", "+ Negroni", EN["when"], "21:30", HERE["pay"], EN["adult"]):
            await anna.presses(label)
        bill = await next_bill(anna)
        assert bill.invoice is not None
        assert (bill.invoice.currency, bill.invoice.amount) == ("JPY", 3000)
        assert isinstance(await anna.pays(bill), Message)
        await anna.sees("Order no. 1", "Total JP¥3,000, paid")
        (kept,) = await paid_rows(evening)
        assert (kept["amount_cents"], kept["currency"]) == (300_000, "JPY")
        await vera.presses("Decline")
        await vera.presses("Closing")
        await vera.sees("To return: JP¥3,000, order no. 1")


def test_a_price_with_a_fraction_is_refused_where_the_currency_has_none() -> None:
    """The bill would ask for more than the receipt says."""
    menu = [{"name": "Negroni", "price": 1500.5}]
    with pytest.raises(ConfigError, match="Negroni costs a fraction, and JPY has none"):
        load(BAR, {}, {"takeout.menu": menu, "takeout.currency": "JPY"})


def everything_in(folder: Path) -> bytes:
    """The database and what lies beside it."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


@contextmanager
def logging_all() -> Iterator[None]:
    """The product's own logging, as loud as it gets, to standard error."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logging.root.manager.loggerDict}
    log.set_up(logging.DEBUG)
    try:
        yield
    finally:
        structlog.configure(**before)
        root.handlers[:] = handlers
        root.setLevel(level)
        for name in logging.root.manager.loggerDict:
            logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))


async def test_the_providers_token_stands_in_no_file_and_no_log(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with logging_all():
        async with paying(tmp_path) as evening:
            anna, vera = evening.guest(), evening.staff()
            owner = Person(evening.world, vera.id, vera.id)
            await opens(owner, "/start")
            evening.api.faults.add("sendInvoice", Fault.dropped())
            await asks_to_pay(anna)
            await anna.presses(EN["adult"])
            await becomes_true(evening, "SELECT id FROM outbox WHERE status = 'pending' AND attempts > 0")
            evening.api.faults.add("sendInvoice", Fault.error(400, f"Bad Request: {TEST_PROVIDER} is no provider"))
            await evening.move_clock("2026-11-27 21:01")
            await anna.sees(HERE["failed"])
            await owner.sees("could not be delivered")
            await has_paid(anna, asked=False)
            await vera.presses("Decline")
            await vera.presses("Closing")
            await vera.sees("To return")
            # The control: it has gone out with every bill.
            sent = [call for call in evening.world.calls if call.method == "sendInvoice"]
            assert {call.params["provider_token"] for call in sent} == {TEST_PROVIDER}
            assert len(sent) == 3
            written = everything_in(tmp_path)
            assert b"Negroni" in written
            assert TEST_PROVIDER.encode() not in written
            seen = [message.text for person in (anna, vera, owner) for message in person.messages]
            assert TEST_PROVIDER not in "".join(seen)
    logged = capfd.readouterr()
    assert "promise_not_delivered" in logged.err
    # The library tells of every call with all that it carries: it is the redaction that keeps it out.
    assert "`sendInvoice` with parameters" in logged.err
    assert TEST_PROVIDER not in logged.out + logged.err


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_bill_that_telegram_refuses_is_told_to_the_guest_and_the_owner(tmp_path: Path, language: str) -> None:
    here = PAYING[language]
    async with paying(tmp_path) as evening:
        anna, vera = evening.guest("Anna", language), evening.staff()
        owner = Person(evening.world, vera.id, vera.id)
        await owner.writes("/start")
        evening.world.provider_token = "1234:LIVE:another"
        await asks_to_pay(anna, language=language)
        await anna.presses(WORDS[language]["adult"])
        told = await anna.sees(here["failed"])
        assert anna.labels(told) == [here["order"]]
        await owner.sees("rovider_invalid")
        await anna.presses(here["order"], told)
        await anna.sees("2 × Negroni")
        evening.world.provider_token = evening.settings.payments.provider_token.get_secret_value()
        for label in (WORDS[language]["when"], "21:30", here["pay"]):
            await anna.presses(label)
        bill = await anna.eventually(lambda: next((m for m in anna.messages if m.invoice), None), "a bill")
        assert isinstance(await anna.pays(bill), Message)


async def test_a_bill_of_which_nobody_knows_whether_it_arrived_is_paid_once(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        evening.api.faults.add("sendInvoice", Fault.done_but_bad_gateway())
        await asks_to_pay(anna)
        await anna.presses(EN["adult"])
        await becomes_true(evening, "SELECT id FROM outbox WHERE status = 'pending' AND attempts > 0")
        await evening.move_clock("2026-11-27 21:01")
        two = await anna.eventually(
            lambda: found if len(found := [m for m in anna.messages if m.invoice]) == 2 else None, "two bills"
        )
        assert isinstance(await anna.pays(two[0]), Message)
        await anna.sees("Order no. 1", EN["placed"])
        assert await anna.pays(two[1]) == HERE["void"]
        assert await order_states(evening) == ["placed"]


async def test_of_bills_asked_for_again_and_again_only_the_newest_is_good(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        await gets_bill(anna)
        await anna.presses("‹ Back")
        for label in (EN["when"], "21:30"):
            await anna.presses(label)
        card, _ = await anna.finds(HERE["pay"])
        await asyncio.gather(*(anna.presses(HERE["pay"], card) for _ in range(4)))
        await evening.settles()
        *older, newest = bills(anna)
        assert [await anna.pays(bill) for bill in older] == [HERE["void"]] * len(older)
        assert isinstance(await anna.pays(newest), Message)
        await anna.sees("Order no. 1", EN["placed"])
        assert (await order_states(evening)).count("placed") == 1


async def test_a_forwarded_bill_leads_to_the_window(tmp_path: Path) -> None:
    """Where a bill is forwarded to, its button opens the bot with the bill's start parameter."""
    async with paying(tmp_path) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        bill = await gets_bill(anna)
        assert bill.invoice is not None
        told = await opens(bruno, f"/start {bill.invoice.start_parameter}")
        assert "/order" in told.text
        assert await order_states(evening) == ["invoiced"]
