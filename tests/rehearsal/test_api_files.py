"""Uploads, their limits, sending again by file_id, and downloads."""

import struct
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from PIL import Image
from telegram import Bot, InputFile
from telegram.error import BadRequest

from bot.rehearsal.api import World

ANNA, CHANNEL = 101, -1002
TOKEN = "4343:a-token-for-tests"
MEGABYTE = 1024 * 1024
OGG, MP3 = b"OggS" + bytes(60), b"ID3" + bytes(60)


def _png(width: int, height: int, size: int = 64) -> bytes:
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height)
    return head + bytes(size - len(head))


def _webp(mode: str, **how: bool) -> bytes:
    content = BytesIO()
    Image.new(mode, (430, 43), "brown").save(content, "WEBP", **how)
    return content.getvalue()


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 300, 400) + bytes(20)


@pytest.mark.parametrize(
    ("picture", "size"),
    [
        (_png(640, 480), (640, 480)),
        (JPEG, (400, 300)),
        (b"GIF89a\x08\x00\x09\x00", (8, 9)),
        (_webp("RGB"), (430, 43)),
        (_webp("RGBA"), (430, 43)),
        (_webp("RGB", lossless=True), (430, 43)),
    ],
)
async def test_a_photo_is_measured_and_shown(picture: bytes, size: tuple[int, int], bot: Bot, world: World) -> None:
    sent = await bot.send_photo(ANNA, picture, caption="<b>Clue 1</b>", parse_mode="HTML", has_spoiler=True)
    photo = sent.photo[-1]
    assert (photo.width, photo.height, photo.file_size) == (*size, len(picture))
    assert (sent.caption, sent.has_media_spoiler) == ("Clue 1", True)
    message = world.message(ANNA, sent.message_id)
    assert message.media and (message.media.kind, message.html) == ("photo", "<b>Clue 1</b>")
    assert world.files[photo.file_id] == picture
    assert world.calls[-1].files == {"photo": "application.octet-stream"} or world.calls[-1].files.keys() == {"photo"}


@pytest.mark.parametrize("attach", [False, True])
async def test_a_file_comes_in_its_field_or_attached(attach: bool, bot: Bot, world: World) -> None:
    document = InputFile(b"%PDF-1.7", filename="bookmarks.pdf", attach=attach)
    sent = await bot.send_document(ANNA, document, thumbnail=_png(90, 90))
    assert sent.document and (sent.document.file_name, sent.document.mime_type) == (
        "bookmarks.pdf",
        "application/pdf",
    )
    assert world.files[sent.document.file_id] == b"%PDF-1.7"


async def test_a_file_is_sent_again_by_its_id(bot: Bot, world: World) -> None:
    first = await bot.send_photo(ANNA, _png(640, 480))
    again = await bot.send_photo(CHANNEL, first.photo[-1].file_id, caption="again")
    assert again.photo == first.photo
    assert len(world.files) == 1
    assert world.calls[-1].files == {}


async def test_a_file_id_keeps_its_kind(bot: Bot) -> None:
    photo = (await bot.send_photo(ANNA, _png(640, 480))).photo[-1].file_id
    with pytest.raises(BadRequest, match="Can't use file of type photo as document"):
        await bot.send_document(ANNA, photo)
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier/HTTP URL specified"):
        await bot.send_photo(ANNA, "an-unknown-id")
    with pytest.raises(BadRequest, match=r"(?i)failed to get HTTP URL content"):
        await bot.send_photo(ANNA, "https://example.com/a.png")


async def test_sounds_arrive_as_what_they_are(bot: Bot, world: World) -> None:
    voice = await bot.send_voice(ANNA, OGG, duration=7, caption="We're opening.")
    assert voice.voice and voice.voice.file_size == len(OGG)
    audio = await bot.send_audio(ANNA, MP3, performer="Mr. V", title="The line", filename="line.mp3")
    assert audio.audio and (audio.audio.performer, audio.audio.title) == ("Mr. V", "The line")
    other = await bot.send_voice(ANNA, b"RIFF" + bytes(60), filename="line.wav")
    assert other.voice is None
    assert other.document and other.document.mime_type
    assert [message.media and message.media.kind for message in world.messages(ANNA)[1:]] == [
        "voice",
        "audio",
        "document",
    ]


@pytest.mark.parametrize(
    ("method", "content", "reason"),
    [
        ("send_photo", b"", "File must be non-empty"),
        ("send_photo", b"not a picture", "Image_process_failed"),
        ("send_photo", b"\xff\xd8\xff", "Image_process_failed"),
        ("send_photo", _png(9000, 1001), "Photo_invalid_dimensions"),
        ("send_photo", _png(2100, 100), "Photo_invalid_dimensions"),
        ("send_photo", _png(0, 100), "Photo_invalid_dimensions"),
        ("send_photo", _png(100, 100, 10 * MEGABYTE + 1), "is too big for a photo"),
        ("send_document", bytes(50 * MEGABYTE + 1), "is too big for a document"),
    ],
)
async def test_what_telegram_would_not_take_is_refused(
    method: str, content: bytes, reason: str, bot: Bot, world: World
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await getattr(bot, method)(ANNA, content, write_timeout=30)
    assert len(world.messages(ANNA)) == 1
    assert len(world.files) == 0


@pytest.mark.parametrize(
    ("method", "content"),
    [
        ("send_photo", _png(8999, 1001)),
        ("send_photo", _png(2000, 100)),
        ("send_photo", _png(100, 100, 10 * MEGABYTE)),
        ("send_document", bytes(20 * MEGABYTE)),
    ],
    ids=["widest", "flattest", "heaviest photo", "heavy document"],
)
async def test_what_is_just_within_the_limits_passes(method: str, content: bytes, bot: Bot) -> None:
    sent = await getattr(bot, method)(ANNA, content, write_timeout=30)
    assert (sent.photo or [sent.document])[-1].file_size == len(content)


async def test_a_file_can_be_downloaded(bot: Bot, url: str, http: aiohttp.ClientSession) -> None:
    content = bytes(range(256)) * 5000
    sent = await bot.send_document(ANNA, content, filename="a.bin")
    assert sent.document
    file = await sent.document.get_file()
    assert file.file_size == len(content)
    assert bytes(await file.download_as_bytearray()) == content
    path = (file.file_path or "").rpartition(f"/file/bot{TOKEN}/")[2]
    for address, status in (
        (f"/file/bot{TOKEN}/{path}", 200),
        (f"/file/bot{TOKEN}/documents/none", 404),
        (f"/file/bot4343:other/{path}", 401),
    ):
        async with http.get(url + address) as response:
            assert response.status == status


async def test_a_file_over_20_megabytes_cannot_be_downloaded(bot: Bot) -> None:
    sent = await bot.send_document(ANNA, bytes(20 * MEGABYTE + 1), write_timeout=30)
    assert sent.document
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(sent.document.file_id)
    with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
        await bot.get_file("unknown")


async def test_a_request_that_is_too_large_is_refused(url: str, http: aiohttp.ClientSession) -> None:
    form = aiohttp.FormData({"chat_id": str(ANNA)})
    form.add_field("document", BytesIO(bytes(53 * MEGABYTE)), filename="a.bin")
    try:
        async with http.post(f"{url}/bot{TOKEN}/sendDocument", data=form) as response:
            answer: Any = await response.json()
            assert answer["error_code"] == 413
    except aiohttp.ClientConnectionError:
        pass  # the server may hang up while the body is still under way
