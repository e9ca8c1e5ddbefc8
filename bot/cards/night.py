"""What hangs behind the bar: the board of a night, and the list of whom a closing has hit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards.presses import press
from bot.domain.closings import Closing
from bot.domain.reservations import Reservation
from bot.domain.waitlist import Hold, Waiting
from bot.outbox.messages import Button, Message
from bot.texts.words import Words

#: Lines of one kind on a board; a message holds 4096 characters (Bot API).
MOST_LINES = 30
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
    blocks: list[list[str]] = [[words.html("board-title", night=words.day(night), seats=seats)]]
    blocks[0] += [_shut(words, closing) for closing in shut]
    blocks.append([_seating(words, seating) for seating in sitting[:MOST_LINES]] or [words.html("board-empty")])
    if len(sitting) > MOST_LINES:
        blocks[-1].append(words.html("board-more", count=len(sitting) - MOST_LINES))
    if line:
        blocks.append([words.html("board-line")])
        blocks[-1] += [_place(words, number, place) for number, place in enumerate(line[:MOST_LINES], 1)]
    picks = [
        (Button(words.plain("pick", name=place.name, party=place.waiting.party), press("pick", place.waiting.id)),)
        for place in line[:MOST_LINES]
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
    lines = [words.html("closing-answer", **_answer(words, shut, seating)) for seating in hit[:MOST_LINES]]
    if len(hit) > MOST_LINES:
        lines.append(words.html("board-more", count=len(hit) - MOST_LINES))
    waiting = sum(seating.reservation.status == "displaced" for seating in hit)
    lines.append(words.html("closing-open-answers", hit=len(hit), waiting=waiting))
    return Message("\n".join([title, "", *lines]))


def _answer(words: Words, shut: Closing, seating: Seating) -> dict[str, object]:
    reservation = seating.reservation
    moved = not shut.hits(reservation.starts_at, reservation.ends_at)
    answers = {"displaced": "none", "cancelled": "cancelled", "declined": "declined"}
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


def _place(words: Words, number: int, place: Place) -> str:
    waiting = place.waiting
    return words.html(
        "board-place",
        number=str(number),
        name=place.name,
        party=waiting.party,
        first=words.time(waiting.from_at),
        last=words.time(waiting.until_at),
        offered="no" if place.hold is None else words.time(place.hold.starts_at),
        until="" if place.hold is None else words.time(place.hold.until_at),
    )


def _shut(words: Words, closing: Closing) -> str:
    return words.html("board-shut", span=_span(words, closing), reason=closing.reason or "none")


def _span(words: Words, closing: Closing) -> str:
    return words.plain("from-to", first=words.time(closing.from_at), last=words.time(closing.until_at))
