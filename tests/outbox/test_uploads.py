"""A file that goes to many: its bytes go to Telegram once, as long as it stays the same and Telegram remembers it."""

import os
from pathlib import Path

from bot.outbox.messages import Medium, Message
from bot.rehearsal.api import Fault
from tests.outbox.bench import Post
from tests.test_config import OPUS


def voice(folder: Path) -> Message:
    path = folder / "line.ogg"
    path.write_bytes(OPUS)
    return Message("", medium=Medium("voice", str(path)))


def uploads(post: Post) -> list[bool]:
    """Of each voice note that was sent: whether its bytes went along."""
    return [bool(call.files) for call in post.world.calls if call.method == "sendVoice"]


async def test_the_bytes_of_a_file_go_once(post: Post, tmp_path: Path) -> None:
    message, people = voice(tmp_path), [post.regular() for _ in range(4)]
    for person in people:
        await post.courier.send(person, message)
    assert uploads(post) == [True, False, False, False]
    heard = [post.world.messages(person)[-1].media for person in people]
    assert all(media is not None and post.world.files[str(media.file_id)] == OPUS for media in heard)


async def test_a_file_that_has_changed_goes_anew(post: Post, tmp_path: Path) -> None:
    message, anna = voice(tmp_path), post.regular()
    await post.courier.send(anna, message)
    path = tmp_path / "line.ogg"
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1_000_000_000))
    await post.courier.send(anna, message)
    assert uploads(post) == [True, True]


async def test_what_telegram_has_forgotten_goes_anew(post: Post, tmp_path: Path) -> None:
    message, anna = voice(tmp_path), post.regular()
    await post.courier.send(anna, message)
    post.api.faults.add("sendVoice", Fault.error(400, "Bad Request: wrong file identifier/HTTP URL specified"))
    await post.courier.send(anna, message)
    assert uploads(post) == [True, False, True]


async def test_what_was_made_on_the_spot_is_never_taken_for_another(post: Post) -> None:
    anna = post.regular()
    for text in ("one", "two"):
        await post.courier.send(anna, Message("", medium=Medium("document", "note.txt", text)))
    sent = [message.media for message in post.world.messages(anna)]
    assert [post.world.files[str(media.file_id)] for media in sent if media] == [b"one", b"two"]
