"""What a guest and the staff hold of a reservation: the ticket, what is asked about it, and the staff's card."""

from bot.cards.layout import Rows, rows
from bot.cards.presses import press
from bot.domain.reservations import WISHES, Reservation
from bot.outbox.messages import Button, Message
from bot.texts.words import Words


def ticket(words: Words, reservation: Reservation) -> Message:
    """What the guest holds: night, time, stools, code; what is over says so and has no buttons."""
    lines: list[str] = [words.html("ticket", **_facts(words, reservation))]
    if reservation.wish is not None:
        lines.append(words.html("ticket-wish", wish=reservation.wish))
    if reservation.status == "booked":
        late = "yes" if reservation.late_at is not None else "no"
        lines.append("\n" + words.html("ticket-booked-note", late=late))
    return Message("\n".join(lines), _ticket_buttons(words, reservation))


def _ticket_buttons(words: Words, reservation: Reservation) -> Rows:
    move = Button(words.plain("move"), press("move", reservation.id))
    cancel = Button(words.plain("cancel"), press("cancel", reservation.id))
    late = Button(words.plain("running-late"), press("running-late", reservation.id))
    wish = Button(words.plain("a-wish"), press("a-wish", reservation.id))
    buttons: dict[str, Rows] = {
        "booked": ((move, cancel), (late, wish)),
        "displaced": ((move, cancel),),
        "requested": ((cancel,),),
    }
    return buttons.get(reservation.status, ())


def ask_cancel(words: Words, reservation: Reservation) -> Message:
    """Cancel: asked once."""
    text = words.html("ask-cancel", when=_when(words, reservation), code=reservation.code)
    sure = Button(words.plain("cancel-sure"), press("cancel-now", reservation.id), "danger")
    keep = Button(words.plain("keep"), press("keep", reservation.id))
    return Message(text, ((sure,), (keep,)))


def ask_wish(words: Words, reservation: Reservation) -> Message:
    """What would they like along with the stools?"""
    wishes = [Button(words.plain("wish", wish=wish), press("take-wish", reservation.id, wish)) for wish in WISHES]
    none = Button(words.plain("no-wish"), press("take-wish", reservation.id, None))
    return Message(words.html("ask-wish", when=_when(words, reservation)), (*rows(wishes, 1), (none,)))


def moved(words: Words, reservation: Reservation) -> Message:
    """It is moved, where it was asked for; the ticket itself stands elsewhere."""
    return Message(words.html("moved", when=_when(words, reservation)))


def reminder(words: Words, reservation: Reservation, told: str) -> Message:
    """The day before ("day"), two hours before ("hours"), or late ("tonight", "soon")."""
    text = words.html("reminder", told=told, **_facts(words, reservation))
    coming = Button(words.plain("coming"), press("coming", reservation.id), "success")
    cancel = Button(words.plain("cancel"), press("cancel", reservation.id))
    return Message(text, ((coming, cancel),))


def noted(words: Words, reservation: Reservation) -> Message:
    """Whoever said to come is expected."""
    return Message(words.html("coming-noted", when=_when(words, reservation)))


def still_coming(words: Words, reservation: Reservation) -> Message:
    """It has begun, and nobody is here."""
    yes = Button(words.plain("on-my-way"), press("on-my-way", reservation.id), "success")
    no = Button(words.plain("not-coming"), press("not-coming", reservation.id))
    return Message(words.html("still-coming", when=_when(words, reservation)), ((yes,), (no,)))


def given_up(words: Words, reservation: Reservation) -> Message:
    """A late party has said that it does not come."""
    return Message(words.html("given-up", when=_when(words, reservation)))


def missed(words: Words, reservation: Reservation, strikes: int, limit: int) -> Message:
    """Nobody came: what that means."""
    text = words.html("missed", when=_when(words, reservation), asked_first="yes" if strikes >= limit else "no")
    return Message(text)


def approved(words: Words, reservation: Reservation) -> Message:
    """The staff said yes."""
    return Message(words.html("request-approved", when=_when(words, reservation), code=reservation.code))


def declined(words: Words, reservation: Reservation) -> Message:
    """The staff said no, or nothing in time."""
    return Message(words.html("request-declined", when=_when(words, reservation)))


def staff_card(words: Words, reservation: Reservation, name: str | None, strikes: int) -> Message:
    """What the staff see of a reservation, and what they can do about it. A walk-in has no name."""
    who = words.plain("walk-in") if name is None else name
    lines: list[str] = [
        words.html(
            "staff-reservation",
            name=who,
            by="house" if reservation.changed_by is None else "guest",
            **_facts(words, reservation),
        )
    ]
    if reservation.guest_id is None:
        lines.append(words.html("staff-walk-in-until", time=words.time(reservation.ends_at)))
    lines += _remarks(words, reservation, strikes)
    return Message("\n".join(lines), _staff_buttons(words, reservation))


def _remarks(words: Words, reservation: Reservation, strikes: int) -> list[str]:
    lines: list[str] = []
    if reservation.wish is not None:
        lines.append(words.html("staff-wish", wish=reservation.wish))
    if reservation.status == "booked":
        said = [
            ("staff-said-late", reservation.late_at),
            ("staff-was-asked", reservation.asked_at),
            ("staff-said-coming", reservation.coming_at),
        ]
        lines += [words.html(key, time=words.time(at)) for key, at in said if at is not None]
    if strikes:
        lines.append(words.html("staff-strikes", strikes=strikes))
    if reservation.pardoned_at is not None:
        lines.append(words.html("staff-pardoned"))
    return lines


def _staff_buttons(words: Words, reservation: Reservation) -> Rows:
    def button(key: str) -> Button:
        return Button(words.plain(key), press(key, reservation.id))

    if reservation.status == "requested":
        yes = Button(words.plain("accept"), press("approve", reservation.id), "success")
        no = Button(words.plain("decline"), press("refuse", reservation.id))
        return ((yes, no),)
    if reservation.status == "booked":
        return ((button("arrived"), button("no-show")),)
    if reservation.status == "arrived":
        return ((button("finished"),) if reservation.guest_id is None else (button("finished"), button("not-here")),)
    if reservation.status == "no_show":
        return ((button("arrived"),) if reservation.pardoned_at else (button("arrived"), button("pardon")),)
    return ()


def staff_late(words: Words, reservation: Reservation, name: str) -> Message:
    """Somebody runs late: said aloud, because a card is changed without a sound."""
    return Message(words.html("staff-late", name=name, when=_when(words, reservation), party=reservation.party))


def staff_moved(words: Words, name: str, before: Reservation, after: Reservation) -> Message:
    """Somebody moved to tonight, or away from it."""
    return Message(
        words.html("staff-moved", name=name, before=_when(words, before), after=_when(words, after), party=after.party)
    )


def staff_cancelled(words: Words, reservation: Reservation, name: str) -> Message:
    """Somebody does not come tonight."""
    return Message(words.html("staff-cancelled", name=name, when=_when(words, reservation), party=reservation.party))


def _when(words: Words, reservation: Reservation) -> str:
    return words.when(reservation.night_on, reservation.starts_at)


def _facts(words: Words, reservation: Reservation) -> dict[str, object]:
    return {
        "status": reservation.status,
        "when": _when(words, reservation),
        "party": reservation.party,
        "count": len(reservation.stools),
        "stools": words.list(str(stool) for stool in reservation.stools),
        "private": "yes" if reservation.private else "no",
        "code": reservation.code,
    }
