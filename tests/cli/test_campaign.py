"""`campaign`: the plan, the truth while the bot runs, and how a clue will look."""

from pathlib import Path

import pytest

from bot.config import load
from bot.rehearsal.play import BAR
from bot.telegram_html import visible
from tests.cli.command import say
from tests.cli.launched import THEN, launched
from tests.process import Premises, Told, config, run


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


def status(path: Path, *options: str) -> Told:
    return say("campaign", "status", "--config", str(path), *options, env=THEN)


def test_the_ledger_has_a_line_for_each_day_with_both_targets_on_it(tmp_path: Path) -> None:
    lines = status(launched(tmp_path)).out.splitlines()
    assert lines[:6] == [
        "  1  Sun 2020-03-01 11:43  before this database",
        "  2  Mon 2020-03-02 11:43  sent to the channel 2020-03-02 11:43:01, message 71; "
        "sent to the followers 2020-03-02 11:43:05",
        "  3  Tue 2020-03-03 11:43  uncertain to the channel 2020-03-03 11:43:09, late (ReadTimeout)",
        "  4  Wed 2020-03-04 11:43  skipped 2020-03-04 13:00:00",
        "  5  Thu 2020-03-05 11:43  held",
        "  6  Fri 2020-03-06 11:43  missed",
    ]
    assert lines[44] == "2 of 43 released; the bar is open."


def test_the_figures_stand_below_the_ledger_as_bars(tmp_path: Path) -> None:
    told = status(launched(tmp_path))
    assert (told.code, told.err) == (0, "")
    bar = "#" * 40
    for lines in (
        [
            "Followers: 1",
            "     Sun 2020-03-01  0",
            f"     Mon 2020-03-02  1  {bar[:20]}",
            f"     Tue 2020-03-03  2  {bar}",
        ],
        ["     22:00  0", f"     23:00  2  {bar}", "", "Bookmarks by place: 1 found of 3"],
        [f"     =Libreria  1  {bar}  of 3", "", "Solves per clue: 3, by 2; let in by the secret word: 1"],
        ["     clue 1   0", f"     clue 2   2  {bar}", f"     clue 3   1  {bar[:20]}"],
        [
            "Bookings and orders on Sun 2020-04-12, by source:",
            f"     bookmark: =Libreria  1  {bar}  1 booked, 0 ordered",
            f"     the secret word      1  {bar}  0 booked, 1 ordered",
        ],
        [
            "Leaderboard:",
            "   1. An [31mna: 2, the last on 2020-03-05 19:20",
            "   2. Bruno: 1, the last on 2020-03-02 19:25",
        ],
    ):
        assert "\n".join(lines) in told.out, lines
    assert "Callers by hour: 2, with 3 calls\n" in told.out
    assert "\x1b" not in told.out, "a guest's name gives the terminal no orders"


def test_the_figures_are_drawn_into_a_file_that_is_replaced_only_on_demand(tmp_path: Path) -> None:
    path, out = launched(tmp_path), tmp_path / "out.png"
    told = status(path, "--picture", str(out))
    assert (told.code, told.err) == (0, "")
    assert told.out.endswith(f"\n{out}: the figures as a picture.\n")
    drawn = out.read_bytes()
    assert drawn.startswith(b"\x89PNG")
    out.write_bytes(b"the designer's")
    again = status(path, "--picture", str(out))
    assert again.code == 1
    assert again.err == f"backdoor43: {out} is there already. Name another file, or replace it with --force.\n"
    assert out.read_bytes() == b"the designer's"
    assert status(path, "--picture", str(out), "--force").code == 0
    assert out.read_bytes() == drawn
    assert [each.name for each in tmp_path.iterdir() if each.suffix in (".png", ".part")] == ["out.png"]


def test_a_picture_that_cannot_be_written_or_of_nothing_is_told(tmp_path: Path) -> None:
    empty = config(tmp_path, "http://127.0.0.1:1", campaign=True)
    told = status(empty, "--picture", str(tmp_path / "out.png"))
    assert (told.code, told.err) == (1, "backdoor43: Without a database there is nothing to draw.\n")
    assert not (tmp_path / "out.png").exists()
    nowhere = tmp_path / "nowhere/out.png"
    told = status(launched(tmp_path), "--picture", str(nowhere))
    assert told.code == 1
    assert told.err == f"backdoor43: {nowhere} cannot be written, and was left alone: No such file or directory.\n"
    told = status(empty, "--picture", str(tmp_path / "bar.sqlite3"), "--force")
    assert told.err == f"backdoor43: {tmp_path / 'bar.sqlite3'} belongs to the bar itself. Name another file.\n"


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
    assert "answers" not in told.out


def test_a_preview_shows_a_poll_as_it_will_be_asked_and_the_answers(tmp_path: Path) -> None:
    path = config(tmp_path, "http://127.0.0.1:1", campaign=True)
    path.write_text(path.read_text().replace("days = 43", 'days = 1\nclues = "clues.toml"'))
    (tmp_path / "clues.toml").write_text(
        """
        [[clue]]
        text = { en = "Every canal has two banks.", it = "Ogni canale ha due rive." }
        answers = ["ripa", "la ripa"]
        [clue.poll]
        question = { en = "Which?", it = "Quale?" }
        options = { en = ["Alzaia", "Neither"], it = ["Alzaia", "Nessuna"] }
        """
    )
    told = say("campaign", "preview", "1", "--config", str(path))
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[-7:] == [
        "Ogni canale ha due rive.",
        "",
        "[poll] Which? · Quale?",
        "  ○ Alzaia",
        "  ○ Neither · Nessuna",
        "",
        "answers: ripa · la ripa",
    ]


def test_a_preview_names_the_file_that_is_posted(tmp_path: Path) -> None:
    path = config(tmp_path, "http://127.0.0.1:1", campaign=True)
    path.write_text(path.read_text().replace("days = 43", 'days = 1\nclues = "clues.toml"'))
    (tmp_path / "door.pdf").write_bytes(b"%PDF")
    (tmp_path / "clues.toml").write_text('[[clue]]\ntext = { en = "Look.", it = "Guarda." }\ndocument = "door.pdf"\n')
    told = say("campaign", "preview", "1", "--config", str(path))
    assert told.out.startswith(f"[document: {tmp_path / 'door.pdf'}]\nLook.\n")


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
