"""`understand`: one JSON object for a text, one for each line of a batch."""

import json
from pathlib import Path

import pytest

from bot.rehearsal.play import BAR
from tests.cli.command import say

KEYS = ["intent", "night", "start", "party", "items", "pickup"]


def test_a_text_is_read_as_one_json_object() -> None:
    told = say("understand", "--config", str(BAR), "--now", "2026-11-25T18:00", "Good evening")
    assert (told.code, told.err) == (0, "")
    reading = json.loads(told.out)
    assert list(reading) == KEYS
    assert reading == {"intent": "greet", "night": None, "start": None, "party": None, "items": {}, "pickup": None}


@pytest.mark.parametrize(("text", "lang", "intent"), [("menu", "en", "menu"), ("annulla", "it", "cancel")])
def test_both_languages_are_read(text: str, lang: str, intent: str) -> None:
    told = say("understand", "--config", str(BAR), "--lang", lang, text)
    assert json.loads(told.out)["intent"] == intent


def test_a_batch_prints_one_object_for_each_line() -> None:
    lines = ['{"text": "ciao", "lang": "it"}', "", '{"text": "where", "lang": "en"}', '{"text": "blah"}']
    told = say("understand", "--config", str(BAR), "--batch", stdin="\n".join(lines))
    assert (told.code, told.err) == (0, "")
    readings = [json.loads(line) for line in told.out.splitlines()]
    assert [reading["intent"] for reading in readings] == ["greet", "where", "chat"]
    assert all(list(reading) == KEYS for reading in readings)


@pytest.mark.parametrize("bad", ["where", '["where"]', '{"lang": "en"}', '{"text": 43}', "43"])
def test_a_line_that_is_no_such_object_is_told_by_its_number(bad: str) -> None:
    told = say("understand", "--config", str(BAR), "--batch", stdin=f'{{"text": "ciao"}}\n{bad}\n{{"text": "menu"}}\n')
    assert told.code == 1
    assert "Line 2 is not a JSON object" in told.err
    assert "Traceback" not in told.err
    # The others are read all the same, each object in its line's place.
    first, wrong, last = map(json.loads, told.out.splitlines())
    assert (first["intent"], list(wrong), last["intent"]) == ("greet", ["error"], "menu")


def test_nothing_to_read_is_told() -> None:
    told = say("understand", "--config", str(BAR))
    assert told.code == 2
    assert "Give a TEXT to read, or --batch." in told.err


def test_it_works_before_there_is_a_token() -> None:
    example = Path(__file__).resolve().parents[2] / "config.example.toml"
    told = say("understand", "--config", str(example), "menu")
    assert (told.code, json.loads(told.out)["intent"]) == (0, "menu")
    assert say("run", "--config", str(example)).code == 1
