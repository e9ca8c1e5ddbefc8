"""What hangs behind the bar: the board of a night, and the list of whom a closing has hit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from bot.cards.presses import press
from bot.domain.closings import Closing
from bot.domain.reservations import Reservation
from bot.domain.waitlist import Hold, Waiting
from bot.outbox.messages import Button, Message
from bot.telegram_html import utf16_units, visible
from bot.texts.words import Words

#: Lines of one kind on a board, and their characters; a message holds 4096 (Bot API), and three kinds stand in one.
MOST_LINES = 30
ROOM = {"shut": 700, "seating": 1_700, "place": 1_500, "answer": 3_400}
SITTING = ("requested", "booked", "displaced", "arrived", "finished", "no_show")


@dataclass(frozen=True, slots=True)
class Seating:
    """A reservation and the name of its guest; None for a walk-in."""

    reservation: Reservation
    name: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody in line, and the offer that they have in hand."""

    waiting: Waiting
    name: str
    hold: Hold | None


def board(
    words: Words,
    night: date,
    seats: int,
    seatings: Sequence[Seating],
    line: Sequence[Place],
    shut: Sequence[Closing],
) -> Message:
    """Who sits where and when, who is in line, and what is closed."""
    sitting = [seating for seating in seatings if seating.reservation.status in SITTING]
    places = [_place(words, number, place) for number, place in enumerate(line, 1)]
    blocks: list[list[str]] = [[words.html("board-title", night=words.day(night), seats=seats)]]
    blocks[0] += _as_many(words, "shut", [_shut(words, closing) for closing in shut])
    blocks.append(
        _as_many(words, "seating", [_seating(words, each) for each in sitting]) or [words.html("board-empty")]
    )
    if line:
        blocks.append([words.html("board-line"), *_as_many(words, "place", places)])
    picks = [
        # With the place, because two in line may have one name.
        (Button(_pick(words, number, place), press("pick", place.waiting.id)),)
        for number, place in enumerate(line[: _room_for("place", places)], 1)
        if place.hold is None
    ]
    return Message("\n\n".join("\n".join(block) for block in blocks), tuple(picks))


def closing(words: Words, shut: Closing, hit: Sequence[Seating], *, all_night: bool) -> Message:
    """A closing for the staff, and what became of each booking that it has hit."""
    title = words.html(
        "closing-title",
        night=words.day(shut.night_on),
        span="" if all_night else _span(words, shut),
        all_night="yes" if all_night else "no",
        by=shut.closed_by,
        reason=shut.reason or "none",
        open="no" if shut.reopened_at is None else "yes",
    )
    answers = [words.html("closing-answer", **_answer(words, shut, seating)) for seating in hit]
    lines = _as_many(words, "answer", answers)
    waiting = sum(seating.reservation.status == "displaced" for seating in hit)
    if shut.reopened_at is None:
        lines.append(words.html("closing-open-answers", hit=len(hit), waiting=waiting))
    return Message("\n".join([title, "", *lines]))


def _as_many(words: Words, kind: str, lines: Sequence[str]) -> list[str]:
    """As many lines as there is room for, and how many more there are."""
    count = _room_for(kind, lines)
    more = [words.html("board-more", count=len(lines) - count)] if count < len(lines) else []
    return [*lines[:count], *more]


def _room_for(kind: str, lines: Sequence[str]) -> int:
    ends = accumulate(utf16_units(visible(line)) + 1 for line in lines[:MOST_LINES])
    return sum(end <= ROOM[kind] for end in ends)


def _answer(words: Words, shut: Closing, seating: Seating) -> dict[str, object]:
    reservation = seating.reservation
    moved = not shut.hits(reservation.starts_at, reservation.ends_at)
    answers = {"displaced": "none", "cancelled": "cancelled", "declined": "declined"}
    if reservation.status == "cancelled" and reservation.changed_by is None:
        answers["cancelled"] = "silent"
    return {
        "name": seating.name or words.plain("walk-in"),
        "party": reservation.party,
        "answer": answers.get(reservation.status, "moved" if moved else "stands"),
        "when": words.when(reservation.night_on, reservation.starts_at),
    }


def _seating(words: Words, seating: Seating) -> str:
    reservation = seating.reservation
    return words.html(
        "board-seating",
        time=words.time_of(reservation.night_on, reservation.starts_at),
        name=seating.name or words.plain("walk-in"),
        party=reservation.party,
        count=len(reservation.stools),
        stools=words.list(str(stool) for stool in reservation.stools),
        status=reservation.status,
        code=reservation.code,
        late="no" if reservation.late_at is None else "yes",
        wish=reservation.wish or "none",
    )


def _pick(words: Words, number: int, place: Place) -> str:
    return words.plain("pick", name=place.name, party=place.waiting.party, number=str(number))


def _place(words: Words, number: int, place: Place) -> str:
    waiting = place.waiting
    return words.html(
        "board-place",
        number=str(number),
        name=place.name,
        party=waiting.party,
        window=words.span(waiting.night_on, waiting.from_at, waiting.until_at),
        offered="no" if place.hold is None else words.time_of(waiting.night_on, place.hold.starts_at),
        until="" if place.hold is None else words.time(place.hold.until_at),
    )


def _shut(words: Words, closing: Closing) -> str:
    return words.html("board-shut", span=_span(words, closing), reason=closing.reason or "none")


def _span(words: Words, closing: Closing) -> str:
    return words.span(closing.night_on, closing.from_at, closing.until_at)
