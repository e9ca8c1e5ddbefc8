"""A campaign's clues: what is read, and what could not be posted and is told beforehand."""

from pathlib import Path

import pytest

from bot.campaign_file import Clue, Medium, load_clues
from bot.telegram_html import faults, utf16_units, visible
from bot.toml_file import ConfigError, Problem

PACKAGED = Path(__file__).resolve().parents[1] / "bot" / "rehearsal" / "clues.toml"
NORTH = 'text.en = "North."\ntext.it = "Nord."\n'


def clues(folder: Path, text: str, days: int | None = 1, languages: tuple[str, ...] = ("en", "it")) -> tuple[Clue, ...]:
    (folder / "clues.toml").write_text(text)
    return load_clues(folder / "clues.toml", days=days, languages=languages)


def problems(folder: Path, text: str, days: int | None = 1) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        clues(folder, text, days)
    return caught.value.problems


def test_the_packaged_campaign_can_be_posted() -> None:
    packaged = load_clues(PACKAGED, days=43, languages=("en", "it"))
    assert [clue.day for clue in packaged] == list(range(1, 44))
    assert len({clue.text["en"] for clue in packaged}) == 43


def test_a_clue_has_all_it_may_have(tmp_path: Path) -> None:
    (tmp_path / "door.jpg").write_bytes(b"jpeg")
    [clue] = clues(
        tmp_path,
        '[[clue]]\ntext.en = """\nLook <b>up</b> &amp; left.\n"""\ntext.it = "Guarda in alto."\n'
        'photo = "door.jpg"\nanswers = ["The door", "door "]\nhint = { en = "Green.", it = "Verde." }\n',
    )
    assert clue == Clue(
        day=1,
        text={"en": "Look <b>up</b> &amp; left.", "it": "Guarda in alto."},
        hint={"en": "Green.", "it": "Verde."},
        answers=("The door", "door"),
        medium=Medium("photo", tmp_path / "door.jpg"),
    )


def test_a_clue_needs_no_more_than_its_text(tmp_path: Path) -> None:
    [clue] = clues(tmp_path, f"[[clue]]\n{NORTH}")
    assert (clue.hint, clue.answers, clue.medium) == ({}, (), None)


def test_one_hint_serves_every_language(tmp_path: Path) -> None:
    [clue] = clues(tmp_path, f'[[clue]]\n{NORTH}hint = "43"\n')
    assert clue.hint == {"en": "43", "it": "43"}


def test_only_the_bars_languages_are_wanted(tmp_path: Path) -> None:
    [clue] = clues(tmp_path, '[[clue]]\ntext.en = "North."\n', languages=("en",))
    assert clue.text == {"en": "North."}


@pytest.mark.parametrize(
    ("written", "days", "key", "wrong"),
    [
        (2, 5, "clue", "days 3 to 5 have no clue"),
        (2, 3, "clue", "day 3 has no clue"),
        (3, 2, "clue[3]", "there are 3 clues for 2 days"),
        (0, 43, "clue", "the file has no clues"),
    ],
)
def test_every_day_has_its_clue(tmp_path: Path, written: int, days: int, key: str, wrong: str) -> None:
    [problem] = problems(tmp_path, f"[[clue]]\n{NORTH}" * written, days)
    assert (problem.key, problem.wrong) == (key, wrong)


def test_without_a_number_of_days_any_number_of_clues_will_do(tmp_path: Path) -> None:
    assert len(clues(tmp_path, f"[[clue]]\n{NORTH}" * 3, days=None)) == 3


@pytest.mark.parametrize(
    ("entry", "key", "wrong", "remedy"),
    [
        ('text.en = "North."', "text.it", "is missing", "text.it ="),
        ('text = "North."', "text", "no language", "text.en ="),
        ('text.en = " "\ntext.it = "Nord."', "text.en", "empty", "quotes"),
        ('text.en = "<b></b>"\ntext.it = "Nord."', "text.en", "empty", "quotes"),
        ('text.en = 3\ntext.it = "Nord."', "text.en", "no text", "quotes"),
        (NORTH + 'text.de = "Norden."', "text.de", "'de' is no language", "en or it"),
        (NORTH + 'foto = "door.jpg"', "foto", "no such key", "Did you mean photo?"),
        (NORTH + 'photo = "door.jpg"', "photo", "there is no file", "beside"),
        (NORTH + "photo = 3", "photo", "no file's name", 'photo = "name"'),
        (NORTH + 'voice = "empty.ogg"', "voice", "empty.ogg is empty", "50 MB"),
        (NORTH + 'answers = "door"', "answers", "no list", '["one answer"'),
        (NORTH + 'answers = ["door", ""]', "answers", "no list", '["one answer"'),
        (NORTH + "hint = 43", "hint", "no text", "quotes"),
        (NORTH + 'hint.it = "<u>x"', "hint.it", "never closed", "</u>"),
        ('text.en = "1 < 2"\ntext.it = "Nord."', "text.en", "bare <", "&lt;"),
    ],
)
def test_what_cannot_be_posted_is_told_with_day_line_and_remedy(
    tmp_path: Path, entry: str, key: str, wrong: str, remedy: str
) -> None:
    (tmp_path / "empty.ogg").touch()
    [problem] = problems(tmp_path, f"# clues\n[[clue]]\n{NORTH}\n[[clue]]\n{entry}\n", days=2)
    assert problem.key == f"clue[2].{key}"
    assert wrong in problem.wrong
    assert remedy in problem.remedy
    assert problem.file == "clues.toml"
    assert problem.line is not None and problem.line >= 6


def test_a_clue_has_one_medium_at_most(tmp_path: Path) -> None:
    for name in ("door.jpg", "door.ogg"):
        (tmp_path / name).write_bytes(b"x")
    [problem] = problems(tmp_path, f'[[clue]]\n{NORTH}voice = "door.ogg"\nphoto = "door.jpg"\n')
    assert (problem.key, problem.wrong) == ("clue[1].voice", "there is a photo already")


def test_a_photo_has_ten_megabytes_at_most(tmp_path: Path) -> None:
    with (tmp_path / "door.jpg").open("wb") as file:
        file.truncate(10_000_001)
    [problem] = problems(tmp_path, f'[[clue]]\n{NORTH}photo = "door.jpg"\n')
    assert "10 MB" in problem.remedy
    assert clues(tmp_path, f'[[clue]]\n{NORTH}document = "door.jpg"\n')


@pytest.mark.parametrize(("medium", "limit"), [("", 4096), ('photo = "door.jpg"\n', 1024)])
def test_length_counts_as_telegram_counts_it(tmp_path: Path, medium: str, limit: int) -> None:
    (tmp_path / "door.jpg").write_bytes(b"x")
    longest = f"<b>&amp;</b>{'🚪' * (limit // 2 - 1)}x"
    entry = '[[clue]]\ntext.it = "Nord."\n' + medium + 'text.en = "{}"\n'
    assert clues(tmp_path, entry.format(longest))
    [problem] = problems(tmp_path, entry.format(longest + "y"))
    assert problem.wrong == f"it is {limit + 1} characters long"
    assert str(limit) in problem.remedy


def test_everything_is_told_at_once_in_the_files_order(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        '[[clue]]\ntext.en = "<b>x"\n\n[[clue]]\ntext.it = "x & y"\nhnt = "x"\n\n[[clues]]\n',
        days=43,
    )
    assert [(each.key, each.line) for each in found if each.line] == [
        ("clue[1].text.it", 1),
        ("clue[1].text.en", 2),
        ("clue[2].text.en", 4),
        ("clue[2].text.it", 5),
        ("clue[2].hnt", 6),
        ("clues", 8),
    ]
    assert [each.key for each in found if not each.line] == ["clue"]


def test_a_missing_or_broken_clues_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no file"):
        load_clues(tmp_path / "none.toml", days=1, languages=("en",))
    [problem] = problems(tmp_path, '[[clue]]\ntext.en = "North.\n')
    assert (problem.key, problem.line) == ("clues.toml", 2)
    [problem] = problems(tmp_path, 'clue = "North"\n')
    assert problem.wrong == "this is no list of clues"


# ── Telegram's HTML ──


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "<b>b</b> <i>i</i> <u>u</u> <s>s</s> <code>c</code> <tg-spoiler>t</tg-spoiler>",
        '<pre><code class="language-python">x</code></pre>',
        "<blockquote expandable>q</blockquote><blockquote>r</blockquote>",
        '<a href="https://example.org/?a=1&amp;b=2">x</a> <a href="tg://user?id=1">y</a>',
        "&lt; &gt; &amp; &quot; &#39; &#x27;",
        "<B>caps</B>",
    ],
)
def test_telegrams_html_passes(text: str) -> None:
    assert list(faults(text)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a < b", "bare <"),
        ("a <b", "bare <"),
        ("<b>a</b", "bare <"),
        ("<!-- a -->", "bare <"),
        ("a > b", "bare >"),
        ("Gin & Tonic", "bare &"),
        ("caff&egrave;", "bare &"),
        ('<a href="https://example.org/?a=1&b=2">x</a>', "bare &"),
        ("<b>a", "<b> is never closed"),
        ("a</b>", "</b> closes nothing"),
        ("<b><i>a</b></i>", "</b> stands before </i>"),
        ("<p>a</p>", "no <p>"),
        ("a<br>b", "no <br>"),
        ('<b class="x">a</b>', "takes no class"),
        ("<a>x</a>", "link without an address"),
        ('<a href="javascript:alert(1)">x</a>', "link without an address"),
    ],
)
def test_html_that_telegram_would_refuse_or_distort_is_told(text: str, wrong: str) -> None:
    assert any(wrong in fault for fault, _ in faults(text)), list(faults(text))


def test_what_is_visible_is_what_counts() -> None:
    assert visible('<a href="https://example.org">é &amp; 🚪</a>') == "é & 🚪"
    assert utf16_units("é & 🚪") == 6
