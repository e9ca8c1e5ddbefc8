"""The calendar file of a reservation, as Apple's, Google's and Outlook's calendars want it, read back by icalendar."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from icalendar import Calendar

from bot.cards import calendar
from bot.config import Settings
from bot.domain.reservations import Reservation
from bot.outbox.messages import Message, Venue
from bot.texts.words import Words
from tests.cards.calendars import NOW, ZONES, bar, bar_without_a_map, file_of, instants, read, seating

LANGUAGES = ("en", "it")
LONGEST_LINE = 75
ROME = "Europe/Rome"


def invitation(settings: Settings, reservation: Reservation, language: str = "en") -> Message:
    return calendar.invitation(Words(language, settings.venue.hours), settings, reservation, NOW)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("zone", ZONES)
def test_a_reservation_reads_back_as_it_is(zone: str, language: str) -> None:
    booked = seating(zone, "2026-11-27 21:00")
    whole, event = read(file_of(bar(zone), booked, language))
    assert instants(event) == (booked.starts_at, booked.ends_at)
    assert [event["DTSTART"].params["TZID"], event["DTEND"].params["TZID"]] == [zone, zone]
    assert [str(described["TZID"]) for described in whole.timezones] == [zone]
    assert (whole["VERSION"], whole["METHOD"]) == ("2.0", "PUBLISH")
    assert whole["PRODID"] == f"-//BackDoor43//Reservations//{language.upper()}"
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == NOW
    assert event["LOCATION"] == "Ripa di Porta Ticinese 43, 20143 Milano"
    assert event["GEO"].ical_value == (45.4508, 9.1717)
    assert "ATTENDEE" not in event, "RFC 5546 section 3.2.1: what is published invites nobody"
    whole.validate()


@pytest.mark.parametrize(
    ("language", "title", "note"),
    [
        ("en", "BackDoor43, 2 stools", "Fri 27 Nov, 21:00\n2 people\nCode ABCDE"),
        ("it", "BackDoor43, 2 sgabelli", "ven 27 nov, 21:00\n2 persone\nCodice ABCDE"),
    ],
)
def test_it_speaks_the_guests_language(language: str, title: str, note: str) -> None:
    _, event = read(file_of(bar(), seating(ROME, "2026-11-27 21:00"), language))
    assert (event["SUMMARY"], event["DESCRIPTION"]) == (title, note)


def test_one_person_has_one_stool() -> None:
    alone = replace(seating(ROME, "2026-11-27 21:00"), party=1, stools=(4,))
    _, event = read(file_of(bar(), alone))
    assert event["SUMMARY"] == "BackDoor43, 1 stool"
    assert "1 person\n" in event["DESCRIPTION"]


@pytest.mark.parametrize(("language", "note"), [("en", "(Saturday by the clock)"), ("it", "sabato")])
def test_after_midnight_it_stands_on_the_date_of_the_clock_and_tells_the_night(language: str, note: str) -> None:
    late = seating(ROME, "2026-11-28 01:00", night="2026-11-27")
    text = file_of(bar(), late, language)
    _, event = read(text)
    assert "DTSTART;TZID=Europe/Rome:20261128T010000\r\n" in text
    assert instants(event) == (late.starts_at, late.ends_at)
    assert event["DESCRIPTION"].split("\n")[0].startswith(("Fri 27 Nov, 01:00", "ven 27 nov, 01:00"))
    assert note in event["DESCRIPTION"]


def test_a_move_keeps_the_uid_and_raises_the_sequence() -> None:
    first = seating(ROME, "2026-11-27 21:00")
    moved = replace(seating(ROME, "2026-12-04 22:30"), sequence=1)
    (_, before), (_, after) = read(file_of(bar(), first)), read(file_of(bar(), moved))
    assert before["UID"] == after["UID"] == "ABCDE-12@backdoor43.invalid"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert instants(after) == (moved.starts_at, moved.ends_at)


@pytest.mark.parametrize("status", ["cancelled", "declined", "no_show"])
def test_a_cancellation_takes_the_same_event_out(status: str) -> None:
    gone = replace(seating(ROME, "2026-11-27 21:00"), status=status, sequence=3)
    whole, event = read(file_of(bar(), gone))
    assert (whole["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert (event["UID"], event["SEQUENCE"]) == ("ABCDE-12@backdoor43.invalid", 3)
    assert event["ORGANIZER"] == "mailto:bar@backdoor43.invalid"
    assert instants(event) == (gone.starts_at, gone.ends_at)


def test_no_two_reservations_and_no_two_bars_share_a_uid() -> None:
    booked = seating(ROME, "2026-11-27 21:00")
    others = [booked, replace(booked, id=13), replace(booked, code="FGHJK")]
    uids = {read(file_of(settings, each))[1]["UID"] for settings in (bar(), bar(name="Il Buco")) for each in others}
    assert len(uids) == 6


LONG_NAME = ('Perché no? – Dalla Zia \'Ntonia; "da\\noi" & Cò, ' * 2)[:64].strip()
LONG_ADDRESS = ("Alzaia Naviglio Grande; 酒場 \N{CLINKING BEER MUGS}, " * 9)[:200].strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_longer_than_75_octets_and_no_letter_is_torn(language: str) -> None:
    settings = bar(name=LONG_NAME, address=LONG_ADDRESS)
    text = file_of(settings, seating(ROME, "2026-11-28 01:00", night="2026-11-27"), language)
    lines = text.encode().split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= LONGEST_LINE
    assert not [line for line in lines if b"\r" in line or b"\n" in line]
    for line in lines:
        line.decode()
    # The control: unfolded, there is something to fold.
    assert max(len(line) for line in text.replace("\r\n ", "").encode().split(b"\r\n")) > 3 * LONGEST_LINE
    _, event = read(text)
    assert event["LOCATION"] == LONG_ADDRESS
    assert event["SUMMARY"].startswith(LONG_NAME)
    assert event["ORGANIZER"].params["CN"] == LONG_NAME


def test_a_bar_that_does_not_say_where_it_is_says_it_to_no_calendar() -> None:
    _, event = read(file_of(bar_without_a_map(address=""), seating(ROME, "2026-11-27 21:00")))
    assert not {"LOCATION", "GEO"} & event.keys()


def test_a_bar_beside_the_meridian_has_a_position_that_can_be_read() -> None:
    """Python writes 0.00005 as 5e-05; RFC 5545 section 3.3.7 knows no exponents."""
    text = file_of(bar(latitude=-0.00005, longitude=0.00002), seating(ROME, "2026-11-27 21:00"))
    assert "GEO:-0.000050;0.000020\r\n" in text
    assert re.search(r"e-\d", f"GEO:{-0.00005};{0.00002}"), "the control: this is what it would have been"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_says_what_opening_it_does(language: str) -> None:
    booked = replace(seating(ROME, "2026-11-27 21:00"), booked_at=NOW, changed_at=NOW)
    # A request that the house has said yes to was changed, and is new to the guest's calendar all the same.
    approved = replace(booked, sequence=1)
    moved = replace(booked, sequence=2, changed_at=NOW + timedelta(hours=1))
    said = [
        invitation(bar(), each, language).html for each in (booked, approved, moved, replace(moved, status="cancelled"))
    ]
    assert said.pop(1) == said[0]
    assert (
        said
        == {
            "en": [
                "For your calendar.",
                "It has changed: open this, and your calendar follows.",
                "Open this, and it leaves your calendar.",
            ],
            "it": [
                "Per il Suo calendario.",
                "Qualcosa è cambiato: apra questo file, e il Suo calendario lo segue.",
                "Apra questo file, e sparisce dal Suo calendario.",
            ],
        }[language]
    )


@pytest.mark.parametrize(
    ("name", "file_name", "domain"),
    [
        ("BackDoor43", "BackDoor43.ics", "backdoor43.invalid"),
        ("Il Buco", "Il-Buco.ics", "il-buco.invalid"),
        ("../../etc/passwd", "etc-passwd.ics", "etc-passwd.invalid"),
        ('Perché "no"?', "Perché-no.ics", "perche-no.invalid"),
        ("酒場", "酒場.ics", "bar.invalid"),
        ("???", "bar.ics", "bar.invalid"),
        ("B" * 64, f"{'B' * 64}.ics", f"{'b' * 63}.invalid"),
    ],
)
def test_the_files_name_and_the_uid_are_made_of_the_bars_name(name: str, file_name: str, domain: str) -> None:
    message = invitation(bar(name=name), seating(ROME, "2026-11-27 21:00"))
    assert message.medium is not None and message.medium.content is not None
    assert (message.medium.kind, message.medium.path) == ("document", file_name)
    _, event = read(message.medium.content)
    assert event["UID"] == f"ABCDE-12@{domain}"


def test_the_pin_stands_where_the_config_says() -> None:
    words = Words("en", bar().venue.hours)
    assert calendar.pin(words, bar()) == Message(
        "", venue=Venue(45.4508, 9.1717, "BackDoor43", "Ripa di Porta Ticinese 43, 20143 Milano")
    )
    untold = calendar.pin(words, bar(address=""))
    assert untold is not None and untold.venue is not None
    assert untold.venue.address == "BackDoor43"
    assert calendar.pin(words, bar_without_a_map()) is None


def test_a_seating_over_new_year_reads_back() -> None:
    late = seating(ROME, "2026-12-31 23:30", minutes=120)
    _, event = read(file_of(bar(), late))
    assert instants(event) == (late.starts_at, late.ends_at)
    assert late.ends_at - late.starts_at == timedelta(hours=2)


def test_a_start_of_the_house_does_not_wait_for_icalendar() -> None:
    asked = "import sys, bot.app, bot.cards.calendar; print({'icalendar', 'dateutil'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
    assert Calendar.__module__.startswith("icalendar"), "the control: the name that would be there"
