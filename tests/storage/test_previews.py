"""A clue is shown to the owner once, and the owner's newest word on it counts."""

from bot.storage import previews
from bot.storage.tx import Tx
from tests.storage.rows import MINUTE, NOW


def test_a_clue_is_shown_once_for_its_day_and_campaign(tx: Tx) -> None:
    assert not previews.was_shown(tx, "launch", 7)
    assert previews.insert_preview(tx, "launch", 7, NOW)
    assert not previews.insert_preview(tx, "launch", 7, NOW + MINUTE)
    assert previews.was_shown(tx, "launch", 7)
    assert not previews.was_shown(tx, "launch", 8) and not previews.was_shown(tx, "another", 7)


def test_silence_holds_nothing_and_the_newest_word_counts(tx: Tx) -> None:
    previews.insert_preview(tx, "launch", 7, NOW)
    assert not previews.is_held(tx, "launch", 7)
    assert previews.set_verdict(tx, "launch", 7, "held", NOW)
    assert not previews.set_verdict(tx, "launch", 7, "held", NOW + MINUTE), "said twice"
    assert previews.is_held(tx, "launch", 7)
    assert not previews.is_held(tx, "launch", 8) and not previews.is_held(tx, "another", 7)
    assert previews.set_verdict(tx, "launch", 7, "right", NOW + MINUTE)
    assert not previews.is_held(tx, "launch", 7)
    assert tx.all("SELECT decided_at FROM previews") == [{"decided_at": NOW + MINUTE}]


def test_there_is_no_word_on_what_nobody_has_been_shown(tx: Tx) -> None:
    assert not previews.set_verdict(tx, "launch", 7, "held", NOW)
    assert not previews.is_held(tx, "launch", 7)


def test_a_held_clue_is_called_to_mind_once(tx: Tx) -> None:
    previews.insert_preview(tx, "launch", 7, NOW)
    assert not previews.is_held_unreminded(tx, "launch", 7) and not previews.set_reminded(tx, "launch", 7, NOW)
    previews.set_verdict(tx, "launch", 7, "held", NOW)
    assert previews.is_held_unreminded(tx, "launch", 7)
    assert not previews.is_held_unreminded(tx, "launch", 8) and not previews.is_held_unreminded(tx, "another", 7)
    assert previews.set_reminded(tx, "launch", 7, NOW + MINUTE)
    assert not previews.set_reminded(tx, "launch", 7, NOW + 2 * MINUTE)
    assert not previews.is_held_unreminded(tx, "launch", 7)
    assert previews.is_held(tx, "launch", 7), "and is held as before"
    assert tx.all("SELECT reminded_at FROM previews") == [{"reminded_at": NOW + MINUTE}]


def test_a_clue_that_was_found_right_is_not_called_to_mind(tx: Tx) -> None:
    previews.insert_preview(tx, "launch", 7, NOW)
    previews.set_verdict(tx, "launch", 7, "held", NOW)
    previews.set_verdict(tx, "launch", 7, "right", NOW)
    assert not previews.is_held_unreminded(tx, "launch", 7) and not previews.set_reminded(tx, "launch", 7, NOW)
