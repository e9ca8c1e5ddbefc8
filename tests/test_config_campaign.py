"""The campaign's settings: the secret word, the phone line's recordings, the channel's discussion group."""

from pathlib import Path

import pytest

from bot.config import load
from tests.test_config import BAR, CAMPAIGN, OPUS, bar, problems_of

CLUES = '[[clue]]\ntext.en = "North."\ntext.it = "Nord."\n' * 2


@pytest.fixture
def campaign_folder(tmp_path: Path) -> Path:
    (tmp_path / "clues.toml").write_text(CLUES)
    return tmp_path


def test_the_campaign_knows_the_secret_word_of_its_file(campaign_folder: Path) -> None:
    campaign = load(bar(campaign_folder, BAR + CAMPAIGN), {}).campaign
    assert campaign and (campaign.secret, len(campaign.clues)) == ((), 2)
    (campaign_folder / "clues.toml").write_text(f'secret = ["permesso"]\n{CLUES}')
    campaign = load(campaign_folder / "bar.toml", {}).campaign
    assert campaign and (campaign.secret, len(campaign.clues)) == (("permesso",), 2)


def test_recordings_are_found_from_the_files_folder(campaign_folder: Path) -> None:
    for name in ("en.ogg", "it.ogg"):
        (campaign_folder / name).write_bytes(OPUS)
    written = 'phone_voice = { en = "en.ogg", it = "it.ogg" }\ndiscussion = -1005\n'
    campaign = load(bar(campaign_folder, BAR + CAMPAIGN + written), {}).campaign
    assert campaign and campaign.discussion == -1005
    assert campaign.phone_voice == {"en": campaign_folder / "en.ogg", "it": campaign_folder / "it.ogg"}
    assert len(campaign.clues) == 2
    alone = load(bar(campaign_folder, BAR + CAMPAIGN + 'phone_voice = "en.ogg"\n'), {}).campaign
    assert alone and set(alone.phone_voice.values()) == {campaign_folder / "en.ogg"}
    silent = load(bar(campaign_folder, BAR + CAMPAIGN), {}).campaign
    assert silent and (silent.phone_voice, silent.discussion) == ({}, None)


@pytest.mark.parametrize(
    ("written", "key", "wrong"),
    [
        ('phone_voice = { en = "none.ogg" }', "phone_voice.en", "there is no file"),
        ('phone_voice.it = "empty.ogg"', "phone_voice.it", "is empty"),
        ('phone_voice = { en = "line.mp3" }', "phone_voice.en", "not Ogg with Opus"),
        ('phone_voice = { en = "line.txt" }', "phone_voice.en", "no voice by its first bytes"),
        ('phone_voice = { de = "line.ogg" }', "phone_voice", "no language"),
        ('phone_voice = { en = "" }', "phone_voice", "is empty"),
        ("phone_voice = { en = 43 }", "phone_voice", "no recordings"),
        ("phone_voice = 43", "phone_voice", "no recordings"),
        ("discussion = 1005", "discussion", "no group's id"),
        ('discussion = "@door"', "discussion", "no group's id"),
        ("discussion = -1001234567890", "discussion", "the staff's group"),
    ],
)
def test_what_cannot_be_heard_or_is_no_group_is_told_with_its_line(
    campaign_folder: Path, written: str, key: str, wrong: str
) -> None:
    (campaign_folder / "empty.ogg").touch()
    (campaign_folder / "line.mp3").write_bytes(b"ID3\x04" + bytes(60))
    (campaign_folder / "line.txt").write_text("We're opening.")
    [problem] = problems_of(bar(campaign_folder, f"{BAR}{CAMPAIGN}{written}\n"))
    assert problem.key == f"campaign.{key}"
    assert wrong in problem.wrong
    assert problem.line == len((BAR + CAMPAIGN).splitlines()) + 1


def test_the_channel_is_not_its_own_discussion(campaign_folder: Path) -> None:
    numbered = CAMPAIGN.replace('"@hidden_door"', "-1005")
    [problem] = problems_of(bar(campaign_folder, f"{BAR}{numbered}discussion = -1005\n"))
    assert problem.wrong == "this is the channel itself"


def test_the_environment_can_name_recordings_too(campaign_folder: Path) -> None:
    (campaign_folder / "en.ogg").write_bytes(OPUS)
    environ = {"BACKDOOR43_CAMPAIGN__PHONE_VOICE": '{"en": "en.ogg"}', "BACKDOOR43_CAMPAIGN__DISCUSSION": "-1005"}
    campaign = load(bar(campaign_folder, BAR + CAMPAIGN), environ).campaign
    assert campaign and (campaign.phone_voice, campaign.discussion) == ({"en": campaign_folder / "en.ogg"}, -1005)
