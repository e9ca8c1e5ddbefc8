"""A campaign's clues: what is read, and what could not be posted and is told beforehand."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bot.campaign_file import Clue, ClueFile, CluePoll, Medium, load_clues
from bot.telegram_html import faults, utf16_units, visible
from bot.toml_file import ConfigError, Problem

PACKAGED = Path(__file__).resolve().parents[1] / "bot" / "rehearsal" / "clues.toml"
NORTH = 'text.en = "North."\ntext.it = "Nord."\n'
POLL = """
[clue.poll]
question.en = "Which bank?"
question.it = " Quale riva? "
options.en = ["Alzaia", "Ripa"]
options.it = ["Alzaia ", "Ripa"]
"""
OPUS = b"OggS" + bytes(24) + b"OpusHead" + bytes(40)
MP3, M4A = b"ID3\x04" + bytes(40), bytes(4) + b"ftypM4A " + bytes(40)


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    content = io.BytesIO()
    Image.new("L", size).save(content, kind)
    return content.getvalue()


def clues(folder: Path, text: str, days: int | None = 1, languages: tuple[str, ...] = ("en", "it")) -> tuple[Clue, ...]:
    (folder / "clues.toml").write_text(text)
    return load_clues(folder / "clues.toml", days=days, languages=languages).clues


def read(folder: Path, text: str) -> ClueFile:
    (folder / "clues.toml").write_text(text)
    return load_clues(folder / "clues.toml", days=None, languages=("en", "it"))


def problems(folder: Path, text: str, days: int | None = 1) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        clues(folder, text, days)
    return caught.value.problems


def test_the_packaged_campaign_can_be_posted() -> None:
    packaged = load_clues(PACKAGED, days=43, languages=("en", "it"))
    assert [clue.day for clue in packaged.clues] == list(range(1, 44))
    assert len({clue.text["en"] for clue in packaged.clues}) == 43


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_first_letters_of_days_34_to_41_spell_the_secret_word(language: str) -> None:
    packaged = load_clues(PACKAGED, days=43, languages=("en", "it"))
    letters = [visible(clue.text[language])[0] for clue in packaged.clues[33:41]]
    assert "".join(letters).lower() in packaged.secret


def test_a_clue_has_all_it_may_have(tmp_path: Path) -> None:
    (tmp_path / "door.jpg").write_bytes(picture())
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
        (NORTH + 'photo = "door.jpg"', "photo", "there is no file", "Put it there"),
        (NORTH + "photo = 3", "photo", "no file's name", 'photo = "name"'),
        (NORTH + 'voice = "empty.ogg"', "voice", "empty.ogg is empty", "50 MB"),
        (NORTH + 'answers = "door"', "answers", "no list", '["one answer"'),
        (NORTH + 'answers = ["door", ""]', "answers", "no list", '["one answer"'),
        (NORTH + "answers = []", "answers", "the list is empty", "leave the key out"),
        (NORTH + 'answers = ["door", "Door "]', "answers", "'Door' stands there twice", "once"),
        (NORTH + 'answers = ["door", "…?!"]', "answers", "neither letter nor digit", "take it out"),
        (NORTH + "hint = 43", "hint", "no text", "quotes"),
        (NORTH + 'hint.en = "x"\nhint.it = "<u>x"', "hint.it", "never closed", "</u>"),
        (NORTH + 'hint.en = "x"', "hint.it", "is missing", "hint.it ="),
        (NORTH + 'secret = ["door"]', "secret", "no clue's own", "above the first [[clue]]"),
        (NORTH + 'photo = "a\\u0000b.jpg"', "photo", "there is no file", "Put it there"),
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
    (tmp_path / "door.jpg").write_bytes(picture())
    (tmp_path / "door.ogg").write_bytes(OPUS)
    [problem] = problems(tmp_path, f'[[clue]]\n{NORTH}voice = "door.ogg"\nphoto = "door.jpg"\n')
    assert (problem.key, problem.wrong) == ("clue[1].voice", "there is a photo already")
    [problem] = problems(tmp_path, f'[[clue]]\n{NORTH}voice = "door.ogg"\n{POLL}')
    assert (problem.key, problem.line, problem.wrong) == ("clue[1].poll", 6, "there is a voice already")


def test_a_photo_has_ten_megabytes_at_most(tmp_path: Path) -> None:
    with (tmp_path / "door.jpg").open("wb") as file:
        file.truncate(10_000_001)
    [problem] = problems(tmp_path, f'[[clue]]\n{NORTH}photo = "door.jpg"\n')
    assert "10 MB" in problem.remedy
    assert clues(tmp_path, f'[[clue]]\n{NORTH}document = "door.jpg"\n')


@pytest.mark.parametrize(
    ("kind", "content", "wrong"),
    [
        ("photo", picture("JPEG"), None),
        ("photo", picture("PNG"), None),
        ("photo", picture("WEBP"), None),
        ("photo", picture("GIF"), "no photo by its first bytes"),
        ("photo", b"a picture", "no photo by its first bytes"),
        ("photo", picture("PNG")[:20], "cannot be read as a picture"),
        ("photo", picture("PNG", (9_000, 1_001)), "is 9000 × 1001"),
        ("photo", picture("PNG", (2_100, 100)), "is 2100 × 100"),
        ("photo", picture("PNG", (2_000, 100)), None),
        ("voice", OPUS, None),
        ("voice", MP3, None),
        ("voice", M4A, None),
        ("voice", OPUS.replace(b"OpusHead", b"\x01vorbis"), "no voice by its first bytes"),
        ("voice", b"RIFF" + bytes(40), "no voice by its first bytes"),
        ("audio", MP3, None),
        ("audio", b"\xff\xfb\x90\x44" + bytes(40), None),
        ("audio", M4A, None),
        ("audio", OPUS, "no audio by its first bytes"),
        ("audio", "Música".encode("utf-16"), "no audio by its first bytes"),
        ("audio", picture("JPEG"), "no audio by its first bytes"),
        ("document", b"anything", None),
    ],
)
def test_a_file_is_what_it_says(tmp_path: Path, kind: str, content: bytes, wrong: str | None) -> None:
    (tmp_path / "file").write_bytes(content)
    entry = f'[[clue]]\n{NORTH}{kind} = "file"\n'
    if wrong is None:
        [clue] = clues(tmp_path, entry)
        assert clue.medium == (kind, tmp_path / "file")
    else:
        [problem] = problems(tmp_path, entry)
        assert (problem.key, problem.line) == (f"clue[1].{kind}", 4)
        assert wrong in problem.wrong


def test_a_name_too_long_for_any_file_is_told(tmp_path: Path) -> None:
    [problem] = problems(tmp_path, f'[[clue]]\n{NORTH}document = "{"x" * 300}.pdf"\n')
    assert problem.key == "clue[1].document"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "door.pdf").mkdir()
    [problem] = problems(tmp_path, f'[[clue]]\n{NORTH}document = "door.pdf"\n')
    assert "there is no file" in problem.wrong


def test_a_poll_is_read_with_its_clue(tmp_path: Path) -> None:
    first, second = clues(tmp_path, f'[[clue]]\n{NORTH}answers = ["ripa"]\n{POLL}\n[[clue]]\n{NORTH}', days=2)
    assert first.poll == CluePoll(
        {"en": "Which bank?", "it": "Quale riva?"}, {"en": ("Alzaia", "Ripa"), "it": ("Alzaia", "Ripa")}
    )
    assert (first.medium, first.answers, second.poll) == (None, ("ripa",), None)
    assert clues(tmp_path, f"[[clue]]\n{NORTH}{POLL}".replace("Alzaia", "x" * 100).replace("Which", "y" * 294))


@pytest.mark.parametrize(
    ("written", "instead", "key", "wrong"),
    [
        ('question.it = " Quale riva? "', "", "question.it", "is missing"),
        ("Which bank?", " ", "question.en", "is empty"),
        ("Which bank?", "x" * 301, "question.en", "301 characters"),
        ("Which bank?", r"Which\nbank?", "question.en", "more than one line"),
        ("Which bank?", "Which <b>bank</b>?", "question.en", "tags"),
        ("Which bank?", "Which &amp; bank?", "question.en", "as in HTML"),
        ('"Which bank?"', "3", "question.en", "no text"),
        ('options.en = ["Alzaia", "Ripa"]', "", "options.en", "is missing"),
        ('"Alzaia", "Ripa"', f'"Alzaia", "{"x" * 101}"', "options.en", "101 characters"),
        ('"Alzaia", "Ripa"', '"Alzaia", ""', "options.en", "is empty"),
        ('"Alzaia", "Ripa"', '"Ripa", "Ripa "', "options.en", "'Ripa' stands there twice"),
        ('["Alzaia", "Ripa"]', '"Alzaia"', "options.en", "no list"),
        ("question.en", 'question.de = "Ufer?"\nquestion.en', "question.de", "no language"),
        ("question.en", 'kind = "quiz"\nquestion.en', "kind", "no such key"),
        ("question.en", 'answers = ["ripa"]\nquestion.en', "answers", "a poll has no such key"),
    ],
)
def test_a_poll_that_telegram_would_refuse_is_told(
    tmp_path: Path, written: str, instead: str, key: str, wrong: str
) -> None:
    assert written in POLL
    found = problems(tmp_path, f"[[clue]]\n{NORTH}{POLL.replace(written, instead, 1)}")
    assert [(each.key, wrong in each.wrong) for each in found] == [(f"clue[1].poll.{key}", True)], found
    assert (found[0].line or 0) >= 5


@pytest.mark.parametrize(("count", "told"), [(1, True), (2, False), (12, False), (13, True)])
def test_a_poll_has_two_to_twelve_options(tmp_path: Path, count: int, told: bool) -> None:
    options = str([f"option {number}" for number in range(count)])
    entry = f"[[clue]]\n{NORTH}{POLL}".replace('["Alzaia", "Ripa"]', options).replace('["Alzaia ", "Ripa"]', options)
    if told:
        assert {each.wrong for each in problems(tmp_path, entry)} == {f"there are {count} options"}
    else:
        assert clues(tmp_path, entry)


def test_a_poll_has_as_many_options_in_each_language(tmp_path: Path) -> None:
    [problem] = problems(tmp_path, f"[[clue]]\n{NORTH}{POLL}".replace('"Alzaia ", "Ripa"', '"Alzaia", "Ripa", "Boh"'))
    assert (problem.key, problem.wrong) == ("clue[1].poll.options", "there are 2 in en, 3 in it")


def test_the_secret_word_stands_above_the_clues(tmp_path: Path) -> None:
    assert read(tmp_path, f"[[clue]]\n{NORTH}").secret == ()
    assert read(tmp_path, f'secret = ["permesso ", "è permesso"]\n[[clue]]\n{NORTH}').secret == (
        "permesso",
        "è permesso",
    )


@pytest.mark.parametrize("secret", ['"permesso"', "[]", '["?"]', "[43]", '["a", "A"]'])
def test_a_secret_word_that_nobody_could_say_is_told(tmp_path: Path, secret: str) -> None:
    [problem] = problems(tmp_path, f"secret = {secret}\n[[clue]]\n{NORTH}")
    assert (problem.key, problem.line) == ("secret", 1)


@pytest.mark.parametrize(("carries", "limit"), [("", 4096), ('photo = "door.jpg"\n', 1024), (POLL, 1024)])
def test_length_counts_as_telegram_counts_it(tmp_path: Path, carries: str, limit: int) -> None:
    (tmp_path / "door.jpg").write_bytes(picture())
    longest = f"<b>&amp;</b>{'🚪' * (limit // 2 - 1)}x"
    entry = '[[clue]]\ntext.it = "Nord."\ntext.en = "{}"\n' + carries
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
