"""The phone line's recordings: each must be there, and be one that Telegram plays as a voice note."""

from collections.abc import Iterator
from pathlib import Path

from bot.campaign_file.media import recording_fault
from bot.config.checks import Finding
from bot.config.sections import Campaign


def with_recordings(campaign: Campaign, folder: Path) -> Campaign:
    """The same campaign, its recordings found from ``folder``."""
    found = {language: folder / name for language, name in campaign.phone_voice.items()}
    return campaign.model_copy(update={"phone_voice": found})


def recording_findings(campaign: Campaign, folder: Path) -> Iterator[Finding]:
    """What keeps a recording from being heard."""
    for language, name in campaign.phone_voice.items():
        if fault := recording_fault(folder / name):
            yield Finding(f"campaign.phone_voice.{language}", *fault)
