"""`campaign`: the plan, the truth while the bot runs, and how a clue will look."""

from pathlib import Path

import pytest

from bot.config import load
from bot.rehearsal.play import BAR
from bot.telegram_html import visible
from tests.cli.command import say
from tests.process import Premises, config, run


def test_the_calendar_shows_every_day_with_its_text() -> None:
    told = say("campaign", "calendar", "--config", str(BAR))
    dates = [line for line in told.out.splitlines() if not line.startswith("     ")]
    assert (told.code, len(dates)) == (0, 43)
    assert dates[0] == "  1  Sun 2026-03-01 11:43 CET"
    # The clocks change on 29 March.
    assert dates[28] == " 29  Sun 2026-03-29 11:43 CEST"
    assert dates[42] == " 43  Sun 2026-04-12 11:43 CEST"


def test_the_calendar_shows_whole_texts_in_every_language_of_the_venue() -> None:
    settings = load(BAR, {})
    assert settings.campaign is not None
    told = _unwrapped(say("campaign", "calendar", "--config", str(BAR)).out)
    for clue in settings.campaign.clues:
        for language in ("en", "it"):
            assert f" {language} {_unwrapped(visible(clue.text[language]))} " in f"{told} "


def test_the_calendar_speaks_only_the_languages_of_the_venue(tmp_path: Path) -> None:
    path = config(tmp_path, "http://127.0.0.1:1", campaign=True)
    languages = {"BACKDOOR43_VENUE__LANGUAGES": '["it"]'}
    lines = say("campaign", "calendar", "--config", str(path), env=languages).out.splitlines()
    assert lines[1].startswith("     it  Da un libro è caduto un segnalibro.")
    assert lines[2].startswith("         Da oggi, ogni giorno alle 11:43")
    assert not any(line.startswith("     en  ") for line in lines)


def _unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_status_before_there_is_a_database_releases_nothing_and_makes_none(tmp_path: Path) -> None:
    path = config(tmp_path, "http://127.0.0.1:1", campaign=True)
    told = say("campaign", "status", "--config", str(path))
    assert (told.code, told.err) == (0, "")
    assert "\n0 of 43 released; the bar " in told.out
    assert not (tmp_path / "bar.sqlite3").exists()


async def test_status_while_the_bot_runs_shows_what_was_posted_where_and_when(tmp_path: Path) -> None:
    async with Premises(tmp_path, "2026-03-05 11:50", campaign=True) as premises:
        await premises.open()
        await premises.until(lambda: premises.channel, "the clue in the channel")
        await premises.all_handled()
        posted = premises.rows("SELECT message_id FROM outbox WHERE id = (SELECT outbox_id FROM releases)")[0][0]
        told = await run("campaign", "status", "--config", str(premises.config))
        assert told.code == 0
        fifth = told.out.splitlines()[4]
        assert fifth.startswith("  5  Thu 2026-03-05 11:43  sent to the channel 2026-03-05 11:50:")
        assert fifth.endswith(f", late, message {posted}")
        assert "\n1 of 43 released; the bar " in told.out
        assert premises.processes[0].is_running


def test_a_preview_shows_the_clue_in_every_language(tmp_path: Path) -> None:
    path = config(tmp_path, "http://127.0.0.1:1", campaign=True)
    path.write_text(path.read_text().replace("days = 43", 'days = 1\nclues = "clues.toml"'))
    (tmp_path / "clues.toml").write_text(
        """
        [[clue]]
        text = { en = "<b>Cross</b> the bridge &amp; wait.", it = "Attraversa il ponte." }
        hint = { en = "The iron one.", it = "Quello di ferro." }
        """
    )
    told = say("campaign", "preview", "1", "--config", str(path))
    assert (told.code, told.err) == (0, "")
    for words in ("Cross the bridge & wait.", "Attraversa il ponte.", "hint (en): The iron one.", "hint (it): Quello"):
        assert words in told.out


@pytest.mark.parametrize(
    ("day", "code", "words"),
    [
        ("44", 1, "backdoor43: The campaign has 43 days; there is no day 44."),
        ("0", 2, "0 is not in the range x>=1"),
        ("first", 2, "'first' is not a valid integer"),
    ],
)
def test_a_day_that_is_not_there_is_told(day: str, code: int, words: str) -> None:
    told = say("campaign", "preview", day, "--config", str(BAR))
    assert told.code == code
    assert words in told.err


@pytest.mark.parametrize("command", [("calendar",), ("status",), ("preview", "1")], ids=" ".join)
def test_without_a_campaign_the_bar_is_simply_open(tmp_path: Path, command: tuple[str, ...]) -> None:
    path = config(tmp_path, "http://127.0.0.1:1")
    told = say("campaign", *command, "--config", str(path))
    assert told.code == 1
    assert told.err == "backdoor43: There is no [campaign] in this configuration: the bar is simply open.\n"
