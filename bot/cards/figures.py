"""What the campaign did, as staff and owner are told it: a picture with its caption, and the owner's leaderboard."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from bot.domain.figures import Booked, Leader, Place, Tally, runs
from bot.outbox.messages import Medium, Message
from bot.texts.words import Words

if TYPE_CHECKING:
    from bot.pictures.campaign import Chart, Row

T = TypeVar("T")

#: With more rows than these the last one sums up the rest.
MOST_PLACES, MOST_SOURCES = 6, 7
#: Rows of days in a caption, of each kind.
MOST_RUNS = 8
#: As many days are named below the columns, about; between them lies one of these steps.
TICKS, STEPS = 5, (1, 2, 5, 10, 20, 50, 100)
HOURS_NAMED = (0, 6, 12, 18, 23)


def text(words: Words, venue: str, told: Tally) -> Message:
    """The figures in a few lines, and the clues that somebody should see to."""
    return Message("\n".join(_lines(words, venue, told)))


def picture(words: Words, venue: str, told: Tally) -> Message:
    """The same below a picture of it. This takes its time: not for the event loop."""
    return Message(text(words, venue, told).html, medium=Medium.picture("campaign.png", drawn(words, venue, told)))


def drawn(words: Words, venue: str, told: Tally) -> bytes:
    """The picture alone, as a PNG."""
    from bot.pictures.campaign import Sheet, draw_campaign  # Pillow is slow to load, and seldom needed

    sheet = Sheet(
        title=venue,
        subtitle=words.plain("figures-picture", stage=_stage(words, told)),
        charts=(
            *(_followers(words, told), _calls(words, told), _bookmarks(words, told)),
            *(_solves(words, told), _booked(words, told)),
        ),
    )
    return draw_campaign(sheet)


def leaderboard(words: Words, leaders: Sequence[Leader]) -> Message:
    """Who has solved most, for the owner alone."""
    if not leaders:
        return Message(words.html("figures-no-leaders"))
    lines = [
        words.html("figures-leader", place=place, name=each.name, solved=each.solved, when=_when(words, each))
        for place, each in enumerate(leaders, 1)
    ]
    return Message("\n".join([words.html("figures-leaders"), *lines]))


def _lines(words: Words, venue: str, told: Tally) -> Iterator[str]:
    yield words.html("figures-title", venue=venue, stage=_stage(words, told))
    yield words.html("figures-people", followers=told.followers, callers=told.callers)
    yield words.html("figures-finds", found=told.found, printed=told.printed)
    solves = sum(told.solves.values())
    yield words.html("figures-solves", solves=solves, solvers=told.solvers, let_in=told.let_in)
    yield _next(words, told)
    for trouble, days in told.troubles.items():
        yield words.html("figures-trouble", what=trouble, days=_days(words, days))


def _stage(words: Words, told: Tally) -> str:
    calendar, day = told.calendar, told.calendar.day_on(told.at)
    stage = "open" if told.is_open else "ahead" if day is None else "running"
    return words.plain(
        "figures-stage", stage=stage, day=day or 0, days=calendar.days, date=words.day(calendar.starts_on)
    )


def _next(words: Words, told: Tally) -> str:
    day = told.next_day
    if day is None:
        return words.html("figures-next", what="none", day=0, when="")
    calendar = told.calendar
    when = words.plain("when", day=words.day(calendar.date_of(day)), time=words.time(calendar.instant_of(day)))
    return words.html("figures-next", what="opening" if day == calendar.days else "clue", day=day, when=when)


def _days(words: Words, days: Sequence[int]) -> str:
    """ "days 4–6 and 9"."""
    rows = [
        str(first) if first == last else words.plain("figures-run", first=first, last=last)
        for first, last in runs(days)
    ]
    which = words.list(rows[:MOST_RUNS])
    if len(rows) > MOST_RUNS:
        which = f"{', '.join(rows[:MOST_RUNS])} {words.plain('figures-more', count=len(rows) - MOST_RUNS)}"
    return words.plain("figures-days", days=len(days), which=which)


def _when(words: Words, leader: Leader) -> str:
    return words.plain("when", day=words.day(words.hours.wall(leader.last_at).date()), time=words.time(leader.last_at))


def _number(words: Words, count: int) -> str:
    return words.plain("figures-number", count=count)


def _at_most(words: Words, counts: Sequence[int]) -> str:
    return words.plain("figures-most", count=max(counts))


def _followers(words: Words, told: Tally) -> "Chart":
    from bot.pictures.campaign import Chart, Columns

    title = words.plain("figures-chart", what="followers")
    values = [each.followers for each in told.following]
    joined, left = sum(each.joined for each in told.following), sum(each.left for each in told.following)
    if not told.following:
        return Chart(title, "", _empty(words, "ahead", words.day(told.calendar.starts_on)), None)
    if not (joined or any(values)):
        return Chart(title, "", _empty(words, "followers"), None)
    note = words.plain("figures-followers-note", joined=joined, left=left)
    days, total = told.calendar.days, _number(words, values[-1])
    return Chart(title, total, note, Columns(_until(values, days), _day_ticks(days), _at_most(words, values)))


def _calls(words: Words, told: Tally) -> "Chart":
    from bot.pictures.campaign import Chart, Columns

    title = words.plain("figures-chart", what="calls")
    if not told.calls:
        return Chart(title, "", _empty(words, "calls"), None)
    busiest = max(told.hours, key=lambda each: each.calls)
    note = words.plain("figures-calls-note", calls=told.calls, hour=_clock(busiest.hour))
    people = tuple(each.people for each in told.hours)
    ticks = tuple((hour, _clock(hour)) for hour in HOURS_NAMED)
    return Chart(title, _number(words, told.callers), note, Columns(people, ticks, _at_most(words, people)))


def _bookmarks(words: Words, told: Tally) -> "Chart":
    from bot.pictures.campaign import Chart, Row

    title = words.plain("figures-chart", what="bookmarks")
    if not told.places:
        return Chart(title, "", _empty(words, "bookmarks"), None)
    shown, rest = _most(told.places, MOST_PLACES)
    rows = [Row(each.name, each.found, _of(words, each)) for each in shown]
    if rest:
        others = Place("", sum(each.printed for each in rest), sum(each.found for each in rest))
        rows.append(Row(words.plain("figures-more", count=len(rest)), others.found, _of(words, others)))
    return Chart(title, words.plain("figures-of", found=told.found, printed=told.printed), "", tuple(rows))


def _solves(words: Words, told: Tally) -> "Chart":
    from bot.pictures.campaign import Chart, Columns

    title = words.plain("figures-chart", what="solves")
    values, days = list(told.solves.values()), told.calendar.days
    if not any(values):
        return Chart(title, "", _empty(words, "solves"), None)
    note = words.plain("figures-solves-note", solvers=told.solvers, let_in=told.let_in)
    total = _number(words, sum(values))
    return Chart(title, total, note, Columns(_until(values, days), _day_ticks(days), _at_most(words, values)))


def _booked(words: Words, told: Tally) -> "Chart":
    from bot.pictures.campaign import Chart

    title, date = words.plain("figures-chart", what="booked"), words.day(told.calendar.opens_on)
    if not told.booked:
        return Chart(
            title, "", _empty(words, "booked" if told.today >= told.calendar.opens_on else "ahead", date), None
        )
    shown, rest = _most(told.booked, MOST_SOURCES)
    rows = [_source(words, each) for each in shown]
    if rest:
        others = Booked("", "", sum(each.reservations for each in rest), sum(each.orders for each in rest))
        rows.append(_row(words, words.plain("figures-more", count=len(rest)), others))
    everything = Booked(
        "", "", sum(each.reservations for each in told.booked), sum(each.orders for each in told.booked)
    )
    note = words.plain("figures-booked-note", date=date, booked=_both(words, everything))
    return Chart(title, "", note, tuple(rows))


def _source(words: Words, booked: Booked) -> "Row":
    return _row(words, words.plain("figures-source", source=booked.source, place=booked.place), booked)


def _row(words: Words, name: str, booked: Booked) -> "Row":
    from bot.pictures.campaign import Row

    return Row(name, booked.count, _both(words, booked))


def _both(words: Words, booked: Booked) -> str:
    return words.plain("figures-booked", reservations=booked.reservations, orders=booked.orders)


def _most(rows: Sequence[T], most: int) -> tuple[Sequence[T], Sequence[T]]:
    """The first of them, and what is left where they are too many: never a single one."""
    return (rows, ()) if len(rows) <= most else (rows[: most - 1], rows[most - 1 :])


def _of(words: Words, place: Place) -> str:
    return words.plain("figures-of", found=place.found, printed=place.printed)


def _empty(words: Words, what: str, date: str = "") -> str:
    return words.plain("figures-empty", what=what, date=date)


def _until(values: Sequence[int], days: int) -> tuple[int | None, ...]:
    return (*values, *(None for _ in range(days - len(values))))


def _day_ticks(days: int) -> tuple[tuple[int, str], ...]:
    """The first and the last day, and some round ones between them that stand apart from both."""
    step = next((each for each in STEPS if days <= each * TICKS), STEPS[-1])
    between = [day for day in range(step, days, step) if day > 1 and days - day >= step / 2]
    return tuple((day - 1, str(day)) for day in dict.fromkeys([1, *between, days]))


def _clock(hour: int) -> str:
    return f"{hour:02}:00"
