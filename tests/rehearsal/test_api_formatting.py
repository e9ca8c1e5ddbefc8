"""HTML parse mode: what is allowed, what is refused and in which words, and how lengths are counted."""

from typing import Any

import pytest

from bot.rehearsal.api import World
from bot.rehearsal.api.errors import ApiError
from bot.rehearsal.api.formatting import parse_html
from bot.rehearsal.api.message_text import read_caption, read_text, typed_text

ANNA = 101


def _read(html: str) -> tuple[str, list[dict[str, Any]]]:
    return read_text(html, "HTML", lambda user_id: {"id": user_id, "is_bot": False, "first_name": "Anna"})


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<b>x</b>", "bold"),
        ("<strong>x</strong>", "bold"),
        ("<i>x</i>", "italic"),
        ("<em>x</em>", "italic"),
        ("<u>x</u>", "underline"),
        ("<ins>x</ins>", "underline"),
        ("<s>x</s>", "strikethrough"),
        ("<strike>x</strike>", "strikethrough"),
        ("<del>x</del>", "strikethrough"),
        ("<tg-spoiler>x</tg-spoiler>", "spoiler"),
        ('<span class="tg-spoiler">x</span>', "spoiler"),
        ("<code>x</code>", "code"),
        ("<pre>x</pre>", "pre"),
        ("<blockquote>x</blockquote>", "blockquote"),
        ("<blockquote expandable>x</blockquote>", "expandable_blockquote"),
        ('<tg-emoji emoji-id="5368324170671202286">x</tg-emoji>', "custom_emoji"),
        ('<tg-time unix="1795802580" format="wDT">x</tg-time>', "date_time"),
        ('<a href="https://example.com">x</a>', "text_link"),
        ('<a href="tg://user?id=101">x</a>', "text_mention"),
        ("<B >x</b >", "bold"),
    ],
)
def test_allowed_tags_become_entities(html: str, kind: str) -> None:
    text, entities = _read(html)
    assert text == "x"
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in entities] == [(kind, 0, 1)]


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("a <h1>x</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("è <br/>", 'Unsupported start tag "br/" at byte offset 3'),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("5 <6", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("gin & tonic", "Character '&' must be escaped with \"&amp;\" at byte offset 4"),
        ("&nbsp;", "Character '&' must be escaped with \"&amp;\" at byte offset 0"),
        ("&apos;", "Character '&' must be escaped with \"&amp;\" at byte offset 0"),
        ("&lt", "Character '&' must be escaped with \"&amp;\" at byte offset 0"),
        ("&#0;", "Character '&' must be escaped with \"&amp;\" at byte offset 0"),
        ("&#xd83d;", "unmatched surrogate code units"),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="1" format="q">y</tg-time>', "Invalid date format used"),
    ],
)
def test_what_telegram_cannot_parse_is_refused(html: str, reason: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(html)
    assert refusal.value.code == 400
    assert refusal.value.description.startswith("Bad Request: can't parse entities: ")
    assert refusal.value.description.endswith(reason)


def test_references_are_decoded() -> None:
    text, _ = _read("&lt;b&gt; &amp;amp; &quot;x&quot; &#39;y&#x27; &#x1F378; 5 > 4 'n' \"m\"")
    assert text == "<b> &amp; \"x\" 'y' 🍸 5 > 4 'n' \"m\""


def test_offsets_count_utf16_units() -> None:
    text, entities = _read("🍸🍸 <b>è🍸</b>!")
    assert text == "🍸🍸 è🍸!"
    assert entities == [{"type": "bold", "offset": 5, "length": 3}]


def test_entities_nest() -> None:
    _, entities = _read("<b>a <i>b <u>c</u></i></b>")
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in entities] == [
        ("bold", 0, 5),
        ("italic", 2, 3),
        ("underline", 4, 1),
    ]


def test_code_and_styles_exclude_each_other() -> None:
    _, entities = _read("<b>a<code>b</code>c</b>")
    assert [(entity["type"], entity["offset"]) for entity in entities] == [
        ("bold", 0),
        ("code", 1),
        ("bold", 2),
    ]


def test_a_language_belongs_to_pre_with_code() -> None:
    _, entities = _read('<pre><code class="language-python">x</code></pre>')
    assert entities == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]
    _, entities = _read('<code class="language-python">x</code>')
    assert entities == [{"type": "code", "offset": 0, "length": 1}]


def test_links_are_written_as_telegram_writes_them() -> None:
    _, entities = _read('<a href="example.com">x</a>')
    assert entities[0]["url"] == "http://example.com/"
    _, entities = _read("<a>https://example.com/a?b=c&amp;d</a>")
    assert entities[0]["url"] == "https://example.com/a?b=c&d"
    _, entities = _read('<a href="http://localhost">x</a>')
    assert entities == []


def test_edges_are_trimmed_with_their_entities() -> None:
    assert _read(" \n a <b>b </b> \n") == ("a b", [{"type": "bold", "offset": 2, "length": 1}])
    assert _read("<b> b</b>") == (" b", [{"type": "bold", "offset": 0, "length": 2}])


def test_commands_are_marked_but_not_in_code_or_paths() -> None:
    text, entities = typed_text("/book and /mine@BackDoor43Bot, not a/b, </x>, /è or http://x/y")
    marked = [text[entity["offset"] : entity["offset"] + entity["length"]] for entity in entities]
    assert marked == ["/book", "/mine@BackDoor43Bot"]
    _, entities = _read("<code>/book</code>")
    assert [entity["type"] for entity in entities] == ["code"]


@pytest.mark.parametrize("text", [" ", "\n\t ", "<b> </b>", "<b></b>", "\u200b\u2060"])
def test_a_blank_text_is_refused(text: str) -> None:
    with pytest.raises(ApiError, match="text must be non-empty"):
        _read(text)


@pytest.mark.parametrize(("sign", "units"), [("x", 1), ("è", 1), ("🍸", 2)])
def test_4096_units_fit_and_one_more_does_not(sign: str, units: int) -> None:
    fits = "<b>" + sign * (4096 // units) + "</b>"
    assert _read(fits)[1][0]["length"] == 4096
    with pytest.raises(ApiError, match="message is too long"):
        _read(fits + "x")


def test_a_caption_has_1024_units_and_may_be_empty() -> None:
    assert len(read_caption("&lt;" * 1024, "HTML", lambda _: None)[0]) == 1024
    assert read_caption(None, "HTML", lambda _: None) == ("", [])
    with pytest.raises(ApiError, match="message caption is too long"):
        read_caption("x" * 1025, "HTML", lambda _: None)


async def test_only_html_is_spoken(refused: Any, ok: Any) -> None:
    reason = await refused("sendMessage", chat_id=ANNA, text="*x*", parse_mode="MarkdownV2")
    assert reason == "Bad Request: unsupported parse_mode"
    assert (await ok("sendMessage", chat_id=ANNA, text="<b>x</b>", parse_mode="html"))["text"] == "x"
    assert (await ok("sendMessage", chat_id=ANNA, text="<b>x & y</b>"))["text"] == "<b>x & y</b>"


async def test_the_page_gets_safe_html(ok: Any, world: World) -> None:
    html = (
        '<b>a <i>&lt;script&gt;</i></b>\n<a href="https://example.com/?q=&quot;x">l</a> '
        "<tg-spoiler>🍸</tg-spoiler> "
        '<a href="tg://user?id=101">Anna</a> <blockquote expandable>q</blockquote><pre>p</pre>'
    )
    sent = await ok("sendMessage", chat_id=ANNA, text=html, parse_mode="HTML")
    assert world.message(ANNA, sent["message_id"]).html == (
        '<b>a <i>&lt;script&gt;</i></b>\n<a href="https://example.com/?q=&quot;x">l</a> '
        "<tg-spoiler>🍸</tg-spoiler> "
        "Anna <blockquote>q</blockquote><pre>p</pre>"
    )
    plain = await ok("sendMessage", chat_id=ANNA, text="<img src=x onerror=alert(1)>")
    assert world.message(ANNA, plain["message_id"]).html == "&lt;img src=x onerror=alert(1)&gt;"
