"""The window's sum on a phone: what stands in the text, what on the picture, and that Telegram takes both."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.campaign_file import LONGEST_CAPTION, LONGEST_TEXT
from bot.cards import sales
from bot.clock import ONE_DAY
from bot.domain.sales import Share, Span, Sum, Unsettled
from bot.outbox.messages import Message
from bot.telegram_html import faults, utf16_units, visible
from bot.texts.words import Words
from tests.cards.everything import NAME, largest_bar, plain_bar

FRIDAY = date(2026, 11, 27)
PLAIN, LARGEST = plain_bar(), largest_bar()
NOTHING = Share(0, 0, {})
QUIET = Sum(
    span=Span(FRIDAY, FRIDAY),
    total=NOTHING,
    drinks={},
    paid={"window": NOTHING, "online": NOTHING},
    nights={FRIDAY: NOTHING},
    ended={},
    unsettled=(),
    wait=None,
    due=NOTHING,
    made=NOTHING,
)
USUAL = replace(
    QUIET,
    total=Share(4, 6, {"EUR": 6900}),
    drinks={"Negroni": Share(0, 5, {"EUR": 6000}), "Gin & it": Share(0, 1, {"EUR": 900})},
    paid={"window": Share(3, 5, {"EUR": 6000}), "online": Share(1, 1, {"EUR": 900})},
    nights={FRIDAY: Share(4, 6, {"EUR": 6900})},
    ended={
        "collected": Share(4, 6, {"EUR": 6900}),
        "unclaimed": Share(1, 2, {"EUR": 2400}),
        "lapsed": Share(1, 1, {"EUR": 1200}),
    },
    unsettled=(Unsettled(FRIDAY, 1012, "Amber"), Unsettled(FRIDAY, 7, None)),
    wait=timedelta(minutes=9, seconds=20),
    due=Share(1, 0, {"EUR": 900}),
    made=Share(2, 0, {"EUR": 1800}),
)
#: A week's worth of the longest menu, in two currencies, with nothing settled.
HUGE = Share(99_999, 99_999, {"CHF": 9_999_999_99, "EUR": 9_999_999_99})
LAST = FRIDAY + 6 * ONE_DAY
WORST = Sum(
    span=Span(FRIDAY, LAST),
    total=HUGE,
    drinks={drink.name: HUGE for drink in LARGEST.takeout.menu},
    paid={"window": HUGE, "online": HUGE},
    nights=dict.fromkeys(Span(FRIDAY, LAST).nights, HUGE),
    ended=dict.fromkeys(("collected", "unclaimed", "declined", "cancelled", "lapsed", "placed"), HUGE),
    unsettled=tuple(Unsettled(LAST, 9_999, NAME) for _ in range(300)),
    wait=timedelta(days=1),
    due=HUGE,
    made=HUGE,
)
SUMS = {"quiet": QUIET, "usual": USUAL, "worst": WORST, "worst of a night": replace(WORST, span=QUIET.span)}


def words(language: str) -> Words:
    return Words(language, PLAIN.venue.hours)


def text(told: Sum, language: str = "en", *, over: bool = True) -> str:
    return visible(sales.text(words(language), told, over=over).html)


def drawn(card: Message) -> bytes:
    assert card.medium is not None
    assert card.medium.made is not None
    return card.medium.made


def test_a_usual_night_reads_like_this() -> None:
    assert text(USUAL) == (
        "The window · Fri 27 Nov\n"
        "6 cups, €69.00\n\n"
        "5 × Negroni, €60.00\n"
        "1 × Gin & it, €9.00\n\n"
        "Paid at the window: 3 orders, €60.00\n"
        "Paid online: 1 order, €9.00\n"
        "Collected: 4 orders\n"
        "Unclaimed: 1 order, 2 cups\n"
        "Nobody accepted: 1 order\n"
        "Average wait: 9 minutes\n"
        "To return: 1 payment, €9.00\n"
        "Returned: 2 payments, €18.00\n\n"
        "Not settled\n"
        "no. 1012 · Amber\n"
        "no. 7"
    )


def test_in_italian_it_reads_like_this() -> None:
    assert text(USUAL, "it", over=False).replace("\xa0", " ") == (
        "La finestra · ven 27 nov, finora\n"
        "6 bicchieri, 69,00 €\n\n"
        "5 × Negroni, 60,00 €\n"
        "1 × Gin & it, 9,00 €\n\n"
        "Pagato alla finestra: 3 ordini, 60,00 €\n"
        "Pagato online: 1 ordine, 9,00 €\n"
        "Ritirati: 4 ordini\n"
        "Non ritirati: 1 ordine, 2 bicchieri\n"
        "Senza risposta: 1 ordine\n"
        "Attesa media: 9 minuti\n"
        "Da restituire: 1 pagamento, 9,00 €\n"
        "Restituito: 2 pagamenti, 18,00 €\n\n"
        "Ancora aperti\n"
        "n. 1012 · Amber\n"
        "n. 7"
    )


def test_a_quiet_night_says_so_and_no_more() -> None:
    assert text(QUIET) == "The window · Fri 27 Nov\nNothing sold."


def test_a_week_names_its_nights_and_the_night_of_each_open_order() -> None:
    week = replace(
        USUAL,
        span=Span(FRIDAY, FRIDAY + ONE_DAY),
        nights={FRIDAY: Share(4, 6, {"EUR": 6900}), FRIDAY + ONE_DAY: NOTHING},
    )
    told = text(week)
    assert told.startswith("The window · Fri 27 Nov to Sat 28 Nov\n6 cups, €69.00\n")
    assert "\n\nFri 27 Nov: 6 cups, €69.00\nSat 28 Nov: 0 cups\n\n" in told
    assert "\nFri 27 Nov, no. 1012 · Amber\n" in told


@pytest.mark.parametrize(
    ("wait", "said"), [(0, "less than a minute"), (29, "less than a minute"), (60, "1 minute"), (100, "2 minutes")]
)
def test_the_wait_is_told_in_whole_minutes(wait: int, said: str) -> None:
    assert text(replace(USUAL, wait=timedelta(seconds=wait))).count(f"Average wait: {said}\n") == 1


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("name", SUMS)
@pytest.mark.parametrize("over", [True, False])
def test_telegram_takes_every_sum_and_its_picture(name: str, language: str, over: bool) -> None:
    told = sales.text(words(language), SUMS[name], over=over)
    assert utf16_units(visible(told.html)) <= LONGEST_TEXT
    assert list(faults(told.html)) == []
    photo = sales.picture(words(language), SUMS[name], over=over)
    assert utf16_units(visible(photo.html)) <= LONGEST_CAPTION
    assert list(faults(photo.html)) == []
    image = Image.open(BytesIO(drawn(photo)))
    assert image.format == "PNG"
    # Limits of sendPhoto: width and height together, their ratio, the size of the file.
    assert image.width + image.height <= 10_000
    assert image.height <= 20 * image.width
    assert len(drawn(photo)) < 10_000_000


def test_all_drinks_of_the_longest_menu_stand_there() -> None:
    assert text(WORST).count(" × ") == 24


def test_what_there_is_no_room_for_is_counted() -> None:
    """A menu that was changed in between; without the limit its text would be too long: the control."""
    twice = WORST.drinks | {f"{name[:-1]}!": HUGE for name in WORST.drinks}
    card = sales.text(words("it"), replace(WORST, drinks=twice), over=True)
    lines = visible(card.html).split("\n")
    shown = [line for line in lines if " × " in line]
    assert 24 <= len(shown) < 48 and f"… e altri {48 - len(shown)}." in lines
    listed = [line for line in lines if ", n. " in line]
    assert 0 < len(listed) < 300 and lines[-1] == f"… e altri {300 - len(listed)}."
    assert utf16_units(visible(card.html)) <= LONGEST_TEXT
    assert 48 * len(shown[0]) + 300 * len(listed[0]) > LONGEST_TEXT


def test_the_picture_changes_with_what_was_sold_and_with_the_language() -> None:
    more = replace(USUAL, drinks={**USUAL.drinks, "Martinez": Share(0, 2, {"EUR": 2400})})
    pictures = {
        drawn(sales.picture(words(language), told, over=True))
        for told in (QUIET, USUAL, more)
        for language in ("en", "it")
    }
    assert len(pictures) == 6
    assert drawn(sales.picture(words("en"), USUAL, over=True)) in pictures
