"""Files on their way out: as multipart, whole, and under their own names."""

from pathlib import Path

import pytest

from bot.outbox.messages import Medium, Message
from tests.outbox.bench import Post


@pytest.mark.parametrize("name", ["map.pdf", "the map.pdf", "perché no.pdf", 'a "quoted" name.pdf', "mappa – 43.pdf"])
async def test_a_document_keeps_its_name_and_its_bytes(post: Post, tmp_path: Path, name: str) -> None:
    anna = post.regular()
    content = bytes(range(256)) * 40
    (tmp_path / name).write_bytes(content)
    message = Message("<b>the way</b>", medium=Medium("document", str(tmp_path / name)))
    message_id = await post.courier.send(anna, message)
    media = post.world.message(anna, message_id).media
    assert media is not None and media.file_id is not None
    assert media.file_name == name
    assert post.world.files[media.file_id] == content
    assert post.world.message(anna, message_id).text == "the way"
    assert post.world.calls[-1].files == {"document": name}


async def test_a_file_of_several_megabytes_arrives_whole(post: Post, tmp_path: Path) -> None:
    anna = post.regular()
    large = tmp_path / "song.ogg"
    large.write_bytes(b"OggS" + bytes(3_000_000))
    message_id = await post.courier.send(anna, Message("listen", medium=Medium("voice", str(large))))
    media = post.world.message(anna, message_id).media
    assert media is not None and media.size == 3_000_004


async def test_a_text_goes_without_multipart_and_with_every_character(post: Post) -> None:
    anna = post.regular()
    text = "perché? & = + % 🍸 \n –"
    message_id = await post.courier.send(anna, Message(text.replace("&", "&amp;")))
    assert post.world.message(anna, message_id).text == text
    assert post.world.calls[-1].files == {}
