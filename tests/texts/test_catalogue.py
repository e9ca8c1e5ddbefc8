import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser

from bot.telegram_html import faults
from bot.texts.catalogue import FOLDER, LOCALES, Catalogue, Html, catalogue
from tests.texts.sentences import HOSTILE, LANGUAGES, Needs, by_plural, files, needs, sentences, ways

EVERY = [(language, key) for language in LANGUAGES for key in sentences(language)]
SHARED = sorted(sentences("en"))


def said(language: str, text: str, folder: Path) -> Catalogue:
    source = folder / "some.ftl"
    source.write_text(text, encoding="utf-8")
    return Catalogue(language, [source])


def test_both_languages_have_the_same_files_and_sentences() -> None:
    assert {folder.name for folder in FOLDER.iterdir() if any(folder.glob("*.ftl"))} == set(LANGUAGES) == set(LOCALES)
    assert [path.name for path in files("en")] == [path.name for path in files("it")]
    assert sentences("en").keys() == sentences("it").keys()
    for language in LANGUAGES:
        assert catalogue(language).keys == sentences(language).keys()


@pytest.mark.parametrize("key", SHARED)
def test_both_languages_need_the_same_details_and_know_the_same_variants(key: str) -> None:
    english, italian = needs("en", key), needs("it", key)
    assert english.variables == italian.variables
    for name in english.variants.keys() & italian.variants.keys():
        assert set(english.variants[name]) == set(italian.variants[name])
    for name in english.variants.keys() ^ italian.variants.keys():
        # A language may do without a plural, never without a state of something.
        assert by_plural((english.variants | italian.variants)[name])


@pytest.mark.parametrize(("language", "key"), EVERY)
def test_every_variant_of_every_sentence_can_be_said_to_anybody(language: str, key: str) -> None:
    """Whatever a guest calls themselves: valid Telegram HTML, nothing missing, no two variants alike."""
    combinations = list(ways(language, key))
    texts = [catalogue(language).html(key, **details) for details in combinations]
    for text in texts:
        assert text.strip()
        assert list(faults(text)) == []
        assert "{" not in text and "$" not in text
        assert "<b>Bobby" not in text
        assert not any(line != line.strip() for line in text.split("\n"))
        assert "  " not in text
    assert len(set(texts)) == len(combinations)


def test_without_escaping_a_guests_name_breaks_the_message() -> None:
    details = {"name": HOSTILE}
    assert list(faults(catalogue("en").html("greeting", **details))) == []
    assert list(faults(catalogue("en").plain("greeting", **details)))


def test_a_name_is_shown_as_it_was_given() -> None:
    text = catalogue("en").html("greeting", name="<b>Bobby & co</b>")
    assert "&lt;b&gt;Bobby &amp; co&lt;/b&gt;" in text
    assert "<b>Bobby & co</b>" in catalogue("en").plain("greeting", name="<b>Bobby & co</b>")


def test_a_detail_that_is_html_already_is_left_alone() -> None:
    line = catalogue("en").html("cart-line", quantity=2, name="Dark & Stormy", price="€10.00")
    assert isinstance(line, Html)
    text = catalogue("en").html("lines-with-note", lines=line, note="<no ice>")
    assert text == "2 × Dark &amp; Stormy, €10.00\nNote: <i>&lt;no ice&gt;</i>"


@pytest.mark.parametrize(("language", "key"), [(lang, key) for lang, key in EVERY if needs(lang, key).variables])
def test_a_missing_detail_is_an_error_and_not_a_gap(language: str, key: str) -> None:
    whole = next(ways(language, key))
    # A variant may do without a detail that another one needs: without any, nothing can be said.
    with pytest.raises(KeyError, match=key):
        catalogue(language).html(key)
    catalogue(language).html(key, **whole, more="than enough")


def test_an_unknown_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        catalogue("en").plain("no-such-sentence")


def test_a_sentence_of_attributes_alone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="odd"):
        said("en", "odd =\n    .title = Odd\n", tmp_path).plain("odd")


@pytest.mark.parametrize("junk", ["broken = { $name", "= nothing", "key = { $n ->\n    [one] 1\n    }\n"])
def test_a_sentence_that_cannot_be_read_fails_loudly(junk: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"some\.ftl: cannot be read near"):
        said("en", f"fine = Fine\n{junk}\nalso = Also fine\n", tmp_path)


def test_left_to_itself_the_library_would_drop_that_sentence_silently(tmp_path: Path) -> None:
    from fluent.runtime import FluentBundle, FluentResource

    bundle = FluentBundle(["en-GB"])
    bundle.add_resource(FluentResource("fine = Fine\nbroken = { $name\n"))
    assert bundle.has_message("fine") and not bundle.has_message("broken")


def test_numbers_choose_their_plural_and_keep_no_marks_around_them() -> None:
    english, italian = catalogue("en"), catalogue("it")
    assert english.plain("night-choice", night="Tonight", free=4) == "Tonight · 4 free"
    assert english.plain("refuse-many-orders", count=1).startswith("You have an order open")
    assert english.plain("refuse-many-orders", count=3).startswith("You have 3 orders open")
    assert italian.plain("night-choice", night="Stasera", free=4) == "Stasera · 4 liberi"
    assert italian.plain("night-choice", night="Stasera", free=1) == "Stasera · 1 libero"


def test_one_stool_is_kept_and_several_are() -> None:
    """A party of one in a private room has them all."""

    def kept(party: int, count: int) -> str:
        facts = {"when": "Tonight", "code": "ABCDE", "stools": "1", "private": "no" if party == count else "yes"}
        return catalogue("en").plain("ticket", status="booked", party=party, count=count, **facts).split("\n")[0]

    assert kept(1, 1) == "<b>Your stool is kept.</b>"
    assert kept(2, 2) == kept(4, 4) == kept(1, 4) == "<b>Your stools are kept.</b>"


def test_ways_through_a_sentence_are_those_that_differ() -> None:
    """The ticket for the whole room says nothing of stools one by one, and every state is met."""
    met = list(ways("en", "ticket"))
    assert {way["status"] for way in met} == set(needs("en", "ticket").variants["status"])
    booked = [(way["private"], way["party"], way["count"]) for way in met if way["status"] == "booked"]
    assert sorted(booked) == [("no", party, count) for party in (1, 2) for count in (1, 2)] + [
        ("yes", party, count) for party in (1, 2) for count in (1, 2)
    ]
    asked = [(way["private"], way["party"], way["count"]) for way in met if way["status"] == "requested"]
    assert len([way for way in asked if way[0] == "yes"]) == 2, "how many stools is not asked there"


def test_a_second_look_at_a_state_may_know_fewer_of_them_and_none_besides() -> None:
    def looks(*texts: str) -> Needs:
        found = Needs()
        for text in texts:
            found.visit(FluentParser().parse_entry(f"key = {{ $status ->\n{text}\n}}"))
        return found

    known, fewer = "    [open] a\n    [taken] b\n   *[over] c", "    [open] a\n   *[other] b"
    assert looks(known, fewer).variants == looks(fewer, known).variants == {"status": ["open", "taken", "over"]}
    with pytest.raises(AssertionError, match="status selects by"):
        looks(known, "    [opne] a\n   *[other] b")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_counts_what_the_config_decides(language: str) -> None:
    """Another bar has six stools or seatings of two hours: numbers come from its file, as details."""
    counted = re.compile(r"\b(four|eight|ninety|eighteen|quattro|otto|novanta|diciotto|[2-9]|\d\d+)\b", re.IGNORECASE)
    # What may be typed after a command is an example, and names some day or party.
    example = re.compile(r"/(?:night|walkin|close|reopen|pause|rush) [^,\n]*")
    # What the button adds is no setting: the outside contract has its words.
    five_minutes = "put-off = +5 min"
    texts = {
        path.name: example.sub("", path.read_text(encoding="utf-8")).replace(five_minutes, "")
        for path in files(language)
    }
    assert {name for name, text in texts.items() if counted.findall(text)} == set()
    assert counted.findall("Four stools, ninety minutes, 43 days") == ["Four", "ninety", "43"]
    assert counted.findall(example.sub("", "/walkin 2, seat four now\n/close 24 Dec 21:00-23:00, or 5")) == [
        "four",
        "5",
    ]
