"""Guests as the bar knows them, and the messages that show them their bookings and orders."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.people import Guest
from bot.errors import Refusal
from bot.services import age
from bot.storage import cards, guests
from bot.storage.cards import Card
from bot.storage.tx import Tx

NOW = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
ANNA = 7_000_000_001


def test_a_guest_keeps_what_they_chose_when_telegram_tells_something_new(tx: Tx) -> None:
    assert guests.get_guest(tx, ANNA) is None
    guests.upsert_guest(tx, Guest(ANNA, "Anna", "en"), NOW)
    guests.set_language(tx, ANNA, "it")
    guests.set_adult(tx, ANNA, NOW)
    guests.upsert_guest(tx, Guest(ANNA, "Annina", "de"), LATER)
    assert guests.get_guest(tx, ANNA) == Guest(ANNA, "Annina", "de", "it", NOW, None)
    assert tx.one("SELECT met_at FROM guests") == {"met_at": NOW}


def test_the_first_word_about_the_age_counts(tx: Tx) -> None:
    guests.upsert_guest(tx, Guest(ANNA, "Anna", "en"), NOW)
    guests.set_adult(tx, ANNA, NOW)
    guests.set_adult(tx, ANNA, LATER)
    guest = guests.get_guest(tx, ANNA)
    assert guest is not None
    assert guest.adult_at == NOW


def test_of_what_somebody_says_of_their_age_the_last_counts(tx: Tx) -> None:
    guests.upsert_guest(tx, Guest(ANNA, "Anna", "en"), NOW)
    with pytest.raises(Refusal, match=age.ASK_ADULT):
        age.require_adult(tx, ANNA)
    guests.set_adult(tx, ANNA, NOW)
    age.require_adult(tx, ANNA)
    guests.set_minor(tx, ANNA, LATER)
    with pytest.raises(Refusal, match=age.MINOR):
        age.require_adult(tx, ANNA)
    guests.set_adult(tx, ANNA, LATER + timedelta(minutes=1))
    age.require_adult(tx, ANNA)
    guest = guests.get_guest(tx, ANNA)
    assert guest is not None
    assert (guest.adult_at, guest.minor_at) == (LATER + timedelta(minutes=1), LATER), "the slip is remembered"


def test_who_cannot_be_reached_is_told_of_once_and_is_back_when_they_write(tx: Tx) -> None:
    assert not guests.set_unreachable(tx, ANNA, NOW), "that is no guest"
    guests.upsert_guest(tx, Guest(ANNA, "Anna", "en"), NOW)
    assert [guests.set_unreachable(tx, ANNA, NOW) for _ in range(2)] == [True, False]
    guests.upsert_guest(tx, Guest(ANNA, "Anna", "en"), LATER)
    assert guests.set_unreachable(tx, ANNA, LATER)


def test_a_subject_has_one_card_for_each_audience(tx: Tx) -> None:
    guest = cards.insert_card(tx, "order", 1, "guest", ANNA)
    staff = cards.insert_card(tx, "order", 1, "staff", -1001, message_id=17)
    assert cards.get_card(tx, "order", 1, "guest") == guest == Card(guest.id, "order", 1, "guest", ANNA, None)
    assert cards.get_card(tx, "order", 1, "staff") == staff
    assert cards.get_card(tx, "reservation", 1, "guest") is None
    with pytest.raises(sqlite3.IntegrityError):
        cards.insert_card(tx, "order", 1, "guest", ANNA)


def test_a_card_is_found_by_the_message_it_stands_in(tx: Tx) -> None:
    card = cards.insert_card(tx, "order", 1, "guest", ANNA)
    cards.insert_card(tx, "order", 2, "guest", ANNA)
    assert cards.get_card_at(tx, ANNA, 17) is None
    cards.set_card_message(tx, card.id, ANNA, 17)
    found = cards.get_card_at(tx, ANNA, 17)
    assert found is not None
    assert (found.id, found.message_id) == (card.id, 17)
    assert cards.get_card_at(tx, -1001, 17) is None
    with pytest.raises(sqlite3.IntegrityError):
        cards.insert_card(tx, "order", 3, "guest", ANNA, message_id=17)
